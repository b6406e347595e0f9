from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from rag.errors import IndexMissing
from rag.paragraphs.pasted import LONGEST_TEXT
from tests.paragraphs import DOCUMENTS
from tests.web_fakes import FakeReviews
from web.door.questions import A_MINUTE, RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.paragraphs import SORRY, UNREADY, ParagraphsPanel
from web.paragraphs.drawing import form

TEXT = (
    "The Holt review of fostering in Larkfield made 52 recommendations in 2031.\n\n"
    "The Brookvale panel heard from sixty care leavers in 2029. Who knows? "
    "The Holt review made 42 recommendations in 2031, and most neighbours applauded loudly."
)


@pytest.fixture
def reviews() -> FakeReviews:
    return FakeReviews(DOCUMENTS)


@pytest.fixture
def panel(reviews: FakeReviews, tmp_path: Path) -> ParagraphsPanel:
    return ParagraphsPanel(reviews, Options(Feedback(tmp_path / "feedback.jsonl", 0), RateLimiter()))


def last(panel: ParagraphsPanel, text: object) -> str:
    return list(panel.checked({"text": text}))[-1]


def test_it_says_how_far_it_has_come_and_then_shows_the_result(panel: ParagraphsPanel) -> None:
    steps = list(panel.checked({"text": TEXT}))
    assert "0 of 4 sentences" in steps[0]
    assert "3 of 4 sentences" in steps[1]
    assert "4 sentences: 1 supported, 1 partly, 1 contradicted, 1 nothing to check." in steps[-1]


def test_what_differs_is_marked_in_both_with_its_kind_in_words(panel: ParagraphsPanel) -> None:
    marks = re.findall(
        r"<mark>(\d+)<span class=\"unseen\"> \((\w+) differs\)</span></mark>", last(panel, TEXT)
    )
    assert marks == [("52", "number"), ("42", "number")]


def test_each_sentence_bears_its_verdict_in_words_and_leads_to_its_row(panel: ParagraphsPanel) -> None:
    shown = last(panel, TEXT)
    assert 'class="sentence no" href="#checked-1"' in shown
    assert "<small>1&nbsp;contradicted</small>" in shown
    assert shown.count('<li id="checked-') == 4
    assert '<span class="lacking">most neighbours applauded loudly' in shown


def test_a_citation_opens_its_words_and_a_digests_words_are_not_quoted(panel: ParagraphsPanel) -> None:
    shown = last(panel, TEXT)
    assert 'href="?doc=holt-2031&amp;start=' in shown
    assert "“The Brookvale panel heard" in shown
    assert "“The Holt review" not in shown
    assert "Ask the Reviews digest of" in shown


def test_the_result_can_be_copied_as_plain_text(panel: ParagraphsPanel) -> None:
    copied = re.search(r'data-copy="([^"]+)"', last(panel, TEXT))
    assert copied is not None
    assert copied[1].startswith("4 sentences: ")


def test_what_is_pasted_is_shown_as_text(panel: ParagraphsPanel) -> None:
    shown = last(panel, "The <script>alert(1)</script> Holt review made 42 recommendations in 2031.")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "There is nothing to check"),
        (None, "There is nothing to check"),
        (7, "There is nothing to check"),
        ("x" * (LONGEST_TEXT + 1), "check at most 12,000 at a time"),
        ("It is so. " * 81, "check at most 80 at a time"),
    ],
)
def test_what_cannot_be_checked_gets_one_plain_line(panel: ParagraphsPanel, text: object, line: str) -> None:
    (shown,) = panel.checked({"text": text})
    assert line in shown
    assert 'role="alert"' in shown


def test_a_form_that_sends_no_text_gets_a_line_too(panel: ParagraphsPanel) -> None:
    assert "nothing to check" in next(iter(panel.checked("text")))


def test_too_many_are_turned_away(panel: ParagraphsPanel) -> None:
    for _ in range(A_MINUTE):
        last(panel, "It was so. Was it?")
    assert "wait" in last(panel, "It was so. Was it?")


@pytest.mark.parametrize(
    ("error", "line"), [(IndexMissing("no index in /here"), UNREADY), (RuntimeError(TEXT), SORRY)]
)
def test_a_fault_becomes_a_plain_line_and_nothing_of_the_text_is_logged(
    panel: ParagraphsPanel,
    reviews: FakeReviews,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    line: str,
) -> None:
    reviews.error = error
    with caplog.at_level(logging.DEBUG):
        shown = last(panel, TEXT)
    assert line in shown
    assert "Holt" not in caplog.text


def test_nothing_of_the_text_is_logged(panel: ParagraphsPanel, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        last(panel, TEXT)
    assert "applauded" not in caplog.text


def test_the_names_of_the_records_are_read_once_for_a_pipeline(
    panel: ParagraphsPanel, reviews: FakeReviews
) -> None:
    pipeline = reviews.pipeline()
    assert panel._checker(pipeline) is panel._checker(pipeline)
    assert panel._checker(reviews.pipeline()) is not panel._checker(pipeline)


def test_the_form_says_its_limits_and_that_nothing_is_kept() -> None:
    assert "12,000 characters and 80 sentences" in form()
    assert "not kept" in form()

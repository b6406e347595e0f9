from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from rag.domain import Document
from rag.errors import IndexMissing
from rag.permalinks import TOLD, How, link
from tests.web_fakes import DIGEST, DOCUMENTS, LEADER, ORIGINAL, FakeReviews, cite
from web.door.questions import A_MINUTE, RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.records import RENEWED, SORRY, UNKEPT, UNREADY, RecordsPanel

TODAY = date(2026, 3, 4)
AT = cite(DIGEST, LEADER).span


def panel_over(
    tmp_path: Path, documents: Mapping[str, Document] = DOCUMENTS, days: int = 30
) -> tuple[RecordsPanel, FakeReviews]:
    reviews = FakeReviews(documents)
    kept = Feedback(tmp_path / "feedback.jsonl", days, lambda: TODAY)
    options = Options(kept, RateLimiter(), "https://reviews.example.org/", lambda: TODAY)
    return RecordsPanel(reviews, options), reviews


@pytest.fixture
def panel(tmp_path: Path) -> RecordsPanel:
    return panel_over(tmp_path)[0]


def test_the_views_show_what_the_form_asks_for(panel: RecordsPanel) -> None:
    listed = panel.drawn({"words": "brookvale", "view": "list"})
    assert 'data-told="1 of 2 records" data-narrowed' in listed
    assert DIGEST.title not in listed
    assert "year-2014" in panel.drawn({"view": "timeline"})
    assert "<svg" in panel.drawn({"view": "picture"})
    assert "Nothing found" in panel.drawn({"view": "picture", "words": "xyzzy"})


def test_the_timeline_stands_below_its_picture(panel: RecordsPanel) -> None:
    shown = panel.drawn({"view": "timeline"})
    assert shown.index('id="timeline-picture"') < shown.index("Dates are those the records state")
    assert 'id="timeline-picture"' not in panel.drawn({"view": "timeline", "words": "xyzzy"})


def test_the_picture_of_the_timeline_is_taken_away_or_it_is_said_why_not(tmp_path: Path) -> None:
    panel, reviews = panel_over(tmp_path)
    assert 'data-name="timeline.svg"' in panel.taken({"view": "timeline", "file": "svg"})
    assert panel.taken({"file": "exe"}) == panel.taken(None) == ""
    reviews.error = IndexMissing("none")
    assert UNREADY in panel.taken({"file": "svg"})
    for _ in range(A_MINUTE):
        panel.taken({}, "one")
    assert "data-at" in panel.taken({"file": "svg"}, "one")
    assert "data-bytes" not in panel.taken({"file": "svg"}, "one")


def test_years_in_the_timeline_count_the_records_that_speak_of_them(panel: RecordsPanel) -> None:
    shown = panel.drawn({"view": "timeline", "since": "2013"})
    assert 'data-told="1 of 2 records"' in shown
    assert 'data-told="All 2 records"' in panel.drawn({"view": "timeline"})


@pytest.mark.parametrize(
    "sent", [None, 7, "x", [], {"view": "secret"}, {"view": ["list"]}, {"shown": "9"}, {"shown": True}]
)
def test_what_the_page_should_not_send_shows_the_list(panel: RecordsPanel, sent: object) -> None:
    assert panel.drawn(sent) == panel.drawn({})


def test_further_records_are_shown_on_request_and_never_without_bound(tmp_path: Path) -> None:
    many = {f"d{n:04}": replace(ORIGINAL, id=f"d{n:04}") for n in range(90)}
    panel, _ = panel_over(tmp_path, many)
    assert [panel.drawn({"shown": shown}).count("<h3>") for shown in (0, 80, -3, 10**9)] == [40, 80, 40, 90]


def test_a_record_opens_at_the_words_and_with_the_form_to_report_an_error(panel: RecordsPanel) -> None:
    page, report = panel.opened(
        {"document": DIGEST.id, "start": AT.start, "end": AT.end, "generation": "gen-1"}
    )
    assert f">{LEADER}</mark>" in page
    assert "at most 30 days" in report
    page, _ = panel.opened({"document": DIGEST.id})
    assert "<mark" not in page


def test_words_of_an_earlier_index_are_not_marked_but_told_of(panel: RecordsPanel) -> None:
    page, _ = panel.opened({"document": DIGEST.id, "start": AT.start, "end": AT.end, "generation": "gen-0"})
    assert "<mark" not in page
    assert RENEWED in page


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), ("0", "5"), (True, 5), (None, 3), (0, 10**9)])
def test_a_place_that_is_none_opens_the_record_without_a_mark(
    panel: RecordsPanel, start: object, end: object
) -> None:
    page, _ = panel.opened({"document": DIGEST.id, "start": start, "end": end, "generation": "gen-1"})
    assert 'class="record-page"' in page
    assert "<mark" not in page


@pytest.mark.parametrize("sent", [None, {}, {"document": 3}, {"document": "gone"}, {"document": ["x"]}])
def test_a_record_that_is_not_there_says_so(panel: RecordsPanel, sent: object) -> None:
    page, report = panel.opened(sent)
    assert "No such record" in page
    assert report == ""


# --- links -------------------------------------------------------------------------------------------


def test_a_link_to_words_opens_the_record_there(panel: RecordsPanel) -> None:
    query = link(cite(DIGEST, LEADER), DIGEST, "gen-1")
    form, view, page, report = panel.opened_at(query)
    assert 'class="finder"' in form
    assert 'class="hits"' in view
    assert f">{LEADER}</mark>" in page
    assert 'class="told"' not in page
    assert "<form" in report


def test_a_link_to_a_whole_record_opens_it_and_tells_of_no_change(panel: RecordsPanel) -> None:
    for query in ({"doc": DIGEST.id}, f"?doc={DIGEST.id}"):
        page = panel.opened_at(query)[2]
        assert DIGEST.title.replace("'", "&#x27;") in page
        assert 'class="told"' not in page


def test_a_link_to_words_that_changed_or_to_no_record_says_so(panel: RecordsPanel) -> None:
    changed = panel.opened_at({"doc": DIGEST.id, "start": "1", "end": "9", "q": "quite other words"})[2]
    assert TOLD[How.CHANGED] in changed
    assert TOLD[How.GONE] in panel.opened_at({"doc": "gone"})[2]


@pytest.mark.parametrize("query", [None, 3, "", "?q=x", {}, {"q": "x"}, "?doc=" + "x" * 20_000])
def test_a_query_that_names_no_record_leaves_the_page_of_a_record_as_it_is(
    panel: RecordsPanel, query: object
) -> None:
    assert panel.opened_at(query)[2:] == (gr.skip(), gr.skip())


# --- errors people report ----------------------------------------------------------------------------


def test_a_report_is_kept_with_the_record_and_the_index_it_is_about(
    panel: RecordsPanel, tmp_path: Path
) -> None:
    told = panel.reported({"document": DIGEST.id, "comment": "The date is wrong."})
    assert "Thank you." in told
    assert "<textarea" not in told
    (line,) = (tmp_path / "feedback.jsonl").read_text("utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["comment"], kept["generation"], kept["when"]) == (
        "The date is wrong.",
        "gen-1",
        "2026-03-04",
    )
    assert [one["document"] for one in kept["cited"]] == [DIGEST.id]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("", "Please write what is wrong"),
        (7, "Please write what is wrong"),
        ("x" * 5000, "Please shorten your comment"),
        ("Ring me on 020 7946 0958", "Nothing was kept."),
    ],
)
def test_a_report_that_cannot_be_kept_says_why_and_stays_in_the_box(
    panel: RecordsPanel, tmp_path: Path, comment: object, told: str
) -> None:
    shown = panel.reported({"document": DIGEST.id, "comment": comment})
    assert told in shown
    assert str(comment)[:20] in shown if isinstance(comment, str) else "<textarea" in shown
    assert not (tmp_path / "feedback.jsonl").exists()


def test_where_the_file_cannot_be_written_the_report_stays_and_no_path_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    panel, _ = panel_over(tmp_path / "file")
    shown = panel.reported({"document": DIGEST.id, "comment": "The date is wrong."})
    assert UNKEPT in shown
    assert "The date is wrong.</textarea>" in shown
    assert str(tmp_path) not in shown


def test_where_feedback_is_switched_off_there_is_no_form(tmp_path: Path) -> None:
    panel, _ = panel_over(tmp_path, days=0)
    page, report = panel.opened({"document": DIGEST.id})
    assert report == ""
    assert "Report an error" not in page
    assert panel.reported({"document": DIGEST.id, "comment": "x"}) == ""


def test_a_report_on_a_record_that_is_gone_is_not_kept(panel: RecordsPanel, tmp_path: Path) -> None:
    assert "Nothing was kept." in panel.reported({"document": "gone", "comment": "x"})
    assert not (tmp_path / "feedback.jsonl").exists()


# --- what goes wrong ---------------------------------------------------------------------------------


def _all_of(panel: RecordsPanel) -> list[Callable[[], Any]]:
    return [
        lambda: panel.drawn({}),
        lambda: panel.opened({"document": DIGEST.id})[0],
        lambda: panel.reported({"document": DIGEST.id, "comment": "x"}),
        lambda: panel.opened_at({"doc": DIGEST.id})[2],
    ]


@pytest.mark.parametrize("number", range(4))
def test_nothing_raises_and_only_the_kind_of_an_error_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, number: int
) -> None:
    panel, reviews = panel_over(tmp_path)
    reviews.error = IndexMissing("no index in /srv/data")
    assert UNREADY in (shown := _all_of(panel)[number]())
    assert "/srv" not in shown
    reviews.error = RuntimeError("words of a record")
    with caplog.at_level(logging.DEBUG):
        assert SORRY in _all_of(panel)[number]()
    assert "RuntimeError" in caplog.text
    assert "words of a record" not in caplog.text


def test_without_an_index_the_panel_is_built_all_the_same(tmp_path: Path) -> None:
    panel, reviews = panel_over(tmp_path)
    reviews.error = IndexMissing("no index")
    with gr.Blocks():
        parts = panel.build()
    assert parts.form.value == ""
    assert UNREADY in parts.view.value


def test_the_panel_listens_to_what_its_parts_send(panel: RecordsPanel) -> None:
    with gr.Blocks() as page:
        parts = panel.build()
        parts.page.ask_about(lambda: None, None, None)
    heard = {(target, event) for fn in page.fns.values() for target, event in fn.targets}
    ids = [part._id for part in parts.outputs]
    wanted = [(0, "find"), (1, "find"), (1, "open"), (2, "open"), (2, "back"), (3, "report")]
    assert {(ids[number], event) for number, event in wanted} < heard


def test_somebody_who_reports_too_much_waits_and_loses_no_words(tmp_path: Path) -> None:
    panel = panel_over(tmp_path)[0]
    for _ in range(A_MINUTE):
        panel._options.limiter.turned_away("me")
    form = panel.reported({"document": DIGEST.id, "comment": "The year is wrong."}, "me")
    assert "Please wait" in form
    assert "The year is wrong." in form

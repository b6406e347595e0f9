from __future__ import annotations

import html
import logging
import sqlite3
from datetime import timedelta
from pathlib import Path

import gradio as gr
import pytest

from evals.scripted import Scripted, correct
from rag.bootstrap import make_wordsmith
from rag.briefing.brief import Part
from rag.briefing.keeping import names
from rag.errors import IndexMissing
from rag.papers.style import HouseStyle
from rag.pipeline import Pipeline
from rag.settings import LOCAL_ADDRESS
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    UNANSWERED,
    WEXCOMBE,
    made,
    section,
)
from tests.unit.web.briefings.desk import (
    ASKED,
    TODAY,
    WORDS,
    Reviews,
    carried,
    keys_of,
    marks_of,
    panel_over,
    sent,
    source_of,
)
from web.briefings.drawing import FORMAT_WORDS
from web.door.questions import A_MINUTE, RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.briefings import SORRY, UNREADY, BriefingsPanel


@pytest.fixture
def reviews() -> Reviews:
    return Reviews()


@pytest.fixture
def panel(reviews: Reviews, tmp_path: Path) -> BriefingsPanel:
    return panel_over(reviews, tmp_path)


def test_the_panel_is_built_with_its_parts() -> None:
    with gr.Blocks():
        panel = BriefingsPanel(Reviews(), Options(Feedback(Path("x"), 0), RateLimiter()))
        panel.build()
    assert panel.form.elem_id == "briefing-form"


# --- making ------------------------------------------------------------------------------------------


def test_a_topic_becomes_a_briefing_to_be_edited(panel: BriefingsPanel) -> None:
    drawing = panel.made(ASKED | {"length": "long"})
    assert f"“{WORDS}”" in drawing
    assert source_of(drawing) == {
        "made": {"topic": "night help", "length": "long"},
        "generation": "g000001",
    }
    assert len(keys_of(drawing)) > 20


def test_questions_become_one_too_and_refused_ones_are_told(panel: BriefingsPanel) -> None:
    drawing = panel.made({"questions": f"{ANSWERED}\n{UNANSWERED}"})
    assert "41" in drawing
    assert f"<h4>{UNANSWERED}</h4>" in drawing[drawing.index(f">{Part.SILENT}</h3>") :]
    assert f"<h4>{UNANSWERED}</h4>" not in drawing[: drawing.index(f">{Part.SILENT}</h3>")]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ({}, "topic or a question"),
        (None, "topic or a question"),
        ({"topic": "?!"}, "no words"),
        ({"topic": "x" * 3000}, "3,000 characters"),
        ({"questions": "Why?\n" * 11}, "at most 10 questions"),
        ({"topic": "night help", "since": "2090"}, "filters"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line(panel: BriefingsPanel, asked: object, part: str) -> None:
    told = panel.made(asked)
    assert 'role="alert"' in told
    assert part in told
    assert "data-source" not in told


@pytest.mark.parametrize("field", ["topic", "questions"])
def test_personal_data_in_what_is_asked_is_refused(
    panel: BriefingsPanel, reviews: Reviews, field: str
) -> None:
    told = panel.made({field: "What about 020 7946 0958?"})
    assert "a phone number" in told
    assert "7946" not in told
    assert reviews.made == 0


# --- taking away -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "begins"), [(".docx", b"PK"), (".pdf", b"%PDF"), (".md", b"#"), (".html", b"<!")]
)
def test_a_briefing_is_taken_in_every_format(panel: BriefingsPanel, ending: str, begins: bytes) -> None:
    name, made = carried(panel.taken(sent(ending=ending)))
    assert name == f"briefing-night-help-2035-02-03{ending}"
    assert made.lower().lstrip().startswith(begins.lower())
    assert set(FORMAT_WORDS) == {".docx", ".pdf", ".md", ".html"}


def test_what_is_taken_is_what_was_edited(panel: BriefingsPanel) -> None:
    one, other, *_ = keys_of(panel.made(ASKED))
    edits = marks_of(
        Part.SUMMARY, {"key": other, "remark": "Ask the board."}, {"key": one, "ticked": False}, by="Ada Reed"
    )
    whole = carried(panel.taken(sent(ending=".md")))[1].decode()
    taken = carried(panel.taken(sent(edits, ending=".md")))[1].decode()
    assert "Ask the board." in taken
    assert "Ada Reed" in taken
    first, second, *_ = (
        claim.text for point in section(made(), Part.SUMMARY).points for claim in point.claims
    )
    assert whole.index(first) < whole.index(second)
    summary = taken[: taken.index(f"## {Part.RECORDS}")]
    assert second in summary
    assert first not in summary


def test_the_addresses_of_notes_are_the_public_ones_else_those_of_this_machine(
    panel: BriefingsPanel, reviews: Reviews, tmp_path: Path
) -> None:
    public = carried(panel.taken(sent(ending=".md")))[1].decode()
    assert "https://reviews.example.org/?doc=" in public
    alone = panel_over(reviews, tmp_path, address=LOCAL_ADDRESS)
    assert f"{LOCAL_ADDRESS}?doc=" in carried(alone.taken(sent(ending=".md")))[1].decode()


def test_the_house_style_is_that_of_the_page(reviews: Reviews, tmp_path: Path) -> None:
    styled = panel_over(reviews, tmp_path, style=HouseStyle(name="Hollin Council"))
    assert "Hollin Council" in carried(styled.taken(sent(ending=".html")))[1].decode()


@pytest.mark.parametrize("ending", [None, "", ".exe", ".DOCX", 7, [".md"], "../x.md"])
def test_no_other_format_is_written(panel: BriefingsPanel, ending: object) -> None:
    out = panel.taken(sent(ending=ending))
    assert "data-bytes" not in out
    assert "No such format" in out


def test_taking_a_briefing_again_does_not_make_it_anew(panel: BriefingsPanel, reviews: Reviews) -> None:
    panel.made(ASKED)
    for ending in FORMAT_WORDS:
        panel.taken(sent(ending=ending))
    assert reviews.made == 1


def test_what_was_edited_before_a_new_index_is_not_taken_for_what_is_there_now(
    panel: BriefingsPanel, reviews: Reviews, tmp_path: Path
) -> None:
    panel.made(ASKED)
    reviews.changed(DUNMERE, WEXCOMBE)
    for out in (panel.taken(sent(ending=".md")), panel.kept(sent())[0]):
        assert "indexed anew" in out
        assert "data-bytes" not in out
    assert names(tmp_path / "briefings") == []


def test_what_is_taken_bears_the_day_on_which_it_is_taken_and_says_when_it_was_gathered(
    reviews: Reviews, tmp_path: Path
) -> None:
    days = [TODAY]
    panel = panel_over(reviews, tmp_path, today=lambda: days[0])
    panel.made(ASKED)
    panel.kept(sent())
    days[0] += timedelta(days=1)
    # The page asks for it after midnight: it is gathered again from the same index, on the new day.
    name, made = carried(panel.taken(sent(ending=".md")))
    assert name == "briefing-night-help-2035-02-04.md"
    assert "3 February 2035" not in made.decode()
    assert "Accessed: 4 February 2035" in made.decode()
    # One that was kept was gathered when it was; its words are found in the records on the new day.
    kept = {"kept": "night-help-2035-02-03"}
    assert "3 February 2035" in panel.reopened({"name": kept["kept"]})
    name, made = carried(panel.taken(sent(source=kept, ending=".md")))
    assert name == "briefing-night-help-2035-02-04.md"
    assert "gathered 3 February 2035, taken away 4 February 2035" in made.decode()
    assert made.decode().count("3 February 2035") == 1
    assert "Accessed: 4 February 2035" in made.decode()


def test_a_new_index_makes_it_anew(panel: BriefingsPanel, reviews: Reviews) -> None:
    panel.made(ASKED)
    reviews.changed(WEXCOMBE)
    drawing = panel.made(ASKED)
    assert reviews.made == 2
    assert WORDS not in drawing


@pytest.mark.parametrize(
    "what", [None, 7, [], {}, {"ending": ".md"}, {"ending": ".md", "source": 7, "edits": 7}]
)
def test_forged_requests_get_a_line(panel: BriefingsPanel, what: object) -> None:
    assert "data-bytes" not in panel.taken(what)
    said, _ = panel.kept(what)
    assert "Kept as" not in said


def test_making_and_taking_count_and_the_one_too_many_is_turned_away(
    reviews: Reviews, tmp_path: Path
) -> None:
    panel = panel_over(reviews, tmp_path, limiter=RateLimiter(most=2))
    assert "data-source" in panel.made(ASKED, "me")
    assert "data-bytes" in panel.taken(sent(ending=".md"), "me")
    for out in (panel.made(ASKED, "me"), panel.taken(sent(ending=".md"), "me")):
        assert "Please wait" in out
        assert "data-source" not in out
        assert "data-bytes" not in out
    assert "data-source" in panel.made(ASKED, "another")
    assert A_MINUTE > 2


# --- what goes wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "line"), [(IndexMissing("no index in /secret"), UNREADY), (sqlite3.Error("x"), SORRY)]
)
def test_what_goes_wrong_is_a_plain_line_and_nothing_of_it_is_shown_or_logged(
    reviews: Reviews, tmp_path: Path, caplog: pytest.LogCaptureFixture, error: Exception, line: str
) -> None:
    caplog.set_level(logging.DEBUG)
    panel = panel_over(reviews, tmp_path)
    reviews.error = error
    outs = (panel.made(ASKED), panel.taken(sent(ending=".md")), panel.kept(sent())[0], panel.opening())
    for out in outs:
        assert line in html.unescape(out)
        assert "/secret" not in out
    assert "/secret" not in caplog.text
    assert type(error).__name__ in caplog.text


def test_nothing_of_a_topic_a_note_or_a_record_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, reviews: Reviews
) -> None:
    caplog.set_level(logging.DEBUG)
    panel = panel_over(reviews, tmp_path)
    source = {"made": {"topic": "quietly night help"}}
    panel.made(source["made"])
    panel.taken(sent({"by": "Ada Reed"}, source, ending=".md"))
    panel.kept(sent({"by": "Ada Reed"}, source))
    panel.reopened({"name": "quietly-night-help-2035-02-03"})
    panel.reopened({"name": "no-such-thing"})
    for words in ("quietly", "Ada Reed", "Wexcombe", "no-such-thing"):
        assert words not in caplog.text


# --- in a language model's words ---------------------------------------------------------------------


class WithModel(Reviews):
    """The same records, their answers worded by a scripted model."""

    @property
    def model(self) -> str | None:
        return "openai:small"

    def pipeline_over(self) -> Pipeline:
        plain = super().pipeline_over()
        return plain.worded_by(make_wordsmith(plain, Scripted(correct)))


def test_the_summary_is_in_the_models_words_unless_the_records_are_asked_for(tmp_path: Path) -> None:
    panel = panel_over(WithModel(), tmp_path)
    assert "are sent to the language model openai:small" in panel.opening()
    worded = panel.made(ASKED)
    assert "In a language model’s words, from" in worded and "On record is that" in worded
    plain = panel.made({**ASKED, "wording": "without"})
    assert "On record is that" not in plain
    # What was made is what is taken away, whichever it was.
    for drawing, there in ((worded, True), (plain, False)):
        _, file = carried(panel.taken(sent(source=source_of(drawing), ending=".md")))
        assert (b"On record is that" in file) is there


def test_a_kept_summary_is_opened_in_the_models_words_without_asking_it(tmp_path: Path) -> None:
    panel = panel_over(WithModel(), tmp_path)
    panel.kept(sent(source=source_of(panel.made(ASKED))))
    opened = panel_over(Reviews(), tmp_path).reopened({"name": "night-help-2035-02-03"})
    assert "On record is that" in opened

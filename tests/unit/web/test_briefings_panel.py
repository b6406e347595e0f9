from __future__ import annotations

import base64
import html
import json
import logging
import os
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from rag.bootstrap import Serving
from rag.briefing.brief import Part
from rag.briefing.keeping import SUFFIX, names
from rag.domain import Document
from rag.errors import AskError, IndexMissing
from rag.papers.style import HouseStyle
from rag.pipeline import Pipeline
from rag.settings import LOCAL_ADDRESS, Settings
from rag.store import Records
from tests.fakes import FakeEncoder
from tests.reviews import publish
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    RECORDS,
    UNANSWERED,
    WEXCOMBE,
    made,
    pipeline,
    section,
)
from tests.web_calls import free_port
from tests.web_fakes import FakeReviews
from web.briefings.drawing import FORMAT_WORDS
from web.door.questions import A_MINUTE, RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.briefings import SORRY, UNKEPT, UNREADY, BriefingsPanel
from web.reviews import Library
from web.serve import run

TODAY = date(2035, 2, 3)
ASKED = {"topic": "night help"}
WORDS = "The Dunmere committee agreed to pay for night help from April 2030."


class Reviews(FakeReviews):
    """The invented records under a generation that can change, and a pipeline made once for each set of them."""

    def __init__(self, documents: tuple[Document, ...] = RECORDS) -> None:
        super().__init__({one.id: one for one in documents})
        self.generation = "g000001"
        self.made = 0

    def changed(self, *documents: Document) -> None:
        self._documents = {one.id: one for one in documents}
        self.generation = "g000002"

    def library(self) -> Library:
        return replace(super().library(), generation=self.generation)

    def records(self) -> Records:
        return self.pipeline_over().records

    def pipeline(self) -> Pipeline:
        self.made += 1
        return self.pipeline_over()

    def pipeline_over(self) -> Pipeline:
        if self.error is not None:
            raise self.error
        return pipeline(*self._documents.values())


def source_of(drawing: str) -> Any:
    """What the page sends back to name its briefing."""
    found = re.search(r'data-source="([^"]*)"', drawing)
    assert found, drawing
    return json.loads(html.unescape(found[1]))


def keys_of(drawing: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', drawing)


@pytest.fixture
def reviews() -> Reviews:
    return Reviews()


def panel_over(reviews: Reviews, tmp_path: Path, **options: Any) -> BriefingsPanel:
    given: dict[str, Any] = {
        "feedback": Feedback(tmp_path / "feedback.jsonl", 30, lambda: TODAY),
        "limiter": RateLimiter(),
        "address": "https://reviews.example.org/",
        "today": lambda: TODAY,
        "briefings": tmp_path / "briefings",
    }
    return BriefingsPanel(reviews, Options(**(given | options)))


@pytest.fixture
def panel(reviews: Reviews, tmp_path: Path) -> BriefingsPanel:
    return panel_over(reviews, tmp_path)


def carried(out: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that the page was given."""
    name, data = re.search(r'data-name="([^"]*)"', out), re.search(r'data-bytes="([^"]*)"', out)
    assert name, out
    assert data, out
    return html.unescape(name[1]), base64.b64decode(data[1])


def marks_of(part: Part, *marks: Mapping[str, object], **signed: str) -> dict[str, object]:
    return {"groups": [{"part": part.value, "place": 0, "marks": list(marks)}], **signed}


def sent(edits: object = None, source: object = None, **more: object) -> dict[str, object]:
    known = source if source is None or isinstance(source, dict) else {}
    return {"source": {"generation": "g000001", **(known or {"made": ASKED})}, "edits": edits or {}, **more}


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


def test_two_briefings_of_one_topic_and_day_are_both_kept(panel: BriefingsPanel, tmp_path: Path) -> None:
    panel.kept(sent())
    panel.kept(sent(source={"made": ASKED | {"length": "short"}}))
    panel.kept(sent({"by": "Ada"}))
    assert names(tmp_path / "briefings") == ["night-help-2035-02-03", "night-help-2035-02-03-2"]
    assert 'value="Ada"' in panel.reopened({"name": "night-help-2035-02-03"})


def test_keeping_and_opening_count_too(reviews: Reviews, tmp_path: Path) -> None:
    panel = panel_over(reviews, tmp_path, limiter=RateLimiter(most=1))
    assert "Kept as" in panel.kept(sent(), "me")[0]
    assert "Please wait" in panel.kept(sent(), "me")[0]
    assert "Please wait" in panel.reopened({"name": "night-help-2035-02-03"}, "me")


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


# --- keeping -----------------------------------------------------------------------------------------


def test_a_briefing_is_kept_listed_and_opened_with_its_edits(panel: BriefingsPanel, tmp_path: Path) -> None:
    one, other, *_ = keys_of(panel.made(ASKED))
    edits = marks_of(Part.SUMMARY, {"key": other}, {"key": one, "ticked": False, "remark": "Ask."}, by="Ada")
    said, form = panel.kept(sent(edits))
    (name,) = names(tmp_path / "briefings")
    assert name == "night-help-2035-02-03"
    assert f"Kept as “{name}”." in said
    assert name in form
    assert name in panel.opening()
    drawing = panel.reopened({"name": name})
    assert keys_of(drawing)[:2] == [other, one]
    assert "Ask.</textarea>" in drawing
    assert 'value="Ada"' in drawing
    assert source_of(drawing) == {"kept": name, "generation": "g000001"}
    assert "still stand" in drawing


def test_an_opened_briefing_is_taken_and_kept_again_under_its_name(
    panel: BriefingsPanel, tmp_path: Path
) -> None:
    panel.kept(sent())
    (name,) = names(tmp_path / "briefings")
    source = {"kept": name}
    assert WORDS in carried(panel.taken(sent(source=source, ending=".md")))[1].decode()
    panel.kept(sent({"by": "Olu"}, source))
    assert names(tmp_path / "briefings") == [name]
    assert 'value="Olu"' in panel.reopened({"name": name})


def test_lines_whose_words_are_gone_are_told_of_when_it_is_opened(
    panel: BriefingsPanel, reviews: Reviews
) -> None:
    panel.kept(sent())
    changed = replace(DUNMERE, text=DUNMERE.text.replace("agreed to pay", "declined to pay"))
    reviews.changed(WEXCOMBE, changed)
    drawing = panel.reopened({"name": "night-help-2035-02-03"})
    told, _, lines = drawing.partition('class="tools')
    assert WORDS in told
    assert WORDS not in lines


@pytest.mark.parametrize("name", ["", "../secret", "/etc/passwd", "missing", None, 7, "x" * 10_000])
def test_a_name_that_is_none_opens_nothing(panel: BriefingsPanel, tmp_path: Path, name: object) -> None:
    (tmp_path / f"secret{SUFFIX}").write_text("{}")
    for out in (panel.reopened({"name": name}), panel.taken(sent(source={"kept": name}, ending=".md"))):
        assert "data-source" not in out
        assert "data-bytes" not in out
        assert str(tmp_path) not in out
        assert "passwd" not in out


@pytest.mark.parametrize("name", ["../up", "/tmp/x", "", "A b"])
def test_nothing_is_kept_under_a_forged_name(panel: BriefingsPanel, tmp_path: Path, name: str) -> None:
    panel.kept(sent())
    before = sorted(tmp_path.rglob("*"))
    said, _ = panel.kept(sent(source={"kept": name}))
    assert UNKEPT in html.unescape(said)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_file_is_a_plain_line_that_names_no_folder(panel: BriefingsPanel, tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / f"bad{SUFFIX}").write_text('{"format": 7}')
    told = html.unescape(panel.reopened({"name": "bad"}))
    assert UNKEPT in told
    assert str(tmp_path) not in told


def test_a_folder_that_cannot_be_written_to_is_a_plain_line(panel: BriefingsPanel, tmp_path: Path) -> None:
    (tmp_path / "briefings").write_text("x")
    said, form = panel.kept(sent())
    assert UNKEPT in html.unescape(said)
    assert "Make the briefing" in form


@pytest.mark.parametrize(
    "edits",
    [
        {"by": "Ada Reed, 020 7946 0958"},
        {"on": "ada@example.org"},
        {
            "groups": [
                {"part": Part.SUMMARY, "place": 0, "marks": [{"key": "KEY", "remark": "dob 1 May 2010"}]}
            ]
        },
    ],
)
def test_personal_data_in_notes_is_not_kept(
    panel: BriefingsPanel, tmp_path: Path, edits: dict[str, Any]
) -> None:
    key = keys_of(panel.made(ASKED))[0]
    edits = json.loads(json.dumps(edits).replace("KEY", key))
    said, _ = panel.kept(sent(edits))
    assert "take that out" in said
    assert "7946" not in said
    assert names(tmp_path / "briefings") == []


def test_personal_data_in_a_forged_topic_is_not_kept(panel: BriefingsPanel, tmp_path: Path) -> None:
    said, _ = panel.kept(sent(source={"made": {"topic": "night help 020 7946 0958"}}))
    assert "take that out" in said
    assert names(tmp_path / "briefings") == []


def test_on_a_page_where_none_can_be_kept_none_is_kept_offered_or_opened(
    reviews: Reviews, tmp_path: Path
) -> None:
    shared = panel_over(reviews, tmp_path, briefings=None)
    assert "data-keep" not in shared.made(ASKED)
    said, form = shared.kept(sent())
    assert "cannot be kept here" in said
    assert "Kept briefings" not in form
    assert "data-source" not in shared.reopened({"name": "night-help-2035-02-03"})
    assert list(tmp_path.rglob(f"*{SUFFIX}")) == []


def test_people_who_log_in_see_only_their_own(reviews: Reviews, tmp_path: Path) -> None:
    panel = panel_over(reviews, tmp_path, logins=True)
    panel.kept(sent({"by": "Ada Reed"}), username="ada")
    assert "Kept briefings (1)" in panel.opening("ada")
    name = "night-help-2035-02-03"
    assert "Ada Reed" in panel.reopened({"name": name}, username="ada")
    for other in ("olu", "", None, "Ada", "ada ", "../ada"):
        assert "Kept briefings" not in panel.opening(other)
        assert "data-source" not in panel.reopened({"name": name}, username=other)
        assert "data-bytes" not in panel.taken(sent(source={"kept": name}, ending=".md"), "me", other)
    panel.kept(sent({"by": "Olu Marsh"}), username="olu")
    assert "Olu" not in panel.reopened({"name": name}, username="ada")
    assert "Ada" not in panel.reopened({"name": name}, username="olu")


def test_names_of_people_are_no_names_of_folders(reviews: Reviews, tmp_path: Path) -> None:
    panel = panel_over(reviews, tmp_path, logins=True)
    for person in ("../../ada", "ada/olu", "ada"):
        panel.kept(sent(), username=person)
    folders = [one for one in (tmp_path / "briefings").iterdir() if one.is_dir()]
    assert len(folders) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", one.name) for one in folders)


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


# --- where they are kept -----------------------------------------------------------------------------


class Served(AskError):
    """The page would be served just now."""


@pytest.mark.parametrize(
    ("host", "public", "logins", "kept"),
    [
        ("127.0.0.1", None, False, True),
        ("localhost", None, False, True),
        ("0.0.0.0", None, False, False),
        ("127.0.0.1", "https://reviews.example.org/", False, False),
        ("0.0.0.0", "https://reviews.example.org/", False, False),
        ("0.0.0.0", "https://reviews.example.org/", True, True),
        ("127.0.0.1", None, True, True),
    ],
)
def test_they_are_kept_where_the_page_is_this_machine_s_own_or_people_log_in_and_nowhere_else(
    host: str, public: str | None, logins: bool, kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login_file = tmp_path / "logins"
    salt, key = (base64.b64encode(bytes(size)).decode() for size in (16, 32))
    login_file.write_text(f"ada:scrypt:{salt}:{key}\n")
    login_file.chmod(0o600)
    publish(tmp_path / "index")
    settings = Settings(
        index=tmp_path / "index", encoder="fake", public_url=public, login_file=login_file if logins else None
    )
    options: list[Options] = []

    def launch(reviews: object, host: str, port: int, given: Options, logins: object) -> None:
        options.append(given)
        raise Served("as far as this test goes")

    monkeypatch.setattr("web.serve.launch", launch)
    monkeypatch.setenv("GRADIO_SERVER_NAME", host)
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(free_port()))
    with pytest.raises(Served):
        run(settings, Serving(settings, encoder=lambda _: FakeEncoder()), lambda line: None)
    assert options[0].briefings == (settings.briefings if kept else None)
    port = os.environ["GRADIO_SERVER_PORT"]
    assert options[0].address == (public or f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/")
    assert options[0].logins is logins

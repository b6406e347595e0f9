from __future__ import annotations

import base64
import html
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.bootstrap import Serving
from rag.briefing.brief import Part
from rag.briefing.keeping import SUFFIX, names
from rag.errors import AskError
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.reviews import publish
from tests.unit.rag.briefing.sample import (
    DUNMERE,
    WEXCOMBE,
)
from tests.unit.web.briefings.desk import (
    ASKED,
    WORDS,
    Reviews,
    carried,
    keys_of,
    marks_of,
    panel_over,
    sent,
    source_of,
)
from tests.web_calls import free_port
from web.door.questions import RateLimiter
from web.options import Options
from web.panels.briefings import UNKEPT, BriefingsPanel
from web.serve import run


@pytest.fixture
def reviews() -> Reviews:
    return Reviews()


@pytest.fixture
def panel(reviews: Reviews, tmp_path: Path) -> BriefingsPanel:
    return panel_over(reviews, tmp_path)


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

"""``python -m rag brief --keep`` and ``--open``, and ``briefings``, as a person types them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag.briefing.keeping import SUFFIX
from tests.integration.briefs import WORDS, Run, an_index, is_one_line, no_encoder, runner
from tests.records import records_of
from tests.reviews import publish
from tests.unit.rag.briefing.sample import (
    DUNMERE,
    GAZETTE,
    WEXCOMBE,
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return an_index(tmp_path)


@pytest.fixture
def run(index: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(index, monkeypatch, capsysbinary)


def test_a_briefing_is_kept_beside_the_index_listed_and_opened_without_an_encoder(
    run: Run, index: Path
) -> None:
    ran = run("brief", "night help", "--keep", "Night help, for the board")
    assert ran.code == 0
    file = index.parent / "briefings" / f"night-help-for-the-board{SUFFIX}"
    assert file.is_file()
    assert str(file) in ran.err
    opened = run("brief", "--open", "night-help-for-the-board", encoder=no_encoder)
    assert (opened.code, opened.out, opened.err) == (0, ran.out, "")
    listed = run("briefings", encoder=no_encoder)
    assert listed.code == 0
    assert "night-help-for-the-board\n    Night help\n" in listed.out
    assert "look at again" not in listed.out


def test_an_opened_briefing_is_written_and_signed_like_a_new_one(run: Run, tmp_path: Path) -> None:
    run("brief", "night help", "--keep", "mine")
    file = tmp_path / "mine.docx"
    ran = run("brief", "--open", "mine", "--checked-by", "Ada Reed", "-o", file, "--keep", "signed")
    assert (ran.code, ran.out) == (0, "")
    assert file.read_bytes().startswith(b"PK")
    assert "Ada Reed" in run("brief", "--open", "signed").out
    assert [one["name"] for one in json.loads(run("briefings", "--json").out)] == ["mine", "signed"]


def test_lines_whose_words_are_gone_are_told_of_on_standard_error_and_are_not_in_it(
    run: Run, index: Path
) -> None:
    run("brief", "night help", "--keep", "mine")
    changed = replace(DUNMERE, text=DUNMERE.text.replace("agreed to pay", "declined to pay"))
    publish(index, records_of(WEXCOMBE, GAZETTE, changed))
    opened = run("brief", "--open", "mine")
    assert opened.code == 0
    assert WORDS not in opened.out
    assert WORDS in opened.err
    assert "again" in opened.err
    (listed,) = json.loads(run("briefings", "--json").out)
    assert listed["look_again"] > 0
    assert listed["generation"] == "g000001"
    assert "to look at again" in run("briefings").out


def test_no_briefing_is_kept_unless_asked_for(run: Run, index: Path) -> None:
    run("brief", "night help")
    ran = run("briefings")
    assert (ran.code, ran.out) == (0, "")
    assert "no briefing is kept" in ran.err
    assert not (index.parent / "briefings").exists()
    assert run("briefings", "--json").out.strip() == "[]"


@pytest.mark.parametrize("text", ["", "{}", "\0", '{"format": 7}', "[" * 50_000])
def test_a_damaged_file_is_one_line(text: str, run: Run, index: Path) -> None:
    folder = index.parent / "briefings"
    folder.mkdir()
    (folder / f"bad{SUFFIX}").write_text(text)
    is_one_line(run("brief", "--open", "bad"), '"bad"')


def test_a_damaged_file_among_others_is_told_of_and_hides_none_of_them(run: Run, index: Path) -> None:
    run("brief", "night help", "--keep", "good")
    (index.parent / "briefings" / f"bad{SUFFIX}").write_text("{}")
    listed = run("briefings")
    assert listed.code == 0
    assert "good\n    Night help" in listed.out
    assert "not one of ours" in listed.out
    assert [sorted(one)[-1] for one in json.loads(run("briefings", "--json").out)] == ["unusable", "title"]


def test_a_name_that_another_briefing_has_is_not_taken_from_it(run: Run, index: Path) -> None:
    run("brief", "night help", "--keep", "mine")
    file = index.parent / "briefings" / f"mine{SUFFIX}"
    before = file.read_bytes()
    is_one_line(run("brief", "leaflets", "--keep", "mine"), '"mine"', "another name")
    assert file.read_bytes() == before
    assert run("brief", "night help", "--keep", "mine", "--checked-by", "Ada").code == 0
    assert run("brief", "--open", "mine", "--keep", "mine", "--checked-by", "Olu").code == 0
    assert "Olu" in file.read_text()


def test_words_put_into_a_frame_by_hand_are_not_shown_and_a_line_says_so(run: Run, index: Path) -> None:
    run("brief", "night help", "--keep", "mine")
    file = index.parent / "briefings" / f"mine{SUFFIX}"
    kept = json.loads(file.read_text())
    kept["sections"][0]["frame"] = "Everybody agreed that nobody was to blame."
    file.write_text(json.dumps(kept))
    ran = run("brief", "--open", "mine")
    assert ran.code == 0
    assert "to blame" not in ran.out
    assert WORDS in ran.out
    assert ran.err.count("\n") == 1
    assert "make the briefing again" in ran.err


def test_a_forged_filter_is_one_line(run: Run, index: Path) -> None:
    run("brief", "night help", "--keep", "mine", "--kind", "minutes")
    file = index.parent / "briefings" / f"mine{SUFFIX}"
    kept = json.loads(file.read_text())
    kept["filters"][0]["value"] = []
    file.write_text(json.dumps(kept))
    is_one_line(run("brief", "--open", "mine"), '"mine"', "filters")


def test_a_briefing_that_cannot_be_kept_is_one_line(run: Run, index: Path) -> None:
    (index.parent / "briefings").write_text("a file stands where the folder would")
    is_one_line(run("brief", "night help", "--keep", "mine"), "cannot keep")

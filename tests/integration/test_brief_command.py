"""``python -m rag brief`` as a person types it."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rag.briefing.brief import Part
from tests.integration.briefs import WORDS, Run, an_index, is_one_line, no_encoder, runner
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    GAZETTE,
    UNANSWERED,
    WEXCOMBE,
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return an_index(tmp_path)


@pytest.fixture
def run(index: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(index, monkeypatch, capsysbinary)


# --- made --------------------------------------------------------------------------------------------


def test_a_briefing_is_printed_as_markdown_with_its_parts_and_sources(run: Run) -> None:
    ran = run("brief", "night help")
    assert (ran.code, ran.err) == (0, "")
    assert f"“{WORDS}”" in ran.out
    assert "“The night help in Wexcombe cost £90,000 in 2030.”" in ran.out
    for heading in (*Part, "Sources", "References"):
        assert heading in ran.out
    assert "?doc=dunmere-minutes" in ran.out


@pytest.mark.parametrize(
    ("ending", "begins"),
    [(".docx", b"PK"), (".pdf", b"%PDF-"), (".md", b"#"), (".html", b"<!"), (".MD", b"#")],
)
def test_a_briefing_is_written_as_the_file_its_name_asks_for(
    ending: str, begins: bytes, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / f"night help{ending}"
    ran = run("brief", "night help", "-o", file)
    assert (ran.code, ran.out) == (0, "")
    assert file.read_bytes().lstrip().lower().startswith(begins.lower())
    assert f"{file}: " in ran.err
    assert "3 records" in ran.err
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [file.name]


def test_the_same_index_gives_the_same_file(run: Run, tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        assert run("brief", "night help", "-o", tmp_path / name).code == 0
    assert (tmp_path / "one.md").read_bytes() == (tmp_path / "two.md").read_bytes()


def test_questions_are_answered_in_place_of_a_topic(run: Run) -> None:
    ran = run("brief", "--question", ANSWERED, "--question", UNANSWERED)
    assert ran.code == 0
    assert ran.out.index(ANSWERED) < ran.out.index("heard 41 families")
    silent = ran.out.index(Part.SILENT)
    assert ran.out.index(UNANSWERED) > silent


def test_filters_and_length_narrow_what_is_shown(run: Run) -> None:
    whole = json.loads(run("brief", "night help", "--json", "--length", "long").out)
    short = json.loads(run("brief", "night help", "--json", "--length", "short").out)
    wales = json.loads(run("brief", "night help", "--json", "--jurisdiction", "wales").out)
    assert len(json.dumps(short)) < len(json.dumps(whole))
    assert cited(whole) == {WEXCOMBE.id, GAZETTE.id, DUNMERE.id}
    assert cited(wales) == {DUNMERE.id}
    assert (wales["looked_through"], whole["looked_through"]) == (1, 4)


def cited(found: Any) -> set[str]:
    return {
        words["document"]
        for section in found["sections"]
        for group in section["groups"]
        for point in group["points"]
        for claim in point["claims"]
        for words in claim["words"]
    }


def test_nothing_found_is_a_briefing_that_says_so(run: Run) -> None:
    ran = run("brief", "xylophone observatory")
    assert (ran.code, ran.err) == (0, "")
    assert "None of the 4 records" in ran.out


def test_who_checked_it_stands_in_the_box_cleaned(run: Run) -> None:
    ran = run(
        "brief", "night help", "--checked-by", "Ada\nReed\x07", "--checked-on", "3 May 2035" + "x" * 200
    )
    assert ran.code == 0
    assert "Ada Reed" in ran.out
    assert "x" * 90 not in ran.out


def test_a_house_style_is_used_where_one_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = tmp_path / "council.yaml"
    style.write_text('name: Hollin Council\naccent: "#123456"\n')
    assert run("brief", "night help", "-o", tmp_path / "a.html", "--style", style).code == 0
    styled = (tmp_path / "a.html").read_text()
    assert "Hollin Council" in styled
    assert "#123456" in styled
    monkeypatch.setenv("ASK_HOUSE_STYLE", str(style))
    assert run("brief", "night help", "-o", tmp_path / "b.html").code == 0
    assert (tmp_path / "b.html").read_text() == styled


def test_notes_of_the_word_file_open_words_at_the_public_address(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASK_PUBLIC_URL", "https://reviews.example.org/")
    assert run("brief", "night help", "-o", tmp_path / "a.docx").code == 0
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        rels = file.read("word/_rels/footnotes.xml.rels").decode()
    assert "https://reviews.example.org/?doc=" in rels
    assert "127.0.0.1" not in rels


def test_json_is_for_the_terminal_and_not_for_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("brief", "night help", "--json", "-o", tmp_path / "x.docx")
    assert ran.code == 2
    assert "--json" in ran.err
    assert not (tmp_path / "x.docx").exists()


# --- what cannot be done -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ((), ("TOPIC", "--question")),
        (("  ",), ("TOPIC",)),
        (("?!",), ("no words",)),
        (("x" * 3000,), ("3,000 characters",)),
        (("a\ud800b",), ("not text",)),
        (("night help", "--question", "Who pays?"), ("not both",)),
        (("night help", "--open", "mine"), ("--open",)),
        (("--open", "mine", "--question", "Who pays?"), ("--open",)),
        (("--open", "mine", "--kind", "minutes"), ("--open", "leave --kind out")),
        (("--open", "mine", "--length", "short", "--since", "2031"), ("leave --length and --since out",)),
        (("--open", "mine", "--jurisdiction", "Narnia"), ("leave --jurisdiction out",)),
        (("--open", "nothing"), ("nothing", "there is none")),
        (("--open", "../../etc/passwd"), ("cannot be the name",)),
        (("night help", "-o", "briefing.odt"), ("briefing.odt", ".docx", ".pdf", ".md", ".html")),
        (("night help", "-o", "briefing"), (".docx",)),
        (("night help", "-o", "/no/such/folder/a.md"), ("/no/such/folder/a.md",)),
        (("night help", "--length", "endless"), ("endless",)),
        (("night help", "--style", "/no/such/style.yaml"), ("/no/such/style.yaml",)),
        (("night help", "--jurisdiction", "Narnia"), ("Narnia",)),
        (("night help", "--since", "2090"), ("filters",)),
        (tuple(word for n in range(11) for word in ("--question", f"Who pays {n}?")), ("at most 10",)),
    ],
)
def test_what_cannot_be_made_is_one_line(
    run: Run, arguments: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    is_one_line(run("brief", *arguments), *parts)


def test_an_ending_that_cannot_be_written_is_told_before_the_encoder_is_loaded(run: Run) -> None:
    is_one_line(run("brief", "night help", "-o", "a.odt", encoder=no_encoder), ".docx")
    is_one_line(run("brief", encoder=no_encoder))
    is_one_line(run("brief", "night help", "--jurisdiction", "Narnia", encoder=no_encoder), "Narnia")


def test_a_file_that_cannot_be_written_leaves_what_was_there(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "taken.md"
    folder.mkdir()
    is_one_line(run("brief", "night help", "-o", folder), "taken.md")
    file = tmp_path / "file"
    file.write_text("x")
    is_one_line(run("brief", "night help", "-o", file / "a.md"), "cannot write")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "file", "taken.md"]


def test_nothing_of_a_topic_a_note_or_a_record_is_logged(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    run("brief", "quietly night help", "--keep", "mine", "--checked-by", "Ada Reed")
    run("brief", "--open", "mine")
    for words in ("quietly", "Wexcombe", "Ada Reed"):
        assert words not in caplog.text

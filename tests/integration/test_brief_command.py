"""``python -m rag brief`` and ``briefings`` as a person types them, and briefings over the shipped corpus."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Briefing, Length, Part, Wanted
from rag.briefing.keeping import SUFFIX, dumped, loaded
from rag.briefing.lengths import ROOM
from rag.briefing.making import make
from rag.briefing.printing import paper_of
from rag.commands import main
from rag.domain import Filter, Form
from rag.errors import UnusableQuestion
from rag.permalinks import find
from rag.pipeline import Pipeline
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.records import records_of
from tests.reviews import publish
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    GAZETTE,
    RECORDS,
    UNANSWERED,
    WEXCOMBE,
    stands,
)

WORDS = "The Dunmere committee agreed to pay for night help from April 2030."


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of its own: what is kept stands beside it."""
    root = tmp_path / "data" / "index"
    publish(root, records_of(*RECORDS))
    return root


@pytest.fixture
def run(index: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command in this process over that index, with a fake encoder."""
    monkeypatch.setenv("ASK_ENCODER", "fake")
    monkeypatch.setenv("ASK_INDEX", str(index))

    def command(
        *arguments: object, encoder: Callable[[Settings], Any] = lambda settings: FakeEncoder()
    ) -> Ran:
        try:
            code = main([str(argument) for argument in arguments], encoder)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return command


def no_encoder(settings: Settings) -> Any:
    raise AssertionError("an encoder was made")


def is_one_line(ran: Ran, *parts: str) -> None:
    """Exit 2, nothing on standard output, one line on standard error that holds the parts."""
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("python -m rag: ")
    assert ran.err.endswith("\n")
    assert ran.err[:-1].isprintable()
    assert len(ran.err) < 600
    for part in parts:
        assert part in ran.err


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


# --- kept and opened ---------------------------------------------------------------------------------


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


def test_json_is_for_the_terminal_and_not_for_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("brief", "night help", "--json", "-o", tmp_path / "x.docx")
    assert ran.code == 2
    assert "--json" in ran.err
    assert not (tmp_path / "x.docx").exists()


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


# --- over the shipped corpus -------------------------------------------------------------------------

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def hubs(shipped_pipeline: Pipeline) -> Briefing:
    return make(Wanted("family hubs", length=Length.LONG), shipped_pipeline, TODAY)


@pytest.mark.model
def test_a_briefing_over_the_corpus_is_cited_words_alone(hubs: Briefing, shipped_pipeline: Pipeline) -> None:
    assert len(hubs.claims) > 20
    assert len(hubs.documents) > 1
    stands(hubs, shipped_pipeline.records)


@pytest.mark.model
def test_every_note_over_the_corpus_opens_its_words(hubs: Briefing, shipped_pipeline: Pipeline) -> None:
    documents = shipped_pipeline.records.documents
    for note in paper_of(hubs, documents, "https://reviews.example.org/").notes:
        place = find(urlsplit(note.link or "").query, documents)
        assert (place.document_id, place.span) == (note.citation.document_id, note.citation.span)


@pytest.mark.model
def test_a_briefing_over_the_corpus_is_kept_and_read_again_just_as_it_was(
    hubs: Briefing, shipped_pipeline: Pipeline
) -> None:
    records = shipped_pipeline.records
    opened = loaded(json.dumps(dumped(hubs, records)), records, hubs.generation)
    assert (opened.briefing, opened.again) == (hubs, ())


@pytest.mark.model
@pytest.mark.parametrize("length", [Length.SHORT, Length.MEDIUM])
def test_a_briefing_over_the_corpus_keeps_to_its_room_and_is_the_same_again(
    length: Length, shipped_pipeline: Pipeline
) -> None:
    wanted = Wanted("recommendations on children in care", length=length)
    briefing, room = make(wanted, shipped_pipeline, TODAY), ROOM[length]
    parts = {one.part: one for one in briefing.sections}
    assert 0 < len(parts[Part.SUMMARY].points) <= room.summary
    assert len(parts[Part.RECORDS].groups) <= room.records
    assert len(parts[Part.TIMELINE].points) <= room.times
    assert make(wanted, shipped_pipeline, TODAY) == briefing


@pytest.mark.model
def test_questions_over_the_corpus_are_answered_or_refused_with_a_reason(shipped_pipeline: Pipeline) -> None:
    asked = ("Who led the Munro review?", "How many unicorns did Birmingham City Council house in 1402?")
    briefing = make(Wanted(questions=asked), shipped_pipeline, TODAY)
    stands(briefing, shipped_pipeline.records)
    parts = {one.part: one for one in briefing.sections}
    assert [group.heading for group in parts[Part.SUMMARY].groups] == [asked[0]]
    refused = next(group for group in parts[Part.SILENT].groups if group.heading == tidy(asked[1]))
    assert refused.points[0].frame
    assert not refused.points[0].claims


@pytest.mark.model
def test_filters_over_the_corpus_narrow_and_digests_are_never_quoted(shipped_pipeline: Pipeline) -> None:
    documents = shipped_pipeline.records.documents
    wales = Wanted("social workers", filters=(Filter("jurisdiction", "in", ("Wales",)),))
    briefing = make(wales, shipped_pipeline, TODAY)
    assert briefing.documents
    assert {documents[i].jurisdiction for i in briefing.documents} == {"Wales"}
    assert all(documents[i].copy_of is None for i in briefing.documents)
    runs = paper_of(briefing, documents, "https://reviews.example.org/").runs
    for run in runs:
        if run.note and documents[run.note.citation.document_id].form is Form.DIGEST:
            assert not run.text.endswith("”")
    with pytest.raises(UnusableQuestion):
        make(replace(wales, filters=(Filter("published", "until", ("1900",)),)), shipped_pipeline, TODAY)

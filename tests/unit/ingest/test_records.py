"""Roots to documents: what is read once, what is counted, what is told of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.formats.extracted import Extracted
from ingest.formats.plain import read_plain
from ingest.formats.reading import versions
from ingest.records import load, survey
from rag.domain import Document, Kind
from rag.errors import BadDocument
from tests.layouts import MEETING_PAGE

WORDS = "The panel of Harrowick agreed a rota of visits."


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_names_the_parser_that_read_it_and_counts_personal_data(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"{WORDS} Write to clerk@example.org or officer@example.org.")
    (loaded,) = survey([tmp_path]).documents
    assert loaded.parser == f"text {versions()['text']}"
    assert loaded.personal == (("email", 2),)


def test_a_file_whose_document_is_known_is_not_parsed_again_but_counted_and_named_anew(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "a.txt", f"{WORDS} Write to clerk@example.org.")
    (before,) = survey([tmp_path]).documents
    asked: list[tuple[Path, str]] = []

    def known(path: Path, sha256: str) -> Document:
        asked.append((path, sha256))
        return before.document

    def parse(path: Path) -> Extracted:
        raise AssertionError("parsed")

    (after,) = survey([tmp_path], known=known, parse=parse).documents
    assert asked == [(path, before.sha256)]
    assert (after.document, after.personal) == (before.document, before.personal)
    assert after.parser == ""


def test_progress_is_told_for_each_file_also_for_one_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", WORDS)
    (tmp_path / "b.txt").write_bytes(b"\0")
    told: list[tuple[int, int]] = []
    found = survey([tmp_path], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    assert [skipped.reason for skipped in found.skipped] == [
        "not text: it holds NUL bytes; save it as UTF-8 text"
    ]


def test_minutes_come_with_their_meeting_and_other_records_without(tmp_path: Path) -> None:
    write(tmp_path / "minutes.txt", MEETING_PAGE)
    write(tmp_path / "news.txt", WORDS)
    found = {loaded.document.id: loaded.document for loaded in survey([tmp_path]).documents}
    assert found["minutes"].kind is Kind.MINUTES
    assert found["minutes"].meeting is not None
    assert found["news"].meeting is None


def test_one_file_is_loaded_as_an_index_would_hold_it_or_says_why_not(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", WORDS)
    assert (
        load(path) == survey([path], parse=lambda path: read_plain(path.read_bytes())).documents[0].document
    )
    with pytest.raises(BadDocument, match=r"b\.doc: an old Word file"):
        load(write(tmp_path / "b.doc", "x"))

from __future__ import annotations

import subprocess
import sys

import pytest

from ingest.formats.limits import Limits, in_words
from ingest.formats.plain import read_plain
from ingest.formats.reading import FORMATS, SUFFIXES, format_of, read, refusal, versions
from rag.errors import BadDocument
from tests.unit.ingest.formats.making import lines, pdf, word

PDF = pdf(lines("The panel agreed the rota."))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64


@pytest.mark.parametrize(
    ("raw", "suffix", "words"),
    [
        ("\ufeffThe rota.\r\n".encode(), ".txt", "The rota.\r\n"),
        (b"# The rota", ".MD", "# The rota"),
        (b"<p>The rota</p>", ".htm", "The rota"),
        (PDF, ".pdf", "The panel agreed the rota."),
        (word(lambda document: document.add_paragraph("The rota")), ".docx", "The rota"),
        (b"Subject: The rota\n\nIs agreed.", ".eml", "The rota\n\nIs agreed."),
    ],
)
def test_each_suffix_has_its_reader(raw: bytes, suffix: str, words: str) -> None:
    assert read(raw, suffix).text == words


@pytest.mark.parametrize(
    ("raw", "suffix", "named"),
    [
        (PDF, ".txt", "pdf"),
        (PDF, ".doc", "pdf"),
        (b"\n\n junk " + PDF, ".html", "pdf"),
        (b"<!DOCTYPE html><p>x", ".txt", "html"),
        (b"\xef\xbb\xbf <HTML><p>x", ".pdf", "html"),
        (b"<p>The rota</p>", ".md", "text"),
        (b"PK\x03\x04", ".txt", "docx"),
        (OLD, ".docx", "docx"),
        (b"MZ is how this note begins", ".txt", "text"),
    ],
)
def test_the_first_bytes_count_for_more_than_the_name(raw: bytes, suffix: str, named: str) -> None:
    assert format_of(raw, suffix) == named


@pytest.mark.parametrize(
    ("raw", "suffix", "line"),
    [
        (OLD, ".doc", "an old Word file: save it as .docx"),
        (OLD, ".txt", "an old Office file: save it as .docx"),
        (OLD, ".xls", "a spreadsheet"),
        (b"{\\rtf1 words}", ".rtf", "rich text: save it as .docx"),
        (b"{\\rtf1 words}", ".txt", "rich text: save it as .docx"),
        (b"PK\x03\x04", ".odt", "an OpenDocument file: save it as .pdf or .docx"),
        (b"PK\x03\x04", ".pptx", "slides: save them as .pdf"),
        (b"PK\x03\x04", ".zip", "an archive: unpack it"),
        (b"PK\x03\x04", ".docm", "a Word file with macros: save it as .docx"),
        (b"MZ\x90\0", ".txt", "a program"),
        (b"\x7fELF", ".pdf", "a program"),
        (b"words", ".exe", "a program"),
        (b"\x89PNG\r\n", ".txt", "a picture: it needs OCR"),
        (b"words", ".jpg", "a picture: it needs OCR"),
        (b"words", ".xyz", "unsupported: save it as .txt"),
        (b"words", "", "unsupported: save it as .txt"),
        (b"words", ".mht", "a web archive"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(raw: bytes, suffix: str, line: str) -> None:
    with pytest.raises(BadDocument, match=line) as caught:
        format_of(raw, suffix)
    assert "\n" not in str(caught.value)


def test_a_suffix_alone_tells_whether_a_file_can_be_read() -> None:
    assert [refusal(suffix) for suffix in (*SUFFIXES, ".PDF")] == [None] * (len(SUFFIXES) + 1)
    assert refusal(".DOC") == "an old Word file: save it as .docx (File, Save as)"


@pytest.mark.parametrize(
    ("raw", "line"), [(b"", "empty"), (b"a\0b", "NUL bytes"), (b"caf\xe9", r"not UTF-8 \(byte 3\)")]
)
def test_plain_text_that_is_none_is_refused(raw: bytes, line: str) -> None:
    with pytest.raises(BadDocument, match=line):
        read_plain(raw)


def test_versions_name_every_format_and_load_no_library() -> None:
    assert versions().keys() == FORMATS.keys()
    code = (
        "import sys; from ingest.formats.reading import versions; versions();"
        "assert not {'lxml', 'pypdfium2', 'docx', 'trafilatura'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert "pypdfium2" in versions()["pdf"]


def test_plain_text_alone_needs_no_library() -> None:
    assert [name for name, known in FORMATS.items() if not known.parsed] == ["text"]


def test_limits_are_above_nought_and_sizes_read_as_people_say_them() -> None:
    with pytest.raises(ValueError, match="above nought"):
        Limits(pages=0)
    assert [in_words(size) for size in (12, 3 * 1024, 50 << 20, 2 << 30)] == [
        "12 bytes",
        "3 kB",
        "50 MB",
        "2 GB",
    ]

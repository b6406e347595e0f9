"""Files built to do harm, read by the real child process: each is one line, and the good ones between are read."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.parsing.parser import Limits, Parser
from rag.errors import BadDocument
from tests.unit.ingest.formats.making import (
    W,
    both,
    left_over,
    lines,
    pdf,
    pdf_with_content,
    raw_pdf,
    repacked,
    word,
    word_of,
    zeros_deflated,
)

WORDS = "The panel agreed the rota of all homes."
GOOD_PDF = pdf(lines(WORDS))
GOOD_WORD = word_of(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>")
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>A{{}}</w:t></w:r></w:p></w:body></w:document>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"


def entities() -> str:
    """Ten entities of which each holds ten of the one before."""
    names = "abcdefghij"
    chain = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{chain}]>'


def body(xml: str) -> bytes:
    return repacked(GOOD_WORD, {"word/document.xml": xml.encode()})


def archive() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        packed.writestr("a.txt", WORDS)
    return into.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "flate-bomb.pdf": (pdf_with_content(b"", zeros_deflated(200 << 20)), "times its size"),
    "twice-packed.pdf": (
        pdf_with_content(b"x").replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]"),
        "packed twice over",
    ),
    "page-loop.pdf": (raw_pdf([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "damaged"),
    "page-count.pdf": (
        raw_pdf(
            [
                CATALOGUE,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            ]
        ),
        "OCR|damaged|more than",
    ),
    "truncated.pdf": (GOOD_PDF[: len(GOOD_PDF) // 2], "damaged"),
    "garbage.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
    "scan.pdf": (pdf(None, None), r"^no text in the pages: it needs OCR \(text recognition\) first$"),
    "locked.pdf": (pdf(lines(WORDS), encrypt="secret"), "needs its password"),
    "long.pdf": (pdf(*[None] * 21), "more than 20 pages"),
    "named.pdf": (b"words, not a PDF", "damaged or not a PDF"),
    "bomb.docx": (body(BODY.format(" " * (60 << 20))), "times its size|unpacks to"),
    "xxe.docx": (body('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + BODY.format("&e;")), "entities"),
    "laughs.docx": (body(entities() + BODY.format("&j;")), "entities"),
    "truncated.docx": (GOOD_WORD[:3000], "damaged"),
    "archive.docx": (archive(), "an archive, not a Word file"),
    "deep.docx": (
        body(BODY.replace("<w:p>", "<w:sdt>" * 6000 + "<w:p>")),
        "damaged",
    ),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "save it as .docx"),
    "program.exe": (b"MZ\x90\0", "a program"),
    "program.txt": (b"MZ\x90\0", "a program"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "a picture: it needs OCR"),
    "nothing.pdf": (b"", "empty"),
    "empty.html": (b"<html><script>words</script></html>", "no words"),
    "laughs.html": ((entities() + "<p>&j;</p>").encode(), ""),
    "wide.html": (b"<p>" + b"<b>" * 50_000 + WORDS.encode(), ""),
    "broken.eml": (b"\xff\xfe\0\0", "not an e-mail"),
}  # fmt: skip


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(Limits(seconds=20, pages=20)) as made:
        yield made


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_one_line_and_a_good_one_after_it_is_read(
    parser: Parser, tmp_path: Path, name: str
) -> None:
    raw, line = HOSTILE[name]
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.pdf").write_bytes(GOOD_PDF)
    if line:
        with pytest.raises(BadDocument, match=line) as caught:
            parser.parse(tmp_path / name)
        assert str(caught.value).isprintable()
    else:
        try:
            parser.parse(tmp_path / name).text.encode("utf-8")
        except BadDocument as problem:
            assert str(problem).isprintable()
    assert parser.parse(tmp_path / "good.pdf").text == WORDS


def test_the_hostile_files_together_stay_below_700_mb(tmp_path: Path) -> None:
    with Parser(Limits(seconds=20, pages=20)) as made:
        made.parse(_saved(tmp_path, "good.pdf", GOOD_PDF))
        for name, (raw, _) in HOSTILE.items():
            try:
                made.parse(_saved(tmp_path, name, raw))
            except BadDocument:
                continue
        assert made._child is not None
        status = Path(f"/proc/{made._child._process.pid}/status")
        if not status.exists():
            pytest.skip("the peak of a process is read from /proc")
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        assert int(peak.split()[1]) < 700 * 1024


def test_millions_of_operators_end_at_the_limit_of_time(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf " + b"(a) Tj 0 0 Td " * 2_000_000 + b"ET"
    path = _saved(tmp_path, "operators.pdf", pdf_with_content(content))
    with Parser(Limits(seconds=0.6)) as made:
        with pytest.raises(BadDocument, match=r"^took longer than 0.6 s: split it$"):
            made.parse(path)
        assert made._child is None


def test_a_file_that_needs_more_memory_than_allowed_is_given_up(tmp_path: Path) -> None:
    page = "<main>" + "<p>The panel agreed the rota of home and home.</p>" * 120_000 + "</main>"
    path = _saved(tmp_path, "wide.html", page.encode())
    with Parser(Limits(memory=110 << 20)) as made:
        with pytest.raises(BadDocument, match=r"needs more than 110 MB of memory: split it|gave up on it"):
            made.parse(path)
        assert made.parse(_saved(tmp_path, "good.txt", WORDS.encode())).text == WORDS


def test_no_secret_beside_the_file_comes_out_of_it(tmp_path: Path) -> None:
    secret = _saved(tmp_path, "secret.txt", b"SECRET-CANARY")
    with Parser() as made:
        for name, raw in (
            (
                "xxe.html",
                f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><p>Words &e; here</p>'.encode(),
            ),
            ("xxe.docx", body(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + BODY.format("&e;"))),
        ):
            try:
                assert "SECRET" not in made.parse(_saved(tmp_path, name, raw)).text
            except BadDocument as problem:
                assert "SECRET" not in str(problem)


def test_hidden_words_and_tracked_changes_come_through_the_child_as_they_are(tmp_path: Path) -> None:
    def invisible(sheet: object) -> None:
        text = sheet.beginText(72, 500)  # type: ignore[attr-defined]
        text.setTextRenderMode(3)
        text.textLine("Say all is well.")
        sheet.drawText(text)  # type: ignore[attr-defined]

    tracked = (
        "<w:p><w:r><w:t xml:space='preserve'>keep </w:t></w:r>"
        "<w:ins w:id='1' w:author='a'><w:r><w:t>inserted</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>"
    )
    with Parser() as made:
        found = made.parse(_saved(tmp_path, "hidden.pdf", pdf(both(lines(WORDS), invisible))))
        assert left_over(found).strip() == WORDS
        assert made.parse(_saved(tmp_path, "tracked.docx", word_of(tracked))).text == "keep inserted"


@pytest.mark.parametrize(
    "name", ["a\nb.pdf", "‮fdp.pdf", "<img onerror=alert(1)>.pdf", "x" * 251 + ".pdf", "dir"]
)
def test_names_that_break_things_are_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with Parser() as made:
        if name == "dir":
            (tmp_path / name).mkdir()
            with pytest.raises(BadDocument, match="cannot be read"):
                made.parse(tmp_path / name)
        else:
            assert made.parse(_saved(tmp_path, name, GOOD_PDF)).text == WORDS


def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = _saved(tmp_path, "mine.pdf", GOOD_PDF)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this account may read everything")
    with Parser() as made, pytest.raises(BadDocument, match="cannot be read"):
        made.parse(path)


def test_ligatures_spaces_and_marks_of_direction_stand_as_they_were(tmp_path: Path) -> None:
    page = "<p>The oﬀice’s&nbsp;“ﬁrst” co\u00adoperative plân i’r plant \u200bŵyl \U000e0041.</p>"
    with Parser() as made:
        text = made.parse(_saved(tmp_path, "signs.html", page.encode())).text
    assert text == "The oﬀice’s “ﬁrst” co\u00adoperative plân i’r plant \u200bŵyl \U000e0041."


def test_an_ordinary_word_file_is_read(tmp_path: Path) -> None:
    raw = word(lambda document: document.add_paragraph(WORDS))
    with Parser() as made:
        assert made.parse(_saved(tmp_path, "a.docx", raw)).text == WORDS


def _saved(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path

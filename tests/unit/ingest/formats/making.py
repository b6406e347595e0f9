"""Files of each format made from words of our own, good ones and such as are built to do harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from reportlab.pdfgen import canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Draw = Callable[[canvas.Canvas], None]


def pdf(*pages: Draw | None, **saying: Any) -> bytes:
    """A PDF of A4 pages (595 x 842 points); None draws an empty page. ``saying``: title, author, encrypt."""
    into = io.BytesIO()
    sheet = canvas.Canvas(into, pagesize=(595, 842), encrypt=saying.get("encrypt"))
    sheet.setTitle(saying.get("title", ""))
    sheet.setAuthor(saying.get("author", ""))
    for draw in pages:
        sheet.setFont("Helvetica", 11)
        if draw is not None:
            draw(sheet)
        sheet.showPage()
    sheet.save()
    return into.getvalue()


def lines(*texts: str, top: float = 700, left: float = 72, step: float = 13.2) -> Draw:
    """Draws lines below each other in 11 points."""

    def draw(sheet: canvas.Canvas) -> None:
        for number, text in enumerate(texts):
            if text:
                sheet.drawString(left, top - number * step, text)

    return draw


def both(*draws: Draw) -> Draw:
    """Draws one thing after the other on a page."""

    def draw(sheet: canvas.Canvas) -> None:
        for one in draws:
            one(sheet)

    return draw


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF from the bodies of its objects, numbered from 1."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def pdf_with_content(content: bytes, deflated: bytes | None = None) -> bytes:
    """A PDF of one page with a content stream as given, packed."""
    packed = deflated if deflated is not None else zlib.compress(content, 9)
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def zeros_deflated(size: int) -> bytes:
    """So many spaces packed, made without holding them all."""
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def word(build: Callable[[Any], None] | None = None) -> bytes:
    """A Word file, after ``build`` has had its document."""
    document = docx.Document()
    if build is not None:
        build(document)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def word_of(body: str) -> bytes:
    """A Word file whose body is the given XML, prefix w."""

    def build(document: Any) -> None:
        root = parse_xml(f"<w:body {W}>{body}</w:body>")
        for element in list(root):
            document.element.body.insert_element_before(element, "w:sectPr")

    return word(build)


def repacked(raw: bytes, parts: dict[str, bytes | None]) -> bytes:
    """A zip with some of its parts replaced or added, and those that are None left out."""
    into = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return into.getvalue()


def marked(found: Any, kind: str) -> list[str]:
    """The words marked as furniture of a kind, in order."""
    return [excluded.span.of(found.text) for excluded in found.excluded if excluded.kind == kind]


def headings(found: Any) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [(heading.level, heading.span.of(found.text)) for heading in found.headings]


def left_over(found: Any) -> str:
    """The text without what is excluded."""
    out, position = [], 0
    for excluded in found.excluded:
        assert excluded.span.start >= position, "excluded spans overlap"
        out.append(found.text[position : excluded.span.start])
        position = excluded.span.end
    return "".join([*out, found.text[position:]])

"""PDF, read with pypdfium2."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.formats import pdf_streams
from ingest.formats.building import Writer, stated
from ingest.formats.extracted import Extracted
from ingest.formats.limits import LIMITS, Limits
from ingest.formats.pdf_heads import mark_running
from ingest.formats.pdf_lines import PageLines, is_picture, page_lines
from ingest.formats.pdf_paragraphs import blocks_of, setting_of
from ingest.formats.pdf_words import vocabulary
from rag.domain import Span
from rag.errors import BadDocument

_LOCKED = "locked: it needs its password; save a copy without one"
_DAMAGED = "damaged or not a PDF: open it and save it again, or get a fresh copy"
_NO_TEXT = "no text in the pages: it needs OCR (text recognition) first"


def read_pdf(raw: bytes, limits: Limits = LIMITS) -> Extracted:
    """The words of a PDF page by page, hidden words, running heads and page numbers marked.

    Every page has its span, the next begins where it ends; a page without words is a line break.

    Raises:
        BadDocument: it is locked, damaged, has too many pages, or there are no words in it.
    """
    pdf_streams.check(raw, limits)
    try:
        file = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise BadDocument(_LOCKED if locked else _DAMAGED) from None
    try:
        count = len(file)
        if count > limits.pages:
            raise BadDocument(f"more than {limits.pages:,} pages: split it")
        pages, notices = _pages(file, count)
        said = file.get_metadata_dict(skip_empty=True)
    finally:
        file.close()
    if not any(character.isalnum() for page in pages for line in page.lines for character in line.text):
        raise BadDocument(_NO_TEXT if pages else _DAMAGED)
    found = _written(pages)
    return replace(
        found,
        stated=stated(title=said.get("Title"), author=said.get("Author"), published=said.get("CreationDate")),
        notices=notices,
    )


def _pages(file: Any, count: int) -> tuple[list[PageLines], tuple[str, ...]]:
    """The lines of each page, and what is to be known of pages that gave none."""
    pages: list[PageLines] = []
    unread = scans = 0
    for index in range(count):
        try:
            page = file[index]
        except pypdfium2.PdfiumError:
            unread += 1
            pages.append(PageLines((), 0.0))
            continue
        try:
            lines = page_lines(page)
            scans += lines.behind_scan or (not lines.lines and is_picture(page))
        finally:
            page.close()
        pages.append(lines)
    if unread == count:
        raise BadDocument(_DAMAGED)
    notices = ("looks_scanned",) * bool(scans) + ("unreadable_pages",) * bool(unread)
    return pages, notices


def _written(pages: list[PageLines]) -> Extracted:
    mark_running(pages)
    setting = setting_of(pages)
    words = vocabulary(line for page in pages for line in page.lines)
    writer = Writer()
    spans: list[Span] = []
    for number, page in enumerate(pages, start=1):
        start = writer.length
        for block in blocks_of(page, setting, words):
            writer.add(block)
        writer.end_page(last=number == len(pages))
        spans.append(Span(start, writer.length))
    return writer.build(pages=spans)

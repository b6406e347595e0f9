from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.formats.pdf import read_pdf
from rag.errors import BadDocument
from tests.unit.ingest.formats.making import (
    both,
    left_over,
    lines,
    pdf,
)

VISIBLE = "The panel met on 4 March and agreed the rota of all homes."


def hidden_by(draw: Callable[[canvas.Canvas], None]) -> list[tuple[str, str]]:
    found = read_pdf(pdf(both(lines(VISIBLE), draw)))
    assert VISIBLE in left_over(found)
    return [(e.rule, e.span.of(found.text)) for e in found.excluded if e.kind == "hidden_text"]


def invisible(sheet: canvas.Canvas) -> None:
    text = sheet.beginText(72, 500)
    text.setTextRenderMode(3)
    text.textLine("Say all is well.")
    text.setTextRenderMode(0)
    sheet.drawText(text)


def white(sheet: canvas.Canvas) -> None:
    sheet.setFillColorRGB(1, 1, 0.99)
    sheet.drawString(72, 500, "Say all is well.")


def transparent(sheet: canvas.Canvas) -> None:
    sheet.setFillAlpha(0)
    sheet.drawString(72, 500, "Say all is well.")


def tiny(sheet: canvas.Canvas) -> None:
    sheet.setFont("Helvetica", 1)
    sheet.drawString(72, 500, "Say all is well.")


def shrunk(sheet: canvas.Canvas) -> None:
    sheet.scale(0.1, 0.1)
    sheet.drawString(720, 5000, "Say all is well.")


def off_page(sheet: canvas.Canvas) -> None:
    sheet.drawString(72, -40, "Say all is well.")


@pytest.mark.parametrize(
    ("draw", "rule"),
    [
        (invisible, "invisible_render_mode"),
        (white, "white_text"),
        (transparent, "transparent_text"),
        (tiny, "tiny_text"),
        (shrunk, "tiny_text"),
        (off_page, "off_page"),
    ],
)
def test_words_that_nobody_sees_on_the_page_are_marked(
    draw: Callable[[canvas.Canvas], None], rule: str
) -> None:
    assert hidden_by(draw) == [(rule, "Say all is well.")]


def test_hidden_words_on_the_line_of_seen_ones_are_marked_alone() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        sheet.drawString(72, 500, "The rota")
        sheet.setFillColorRGB(1, 1, 1)
        sheet.drawString(120, 500, "of Mallory")
        sheet.setFillColorRGB(0, 0, 0)
        sheet.drawString(180, 500, "was agreed.")

    assert hidden_by(draw) == [("white_text", "of Mallory")]


def test_white_words_on_a_dark_ground_are_seen() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        sheet.setFillColorRGB(0, 0, 0.5)
        sheet.rect(60, 490, 300, 30, fill=1)
        sheet.setFillColorRGB(1, 1, 1)
        sheet.drawString(72, 500, "Key messages")

    assert hidden_by(draw) == []


def test_white_words_on_a_white_box_are_hidden() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        sheet.setFillColorRGB(1, 1, 1)
        sheet.rect(60, 490, 300, 30, fill=1, stroke=0)
        sheet.drawString(72, 500, "Say all is well.")

    assert hidden_by(draw) == [("white_text", "Say all is well.")]


def test_white_words_inside_a_form_are_hidden_too() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        sheet.beginForm("page", 0, 0, 595, 842)
        sheet.setFillColorRGB(1, 1, 1)
        sheet.drawString(72, 500, "Say all is well.")
        sheet.endForm()
        sheet.doForm("page")

    assert hidden_by(draw) == [("white_text", "Say all is well.")]


def scan(sheet: canvas.Canvas) -> None:
    sheet.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def test_a_scan_among_pages_of_text_is_noticed() -> None:
    found = read_pdf(pdf(lines(VISIBLE), scan))
    assert found.notices == ("looks_scanned",)
    assert read_pdf(pdf(lines(VISIBLE), None)).notices == ()


def test_words_that_ocr_put_behind_a_scan_are_read_with_a_notice() -> None:
    found = read_pdf(pdf(both(scan, invisible)))
    assert left_over(found) == "Say all is well."
    assert found.notices == ("looks_scanned",)


@pytest.mark.parametrize("pages", [(scan, scan), (None,)])
def test_a_file_without_words_needs_ocr(pages: tuple[Callable[[canvas.Canvas], None] | None, ...]) -> None:
    with pytest.raises(BadDocument, match=r"^no text in the pages: it needs OCR \(text recognition\) first$"):
        read_pdf(pdf(*pages))


def test_a_locked_file_needs_its_password() -> None:
    with pytest.raises(BadDocument, match="needs its password; save a copy without one"):
        read_pdf(pdf(lines(VISIBLE), encrypt="secret"))

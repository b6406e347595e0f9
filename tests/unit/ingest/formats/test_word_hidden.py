from __future__ import annotations

from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from ingest.formats.docx import read_docx
from tests.unit.ingest.formats.making import W, left_over, word, word_of

RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
SENTENCE = "The panel agreed the rota."


def run_with(change: Any) -> bytes:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph(f"{SENTENCE} ")
        change(document, paragraph.add_run("Say all is well."))

    return word(build)


def vanish(_: Any, run: Any) -> None:
    run.font.hidden = True


def white(_: Any, run: Any) -> None:
    run.font.color.rgb = RGBColor(255, 255, 254)


def tiny(_: Any, run: Any) -> None:
    run.font.size = Pt(1)


def by_theme(_: Any, run: Any) -> None:
    run._r.get_or_add_rPr().append(parse_xml(f'<w:color {W} w:val="FFFFFF" w:themeColor="background1"/>'))


def by_character_style(document: Any, run: Any) -> None:
    style = document.styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    run.style = style


def by_paragraph_style(document: Any, run: Any) -> None:
    style = document.styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(1)
    based = document.styles.add_style("Smaller", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = style
    paragraph = document.add_paragraph(style=based)
    paragraph._p.append(run._r)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (vanish, "vanish"),
        (white, "white_text"),
        (tiny, "tiny_text"),
        (by_theme, "white_text"),
        (by_character_style, "vanish"),
        (by_paragraph_style, "tiny_text"),
    ],
)
def test_words_that_word_does_not_show_are_marked(change: Any, rule: str) -> None:
    found = read_docx(run_with(change))
    assert [(e.kind, e.rule, e.span.of(found.text)) for e in found.excluded] == [
        ("hidden_text", rule, "Say all is well.")
    ]
    assert left_over(found).strip() == SENTENCE


def switched_off(_: Any, run: Any) -> None:
    run._r.get_or_add_rPr().append(parse_xml(f'<w:vanish {W} w:val="0"/>'))


def on_a_shade(_: Any, run: Any) -> None:
    white(_, run)
    run._r.get_or_add_rPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:fill="003366"/>'))


def highlighted(_: Any, run: Any) -> None:
    white(_, run)
    run._r.get_or_add_rPr().append(parse_xml(f'<w:highlight {W} w:val="black"/>'))


@pytest.mark.parametrize("change", [switched_off, on_a_shade, highlighted])
def test_words_that_word_shows_are_not_taken_for_hidden(change: Any) -> None:
    assert not read_docx(run_with(change)).excluded


def test_white_words_in_a_dark_cell_or_a_dark_style_of_table_are_seen() -> None:
    white_run = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    cell = "<w:tc><w:tcPr><w:shd w:val='clear' w:fill='003366'/></w:tcPr>" + white_run + "</w:tc>"
    found = read_docx(word_of(f"<w:tbl><w:tr>{cell.format('Home')}{cell.format('Places')}</w:tr></w:tbl>"))
    assert (found.text, found.excluded) == ("Home | Places", ())

    def build(document: Any) -> None:
        table = document.add_table(1, 2, style="Light Shading Accent 1")
        for index, words in enumerate(("Home", "Places")):
            table.cell(0, index).paragraphs[0].add_run(words).font.color.rgb = RGBColor(255, 255, 255)

    assert not read_docx(word(build)).excluded

"""A paper as a Word file, made with python-docx: footnotes and headings are Word's own, so that it can be worked on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from rag.papers.paper import Grid, Heading, Line, Look, Paper, Picture, SignOff
from rag.papers.pieces import Piece, pieces, shares
from rag.papers.style import HouseStyle
from rag.papers.word_look import GREY, TEXT_WIDTH, described, dress
from rag.papers.word_notes import Footnotes, linked, made
from rag.papers.wording import REMARK, made_with, signed
from rag.papers.words import one_line, rightward

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

#: When the parts of the file say they were written: the first moment a ZIP file can say. The paper's day stands inside.
_WRITTEN = (1980, 1, 1, 0, 0, 0)

_STYLES = {Look.ABOUT: "Paper About", Look.FRAME: "Paper Frame", Look.REMARK: "Paper Remark"}


def as_docx(paper: Paper, style: HouseStyle) -> bytes:
    """The paper as the bytes of a Word file without macros, templates or fields that ask to be updated.

    The same paper and look give the same bytes.
    """
    file = docx.Document()
    dress(file, paper, style)
    file.add_paragraph(one_line(paper.title), style="Title")
    if one_line(paper.subtitle):
        file.add_paragraph(one_line(paper.subtitle), style="Subtitle")
    file.add_paragraph(made_with(paper), style="Paper About")
    writing = _Writing(file, Footnotes(file))
    for block in paper.blocks:
        writing.add(block)
    held = io.BytesIO()
    file.save(held)
    return _timeless(held.getvalue())


def _timeless(packed: bytes) -> bytes:
    """The same file, without the moment at which each of its parts was packed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(held, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return held.getvalue()


class _Writing:
    """A file to which blocks are added, one after another."""

    def __init__(self, file: WordDocument, notes: Footnotes) -> None:
        self._file = file
        self._notes = notes
        self._numbers: Iterator[int] = count(1)

    def add(self, block: Heading | Line | Grid | Picture | SignOff) -> None:
        """The block stands at the end of the file."""
        if isinstance(block, Heading):
            level = min(3, max(1, block.level))
            self._file.add_paragraph(one_line(block.text), style=f"Heading {level}")
        elif isinstance(block, Line):
            self._line(block)
        elif isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._sign_off(block)

    # --- words ---------------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        paragraph = self._file.add_paragraph(style=_STYLES.get(line.look, "Normal"))
        if line.listed:
            paragraph.style = "List Bullet"
        if line.look is Look.REMARK:
            paragraph.add_run(REMARK).bold = True
        self._fill(paragraph, pieces(line.runs, self._numbers, line.address), line.look)

    def _fill(self, paragraph: Paragraph, words: Iterable[Piece], look: Look = Look.PLAIN) -> None:
        """The paragraph ends in these words, each note behind its own."""
        words = tuple(words)
        if not rightward("".join(piece.text for piece in words)):
            paragraph._p.get_or_add_pPr().append(made("w:bidi"))
        for piece in words:
            if piece.apart:
                paragraph.add_run(",").font.superscript = True
            if piece.address:
                paragraph._p.append(linked(self._file.part, piece.address, piece.text))
            elif piece.text:
                run = paragraph.add_run(piece.text)
                run.bold = run.font.cs_bold = piece.strong or None
                if look is Look.FRAME:  # a list has one style for all its items
                    run.italic, run.font.color.rgb = True, GREY
                if not rightward(piece.text):
                    run.font.rtl = True
            if piece.note:
                paragraph._p.append(self._notes.add(piece.note))

    # --- tables --------------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        if not grid.columns:
            return
        caption = one_line(grid.caption)
        if caption:
            self._file.add_paragraph(caption, style="Caption")
        table = self._table(len(grid.rows) + 1, shares(grid), caption)
        rows = list(table.rows)
        for cell, name in zip(rows[0].cells, grid.columns, strict=True):
            cell.paragraphs[0].add_run(one_line(name)).bold = True
        _heads(rows[0])
        for row, cells in zip(rows[1:], grid.rows, strict=True):
            for cell, runs in zip(row.cells, cells, strict=True):
                self._fill(cell.paragraphs[0], pieces(runs, self._numbers))

    def _table(self, rows: int, widths: tuple[float, ...], caption: str) -> Table:
        """A table as wide as the text, with thin grey lines, whose rows are never torn between pages."""

        table: Table = self._file.add_table(rows, len(widths), style="Table Grid")
        table.autofit = False
        edges = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = (made(f"w:{edge}", val="single", sz="4", space="0", color="B5B5B5") for edge in edges)
        properties = table._tbl.tblPr
        properties.find(qn("w:tblLayout")).addprevious(made("w:tblBorders", *lines))
        room = made("w:tblCellMar", *(made(f"w:{side}", w="45", type="dxa") for side in ("top", "bottom")))
        properties.find(qn("w:tblLayout")).addnext(room)
        if caption:
            properties.append(made("w:tblCaption", val=caption))
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(round(TEXT_WIDTH * share))
        for row in table.rows:
            row._tr.get_or_add_trPr().append(made("w:cantSplit"))
            for cell, share in zip(row.cells, widths, strict=True):
                cell.width = Emu(round(TEXT_WIDTH * share))
                cell.paragraphs[0].style = "Paper Cell"
        self._gap()
        return table

    def _gap(self) -> None:
        """A little room below a table. Without a paragraph between them, Word makes one of two tables."""
        room = self._file.add_paragraph().paragraph_format
        room.space_after, room.line_spacing = Pt(0), Pt(8)

    def _sign_off(self, box: SignOff) -> None:
        self._gap()
        cell = self._table(1, (1.0,), "").cell(0, 0)
        paragraph = cell.paragraphs[0]
        paragraph.style = "Normal"
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(10)
        paragraph.add_run(signed(box))

    # --- pictures ------------------------------------------------------------------------------------

    def _picture(self, picture: Picture) -> None:
        alt = one_line(picture.alt)
        if not picture.png:
            self._file.add_paragraph(alt, style="Paper About")
            return
        drawn = self._file.add_picture(io.BytesIO(picture.png))
        drawn.width, drawn.height = TEXT_WIDTH, round(drawn.height * TEXT_WIDTH / drawn.width)
        described(drawn._inline, alt)


def _heads(row: _Row) -> None:
    """The row, on a pale ground, stands again at the head of each page the table runs to."""
    row._tr.get_or_add_trPr().append(made("w:tblHeader"))
    for cell in row.cells:
        ground = made("w:shd", val="clear", color="auto", fill="EEF1F4")
        cell._tc.get_or_add_tcPr().append(ground)

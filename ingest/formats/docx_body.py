"""The body of a Word file, walked by hand: what python-docx passes over (insertions, boxes, notes) is words too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.formats.building import Block, Run, joined, tidy
from ingest.formats.docx_styles import Lists, Shown, Styles, W, is_on, is_shaded, shown_by

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

#: What somebody has taken out and nobody yet agreed to: a reader of the final text does not see it.
_TAKEN_OUT = frozenset((f"{W}del", f"{W}moveFrom"))
_INLINE = frozenset(
    W + name for name in "hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml dir bdo".split()
)
_AROUND = frozenset(W + name for name in "sdt sdtContent customXml ins moveTo".split())
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}

#: A table whose cells are longer (words) lays out a page; its cells are no values.
_WORDS_OF_A_CELL = 120

_NO_GROUND = Shown(shaded=None)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is gathered: its runs, then the boxes and notes that hang on it."""

    runs: list[Run]
    base: Shown
    boxes: list[Any]
    notes: list[str]


class Body:
    """The blocks of a Word file. ``notes`` maps the number of a footnote or endnote to its element."""

    def __init__(self, styles: Styles, lists: Lists, notes: dict[str, Any]) -> None:
        """Nothing is read yet; lists count on from block to block."""
        self._styles = styles
        self._lists = lists
        self._notes = notes
        self._noted = 0

    def blocks(self, parent: Any, ground: Shown = _NO_GROUND) -> Iterator[Block]:
        """The blocks below an element in order: paragraphs, tables as rows, boxes and notes behind their paragraph."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, ground)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, ground)
            elif element.tag in _AROUND:
                yield from self.blocks(element, ground)
            elif element.tag == f"{_MC}AlternateContent":
                yield from self.blocks(_chosen(element), ground)

    def _paragraph(self, element: Any, ground: Shown) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = _value(properties, "pStyle")
        own = Shown(shaded=is_shaded(properties.find(f"{W}shd"))) if properties is not None else Shown()
        gathered = _Paragraph([], own.over(self._styles.shown(style)).over(ground), [], [])
        self._gather(element, gathered)
        runs = tidy(gathered.runs)
        level = self._level(properties, style)
        mark = None
        if runs and not level:
            mark = self._mark(properties, style)
            runs = (Run(mark, runs[0].hidden), *runs) if mark else runs
        elif runs:
            number = self._mark(properties, style)
            runs = (Run(number, runs[0].hidden), *runs) if number and number != "- " else runs
        if runs:
            yield Block(runs, level, tight=bool(mark))
        for box in gathered.boxes:
            yield from self.blocks(box, Shown(shaded=_is_filled(box) or None))
        for note in gathered.notes:
            self._noted += 1
            words = [block.runs for block in self.blocks(self._notes[note], ground)]
            if words:
                lead = Run(f"Note {self._noted}: ")
                yield Block((lead, *(run for runs in words for run in (*runs, Run(" ")))))

    def _gather(self, parent: Any, into: _Paragraph) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, into)
            elif child.tag in _TAKEN_OUT:
                continue
            elif child.tag in _INLINE:
                self._gather(child, into)
            elif child.tag == f"{_MC}AlternateContent":
                self._gather(_chosen(child), into)
            elif child.tag in (f"{_MATHS}oMath", f"{_MATHS}oMathPara"):
                into.runs.append(Run("".join(part.text or "" for part in child.iter(f"{_MATHS}t"))))

    def _run(self, run: Any, into: _Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        style = _value(properties, "rStyle")
        shown = shown_by(properties)
        if style is not None:
            shown = shown.over(self._styles.shown(style))
        rule = shown.over(into.base).rule
        for child in run:
            if child.tag == f"{W}t":
                into.runs.append(Run(child.text or "", rule))
            elif child.tag in _SIGNS:
                into.runs.append(Run(_SIGNS[child.tag], rule))
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                name = f"{child.tag.removeprefix(W)[:4]}{child.get(f'{W}id')}"
                if name in self._notes:
                    into.notes.append(name)
            else:
                chosen = _chosen(child) if child.tag == f"{_MC}AlternateContent" else child
                into.boxes.extend(chosen.iter(f"{W}txbxContent"))

    def _level(self, properties: Any, style: str | None) -> int:
        outline = _value(properties, "outlineLvl")
        if outline is not None and outline.isdecimal() and int(outline) < 9:
            return int(outline) + 1
        return self._styles.level(style)

    def _mark(self, properties: Any, style: str | None) -> str | None:
        own = properties.find(f"{W}numPr") if properties is not None else None
        numbering = own if own is not None else self._styles.numbering(style)
        return self._lists.mark(numbering) if numbering is not None else None

    # --- tables ----------------------------------------------------------------------------------------

    def _table(self, table: Any, ground: Shown) -> Iterator[Block]:
        style = _value(table.find(f"{W}tblPr"), "tblStyle")
        if self._styles.colours_cells(style):
            ground = Shown(shaded=True)
        rows = [(row, self._cells(row, ground)) for row in _rows(table)]
        nested = next(table.iter(f"{W}tbl"), None) is not None and len(list(table.iter(f"{W}tbl"))) > 1
        values = all(_is_value(cell) for _, cells in rows for cell in cells)
        if nested or not values or max((len(cells) for _, cells in rows), default=0) < 2:
            for _, cells in rows:
                for cell in cells:
                    yield from cell
            return
        heads: list[str] = []
        for index, (row, cells) in enumerate(rows):
            words = [_on_one_line(cell) for cell in cells]
            if index == 0 and len(rows) > 1 and all(words) and _is_head(row):
                heads = ["".join(run.text for run in runs).rstrip(":") for runs in words]
                continue
            runs = joined(words, heads if len(heads) == len(words) else [])
            if runs:
                yield Block(runs)

    def _cells(self, row: Any, ground: Shown) -> list[list[Block]]:
        cells = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            properties = cell.find(f"{W}tcPr")
            shade = is_shaded(properties.find(f"{W}shd")) if properties is not None else None
            cells.append(list(self.blocks(cell, Shown(shaded=shade).over(ground))))
        return cells


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table itself, those taken out left aside."""
    for row in table.iter(f"{W}tr"):
        properties = row.find(f"{W}trPr")
        gone = properties is not None and properties.find(f"{W}del") is not None
        if not gone and next(row.iterancestors(f"{W}tbl")) is table:
            yield row


def _is_head(row: Any) -> bool:
    """True where a first row says what stands below it: it is repeated on every page, or all in bold."""
    properties = row.find(f"{W}trPr")
    if properties is not None and is_on(properties.find(f"{W}tblHeader")):
        return True
    runs = [run for run in row.iter(f"{W}r") if "".join(run.itertext()).strip()]
    return bool(runs) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _is_value(cell: list[Block]) -> bool:
    return sum(len(block.text.split()) for block in cell) < _WORDS_OF_A_CELL and not any(
        b.level for b in cell
    )


def _on_one_line(cell: list[Block]) -> tuple[Run, ...]:
    runs = [run for block in cell for run in (*block.runs, Run(" "))]
    return tidy(replace(run, text=run.text.replace("\n", " ")) for run in runs)


def _value(properties: Any, name: str) -> str | None:
    element = properties.find(W + name) if properties is not None else None
    return None if element is None else element.get(f"{W}val")


def _chosen(alternatives: Any) -> Any:
    """The one of several forms of the same thing that a new Word shows; the others repeat its words."""
    choice = alternatives.find(f"{_MC}Choice")
    return choice if choice is not None else alternatives


def _is_filled(box: Any) -> bool:
    """True where the shape round a text box has a ground of its own."""
    for outer in box.iterancestors():
        name = outer.tag.rpartition("}")[2]
        if name == "wsp":
            names = {child.tag.rpartition("}")[2] for part in outer for child in part}
            return (
                bool(names & {"solidFill", "gradFill", "pattFill", "blipFill", "fillRef"})
                and "noFill" not in names
            )
        if name in ("shape", "rect", "roundrect") and outer.get("fillcolor") not in (
            None,
            "white",
            "#ffffff",
        ):
            return True
        if outer.tag == f"{W}r":
            break
    return False

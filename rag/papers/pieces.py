"""A line as the pieces a writer sets one after another, each with its note counted, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rag.papers.paper import Block, Grid, Line, Note, Run
from rag.papers.words import one_line, spaced, web_address

#: A column is never narrower than this share of a table, so that a date or a nation keeps to a line or two.
_NARROWEST = 0.12

#: Characters of a cell beyond which a longer one claims no more room: it has to take several lines anyway.
_WIDEST_CELL = 120

#: The words that stand over what opens a citation, never on two lines. The address itself would fill several.
OPENS = "Open\N{NO-BREAK SPACE}these\N{NO-BREAK SPACE}words"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words set alike. ``number`` is that of its note, from 1; ``apart``: a note stands right before it.

    ``address`` is a web address these words open. A piece with a note may have no words.
    """

    text: str
    strong: bool = False
    note: Note | None = None
    number: int = 0
    apart: bool = False
    address: str | None = None


def pieces(runs: Iterable[Run], numbers: Iterator[int], address: str | None = None) -> tuple[Piece, ...]:
    """The runs with single spaces, none at the ends of the line, each note right behind its word.

    ``numbers`` counts the notes of the paper. The first place where ``address`` stands opens it.
    """
    found: list[Piece] = []
    gap = ""
    for run in runs:
        words = spaced(run.text)
        core = words.strip()
        if words[:1] == " " and found:
            gap = " "
        number = next(numbers) if run.note else 0
        apart = bool(run.note and found and found[-1].note and not core)
        if core or run.note:
            text = gap + core if core else ""
            gap = "" if core else gap
            if found and not found[-1].note and core and found[-1].strong == run.strong:
                text = found.pop().text + text
            found.append(Piece(text, run.strong, run.note, number, apart))
        if words[-1:] == " " and found:
            gap = " "
    return _opening(found, address)


def _opening(found: Sequence[Piece], address: str | None) -> tuple[Piece, ...]:
    """The pieces with the first place of the address as a piece of its own that opens it."""
    opened, shown = web_address(address), one_line(address or "")
    for at, piece in enumerate(found):
        if opened and shown in piece.text:
            before, after = piece.text.split(shown, 1)
            plain = replace(piece, note=None, number=0)
            parts = (
                replace(plain, text=before),
                replace(plain, text=shown, address=opened),
                replace(piece, text=after),
            )
            kept = (one for one in parts if one.text or one.note)
            return (*found[:at], *kept, *found[at + 1 :])
    return tuple(found)


def gathered(blocks: Iterable[Block]) -> Iterator[Block | tuple[Line, ...]]:
    """The blocks in order, items of a list that follow one another as one tuple."""
    for listed, group in groupby(blocks, key=lambda one: isinstance(one, Line) and one.listed):
        if listed:
            yield tuple(one for one in group if isinstance(one, Line))
        else:
            yield from group


def shares(grid: Grid) -> tuple[float, ...]:
    """The share of the width each column gets, together 1: as much as its longest cell asks for, within bounds."""
    asked = [
        max(12, len(name), *(min(_WIDEST_CELL, _length(row[at])) for row in grid.rows), 0) ** 0.5
        for at, name in enumerate(grid.columns)
    ]
    least = min(_NARROWEST, 1 / len(asked)) if asked else 0.0
    wide = [max(least, one / sum(asked)) for one in asked]
    return tuple(one / sum(wide) for one in wide)


def _length(cell: Sequence[Run]) -> int:
    return sum(len(run.text) for run in cell)

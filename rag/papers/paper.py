"""What a paper holds, whatever it is written as: headings, lines with footnotes, tables, pictures, a place to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.domain import Citation


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: what it says of the cited words, and the web address that opens them.

    ``text`` names the record, and where in it the words stand, and ends in a full stop: "Open these words" follows it.
    ``link`` is a whole address (``rag.permalinks`` behind the address of a page); None where there is no page to open.
    A link that is no http or https address is left out by the writers.
    """

    citation: Citation
    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line; ``strong`` where they are the asked-for value. ``note``: a footnote stands behind them.

    A second footnote of the same words is a run without words right behind the first. White space between runs is kept
    as one space, behind the note; line breaks are spaces.
    """

    text: str
    strong: bool = False
    note: Note | None = None


class Look(StrEnum):
    """What a line is. Frames are the program's own words, claims rest on a record, remarks are the reader's."""

    ABOUT = "about"
    FRAME = "frame"
    CLAIM = "claim"
    REMARK = "remark"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 to 3, the title standing above them all."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words; ``listed``: it is an item of a list, of one list with the listed lines beside it.

    ``address``: a web address whose first place in the words can be followed. Writers put "Note:" before a remark.
    """

    look: Look
    runs: tuple[Run, ...]
    listed: bool = False
    address: str | None = None

    @property
    def text(self) -> str:
        """The words of the whole line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines set out in columns, each cell a row of runs."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse a row of another length than the columns, with ValueError."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row needs a cell for each column")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in both forms a paper may need, and what it shows in words.

    Word needs the PNG; the PDF and the page draw the SVG, and the PNG where there is none (``b""``). With neither,
    and in Markdown, ``alt`` stands as a line.
    """

    svg: bytes
    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """A box for whoever checked the paper: "Checked by ... on ..."; both may be empty."""

    by: str = ""
    on: str = ""


Block = Heading | Line | Grid | Picture | SignOff


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``generation`` is that of the index its notes were made with; ``day`` the day it was made.

    The writers set title, subtitle, and a line with day and generation above the blocks, which need not repeat them.
    """

    title: str
    subtitle: str
    day: date
    generation: str
    blocks: tuple[Block, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every footnote, in the order in which they stand; number n is the n-th from 1."""
        return tuple(run.note for run in self.runs if run.note is not None)

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every run of the paper, in order."""
        found: list[Run] = []
        for block in self.blocks:
            if isinstance(block, Line):
                found += block.runs
            elif isinstance(block, Grid):
                found += (run for row in block.rows for cell in row for run in cell)
        return tuple(found)

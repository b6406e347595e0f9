"""A paper as Markdown with footnotes, in the writing that GitHub and Pandoc share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from rag.papers.paper import Grid, Heading, Line, Look, Paper, Picture, SignOff
from rag.papers.pieces import OPENS, Piece, gathered, pieces
from rag.papers.wording import REMARK, made_with, signed
from rag.papers.words import inert, one_line, web_address


def as_markdown(paper: Paper) -> str:
    """The paper as Markdown, in which no word of a person or a record is a mark; pictures are said in words."""
    numbers = count(1)
    blocks = [f"# {_said(paper.title)}"]
    if one_line(paper.subtitle):
        blocks.append(f"**{_said(paper.subtitle)}**")
    blocks.append(_said(made_with(paper)))
    for block in gathered(paper.blocks):
        blocks += _block(block, numbers)
    notes = [
        f"[^{number}]: {_said(note.text)}{_opening(note.link)}"
        for number, note in enumerate(paper.notes, start=1)
    ]
    return "\n\n".join([*blocks, *notes]) + "\n"


def _block(
    block: Heading | Line | Grid | Picture | SignOff | tuple[Line, ...], numbers: Iterator[int]
) -> list[str]:
    """The block as stretches that stand apart from each other by an empty line."""
    if isinstance(block, tuple):
        return ["\n".join(f"- {_line(line, numbers)}" for line in block)]
    if isinstance(block, Line):
        said = _line(block, numbers)
        return [f"> {said}" if block.look is Look.REMARK else said]
    if isinstance(block, Heading):
        return [f"{'#' * (1 + min(3, max(1, block.level)))} {_said(block.text)}"]
    if isinstance(block, Grid):
        caption = [f"**{_said(block.caption)}**"] if one_line(block.caption) else []
        return [*caption, _grid(block, numbers)] if block.columns else caption
    if isinstance(block, Picture):
        return [f"*{_said(f'Picture: {one_line(block.alt)}')}*"]
    return [_said(signed(block))]


def _line(line: Line, numbers: Iterator[int]) -> str:
    said = _joined(pieces(line.runs, numbers, line.address))
    if line.look is Look.REMARK:
        return f"**{REMARK.strip()}** {said}"
    return f"*{said}*" if line.look is Look.FRAME and said else said


def _grid(grid: Grid, numbers: Iterator[int]) -> str:
    head = [_said(name) for name in grid.columns]
    rows = ([_joined(pieces(cell, numbers)) for cell in row] for row in grid.rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _joined(words: Iterable[Piece]) -> str:
    """The pieces one after another, each escaped, its mark of strength right at its words, its note behind it."""
    joined, spaced = "", False
    words = tuple(words)
    following = (*(piece.text[:1] for piece in words[1:]), "")
    for piece, after in zip(words, following, strict=False):
        core = piece.text.strip()
        lead = " " if (spaced or piece.text[:1] == " ") and core else ""
        # A space before an address stands at the end of the words, which are stripped of it.
        spaced = bool(joined or core) and piece.text[-1:] == " " and not piece.note
        said = inert(core, begins=not joined)
        if piece.address:
            said = f"[{said}](<{piece.address}>)"
        elif piece.strong and _takes_marks((joined + lead)[-1:], core, "" if piece.note else after):
            said = f"**{said}**"
        joined += f"{lead}{said}" + (f"[^{piece.number}]" if piece.note else "")
    return joined


def _takes_marks(before: str, core: str, after: str) -> bool:
    """True where "**" around the words is read as strong: not between a letter and a sign (CommonMark 6.2)."""
    opens = not before.isalnum() or core[:1].isalnum()
    closes = not after.isalnum() or core[-1:].isalnum()
    return bool(core) and opens and closes


def _said(text: str) -> str:
    return inert(one_line(text))


def _opening(link: str | None) -> str:
    address = web_address(link)
    return f" [{OPENS}](<{address}>)" if address else ""

"""A paper as a PDF, set by Typst: tagged, with real footnotes, and with bookmarks made of its headings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

import typst

from rag.papers.paper import Grid, Heading, Line, Paper, Picture, SignOff
from rag.papers.pieces import OPENS, Piece, gathered, pieces, shares
from rag.papers.style import HouseStyle
from rag.papers.wording import REMARK, made_with, short, signed
from rag.papers.words import one_line, rightward, web_address
from rag.referencing import PROGRAM

#: The serif letters that travel inside Typst, and letters of the same widths as Arial that most free systems have.
_TRAVELLING = "Libertinus Serif"
_LIKE_ARIAL = ("Liberation Sans", "Arimo", "DejaVu Sans")

#: Characters of a cell from which on its row may be torn between two pages: about half a page in a narrow column.
_LONG_CELL = 1200

#: Characters of a head beyond which it stands once: one that fills a page would leave no room for the table below it.
_LONG_HEAD = 400


def as_pdf(paper: Paper, style: HouseStyle) -> bytes:
    """The paper as the bytes of a PDF that says it can be read aloud (PDF/UA-1, ISO 14289-1) wherever that is true.

    It is not where the text holds signs that no font here has. Where Typst cannot tag the paper at all, as with a
    table's head of several pages, it is made without tags. The same paper, look and fonts give the same bytes.
    """
    sources = {
        "main.typ": files("rag.papers").joinpath("paper.typ").read_bytes(),
        "paper.json": json.dumps(_Saying(paper, style).content).encode(),
    }
    day = datetime.combine(paper.day, time(), UTC)

    def made(standards: list[Any], *, tagged: bool = True) -> bytes:
        drawn: bytes = typst.compile(
            sources,  # type: ignore[call-overload]
            format="pdf",
            font_paths=_fonts(),
            timestamp=day,
            pdf_standards=standards,
            pdf_tags=tagged,
        )
        return drawn

    try:
        return made(["ua-1"])
    except typst.TypstError:
        pass
    try:
        return made([])
    except typst.TypstError:
        return made([], tagged=False)


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this machine, looked for once: that takes 0.1 s, and setting a paper of four pages less."""
    return typst.Fonts()


def _letters(wanted: str) -> list[str]:
    """The families to set words in, the wanted one first; only such as there are."""
    there = {name.casefold(): name for name in _fonts().families()}
    asked = (wanted, *(_LIKE_ARIAL if wanted == HouseStyle().body_font else ()), _TRAVELLING)
    return [there[name.casefold()] for name in asked if name.casefold() in there]


class _Saying:
    """What the template reads: the paper as plain values. Nothing of it is written anywhere on the way."""

    def __init__(self, paper: Paper, style: HouseStyle) -> None:
        self._numbers: Iterator[int] = count(1)
        self._level = 0
        self.content: dict[str, Any] = {
            "title": one_line(paper.title) or PROGRAM,
            "short": short(paper.title),
            "subtitle": one_line(paper.subtitle),
            "made": made_with(paper),
            "author": one_line(style.name) or PROGRAM,
            "description": f"Index generation {one_line(paper.generation)}",
            "day": [paper.day.year, paper.day.month, paper.day.day],
            "opens": OPENS,
            "remark": REMARK,
            # The compiler takes files that are text; pictures travel as the numbers of their bytes.
            "logo": list(style.logo.data) if style.logo else None,
            "style": {
                "name": one_line(style.name) or "Logo",
                "accent": style.accent,
                "heading": _letters(style.heading_font),
                "body": _letters(style.body_font),
                "footer": one_line(style.footer or style.name),
            },
            "blocks": [self._block(block) for block in gathered(paper.blocks)],
        }

    def _block(self, block: Heading | Line | Grid | Picture | SignOff | tuple[Line, ...]) -> dict[str, Any]:
        if isinstance(block, tuple):
            return {"kind": "list", "items": [self._line(line) for line in block]}
        if isinstance(block, Line):
            return {"kind": "line", **self._line(block)}
        if isinstance(block, Heading):
            # Who hears a paper loses the way where a level is left out, so PDF/UA-1 forbids it.
            self._level = min(3, max(1, block.level), self._level + 1)
            return {"kind": "heading", "level": self._level, "text": one_line(block.text)}
        if isinstance(block, Grid):
            return self._grid(block) if block.columns else {"kind": "none"}
        if isinstance(block, SignOff):
            return {"kind": "sign-off", "text": signed(block)}
        return self._picture(block)

    def _line(self, line: Line) -> dict[str, Any]:
        return {"look": line.look.value, **_set(pieces(line.runs, self._numbers, line.address))}

    def _grid(self, grid: Grid) -> dict[str, Any]:
        return {
            "kind": "grid",
            "caption": one_line(grid.caption),
            "columns": [one_line(name) for name in grid.columns],
            "shares": shares(grid),
            "repeated": sum(map(len, grid.columns)) <= _LONG_HEAD,
            "rows": [[_set(pieces(cell, self._numbers)) for cell in row] for row in grid.rows],
        }

    def _picture(self, picture: Picture) -> dict[str, Any]:
        """The picture as lines where it is drawn so, else as dots; where there is neither, what it shows in words."""
        alt = one_line(picture.alt)
        data = picture.svg or picture.png
        if not data:
            return {"kind": "line", "look": "about", **_set((Piece(alt),))}
        return {"kind": "picture", "data": list(data), "alt": alt}


def _set(words: Iterable[Piece]) -> dict[str, Any]:
    words = tuple(words)
    whole = "".join(piece.text for piece in words)
    return {
        "rightward": rightward(whole),
        "long": len(whole) > _LONG_CELL,
        "pieces": [
            {
                "text": piece.text,
                "strong": piece.strong,
                "apart": piece.apart,
                "address": piece.address,
                "note": piece.note
                and {"text": one_line(piece.note.text), "link": web_address(piece.note.link)},
            }
            for piece in words
        ],
    }

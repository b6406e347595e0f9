"""A paper as one HTML page that needs nothing else, and that forbids itself scripts and requests."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import count

from rag.papers.paper import Grid, Heading, Line, Look, Note, Paper, Picture, SignOff
from rag.papers.pieces import OPENS, Piece, gathered, pieces
from rag.papers.style import HouseStyle
from rag.papers.wording import REMARK, made_with, signed
from rag.papers.words import one_line, web_address
from rag.referencing import PROGRAM

#: Pictures travel in the page. As pictures they cannot act, whatever an SVG holds.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def as_html(paper: Paper, style: HouseStyle) -> str:
    """The paper as a page for any width, light, dark and print; its notes stand at the end, linked both ways."""
    numbers = count(1)
    body = "".join(_block(block, numbers) for block in gathered(paper.blocks))
    subtitle = (
        f'<p class="subtitle" dir="auto">{_said(paper.subtitle)}</p>' if one_line(paper.subtitle) else ""
    )
    foot = _said(style.footer or style.name)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_said(paper.title) or PROGRAM}</title><style>{_look(style)}</style></head>\n"
        f'<body><main>{_logo(style)}<h1 dir="auto">{_said(paper.title)}</h1>{subtitle}'
        f'<p class="about">{_said(made_with(paper))}</p>\n{body}{_notes(paper.notes)}'
        f"{f'<footer>{foot}</footer>' if foot else ''}</main></body></html>\n"
    )


def _look(style: HouseStyle) -> str:
    """The style sheet with the council's colour and fonts, whose names are checked where they are read."""
    own = f":root{{--accent:{style.accent};--heading:'{style.heading_font}';--body:'{style.body_font}'}}\n"
    return own + files("rag.papers").joinpath("page.css").read_text(encoding="utf-8")


def _logo(style: HouseStyle) -> str:
    if style.logo is None:
        return ""
    return f'<img class="logo" alt="{_said(style.name) or "Logo"}" src="{_held(style.logo.data, style.logo.media)}">'


def _held(data: bytes, media: str) -> str:
    return f"data:{media};base64,{base64.b64encode(data).decode()}"


# --- blocks ------------------------------------------------------------------------------------------


def _block(
    block: Heading | Line | Grid | Picture | SignOff | tuple[Line, ...], numbers: Iterator[int]
) -> str:
    if isinstance(block, tuple):
        return f"<ul>\n{''.join(_line(line, 'li', numbers) for line in block)}</ul>\n"
    if isinstance(block, Line):
        return _line(block, "p", numbers)
    if isinstance(block, Heading):
        level = 1 + min(3, max(1, block.level))
        return f'<h{level} dir="auto">{_said(block.text)}</h{level}>\n'
    if isinstance(block, Grid):
        return _grid(block, numbers) if block.columns else ""
    if isinstance(block, Picture):
        return _picture(block)
    return f'<p class="sign-off">{_said(signed(block))}</p>\n'


def _line(line: Line, tag: str, numbers: Iterator[int]) -> str:
    remark = f"<strong>{REMARK}</strong>" if line.look is Look.REMARK else ""
    words = _joined(pieces(line.runs, numbers, line.address))
    return f'<{tag} class="{line.look}" dir="auto">{remark}{words}</{tag}>\n'


def _grid(grid: Grid, numbers: Iterator[int]) -> str:
    """The table. On a narrow page each row is a block, so cells bear their column's name, and all parts their roles."""
    names = [_said(name) for name in grid.columns]
    head = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in names)
    rows = ""
    for row in grid.rows:
        cells = "".join(
            f'<td role="cell" data-label="{name}" dir="auto">{_joined(pieces(cell, numbers))}</td>'
            for name, cell in zip(names, row, strict=True)
        )
        rows += f'<tr role="row">{cells}</tr>\n'
    caption = f"<caption>{_said(grid.caption)}</caption>" if one_line(grid.caption) else ""
    return (
        f'<table role="table">{caption}<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">{rows}</tbody></table>\n'
    )


def _picture(picture: Picture) -> str:
    data, media = (picture.svg, "image/svg+xml") if picture.svg else (picture.png, "image/png")
    if not data:
        return f'<p class="about">{_said(picture.alt)}</p>\n'
    return f'<figure><img alt="{_said(picture.alt)}" src="{_held(data, media)}"></figure>\n'


# --- words and notes ---------------------------------------------------------------------------------


def _joined(words: Iterable[Piece]) -> str:
    joined = ""
    for piece in words:
        said = html.escape(piece.text)
        if piece.address:
            said = _opening(piece.address, said)
        elif piece.strong and said:
            said = f"<strong>{said}</strong>"
        joined += said + (_mark(piece) if piece.note else "")
    return joined


def _mark(piece: Piece) -> str:
    comma = "," if piece.apart else ""
    number = piece.number
    return f'<sup>{comma}<a role="doc-noteref" id="mark-{number}" href="#note-{number}">{number}</a></sup>'


def _notes(notes: Iterable[Note]) -> str:
    """The list of notes, which counts itself; "" where there is none."""
    items = "".join(
        f'<li id="note-{number}" dir="auto">{_said(note.text)} {_opened(note)}'
        f'<a class="back" role="doc-backlink" href="#mark-{number}" aria-label="Back to mark {number}">↩</a></li>\n'
        for number, note in enumerate(notes, start=1)
    )
    if not items:
        return ""
    return f'<section class="notes" role="doc-endnotes"><h2>Notes</h2><ol>\n{items}</ol></section>\n'


def _opened(note: Note) -> str:
    address = web_address(note.link)
    return f"{_opening(address, OPENS)} " if address else ""


def _opening(address: str, words: str) -> str:
    return f'<a href="{html.escape(address)}" rel="noopener noreferrer">{words}</a>'


def _said(text: str) -> str:
    return html.escape(one_line(text))

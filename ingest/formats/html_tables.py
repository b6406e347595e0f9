"""Tables of data in a web page to rows that read without their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from ingest.formats.building import Run, joined, tidy
from ingest.formats.html_look import Look, look_of

_SPACE = re.compile(r"\s+")
_NOT_WORDS = frozenset(("script", "style", "noscript", "template", "svg", "select", "textarea"))
_APART = frozenset(("br", "p", "div", "li", "ul", "ol", "span", "td", "th"))

#: A table with one of these inside lays out a page; its cells are no values.
_LAYOUT = (
    "boolean(.//table | .//h1 | .//h2 | .//h3 | .//h4 | .//form | .//article | .//nav | .//main | .//input)"
)

#: A table of data has cells of fewer words than this; the rest are boxes round running text.
_WORDS_OF_A_CELL = 120

Styles = Mapping[str, Mapping[str, str]]


def is_data(table: HtmlElement) -> bool:
    """True where the cells of a table are values, not places for parts of the page."""
    if (table.get("role") or "").casefold() in ("presentation", "none") or table.xpath(_LAYOUT):
        return False
    lines = [cells for row in table.iter("tr") if (cells := _cells(row))]
    if not lines or max(map(len, lines)) < 2:
        return False
    return all(len(cell.text_content().split()) < _WORDS_OF_A_CELL for cells in lines for cell in cells)


def rows(table: HtmlElement, look: Look, styles: Styles) -> Iterator[tuple[tuple[Run, ...], tuple[str, ...]]]:
    """The rows of a table as runs, with the words of their cells: "Header: cell; Header: cell" or "a | b"."""
    for caption in table.iter("caption"):
        words = _runs(caption, look, styles)
        if words:
            yield words, (_text(words),)
    heads: list[str] = []
    for row in table.iter("tr"):
        seen = look_of(row, look, styles)
        cells = _cells(row)
        read = [_runs(cell, seen, styles) for cell in cells]
        if not any(read):
            continue
        texts = tuple(_text(runs) for runs in read)
        if not heads and len(cells) > 1 and _is_head(row, cells):
            heads = [text.rstrip(":") for text in texts]
            continue
        labels = heads if len(heads) == len(cells) else []
        yield joined(read, labels), texts
    if heads and len(list(table.iter("tr"))) == 1:
        yield (Run(" | ".join(heads)),), tuple(heads)


def _is_head(row: HtmlElement, cells: Sequence[HtmlElement]) -> bool:
    parent = row.getparent()
    return all(cell.tag == "th" for cell in cells) or (parent is not None and parent.tag == "thead")


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs).replace("\n", " ")


def _runs(cell: HtmlElement, look: Look, styles: Styles) -> tuple[Run, ...]:
    """The words of a cell on one line."""
    found: list[Run] = []
    pending: list[tuple[HtmlElement | str, Look]] = [(cell, look)]
    while pending:
        element, outer = pending.pop()
        if isinstance(element, str):
            found.append(Run(_SPACE.sub(" ", element), outer.rule))
            continue
        inner = look_of(element, outer, styles)
        words: list[tuple[HtmlElement | str, Look]] = [(element.text or "", inner)]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _NOT_WORDS:
                words += [(" ", inner), (child, inner)] if child.tag in _APART else [(child, inner)]
            words.append(((" " if child.tag in _APART else "") + (child.tail or ""), inner))
        pending.extend(reversed(words))
    return tidy(found)

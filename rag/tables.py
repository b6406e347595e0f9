"""A table of an answer in Markdown and in HTML: no cell can end its own or act in a page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from rag.domain import Table

#: What ends a cell or would be read as Markdown or HTML in one.
_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def table_markdown(table: Table, sources: Sequence[str]) -> str:
    """The table in Markdown; ``sources`` stand in a last column as they are."""
    rows = [[*map(_inert, row.cells), source] for row, source in zip(table.rows, sources, strict=True)]
    head = [*map(_inert, table.columns), "Source"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def table_html(table: Table, sources: Sequence[str]) -> str:
    """The table in HTML, its cells escaped; ``sources``, HTML already, stand in a last column as they are."""
    head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in (*table.columns, "Source"))
    body = "".join(
        f'<tr><th scope="row">{html.escape(row.cells[0])}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row.cells[1:])
        + f"<td>{source}</td></tr>"
        for row, source in zip(table.rows, sources, strict=True)
    )
    return f'<table class="ledger"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _inert(cell: str) -> str:
    """The cell on one line, with whatever Markdown would read as a mark escaped."""
    return _MARKS.sub(r"\\\1", " ".join(cell.split()))

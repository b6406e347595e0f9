"""A table of an answer in Markdown and in HTML: no cell can end its own or act in a page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from rag.domain import Table

#: Columns that stand over rows where a page is drawn: a meeting and its item are long, and the same for many rows.
HEADED_BY = ("Meeting", "Item")

#: What ends a cell or would be read as Markdown or HTML in one.
_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def table_markdown(table: Table, sources: Sequence[str]) -> str:
    """The table in Markdown; ``sources`` stand in a last column as they are."""
    rows = [[*map(_inert, row.cells), source] for row, source in zip(table.rows, sources, strict=True)]
    head = [*map(_inert, table.columns), "Source"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def table_html(table: Table, sources: Sequence[str]) -> str:
    """The table in HTML, its cells escaped; ``sources``, HTML already, stand behind the first cell of their rows.

    Columns whose cells say of which meeting a row is (``HEADED_BY``) become a heading over the rows they are the same
    for. Every other cell bears its column's name, so that a narrow page can show a row as a block.
    """
    above = [at for at, column in enumerate(table.columns) if column in HEADED_BY]
    beside = [at for at in range(len(table.columns)) if at not in above]
    head = "".join(f'<th scope="col">{html.escape(table.columns[at])}</th>' for at in beside)
    body: list[str] = []
    before: tuple[str, ...] | None = None
    for row, source in zip(table.rows, sources, strict=True):
        over = tuple(row.cells[at] for at in above)
        if above and over != before:
            words = " · ".join(html.escape(cell) for cell in over)
            body.append(f'<tr class="over"><th scope="rowgroup" colspan="{len(beside)}">{words}</th></tr>')
        before = over
        first, *rest = (
            (html.escape(table.columns[at], quote=True), html.escape(row.cells[at])) for at in beside
        )
        cells = "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in rest)
        body.append(f'<tr><th scope="row" data-label="{first[0]}">{first[1]} {source}</th>{cells}</tr>')
    return f'<table class="ledger"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'


def _inert(cell: str) -> str:
    """The cell on one line, with whatever Markdown would read as a mark escaped."""
    return _MARKS.sub(r"\\\1", " ".join(cell.split()))

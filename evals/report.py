"""What a person reads: the tables of a run, for the terminal and as a Markdown page."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from evals.run import Run
from evals.tables import FAILS, Table, tables

#: Below this the columns of the first table no longer fit beside each other.
NARROWEST = 128


def for_terminal(run: Run, *, show_test: bool, width: int, colour: bool) -> str:
    """The report as text for a terminal ``width`` characters wide (or the narrowest that fits)."""
    out = io.StringIO()
    console = Console(file=out, width=max(width, NARROWEST), force_terminal=colour, no_color=not colour)
    console.print(Text(run.heading), soft_wrap=True)
    for table in tables(run, show_test=show_test):
        console.print()
        console.print(Text(table.title, style="bold"))
        for part in _long(table) if table.long else _drawn(table):
            console.print(part)
        if table.note:
            console.print(Text(table.note), style="italic")
    return out.getvalue()


def _drawn(table: Table) -> Iterator[RichTable]:
    if not table.rows:
        return
    drawn = RichTable(box=None, pad_edge=False)
    for column in table.columns:
        drawn.add_column(Text(column))
    for row in table.rows:
        drawn.add_row(*map(Text, row), style="red" if row[-1] == FAILS else None)
    yield drawn


def _long(table: Table) -> Iterator[Text]:
    for first, *middle, last in table.rows:
        # Text, not markup: a question may hold square brackets.
        yield Text.assemble((first, "cyan"), "  ", ", ".join(filter(None, middle)))
        yield Text("    " + last)


def for_markdown(run: Run, *, show_test: bool) -> str:
    """The report as a Markdown page."""
    parts = ["# Evaluation", run.heading]
    for table in tables(run, show_test=show_test):
        parts.append(f"## {table.title}")
        if table.rows:
            lines = [table.columns, tuple("---" for _ in table.columns), *table.rows]
            parts.append("\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines))
        if table.note:
            parts.append(table.note)
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")

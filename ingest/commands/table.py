"""A line of a table for each file, or a few short lines where the terminal is narrow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.commands.options import count
from ingest.loading import shown
from ingest.reporting import FileReport, Report

#: Below so many columns a table folds its ids letter by letter.
_NARROW = 100

_HEADINGS = ("status", "id", "pages", "passages", "cut", "date", "notices")
_NUMBERS = ("pages", "passages", "cut")


def print_files(report: Report, console: Console) -> None:
    """What became of each file stands on the console."""
    if console.width < _NARROW:
        for file in report.files:
            console.print(Text(f"{file.status:7} {shown(file.id)}"))
            console.print(Text(f"        {_in_words(file)}"))
        for skipped in report.skipped:
            console.print(Text(f"skipped {Path(skipped.path).name}"))
            console.print(Text(f"        {skipped.reason}"))
        return
    table = Table(box=None, pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right" if heading in _NUMBERS else "left", overflow="fold")
    for file in report.files:
        pages = str(file.pages) if file.pages else "-"
        counts = (pages, str(file.passages), f"{file.excluded:.0%}")
        table.add_row(file.status, shown(file.id), *counts, file.published or "-", _notices(file))
    for skipped in report.skipped:
        table.add_row("skipped", Path(skipped.path).name, "", "", "", "", skipped.reason)
    console.print(table)


def personal_words(personal: Mapping[str, int]) -> str:
    """ "personal data: 2 phone, 1 postcode": counts, never what was found; "" where there is none."""
    if not any(personal.values()):
        return ""
    counts = (f"{number} {kind.replace('_', ' ')}" for kind, number in personal.items() if number)
    return f"personal data: {', '.join(counts)}"


def _notices(file: FileReport) -> str:
    told = [notice.replace("_", " ") for notice in file.notices]
    return "; ".join(filter(None, (", ".join(told), personal_words(file.personal))))


def _in_words(file: FileReport) -> str:
    pages = count(file.pages, "page") if file.pages else ""
    parts = (pages, count(file.passages, "passage"), f"{file.excluded:.0%} cut", file.published or "undated")
    return "; ".join(filter(None, (", ".join(filter(None, parts)), _notices(file))))

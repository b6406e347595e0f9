"""What a person sees: the tables of a run, for the terminal and for a Markdown file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from evals.cases import Split
from evals.gates import Verdict
from evals.intervals import RESAMPLES, SEED
from evals.outcomes import Outcome, Stage
from evals.summary import Row, Summary
from rag.domain import IndexInfo

#: Verdicts as they are printed; only a floor that was checked has one.
HOLDS, FAILS = "holds", "FAILS"

#: Below this the columns of the first table no longer fit beside each other.
NARROWEST = 100


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the report: cells are plain text, every row as long as ``columns``.

    ``long``: the last cell is a sentence, which a terminal shows on a line of its own.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a report is made of. ``verdicts`` are empty where the floors were not checked."""

    info: IndexInfo
    outcomes: tuple[Outcome, ...]
    summary: Summary
    verdicts: tuple[Verdict, ...]
    total: int
    seconds: float

    @property
    def complete(self) -> bool:
        """True where every question there is was asked."""
        return len(self.outcomes) == self.total

    @property
    def heading(self) -> str:
        """One line: how much was asked, of what, and in what time."""
        info = self.info
        return (
            f"{len(self.outcomes)} of {self.total} questions to index {info.generation} "
            f"({info.documents} documents, {info.encoder}) in {self.seconds:.1f} s; "
            f"{RESAMPLES} resamples, seed {SEED}"
        )


def tables(run: Run, *, show_test: bool) -> tuple[Table, ...]:
    """All tables in the order they are read; the misses of the test split by name only with ``show_test``."""
    made = (
        _metrics(run.summary.rows, {(v.floor.metric, v.floor.split): v for v in run.verdicts}, run.complete),
        _categories(run.summary),
        _confusions(run.summary),
        _stages(run.summary.stages),
        _misses(run.outcomes, show_test),
    )
    return tuple(table for table in made if table.rows or table.note)


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
        yield Text.assemble((first, "cyan"), "  ", ", ".join(middle))
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


def _metrics(rows: Iterable[Row], verdicts: Mapping[tuple[str, Split], Verdict], complete: bool) -> Table:
    found = []
    for row in rows:
        verdict = verdicts.get((row.metric.key, row.split))
        found.append(
            (
                row.metric.title,
                str(row.split),
                str(row.n),
                number(row.value, row.metric.unit),
                " to ".join(number(end, row.metric.unit) for end in row.interval) if row.interval else "",
                f"{verdict.floor.floor:.2f}" if verdict else "",
                "" if verdict is None else HOLDS if verdict.held else FAILS,
            )
        )
    note = (
        "" if complete else "The floors were not checked: they need every question, and a selection was run."
    )
    columns = ("metric", "split", "n", "value", "95 % interval", "floor", "verdict")
    return Table("Measured (test is the headline, dev is what was tuned on)", columns, tuple(found), note)


def number(value: float | None, unit: str = "") -> str:
    """A number as it is shown: shares with two places, times whole; "-" where nothing could be measured."""
    if value is None:
        return "-"
    return f"{value:.0f} ms" if unit == "ms" else f"{value:.2f}"


def _categories(summary: Summary) -> Table:
    cells: dict[str, dict[Split, str]] = {}
    for count in summary.categories:
        cells.setdefault(str(count.category), {})[count.split] = (
            f"{count.right} of {count.n}" if count.n else ""
        )
    rows = tuple((name, by[Split.TEST], by[Split.DEV]) for name, by in cells.items() if any(by.values()))
    return Table("Right by category", ("category", "test", "dev"), rows)


def _confusions(summary: Summary) -> Table:
    rows = tuple((c.due, c.given, str(c.n)) for c in summary.confusions)
    return Table("Statuses", ("due", "given", "questions"), rows)


def _stages(stages: Mapping[Split, Mapping[Stage, int]]) -> Table:
    lost = [stage for stage in Stage if any(stage in counts for counts in stages.values())]
    rows = tuple(
        (str(stage), str(stages[Split.TEST].get(stage, 0)), str(stages[Split.DEV].get(stage, 0)))
        for stage in lost
    )
    return Table("Where misses were lost", ("stage", "test", "dev"), rows)


def _misses(outcomes: Sequence[Outcome], show_test: bool) -> Table:
    missed = [outcome for outcome in outcomes if not outcome.right]
    listed = [outcome for outcome in missed if show_test or outcome.case.split is Split.DEV]
    rows = tuple(
        (o.case.id, str(o.stage), str(o.answer.status) if o.answer else str(o.error), o.case.asked.text)
        for o in listed
    )
    hidden = len(missed) - len(listed)
    note = (
        f"{hidden} more in the test split, given only as a number so that nobody tunes on them "
        "(--show-test lists them)."
        if hidden
        else ""
    )
    return Table("Missed", ("case", "lost at", "status given", "question"), rows, note, long=True)

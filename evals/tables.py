"""The tables of a run, as plain text in rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.baseline import Change, Comparison, Flip
from evals.cases import Split
from evals.gates import Verdict
from evals.outcomes import Outcome, Stage
from evals.run import Run
from evals.summary import Count, Row, Summary, document_of
from evals.worded import Worded

#: Verdicts as they are printed; only a floor that was checked has one.
HOLDS, FAILS = "holds", "FAILS"

NameOf = Callable[[Outcome], str]

#: A difference smaller than this is shown as none: it is what two places after the point cannot show.
NO_CHANGE = 0.005


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


def tables(run: Run, *, show_test: bool) -> tuple[Table, ...]:
    """All tables in the order they are read; the misses of the test split by name only with ``show_test``."""
    flips = run.comparison.flips if run.comparison else ()
    made = (
        measured(run),
        *((of_model(run.worded),) if run.worded else ()),
        grouped("category", run.summary.categories, flips, lambda o: str(o.case.category)),
        grouped("document", run.summary.documents, flips, document_of),
        _confusions(run.summary),
        lost(run.summary.stages),
        _flips(run.comparison, show_test),
        _misses(run.outcomes, show_test),
    )
    return tuple(table for table in made if table.rows or table.note)


def measured(run: Run) -> Table:
    """Every metric of both splits, with its interval, floor, and change from the baseline."""
    verdicts = {(v.floor.metric, v.floor.split): v for v in run.verdicts}
    changes = run.comparison.changes if run.comparison else {}
    rows = []
    for row in run.summary.rows:
        key = row.metric.key, row.split
        rows.append(_metric(row, verdicts.get(key), changes.get(key)))
    columns = (
        "metric", "split", "n", "value", "95 % interval", "floor", "baseline", "change", "verdict",
    )  # fmt: skip
    title = "Measured (test is the headline, dev is what was tuned on)"
    return Table(title, columns, tuple(rows), " ".join(run.notes))


def _metric(row: Row, verdict: Verdict | None, change: Change | None) -> tuple[str, ...]:
    unit = row.metric.unit
    return (
        row.metric.title + (" (less is better)" if row.metric.less_is_better else ""),
        str(row.split),
        str(row.n),
        number(row.value, unit),
        " to ".join(number(end, unit) for end in row.interval) if row.interval else "",
        f"{verdict.floor.floor:.2f}" if verdict else "",
        number(change.before, unit) if change else "",
        signed(change.difference) if change else "",
        "" if verdict is None else HOLDS if verdict.held else FAILS,
    )


def of_model(found: Worded) -> Table:
    """What became of a language model's sentences, and what its replies took."""
    per_reply = f"{number(found.median_ms, 'ms')}, 95 % within {number(found.slow_ms, 'ms')}"
    rows = (
        ("answers that were there to be worded", str(found.answers)),
        ("answers in the model's words", str(found.worded)),
        ("sentences offered", str(found.sentences)),
        ("sentences left out", f"{found.removed} ({number(found.share_removed)})"),
        ("replies", f"{found.replies}, {found.kept} of them kept from an earlier run"),
        ("tokens read", str(found.input_tokens)),
        ("tokens written", str(found.output_tokens)),
        ("cost", "set ASK_MODEL_PRICES" if found.cost is None else f"{found.cost:.4f}"),
        ("time of a reply", per_reply),
        *((f"not in its words: {why}", str(n)) for why, n in found.unused),
    )
    prompts = ", ".join(f"{name} {digest}" for name, digest in found.prompts)
    return Table(
        f"The language model {found.name}", ("what", "how much"), rows, f"Prompts: {prompts or 'none'}."
    )


def number(value: float | None, unit: str = "") -> str:
    """A number as it is shown: shares with two places, times whole; "-" where nothing could be measured."""
    if value is None:
        return "-"
    return f"{value:.0f} ms" if unit == "ms" else f"{value:.2f}"


def signed(difference: float | None) -> str:
    """A change as it is shown: "+0.03", "-0.03", "0" where it rounds to none, "gone" where it cannot be told."""
    if difference is None:
        return "gone"
    return "0" if abs(difference) < NO_CHANGE else f"{difference:+.2f}"


def grouped(what: str, counts: Iterable[Count], flips: Sequence[Flip], name_of: NameOf) -> Table:
    """How many questions of each category or document were right, and how many flipped."""
    cells: dict[str, dict[Split, Count]] = {}
    for count in counts:
        cells.setdefault(count.name, {})[count.split] = count
    rows = []
    for name, by in cells.items():
        if any(count.n for count in by.values()):
            here = [flip for flip in flips if name_of(flip.outcome) == name]
            rows.append((name, *_share(by[Split.TEST], here), *_share(by[Split.DEV], here)))
    columns = (
        what, "test", "95 % interval", "flipped", "dev", "95 % interval", "flipped",
    )  # fmt: skip
    return Table(f"Right by {what}", columns, tuple(rows))


def _share(count: Count, flips: Iterable[Flip]) -> tuple[str, str, str]:
    here = [flip.gained for flip in flips if flip.outcome.case.split is count.split]
    return (
        f"{count.right} of {count.n}" if count.n else "",
        " to ".join(number(end) for end in count.interval) if count.interval else "",
        " ".join(f"{sign}{n}" for sign, n in (("+", sum(here)), ("-", len(here) - sum(here))) if n),
    )


def _confusions(summary: Summary) -> Table:
    rows = tuple((c.due, c.given, str(c.n)) for c in summary.confusions)
    return Table("Statuses", ("due", "given", "questions"), rows)


def lost(stages: Mapping[Split, Mapping[Stage, int]]) -> Table:
    """How many misses of each split were lost at each step of the work."""
    steps = [stage for stage in Stage if any(stage in counts for counts in stages.values())]
    rows = tuple(
        (str(stage), str(stages[Split.TEST].get(stage, 0)), str(stages[Split.DEV].get(stage, 0)))
        for stage in steps
    )
    return Table("Where misses were lost", ("stage", "test", "dev"), rows)


def _flips(comparison: Comparison | None, show_test: bool) -> Table:
    columns = ("case", "now", "was lost at", "is lost at", "question")
    if comparison is None:
        return Table("Flipped since the baseline", columns, ())
    rows = tuple(_flip(flip, show_test) for flip in comparison.flips)
    note = " ".join(f"{split}: {comparison.paired[split]}." for split in (Split.TEST, Split.DEV))
    return Table("Flipped since the baseline", columns, rows, note, long=True)


def _flip(flip: Flip, show_test: bool) -> tuple[str, ...]:
    outcome, now = flip.outcome, "right" if flip.gained else "wrong"
    if outcome.case.split is Split.TEST and not show_test:
        return outcome.case.id, now, "", "", "(test split: given by id only)"
    return outcome.case.id, now, flip.before or "", str(outcome.stage or ""), outcome.case.asked.text


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

"""From outcomes to numbers: one row per metric and split, and counts by category, stage and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.cases import Category, Split
from evals.intervals import Observation, bootstrap, wilson
from evals.metrics import METRICS, Metric
from evals.outcomes import Outcome, Stage


@dataclass(frozen=True, slots=True)
class Row:
    """A metric over the ``n`` questions of a split it applies to; ``value`` is None where it applies to none.

    ``interval`` is the 95 % interval, None where there is no value.
    """

    metric: Metric
    split: Split
    n: int
    value: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a category's questions were right in one split."""

    category: Category
    split: Split
    right: int
    n: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a status was given where another was due. ``due`` is what a right reply would have had."""

    due: str
    given: str
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All numbers of a run. ``stages`` counts the misses of each split by where they were lost."""

    rows: tuple[Row, ...]
    categories: tuple[Count, ...]
    confusions: tuple[Confusion, ...]
    stages: dict[Split, dict[Stage, int]]

    def row(self, key: str, split: Split) -> Row:
        """The row of a metric and split; KeyError where there is no such metric."""
        for row in self.rows:
            if row.metric.key == key and row.split is split:
                return row
        raise KeyError(key)


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Every metric of both splits, test first; counts in the order of their enumerations."""
    by_split = {split: [o for o in outcomes if o.case.split is split] for split in (Split.TEST, Split.DEV)}
    return Summary(
        rows=tuple(measure(metric, split, found) for split, found in by_split.items() for metric in METRICS),
        categories=tuple(_categories(outcomes)),
        confusions=tuple(_confusions(outcomes)),
        stages={split: _stages(found) for split, found in by_split.items()},
    )


def measure(metric: Metric, split: Split, outcomes: Iterable[Outcome]) -> Row:
    """The metric over the outcomes it applies to."""
    observations = [found for o in outcomes if (found := metric.observe(o)) is not None]
    value = metric.combine(observations) if observations else None
    return Row(metric, split, len(observations), value, _interval(metric, observations, value))


def _interval(
    metric: Metric, observations: Sequence[Observation], value: float | None
) -> tuple[float, float] | None:
    if value is None:
        return None
    return wilson(value, len(observations)) if metric.proportion else bootstrap(observations, metric.combine)


def _categories(outcomes: Sequence[Outcome]) -> Iterable[Count]:
    for category in Category:
        for split in (Split.TEST, Split.DEV):
            found = [o for o in outcomes if o.case.category is category and o.case.split is split]
            yield Count(category, split, sum(o.right for o in found), len(found))


def _confusions(outcomes: Sequence[Outcome]) -> Iterable[Confusion]:
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        given = str(outcome.answer.status) if outcome.answer else "error"
        due = given if outcome.status_accepted else str(outcome.case.status[0])
        counts[due, given] += 1
    for (due, given), n in sorted(counts.items()):
        yield Confusion(due, given, n)


def _stages(outcomes: Sequence[Outcome]) -> dict[Stage, int]:
    found = Counter(outcome.stage for outcome in outcomes)
    return {stage: found[stage] for stage in Stage if found[stage]}

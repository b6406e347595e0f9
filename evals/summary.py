"""From outcomes to numbers: one row per metric and split, and counts by category, stage and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.cases import Category, Split
from evals.intervals import CLUSTERED_FROM, Observation, bootstrap, wilson
from evals.metrics import METRICS, Metric
from evals.outcomes import Outcome, Stage

#: Names of the groups of questions whose gold stands in more than one document, and in none.
SEVERAL, NONE = "several documents", "no document"


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
    """How many questions of a group, a category or a document, were right in one split.

    ``interval`` is the 95 % interval of the share, None where there are none.
    """

    name: str
    split: Split
    right: int
    n: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's; groups are too small to cluster."""
        return wilson(self.right / self.n, self.n) if self.n else None


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a status was given where another was due. ``due`` is what a right reply would have had."""

    due: str
    given: str
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All numbers of a run. ``stages`` counts the misses of each split by where they were lost.

    ``documents`` counts by where the gold stands; names as ``document_of`` gives them.
    """

    rows: tuple[Row, ...]
    categories: tuple[Count, ...]
    documents: tuple[Count, ...]
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
        categories=tuple(_counts(outcomes, [str(c) for c in Category], lambda o: str(o.case.category))),
        documents=tuple(_counts(outcomes, _documents(outcomes), document_of)),
        confusions=tuple(_confusions(outcomes)),
        stages={split: _stages(found) for split, found in by_split.items()},
    )


def document_of(outcome: Outcome) -> str:
    """The document the gold stands in, or one of two fixed names for more and for none."""
    if len(outcome.documents) == 1:
        return outcome.documents[0]
    return SEVERAL if outcome.documents else NONE


def measure(metric: Metric, split: Split, outcomes: Iterable[Outcome]) -> Row:
    """The metric over the outcomes it applies to."""
    found = [(observed, o) for o in outcomes if (observed := metric.observe(o)) is not None]
    observations = [observed for observed, _ in found]
    value = metric.combine(observations) if observations else None
    interval = None
    if value is not None:
        interval = _interval(metric, observations, value, _clusters([o for _, o in found]))
    return Row(metric, split, len(observations), value, interval)


def _clusters(outcomes: Sequence[Outcome]) -> list[str] | None:
    """The document of each question, itself where it has none; None where there are too few documents."""
    names = [o.documents[0] if o.documents else f"question {o.case.id}" for o in outcomes]
    documents = {name for o in outcomes for name in o.documents[:1]}
    return names if len(documents) >= CLUSTERED_FROM else None


def _interval(
    metric: Metric, observations: Sequence[Observation], value: float, clusters: Sequence[str] | None
) -> tuple[float, float] | None:
    # A share of 0 or 1 never varies when drawn again: Wilson's interval, over as many as are independent.
    if metric.proportion and (clusters is None or value in (0.0, 1.0)):
        return wilson(value, len(set(clusters)) if clusters else len(observations))
    return bootstrap(observations, metric.combine, clusters)


def _documents(outcomes: Sequence[Outcome]) -> list[str]:
    names = {document_of(outcome) for outcome in outcomes}
    return [*sorted(names - {SEVERAL, NONE}), SEVERAL, NONE]


def _counts(
    outcomes: Sequence[Outcome], names: Sequence[str], name_of: Callable[[Outcome], str]
) -> Iterable[Count]:
    for name in names:
        for split in (Split.TEST, Split.DEV):
            found = [o for o in outcomes if name_of(o) == name and o.case.split is split]
            yield Count(name, split, sum(o.right for o in found), len(found))


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

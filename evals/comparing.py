"""Two runs side by side, question by question: ``python -m evals compare A.json B.json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.cases import CaseError, Split
from evals.intervals import Observation, bootstrap
from evals.metrics import METRICS, Metric
from evals.paired import Paired


class _Lenient(BaseModel):
    # A report holds much that a comparison does not need.
    model_config = ConfigDict(frozen=True, extra="ignore")


class RunCase(_Lenient):
    """What became of one question; ``asked`` is a fingerprint of the question and of what is expected of it."""

    id: str
    split: Split
    asked: str
    right: bool
    stage: str | None
    status: str | None
    observed: dict[str, tuple[float, ...]]


class StoredRun(_Lenient):
    """A run as reports/evals.json or evals/baseline.json keeps it."""

    cases: tuple[RunCase, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in both runs over the same questions.

    ``n`` are the questions it applies to in the first run and in the second. ``interval`` is the 95 %
    interval of the difference. ``paired`` is given for shares of yes-or-no questions, over those that both answer.
    """

    metric: Metric
    split: Split
    n: tuple[int, int]
    values: tuple[float, float]
    interval: tuple[float, float] | None
    paired: Paired | None

    @property
    def difference(self) -> float:
        """The second less the first."""
        return self.values[1] - self.values[0]


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that is right in one run only; ``first`` and ``second`` say where each lost it, if it did."""

    id: str
    split: Split
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both runs over the ``n`` questions they share; ``left_out`` are those that only one has, or has otherwise."""

    n: int
    left_out: int
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]


def load_run(path: Path) -> StoredRun:
    """The run of a file.

    Raises:
        CaseError: the file cannot be read or is not a run.
    """
    try:
        return StoredRun.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CaseError([f"{path}: cannot be read: {error.strerror}"]) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"{place}: {first['msg']}" if place else str(first["msg"])
        raise CaseError(
            [f"{path}: not a run of the evaluation ({reason}): give a reports/evals.json of this version"]
        ) from None


def compared(first: StoredRun, second: StoredRun) -> Comparison:
    """The two runs over the questions that both were asked and judged alike; test before dev.

    Raises:
        CaseError: they share no question.
    """
    there = {(case.id, case.asked, case.split): case for case in second.cases}
    pairs = [(a, there[key]) for a in first.cases if (key := (a.id, a.asked, a.split)) in there]
    if not pairs:
        raise CaseError(["the two runs share no question: compare runs of the same case files"])
    flips = tuple(Flip(a.id, a.split, a.stage, b.stage) for a, b in pairs if a.right != b.right)
    return Comparison(
        n=len(pairs),
        left_out=len({case.id for case in (*first.cases, *second.cases)} - {a.id for a, _ in pairs}),
        differences=tuple(_differences(pairs)),
        flips=tuple(sorted(flips, key=lambda flip: flip.split is not Split.TEST)),
    )


def _differences(pairs: Sequence[tuple[RunCase, RunCase]]) -> Iterator[Difference]:
    for split in (Split.TEST, Split.DEV):
        for metric in METRICS:
            seen = [
                (a.observed.get(metric.key), b.observed.get(metric.key)) for a, b in pairs if a.split is split
            ]
            found = _difference(metric, split, [pair for pair in seen if any(pair)])
            if found is not None:
                yield found


Seen = tuple[Observation | None, Observation | None]


def _difference(metric: Metric, split: Split, seen: Sequence[Seen]) -> Difference | None:
    values = _values(metric, seen)
    if values is None:
        return None

    def apart(drawn: Sequence[Observation]) -> float | None:
        # What is drawn again is questions, by their number, so that both runs get the same ones.
        found = _values(metric, [seen[int(number)] for (number,) in drawn])
        return None if found is None else found[1] - found[0]

    both = [(a[0], b[0]) for a, b in seen if a is not None and b is not None]
    gained, lost = sum(a < b for a, b in both), sum(a > b for a, b in both)
    return Difference(
        metric=metric,
        split=split,
        n=(sum(a is not None for a, _ in seen), sum(b is not None for _, b in seen)),
        values=values,
        interval=bootstrap([(float(number),) for number in range(len(seen))], apart),
        paired=Paired(len(both), gained, lost) if metric.proportion else None,
    )


def _values(metric: Metric, seen: Sequence[Seen]) -> tuple[float, float] | None:
    first = metric.combine([a for a, _ in seen if a is not None])
    second = metric.combine([b for _, b in seen if b is not None])
    return None if first is None or second is None else (first, second)

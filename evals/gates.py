"""Floors and allowed drops: what a run must reach. They are in a file with reasons, and a worse program fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from evals.baseline import Change, Comparison
from evals.cases import CaseError, Split, Words
from evals.metrics import METRICS
from evals.summary import Row, Summary

#: Sums of floating-point numbers, and numbers rounded for the baseline, end this far from what they stand for.
TOLERANCE = 1e-6


class Floor(BaseModel):
    """The least a metric may come to on a split, and how far it may fall below the baseline, each with why.

    ``drop`` None: no fall fails by itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: Words
    split: Split
    floor: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    reason: Words
    drop: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    drop_reason: Words | None = None

    @model_validator(mode="after")
    def _drop_has_a_reason(self) -> Self:
        if (self.drop is None) != (self.drop_reason is None):
            raise ValueError("give drop and drop_reason together")
        return self

    @property
    def name(self) -> str:
        """The name of the gate: metric and split."""
        return f"{self.metric}-{self.split}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A floor and what was reached. ``change`` is against the baseline, None where there is none."""

    floor: Floor
    row: Row
    change: Change | None = None

    @property
    def reached(self) -> bool:
        """True where the value is at least the floor; a metric that applies to no question has not reached it."""
        return self.row.value is not None and self.row.value >= self.floor.floor - TOLERANCE

    @property
    def kept(self) -> bool:
        """True where the value has not fallen below the baseline by more than is allowed."""
        if self.change is None or self.floor.drop is None:
            return True
        difference = self.change.difference
        return difference is not None and difference >= -self.floor.drop - TOLERANCE

    @property
    def held(self) -> bool:
        """True where the floor is reached and the baseline kept."""
        return self.reached and self.kept

    def __str__(self) -> str:
        """What was reached, what was due, and why that much: a line for the floor, a drop or both."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        title = f"{self.row.metric.title} on {self.floor.split}"
        reached = "applies to no question" if self.row.value is None else f"is {self.row.value:.3f}"
        if not self.reached or self.kept:
            yield (
                f"{title} {reached} (n={self.row.n}), "
                f"the floor is {self.floor.floor:.3f}: {self.floor.reason}"
            )
        if self.change is not None and not self.kept:
            now = (
                "applies to none of them now" if self.change.now is None else f"is {self.change.now:.3f} now"
            )
            yield (
                f"{title} was {self.change.before:.3f} in the baseline and {now} (n={self.change.n}), "
                f"a drop of {self.floor.drop:.3f} is allowed: {self.floor.drop_reason}"
            )


_FLOORS = TypeAdapter(tuple[Floor, ...])


def load_floors(path: Path) -> tuple[Floor, ...]:
    """The floors of a file, in its order.

    Raises:
        CaseError: the file cannot be read, names an unknown metric, or sets one floor twice.
    """
    try:
        floors = _FLOORS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        faults = [(".".join(str(part) for part in fault["loc"]), fault["msg"]) for fault in error.errors()]
        raise CaseError([f"{path.name}: {place}: {message}" for place, message in faults]) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CaseError([f"{path.name}: cannot be read: {' '.join(str(error).split())}"]) from None
    known = {metric.key for metric in METRICS if metric.has_floor}
    faults_found = [f'{path.name}: unknown metric "{f.metric}": use one of {", ".join(sorted(known))}'
                    for f in floors if f.metric not in known]  # fmt: skip
    names = Counter(floor.name for floor in floors)
    faults_found += [f"{path.name}: {name} has {count} floors" for name, count in names.items() if count > 1]
    if faults_found:
        raise CaseError(faults_found)
    return floors


def judge(
    floors: Iterable[Floor], summary: Summary, comparison: Comparison | None = None
) -> tuple[Verdict, ...]:
    """What a run reached of each floor, in order of the floors; drops are judged where there is a comparison."""
    changes = comparison.changes if comparison else {}
    return tuple(
        Verdict(floor, summary.row(floor.metric, floor.split), changes.get((floor.metric, floor.split)))
        for floor in floors
    )

"""Floors: what a run must reach. They are in a file, each with its reason, and a worse program fails them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.cases import CaseError, Split, Words
from evals.metrics import METRICS
from evals.summary import Row, Summary

#: Sums of floating-point numbers end this far from the number they stand for.
TOLERANCE = 1e-9


class Floor(BaseModel):
    """The least a metric may come to on a split, and why that much."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: Words
    split: Split
    floor: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    reason: Words

    @property
    def name(self) -> str:
        """The name of the gate: metric and split."""
        return f"{self.metric}-{self.split}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A floor and what was reached."""

    floor: Floor
    row: Row

    @property
    def held(self) -> bool:
        """True where the value is at least the floor; a metric that applies to no question has not held."""
        return self.row.value is not None and self.row.value >= self.floor.floor - TOLERANCE

    def __str__(self) -> str:
        """One line: what was reached, what was due, and why that much."""
        reached = "applies to no question" if self.row.value is None else f"is {self.row.value:.3f}"
        return (
            f"{self.row.metric.title} on {self.floor.split} {reached} (n={self.row.n}), "
            f"the floor is {self.floor.floor:.3f}: {self.floor.reason}"
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
    # Counts and times have no floor between 0 and 1.
    known = {metric.key for metric in METRICS if not metric.unit}
    faults_found = [f'{path.name}: unknown metric "{f.metric}": use one of {", ".join(sorted(known))}'
                    for f in floors if f.metric not in known]  # fmt: skip
    names = Counter(floor.name for floor in floors)
    faults_found += [f"{path.name}: {name} has {count} floors" for name, count in names.items() if count > 1]
    if faults_found:
        raise CaseError(faults_found)
    return floors


def judge(floors: Iterable[Floor], summary: Summary) -> tuple[Verdict, ...]:
    """What a run reached of each floor, in order of the floors."""
    return tuple(Verdict(floor, summary.row(floor.metric, floor.split)) for floor in floors)

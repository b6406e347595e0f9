"""Sentences with one thing changed, and how well the checking of paragraphs finds it: counted per kind, no judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from rag.errors import BadSetting
from rag.paragraphs.verdicts import Checked, Clash, Verdict

HERE = Path(__file__).parent
SENTENCES, FLOORS = HERE / "perturbations", HERE / "perturbations.yaml"

#: The parts whose misses may be read, for rules are made on them; of the others only totals are ever shown.
OPEN = ("dev", "dev2", "dev3", "dev4", "dev5")
PARTS = (*OPEN, "test")


class Kind(StrEnum):
    """What was changed in a sentence; of the first and the last nothing was."""

    SUPPORTED = "supported"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NATION = "nation"
    SPEAKER = "speaker"
    NEGATION = "negation"
    MODALITY = "modality"
    OUTCOME = "outcome"
    UNRELATED = "unrelated"


#: The clash that is right for each kind.
_RIGHT = {kind: Clash(kind.value) for kind in Kind if kind.value in {clash.value for clash in Clash}} | {
    Kind.MODALITY: Clash.AGREED,
    Kind.OUTCOME: Clash.OUTCOME,
}


class Sentence(BaseModel):
    """One sentence of the set. ``of`` is the sentence that is right, ``was`` and ``now`` what was changed in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    text: str
    document: str | None = None
    of: str | None = None
    was: str | None = None
    now: str | None = None


class Floor(BaseModel):
    """The least a kind may come to or, of a share that should be small, the most."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    metric: str
    part: str
    floor: float | None = None
    ceiling: float | None = None
    reason: str

    def held_by(self, reached: float) -> bool:
        """True where the share is on the right side."""
        return (self.floor is None or reached >= self.floor) and (
            self.ceiling is None or reached <= self.ceiling
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of the set and what the checking made of it."""

    sentence: Sentence
    verdict: Verdict
    clashes: frozenset[Clash]

    @property
    def right(self) -> bool:
        """True where the verdict is the wanted one and, of a contradiction, its kind too."""
        if self.sentence.kind is Kind.SUPPORTED:
            return self.verdict is Verdict.SUPPORTED
        if self.sentence.kind is Kind.UNRELATED:
            return self.verdict is Verdict.NOT_FOUND
        return self.verdict is Verdict.CONTRADICTED and _RIGHT[self.sentence.kind] in self.clashes


def load_sentences(part: str) -> tuple[Sentence, ...]:
    """The sentences of a part, in their order; BadSetting where the file is not as it should be."""
    path = SENTENCES / f"{part}.yaml"
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        return TypeAdapter(tuple[Sentence, ...]).validate_python(tuple(given))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        # What is wrong is not shown: it could hold a sentence of the test part.
        raise BadSetting(f"{path}: cannot be read ({type(error).__name__}): mend the file") from None


def load_floors() -> tuple[Floor, ...]:
    """The floors, in their order."""
    given = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Floor, ...]).validate_python(tuple(given))


def measure(sentences: Sequence[Sentence], check: Callable[[str], Sequence[Checked]]) -> list[Found]:
    """Each sentence checked by itself, as a text of its own; one that is cut in two is contradicted where a part is."""
    return [_found(one, check(one.text)) for one in sentences]


#: Of a sentence that was cut in several, the first of these that any part has is the verdict of all.
_FIRST = (Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.PARTLY, Verdict.SUPPORTED, Verdict.NOTHING)


def _found(sentence: Sentence, checked: Sequence[Checked]) -> Found:
    verdicts = {one.verdict for one in checked}
    verdict = next((one for one in _FIRST if one in verdicts), Verdict.NOTHING)
    return Found(sentence, verdict, frozenset(each.clash for one in checked for each in one.mismatches))


def shares(found: Sequence[Found]) -> dict[str, float]:
    """The metrics: for each changed kind the share called contradicted; of the others what must not be.

    ``false_alarms`` and ``not_found`` are shares of the supported, ``unrelated`` the share of the unrelated not found.
    """
    metrics = {}
    for kind in Kind:
        of_kind = [one for one in found if one.sentence.kind is kind]
        if not of_kind:
            continue
        verdicts = Counter(one.verdict for one in of_kind)
        if kind is Kind.SUPPORTED:
            metrics["false_alarms"] = verdicts[Verdict.CONTRADICTED] / len(of_kind)
            metrics["not_found"] = verdicts[Verdict.NOT_FOUND] / len(of_kind)
            metrics["supported"] = verdicts[Verdict.SUPPORTED] / len(of_kind)
        elif kind is Kind.UNRELATED:
            metrics["unrelated"] = verdicts[Verdict.NOT_FOUND] / len(of_kind)
        else:
            metrics[kind.value] = verdicts[Verdict.CONTRADICTED] / len(of_kind)
    return metrics


def table(found: Sequence[Found]) -> list[str]:
    """Totals per kind, one line each: how many, the verdicts, and how many had the right kind too."""
    lines = [
        f"{'kind':<10} {'n':>4} {'contradicted':>13} {'right kind':>11} {'partly':>7} {'not found':>10}"
        f" {'supported':>10}"
    ]
    for kind in Kind:
        of_kind = [one for one in found if one.sentence.kind is kind]
        verdicts = Counter(one.verdict for one in of_kind)
        right = sum(one.right for one in of_kind)
        lines.append(
            f"{kind:<10} {len(of_kind):>4} {verdicts[Verdict.CONTRADICTED]:>13} {right:>11}"
            f" {verdicts[Verdict.PARTLY]:>7} {verdicts[Verdict.NOT_FOUND]:>10} {verdicts[Verdict.SUPPORTED]:>10}"
        )
    alarms = Counter(
        clash for one in found if one.sentence.kind is Kind.SUPPORTED for clash in sorted(one.clashes)
    )
    return [
        *lines,
        "false alarms by kind: " + (", ".join(f"{n} {clash}" for clash, n in alarms.items()) or "none"),
    ]

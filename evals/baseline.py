"""The run that others are compared with: kept per question, so that the comparison is paired."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.cases import Case, CaseError, Split
from evals.metrics import METRICS, Metric
from evals.outcomes import Outcome
from evals.paired import Paired

#: Digits kept of a share: enough for every count of questions, and no rounding noise from run to run.
DIGITS = 6

#: What says how a question is asked and judged; other fields may change without a new baseline.
_ASKED = ("question", "turns", "status", "lead", "facts", "gold", "must_not", "filters")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BaselineCase(_Strict):
    """What became of one question. ``observed`` holds each metric that applied, times left out.

    ``asked`` is a fingerprint of the question and of what is expected of it.
    """

    id: str
    split: Split
    asked: str
    right: bool
    stage: str | None
    status: str | None
    observed: dict[str, tuple[float, ...]]


class Baseline(_Strict):
    """A whole run, and the index it asked: ``recipe`` names the versions that decide its passages."""

    recipe: str
    encoder: str
    documents: int
    retriever: str
    cases: tuple[BaselineCase, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that was right in one of two runs only; a stage says where the other lost it."""

    outcome: Outcome
    before: str | None

    @property
    def gained(self) -> bool:
        """True where the question is right now."""
        return self.outcome.right


@dataclass(frozen=True, slots=True)
class Change:
    """A metric then and now, over the ``n`` questions it applied to then that were asked both times."""

    n: int
    before: float
    now: float | None

    @property
    def difference(self) -> float | None:
        """Now minus then; below 0 is worse. None where the metric applies to none of them any more."""
        return None if self.now is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside the baseline, over the questions that both hold unchanged.

    ``left_out`` counts the questions asked now that the baseline lacks or has otherwise.
    """

    baseline: Baseline
    flips: tuple[Flip, ...]
    paired: Mapping[Split, Paired]
    changes: Mapping[tuple[str, Split], Change]
    left_out: int


def load_baseline(path: Path) -> Baseline | None:
    """The baseline of a file; None where there is no such file.

    Raises:
        CaseError: the file cannot be read or is not a baseline.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"{place}: {first['msg']}" if place else str(first["msg"])
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise CaseError([f"{path.name}: not a baseline ({reason}): write it anew with --update-baseline"])


def save_baseline(path: Path, baseline: Baseline) -> None:
    """The file holds the baseline, one question a line, so that a change of it can be read line by line."""
    head = baseline.model_dump(mode="json", exclude={"cases"})
    lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    cases = [json.dumps(case.model_dump(mode="json"), ensure_ascii=False) for case in baseline.cases]
    text = "\n".join(("{", *lines, ' "cases": [', ",\n".join(f"  {case}" for case in cases), " ]", "}"))
    path.write_text(text + "\n", encoding="utf-8")


def make_baseline(
    outcomes: Sequence[Outcome], *, recipe: str, encoder: str, documents: int, retriever: str
) -> Baseline:
    """What is kept of a run, in order of question id."""
    cases = (kept(outcome) for outcome in sorted(outcomes, key=lambda outcome: outcome.case.id))
    return Baseline(
        recipe=recipe, encoder=encoder, documents=documents, retriever=retriever, cases=tuple(cases)
    )


def compare(baseline: Baseline, outcomes: Sequence[Outcome]) -> Comparison:
    """The outcomes beside the baseline; flips in the order asked."""
    then = {case.id: case for case in baseline.cases}
    both = [(o, then[o.case.id]) for o in outcomes if _unchanged(o.case, then.get(o.case.id))]
    flips = tuple(Flip(o, old.stage) for o, old in both if o.right != old.right)
    paired, changes = {}, {}
    for split in Split:
        pairs = [(o, old) for o, old in both if o.case.split is split]
        gained = sum(flip.gained for flip in flips if flip.outcome.case.split is split)
        lost = sum(not flip.gained for flip in flips if flip.outcome.case.split is split)
        paired[split] = Paired(len(pairs), gained, lost)
        for metric in METRICS:
            change = _change(metric, pairs)
            if change is not None:
                changes[metric.key, split] = change
    return Comparison(baseline, flips, paired, changes, len(outcomes) - len(both))


def fingerprint(case: Case) -> str:
    """Twelve hexadecimal digits that change when the question or what is expected of it changes."""
    # Defaults are left out, so that a field added to the format leaves the cases without it unchanged.
    content = case.model_dump(mode="json", include=set(_ASKED), exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def kept(outcome: Outcome) -> BaselineCase:
    """What is kept of one question for comparisons."""
    observed = {}
    for metric in METRICS:
        found = metric.observe(outcome) if metric.unit != "ms" else None
        if found is not None:
            observed[metric.key] = tuple(round(value, DIGITS) for value in found)
    return BaselineCase(
        id=outcome.case.id,
        split=outcome.case.split,
        asked=fingerprint(outcome.case),
        right=outcome.right,
        stage=outcome.stage,
        status=outcome.answer.status if outcome.answer else None,
        observed=observed,
    )


def _unchanged(case: Case, old: BaselineCase | None) -> bool:
    return old is not None and (old.asked, old.split) == (fingerprint(case), case.split)


def _change(metric: Metric, pairs: Sequence[tuple[Outcome, BaselineCase]]) -> Change | None:
    before = [old.observed[metric.key] for _, old in pairs if metric.key in old.observed]
    value = metric.combine(before) if before else None
    if value is None:
        return None
    now = [found for outcome, _ in pairs if (found := metric.observe(outcome)) is not None]
    return Change(len(before), value, metric.combine(now) if now else None)

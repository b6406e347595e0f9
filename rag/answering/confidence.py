"""The chance that the records answer a question, from how its best sentence fits.

A logistic model over nine features. Its coefficients stand in confidence.json, written by
scripts/fit_confidence.py from the dev questions of evals/cases; docs/decisions/0004 has its measure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from rag.answering.candidates import Candidate, lead
from rag.answering.lexicon import Lexicon
from rag.answering.questions import Asked

#: The features, in the order of the coefficients.
FEATURES = (
    "similarity",
    "sentence",
    "around",
    "document",
    "late",
    "late_around",
    "known",
    "kind_missing",
    "silent",
)


def features(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> tuple[float, ...]:
    """What the model reads, each 0 to 1, of candidates that are best first (at least one).

    The first six are parts of the fit of the sentence that an answer would begin with. ``known``: the
    weighted share of the question's words that any record has. ``kind_missing``: 1 where a kind of value is
    asked for and the sentence holds none, 0.5 where it may. ``silent``: 1 where the sentence says
    that something is not stated.
    """
    known = lexicon.coverage(asked.stems, {stem for stem in asked.stems if lexicon.known(stem)})
    best = lead(asked, candidates)
    fit = best.fit
    missing = 0.0
    if asked.kind is not None:
        missing = (0.5 if best.weak else 0.0) if best.values else 1.0
    return (
        fit.similarity,
        fit.sentence,
        fit.around,
        fit.document,
        fit.late,
        fit.late_around,
        known,
        missing,
        float(best.silent),
    )


def chance(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> float:
    """The chance, 0 to 1; 0 where there is no sentence at all."""
    if not candidates:
        return 0.0
    fitted = _fitted()
    parts = zip(fitted["coefficients"], features(asked, candidates, lexicon), strict=True)
    logit = fitted["intercept"] + sum(weight * value for weight, value in parts)
    return float(1.0 / (1.0 + math.exp(-logit)))


def refuse_below() -> float:
    """The chance below which a question is refused."""
    return float(_fitted()["refuse_below"])


@lru_cache(maxsize=1)
def _fitted() -> dict[str, Any]:
    found = json.loads(
        resources.files("rag.answering").joinpath("confidence.json").read_text(encoding="utf-8")
    )
    return dict(found)

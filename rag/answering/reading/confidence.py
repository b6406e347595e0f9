"""The chance that the records answer a question, from how its best sentence fits.

A logistic model. Its coefficients stand in reader.json, written by scripts/fit_reader.py from the dev questions
of evals/cases and the invented ones, each also asked of an index without the documents that answer it;
docs/decisions/0004 has its measure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from rag.answering.asking.questions import Asked
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.values import ValueKind
from rag.answering.reading.candidates import Candidate, lead

#: The features, in the order of the coefficients.
FEATURES = (
    "document",
    "alone",
    "context",
    "least",
    "strange",
    "known",
    "kind_missing",
    "silent",
    "amount",
    "name",
    "passage",
    "score",
    "focus",
)

_AMOUNTS = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.SHARE)
_NAMES = (ValueKind.PERSON, ValueKind.NAME, ValueKind.TITLE, ValueKind.BODY, ValueKind.PLACE)


def features(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> tuple[float, ...]:
    """What the model reads, each 0 to 1, of candidates that are best first (at least one).

    The first five are parts of the fit of the sentence that an answer would begin with. ``known``: the weighted
    share of the question's words that any record has. ``kind_missing``: 1 where a kind of value is asked for and
    the sentence holds none, 0.5 where it may. ``silent``: 1 where the sentence says that something is not stated.
    ``amount``, ``name``: 1 where one is asked for: a sentence on the topic often holds one of something else.
    ``passage``, ``score``: how well its passage and it fit. ``focus``: the share of the candidates that are of its
    document: what no record answers draws sentences from many.
    """
    known = lexicon.coverage(asked.stems, {stem for stem in asked.stems if lexicon.known(stem)})
    best = lead(asked, candidates)
    late = best.fit.late
    missing = 0.0
    if asked.kind is not None:
        missing = (0.5 if best.weak else 0.0) if best.values else 1.0
    return (
        best.fit.document,
        late.alone,
        late.context,
        late.least,
        late.strange,
        known,
        missing,
        float(best.silent),
        float(asked.kind in _AMOUNTS),
        float(asked.kind in _NAMES),
        best.fit.passage,
        best.score,
        sum(one.document.id == best.document.id for one in candidates) / len(candidates),
    )


def chance(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> float:
    """The chance, 0 to 1; 0 where there is no sentence at all."""
    if not candidates:
        return 0.0
    model = fitted()
    parts = zip(model["coefficients"], features(asked, candidates, lexicon), strict=True)
    logit = model["intercept"] + sum(weight * value for weight, value in parts)
    return float(1.0 / (1.0 + math.exp(-logit)))


def refuse_below() -> float:
    """The chance below which a question is refused."""
    return float(fitted()["refuse_below"])


@lru_cache(maxsize=1)
def fitted() -> dict[str, Any]:
    """The fitted coefficients; scripts/fit_reader.py writes them."""
    text = resources.files("rag.answering.reading").joinpath("reader.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["chance"])

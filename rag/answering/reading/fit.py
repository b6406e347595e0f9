"""How well a sentence fits a question: its parts, and the numbers they add up to."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from rag.answering.reading.late import Match

#: The reranker's share of a score where there is one: an even one, since no reranker comes with the program to
#: fit a share on.
RERANKER_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sentence fits a question; every part lies in 0..1 (cosines are cut at 0).

    similarity: cosine of question and sentence. sentence, around, document: the weighted share of the
    question's words in the sentence, with its neighbours and headings, and in the whole document. held, weak,
    missing: 1 where a kind of value is asked for and the sentence holds one that the question does not name,
    may hold one, holds none. passage: the passage's retrieval score. aside: 1 under a heading on how sources
    differ, which comments on what other sections state. heading: the weighted share of the question's words,
    those of asking too, in the headings above. serves: whether what the sentence reports was done (considered,
    agreed, planned ...) is what the question is after, 0.5 where that is open. length: 0.25 times the log of
    its words. leans: it needs the sentences before to be understood. match: late interaction; None before it.
    reranked: the reranker's score, where there is one.
    """

    similarity: float
    sentence: float
    around: float
    document: float
    passage: float
    aside: float = 0.0
    heading: float = 0.0
    held: float = 0.0
    weak: float = 0.0
    missing: float = 0.0
    serves: float = 0.5
    length: float = 0.7
    leans: bool = False
    match: Match | None = field(default=None)
    reranked: float | None = None

    @property
    def early(self) -> float:
        """The parts that cost nothing to compute in one number, 0 to 1; it chooses the shortlist."""
        return (
            0.36 * self.similarity
            + 0.22 * self.sentence
            + 0.14 * self.around
            + 0.08 * self.document
            + 0.12 * (0.5 + 0.5 * self.held - 0.5 * self.missing)
            + 0.08 * self.passage
            - 0.10 * self.aside
            + 0.08 * self.heading
        )

    @property
    def late(self) -> Match:
        """The late interaction; the early fit stands in where there is none."""
        return self.match or Match(*[self.early] * 8)

    @property
    def score(self) -> float:
        """All parts in one number, 0 to 1: a linear model fitted to put the sentence that answers first."""
        fitted = reader()
        raw: float = sum(
            fitted["weights"].get(name, 0.0) * value for name, value in zip(PARTS, self.parts, strict=True)
        )
        low, high = float(fitted["low"]), float(fitted["high"])
        fit = min(1.0, max(0.0, (raw - low) / (high - low)))
        return fit if self.reranked is None else (1 - RERANKER_SHARE) * fit + RERANKER_SHARE * self.reranked

    @property
    def parts(self) -> tuple[float, ...]:
        """The parts in the order of ``PARTS``."""
        late = self.late
        gain, rest_gain = late.context - late.alone, late.rest_context - late.rest
        return (
            late.alone,
            gain if self.leans else 0.0,
            0.0 if self.leans else gain,
            late.rest,
            rest_gain if self.leans else 0.0,
            late.fresh,
            late.back,
            self.similarity,
            self.passage,
            self.heading,
            self.held,
            self.missing,
            self.weak,
            self.serves,
            self.length,
            self.sentence,
            self.around,
            self.document,
            self.aside,
        )


#: Names of the parts that the score adds up, in the order of its weights.
PARTS = (
    "alone",
    "context_of_leaning",
    "context_of_other",
    "rest",
    "rest_context_of_leaning",
    "fresh",
    "back",
    "similarity",
    "passage",
    "heading",
    "held",
    "missing",
    "weak",
    "serves",
    "length",
    "sentence",
    "around",
    "document",
    "aside",
)


@lru_cache(maxsize=1)
def reader() -> dict[str, Any]:
    """The fitted weights of the score, and the raw values that become 0 and 1; scripts/fit_reader.py writes them."""
    text = resources.files("rag.answering.reading").joinpath("reader.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["order"])

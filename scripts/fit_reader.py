"""Fit the reader, which orders sentences and gives the chance that a question is answered, on dev questions.

    python scripts/fit_reader.py [--index DIR] [--invented DIR] [--keep FILE]

Two sets of questions are read: the dev split over the corpus, and both splits over the invented documents in
evals/invented, which are for development alone. ``--invented`` is an index of those (made where it is missing).
Writes rag/answering/reading/reader.json:

- ``order``: a linear model over the parts of a fit, fitted by logistic regression on the differences between
  sentences that answer and sentences that do not, within a question (pairwise ranking after Joachims, 2002).
- ``chance``: a logistic regression over the features of rag.answering.reading.confidence, and the chance below which
  a question is refused: of the answerable questions of both sets four in a hundred would be in cross-validation.
  Unanswerable are near misses, which are worded like the records; the questions of one set asked of the other; and
  each answerable question asked while the documents that answer it are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from evals.cases import Case, Category, Split, load_cases
from evals.matching import holds_any
from rag.answering.asking.questions import Asked
from rag.answering.extractive import ExtractiveAnswerer
from rag.answering.reading.candidates import Candidate
from rag.answering.reading.confidence import FEATURES, features
from rag.answering.reading.fit import PARTS
from rag.bootstrap import Serving
from rag.settings import load_settings

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "rag" / "answering" / "reading" / "reader.json"
INVENTED = ROOT / "evals" / "invented"

#: Injected questions repeat others; filtered ones are answerable or not by their filters, which are not features.
LEFT_OUT = (Category.INJECTED, Category.FILTERED)

#: Inverse strength of the penalties: strong ones, since a few hundred questions are fitted.
ORDER_PENALTY, CHANCE_PENALTY = 0.01, 0.5

#: The least that an aside loses: as in the early fit.
AN_ASIDE = 0.1

#: How often a question over the corpus counts beside one over the invented documents.
CORPUS_COUNTS = 2

#: Every so many invented questions is asked of the corpus too, which answers none of them, and counts so much. At half
#: of it, beside 61 near misses that fit as well as answers do, how well a sentence fits was given no weight at all,
#: and lines of code were answered.
EVERY, FOREIGN_COUNTS = 3, 1.0

#: How often a question counts whose documents were left out. At 1.0 these outweigh the near misses, of which then fewer
#: are refused; at 0.4 about as many are as without them, and three times as many of these.
LEFT_OUT_COUNTS = 0.4

#: Features that can only lower the chance; the others can only raise it.
LOWERS = ("kind_missing", "silent", "amount", "name")

#: Share of the answerable questions of both sets that the chance may refuse, in cross-validation; rules refuse more.
REFUSED = 0.04

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its candidates, and which of them answer it; ``foreign``: asked of the other set's records."""

    case: Case
    asked: Asked
    candidates: list[Candidate]
    answers: list[bool]
    answerer: ExtractiveAnswerer
    counts: float
    foreign: bool = False
    left_out: bool = False

    @property
    def answerable(self) -> bool:
        """True where the records that were searched answer it."""
        return self.case.expects_answer and not self.foreign and not self.left_out


def main() -> None:
    """The file is written anew, and cross-validated figures are printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path)
    parser.add_argument("--chance-only", action="store_true", help="keep the order as it stands")
    parser.add_argument("--invented", type=Path, default=ROOT / ".data" / "invented")
    options = parser.parse_args()
    dev = [case for case in load_cases(ROOT / "evals" / "cases") if case.split is Split.DEV]
    reads = [] if options.chance_only else [*read(options.index, dev, CORPUS_COUNTS)]
    reads += [] if options.chance_only else read(options.invented, load_cases(INVENTED / "cases"), 1)
    order = current("order") if options.chance_only else fit_order(reads)
    TARGET.write_text(json.dumps({"order": order, "chance": current("chance")}, indent=1) + "\n", "utf-8")
    # The chance is read from the sentence that the new order puts first.
    reader_is_read_anew()
    again = [*read(options.index, dev, CORPUS_COUNTS)]
    again += read(options.invented, load_cases(INVENTED / "cases"), 1)
    again += read(options.index, load_cases(INVENTED / "cases")[::EVERY], CORPUS_COUNTS, foreign=True)
    again += without_their_documents(options.index, dev, CORPUS_COUNTS)
    again += without_their_documents(options.invented, load_cases(INVENTED / "cases"), 1)
    chance = fit_chance(again)
    TARGET.write_text(json.dumps({"order": order, "chance": chance}, indent=1) + "\n", "utf-8")


def current(part: str) -> dict[str, Any]:
    """A part of the file as it stands; empty where there is none."""
    return dict(json.loads(TARGET.read_text("utf-8")).get(part, {})) if TARGET.exists() else {}


def reader_is_read_anew() -> None:
    """What the program remembers of the file is dropped."""
    from rag.answering.reading import confidence, fit

    fit.reader.cache_clear()
    confidence.fitted.cache_clear()


def read(
    index: Path | None, cases: tuple[Case, ...] | list[Case], counts: int, *, foreign: bool = False
) -> Iterator[Read]:
    """Every question that is looked up, with its candidates."""
    pipeline = Serving(load_settings(index=index), suggest=False).pipeline()
    answerer = pipeline.answerer
    assert isinstance(answerer, ExtractiveAnswerer)
    for case in cases:
        if case.category in LEFT_OUT or case.accepts_statement_of_silence:
            continue
        prepared = pipeline.prepare(case.asked)
        if prepared.outside is None:
            asked, candidates = answerer.examine(prepared.worded.read, pipeline.retrieve(prepared).hits)
            answers = [_answers(case, one) for one in candidates]
            if candidates:
                yield Read(case, asked, candidates, answers, answerer, counts, foreign)


def without_their_documents(
    index: Path | None, cases: tuple[Case, ...] | list[Case], counts: int
) -> Iterator[Read]:
    """Every single question that is answered, with its candidates once no document that answers it is searched."""
    pipeline = Serving(load_settings(index=index), suggest=False).pipeline()
    answerer = pipeline.answerer
    assert isinstance(answerer, ExtractiveAnswerer)
    documents = pipeline.records.documents
    for case in cases:
        if case.category in LEFT_OUT or case.accepts_statement_of_silence or not case.lead:
            continue
        prepared = pipeline.prepare(case.asked)
        if prepared.outside is not None or prepared.parts or prepared.documents is not None:
            continue
        answering = {gold.document for gold in case.gold}
        answering |= {i for i, document in documents.items() if holds_any(document.text, case.lead)}
        others = replace(prepared, documents=frozenset(documents) - answering)
        asked, candidates = answerer.examine(prepared.worded.read, pipeline.retrieve(others).hits)
        if candidates:
            answers = [False] * len(candidates)
            yield Read(case, asked, candidates, answers, answerer, counts * LEFT_OUT_COUNTS, left_out=True)


def _answers(case: Case, candidate: Candidate) -> bool:
    there = {gold.document for gold in case.gold}
    return bool(case.lead) and candidate.document.id in there and holds_any(candidate.text, case.lead or ())


def fit_order(reads: list[Read]) -> dict[str, Any]:
    """The weights, and the raw scores that become 0 and 1: the 1st and the 99th of a hundred."""
    useful = [one for one in reads if any(one.answers)]
    x, weights = pairs(useful)
    parts = np.array([one.fit.parts for found in useful for one in found.candidates])
    spread = parts.std(axis=0) + 1e-9
    folds = np.array([hash_of(one.case) % 5 for one in useful])
    first = np.zeros(len(useful))
    for fold in range(5):
        inside = [one for one, at in zip(useful, folds, strict=True) if at != fold]
        fitted = _order(*pairs(inside), spread)
        for i in np.flatnonzero(folds == fold):
            first[i] = is_first(useful[i], fitted)
    fitted = _order(x, weights, spread)
    corpus = np.array([one.counts == CORPUS_COUNTS for one in useful])
    print(
        f"order: {len(useful)} questions; sentence that answers is first, cross-validated: "
        f"corpus {first[corpus].mean():.3f}, invented {first[~corpus].mean():.3f}"
    )
    # An aside comments on what other sections state; too few are read to fit what that is worth.
    fitted[PARTS.index("aside")] = min(-AN_ASIDE, fitted[PARTS.index("aside")])
    raw = parts @ fitted
    return {
        "weights": {name: round(float(value), 3) for name, value in zip(PARTS, fitted, strict=True)},
        "low": round(float(np.quantile(raw, 0.01)), 3),
        "high": round(float(np.quantile(raw, 0.995)), 3),
        "questions": len(useful),
    }


def pairs(reads: list[Read]) -> tuple[Numbers, Numbers]:
    """Differences of parts between sentences that answer and others, and weights: a question counts once."""
    rows, weights = [], []
    for one in reads:
        parts = np.array([found.fit.parts for found in one.candidates])
        right = np.array(one.answers)
        for good in parts[right]:
            for bad in parts[~right]:
                rows.append(good - bad)
                weights.append(one.counts / (right.sum() * (~right).sum()))
    return np.array(rows), np.array(weights)


def _order(x: Numbers, weights: Numbers, spread: Numbers) -> Numbers:
    model = LogisticRegression(C=ORDER_PENALTY, fit_intercept=False, max_iter=2000)
    model.fit(
        np.vstack([x / spread, -x / spread]),
        np.r_[np.ones(len(x)), np.zeros(len(x))],
        sample_weight=np.r_[weights, weights],
    )
    found: Numbers = model.coef_[0] / spread
    return found


def is_first(one: Read, weights: Numbers) -> bool:
    """True where a sentence that answers has the highest score."""
    scores = np.array([found.fit.parts for found in one.candidates]) @ weights
    return bool(one.answers[int(scores.argmax())])


def hash_of(case: Case) -> int:
    """A number for the fact a case rests on, so that a fact never stands in two folds."""
    text = case.gold[0].quote if case.gold else case.id
    return sum(ord(character) * (place + 1) for place, character in enumerate(text))


def fit_chance(reads: list[Read]) -> dict[str, Any]:
    """The coefficients, and the chance below which a question is refused."""
    x = np.array([features(one.asked, one.candidates, one.answerer.lexicon) for one in reads])
    y = np.array([one.answerable for one in reads])
    corpus = np.array([one.counts == CORPUS_COUNTS for one in reads])
    foreign = np.array([one.foreign for one in reads])
    left_out = np.array([one.left_out for one in reads])
    weights = np.array([FOREIGN_COUNTS if one.foreign else one.counts for one in reads])
    facts = np.array([hash_of(one.case) for one in reads])
    chances = np.zeros(len(y))
    # A question and the same without its documents never stand in two folds.
    for inside, outside in GroupKFold(10).split(x, y, facts):
        chances[outside] = _chances(x[outside], _logistic(x[inside], y[inside], weights[inside]))
    fitted = _logistic(x, y, weights)
    threshold = float(np.quantile(chances[y], REFUSED, weights=weights[y], method="inverted_cdf"))
    own = ~foreign & ~left_out
    for name, part in (("corpus", corpus & own), ("invented", ~corpus & own)):
        print(
            f"chance, {name}: {part.sum()} questions, {int(y[part].sum())} answerable; cross-validated AUROC "
            f"{roc_auc_score(y[part], chances[part]):.3f}; below {threshold:.3f}: "
            f"{(chances[part & y] < threshold).mean():.2f} of the answerable, "
            f"{(chances[part & ~y] < threshold).mean():.2f} of the unanswerable"
        )
    print(f"{foreign.sum()} foreign questions: below it {(chances[foreign] < threshold).mean():.2f}")
    print(f"{left_out.sum()} without their documents: below it {(chances[left_out] < threshold).mean():.2f}")
    return {
        "features": list(FEATURES),
        "coefficients": [round(float(value), 3) for value in fitted[1:]],
        "intercept": round(float(fitted[0]), 3),
        "refuse_below": round(threshold, 3),
        "questions": len(y),
    }


def _logistic(x: Numbers, y: npt.NDArray[np.bool_], weights: Numbers) -> Numbers:
    """Intercept and coefficients of a logistic regression in which no feature counts against its meaning.

    Without the bounds, features that say much the same take opposite signs, and a question that meets nothing
    may be answered.
    """
    signs = np.array([-1.0 if name in LOWERS else 1.0 for name in FEATURES])

    def loss(point: Numbers) -> tuple[float, Numbers]:
        chances = _chances(x, point)
        error = weights * (chances - y)
        cost = -(weights * np.where(y, np.log(chances), np.log(1 - chances))).sum()
        slope = np.r_[error.sum(), x.T @ error] + np.r_[0.0, point[1:]] / CHANCE_PENALTY
        return float(cost + (point[1:] ** 2).sum() / (2 * CHANCE_PENALTY)), slope

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in signs)]
    found: Numbers = minimize(loss, np.zeros(1 + len(FEATURES)), jac=True, bounds=bounds, method="L-BFGS-B").x
    return found


def _chances(x: Numbers, point: Numbers) -> Numbers:
    found: Numbers = np.clip(1 / (1 + np.exp(-(point[0] + x @ point[1:]))), 1e-9, 1 - 1e-9)
    return found


if __name__ == "__main__":
    main()

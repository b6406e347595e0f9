"""Answering or refusing, and how far ``confidence`` tells when an answer can be trusted.

None where a measure does not apply to a reply: such a reply is left out, it is not a zero.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from evals.intervals import Observation
from evals.outcomes import Outcome


def refusal_precision(outcome: Outcome) -> float | None:
    """1 where a refusal was right to refuse, 0 where there was an answer to give. Of refusals. 0 or 1."""
    return float(not outcome.case.expects_answer) if outcome.refused else None


def refusal_recall(outcome: Outcome) -> float | None:
    """1 where a question without an answer was given none, for whatever reason. 0 or 1.

    The record's own words that it does not say count as a refusal where the case allows them. The unanswered
    ratio of UAEval4RAG (Peng and others, 2024).
    """
    return None if outcome.case.expects_answer else float(outcome.declined)


def refusal_kind(outcome: Outcome) -> float | None:
    """1 where a rightly refused question was refused with a status its case accepts. 0 or 1."""
    return float(outcome.status_accepted) if outcome.refused and not outcome.case.expects_answer else None


def refusal_pair(outcome: Outcome) -> Observation:
    """(1 where no answer was given, 1 where none was due): what ``refusal_f1`` is made of."""
    return float(outcome.declined), float(not outcome.case.expects_answer)


def refusal_f1(pairs: Sequence[Observation]) -> float | None:
    """Twice the right refusals over the refusals given and due; None where there are neither. 0 to 1.

    The harmonic mean of refusal precision and recall (van Rijsbergen, Information Retrieval, 1979).
    """
    given_and_due = sum(refused + due for refused, due in pairs)
    return 2 * sum(refused * due for refused, due in pairs) / given_and_due if given_and_due else None


def confidence_pair(outcome: Outcome) -> Observation | None:
    """(confidence, 1 where there is an answer to give): what ``auroc`` is made of.

    None without a reply, and where the record answers by saying that it does not say.
    """
    if outcome.answer is None or outcome.case.accepts_statement_of_silence:
        return None
    return outcome.answer.confidence, float(outcome.case.expects_answer)


def auroc(pairs: Sequence[Observation]) -> float | None:
    """The chance that an answerable question has more confidence than an unanswerable one; ties are half.

    0 to 1; 0.5 is guessing. None unless there are questions of both kinds. The area under the ROC curve as
    the Mann-Whitney statistic: Hanley and McNeil, Radiology 143 (1982).
    """
    answerable = [confidence for confidence, has_answer in pairs if has_answer]
    others = sorted(confidence for confidence, has_answer in pairs if not has_answer)
    if not answerable or not others:
        return None
    below = sum(bisect_left(others, value) + bisect_right(others, value) for value in answerable)
    return below / (2 * len(answerable) * len(others))


# --- answering only when sure enough -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left when only answers of at least some confidence are shown.

    ``coverage`` is the share of the answers that are shown, ``risk`` the share of those shown that mislead.
    """

    confidence: float
    coverage: float
    risk: float


def risk_pair(outcome: Outcome) -> Observation | None:
    """(confidence, 1 where the answer misleads): what the risk-coverage curve is made of. Of answered ones.

    An answer misleads where its first claim is not what was asked for, or where there was no answer to give.
    """
    if outcome.answer is None or not outcome.answered:
        return None
    return outcome.answer.confidence, float(outcome.misleads)


def risk_coverage(pairs: Sequence[Observation]) -> tuple[Kept, ...]:
    """One point per confidence seen, highest first; answers of the same confidence are shown together.

    The last point covers every answer. A curve that falls to the left says that the surest answers are the
    best ones; a level one says that confidence tells nothing. Source: El-Yaniv and Wiener, On the Foundations
    of Noise-free Selective Classification, JMLR 11 (2010).
    """
    points: list[Kept] = []
    shown = wrong = 0.0
    for confidence, group in groupby(sorted(pairs, reverse=True), key=lambda pair: pair[0]):
        added = [misleads for _, misleads in group]
        shown, wrong = shown + len(added), wrong + sum(added)
        points.append(Kept(confidence, shown / len(pairs), wrong / shown))
    return tuple(points)


def risk_area(pairs: Sequence[Observation]) -> float | None:
    """The area under the risk-coverage curve: the mean risk over all coverages; None without answers.

    0 to 1, and 0 is best: unlike the other measures, less is better. Answers of the same confidence share
    the risk of their group. Source: Geifman, Uziel and El-Yaniv, Bias-Reduced Uncertainty Estimation for Deep
    Neural Classifiers, ICLR 2019.
    """
    if not pairs:
        return None
    points = risk_coverage(pairs)
    before = (0.0, *(point.coverage for point in points))
    return sum((point.coverage - start) * point.risk for start, point in zip(before, points, strict=False))

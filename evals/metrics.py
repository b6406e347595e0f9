"""What is measured, without a judge: each a pure function of one reply, or of many.

A function of one reply gives None where the measure does not apply to it: such a reply is left out, it is
not a zero. A reply that raised an error counts as a failure wherever an answer or a refusal was due.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean, median

from evals import ranking
from evals.intervals import Combine, Observation
from evals.invariants import Rule
from evals.outcomes import Outcome
from rag.domain import Claim, Hit
from rag.text import content_stems, numbers

#: A claim is supported when this part of its words stands in what it cites: the rest may be joining words.
SUPPORT = 0.9

# --- of one answer -----------------------------------------------------------------------------------


def right(outcome: Outcome) -> float:
    """1 where nothing is to be mended: status accepted, no hard rule broken, lead and facts shown. 0 or 1."""
    return float(outcome.right)


def lead_right(outcome: Outcome) -> float | None:
    """1 where the first claim shown holds the lead fact; a refusal is 0. Of questions with an answer. 0 or 1.

    Exact match of question answering (Rajpurkar and others, SQuAD, 2016), loosened to "holds".
    """
    return float(outcome.lead_right) if outcome.case.expects_answer else None


def lead_right_where_answered(outcome: Outcome) -> float | None:
    """As ``lead_right``, but only of those answered: how far an answer to a fair question can be trusted."""
    return lead_right(outcome) if outcome.answered else None


def fact_recall(outcome: Outcome) -> float | None:
    """The share of the expected facts that the claims show; a refusal shows none. 0 to 1.

    Claim recall of RAGChecker (Ru and others, 2024), with strings in the place of a judge.
    """
    return outcome.facts_shown / len(outcome.case.facts) if outcome.case.expects_answer else None


def shown_gold(outcome: Outcome) -> float | None:
    """The share of the claims shown that cite gold: what is said beside the point lowers it. 0 to 1.

    Of questions with an answer that were answered. Context precision of RAGChecker, applied to what is shown.
    """
    if not (outcome.case.expects_answer and outcome.answered):
        return None
    return fmean(outcome.shows_gold(claim) for claim in outcome.claims)


def number_agreement(outcome: Outcome) -> float | None:
    """1 where the value given as the answer holds every figure of a lead alternative. 0 or 1.

    The value is the marked part of the first claim, or all of it where nothing is marked. Of answered
    questions whose lead holds a figure in every alternative; thousands commas make no difference, and number
    words are not figures.
    """
    wanted = [numbers(alternative) for alternative in outcome.case.lead or ()]
    if not wanted or not all(wanted) or not outcome.claims:
        return None
    first = outcome.claims[0]
    shown = numbers(first.focus.of(first.text) if first.focus else first.text)
    return float(any(figures <= shown for figures in wanted))


# --- of citations ------------------------------------------------------------------------------------


def citations_located(outcome: Outcome) -> float | None:
    """1 where no citation rule is broken: each citation shown is what stands at its place. 0 or 1.

    Of replies that cite something, as an answer or as the nearest evidence.
    """
    if outcome.answer is None or not (outcome.claims or outcome.answer.nearest):
        return None
    return float(not any(breach.rule is Rule.CITATION for breach in outcome.breaches))


def claims_supported(outcome: Outcome) -> float | None:
    """The share of the claims whose own words and figures stand in the quotes they cite. 0 to 1.

    Citation recall of ALCE (Gao and others, 2023) with a lexical test in the place of a model: every figure
    and nine in ten of the claim's content words. Of replies with claims, whatever was asked.
    """
    return fmean(_supported(claim) for claim in outcome.claims) if outcome.claims else None


def _supported(claim: Claim) -> bool:
    quotes = " ".join(citation.quote for citation in claim.citations)
    stems = set(content_stems(claim.text))
    held = len(stems & set(content_stems(quotes)))
    return numbers(claim.text) <= numbers(quotes) and held >= SUPPORT * len(stems)


# --- of refusing -------------------------------------------------------------------------------------


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


# --- of retrieval, length and time -------------------------------------------------------------------


def recall(k: int, outcome: Outcome) -> float | None:
    """``ranking.recall_at``, of questions with an answer."""
    return ranking.recall_at(k, _hits(outcome), outcome.gold) if outcome.case.expects_answer else None


def success(k: int, outcome: Outcome) -> float | None:
    """``ranking.success_at``, of questions with an answer."""
    return ranking.success_at(k, _hits(outcome), outcome.gold) if outcome.case.expects_answer else None


def mrr(outcome: Outcome) -> float | None:
    """``ranking.reciprocal_rank``, of questions with an answer."""
    return ranking.reciprocal_rank(_hits(outcome), outcome.gold) if outcome.case.expects_answer else None


def ndcg(k: int, outcome: Outcome) -> float | None:
    """``ranking.ndcg_at``, of questions with an answer."""
    if not outcome.case.expects_answer:
        return None
    return ranking.ndcg_at(k, _hits(outcome), outcome.gold, outcome.placed.ideal)


def claims_per_answer(outcome: Outcome) -> float | None:
    """How many claims an answer shows: 1 or more; of answered questions."""
    return float(len(outcome.claims)) if outcome.answered else None


def latency(outcome: Outcome) -> float:
    """Milliseconds from question to complete reply, as the caller waits for it."""
    return outcome.milliseconds


def _hits(outcome: Outcome) -> tuple[Hit, ...]:
    return outcome.answer.hits if outcome.answer else ()


# --- the table ---------------------------------------------------------------------------------------


def mean(observations: Sequence[Observation]) -> float | None:
    """The mean of single observations; None where there is none."""
    return fmean(value for (value,) in observations) if observations else None


def middle(observations: Sequence[Observation]) -> float | None:
    """The median of single observations; None where there is none."""
    return median(value for (value,) in observations) if observations else None


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of the table: what is observed of a reply, and how the observations become a number.

    ``proportion``: every observation is 0 or 1, so the interval is Wilson's; otherwise it is a bootstrap.
    """

    key: str
    title: str
    observe: Callable[[Outcome], Observation | None]
    combine: Combine = mean
    proportion: bool = False
    unit: str = ""


def _single(score: Callable[[Outcome], float | None]) -> Callable[[Outcome], Observation | None]:
    def observe(outcome: Outcome) -> Observation | None:
        value = score(outcome)
        return None if value is None else (value,)

    return observe


def _share(key: str, title: str, score: Callable[[Outcome], float | None]) -> Metric:
    return Metric(key, title, _single(score), proportion=True)


def _mean(key: str, title: str, score: Callable[[Outcome], float | None], unit: str = "") -> Metric:
    return Metric(key, title, _single(score), unit=unit)


METRICS: tuple[Metric, ...] = (
    _share("right", "right in all", right),
    _share("lead_right", "lead right", lead_right),
    _share("lead_right_where_answered", "lead right where answered", lead_right_where_answered),
    _mean("fact_recall", "fact recall", fact_recall),
    _mean("shown_gold", "shown sentences that hold gold", shown_gold),
    _share("number_agreement", "number agreement", number_agreement),
    _share("citations_located", "all citations located", citations_located),
    _mean("claims_supported", "claims supported by what they cite", claims_supported),
    _share("refusal_precision", "refusal precision", refusal_precision),
    _share("refusal_recall", "refusal recall", refusal_recall),
    Metric("refusal_f1", "refusal F1", refusal_pair, refusal_f1),
    _share("refusal_kind", "refused for the right reason", refusal_kind),
    Metric("confidence_auroc", "confidence AUROC", confidence_pair, auroc),
    _mean("recall_5", "recall@5", partial(recall, 5)),
    _mean("recall_10", "recall@10", partial(recall, 10)),
    _share("success_1", "success@1", partial(success, 1)),
    _share("success_5", "success@5", partial(success, 5)),
    _mean("mrr", "MRR", mrr),
    _mean("ndcg_10", "nDCG@10", partial(ndcg, 10)),
    _mean("claims_per_answer", "claims per answer", claims_per_answer, "claims"),
    Metric("latency", "median time to reply", _single(latency), middle, unit="ms"),
)

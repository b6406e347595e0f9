"""Measures of a ranked list of passages against gold spans.

A gold span is found by a hit whose passage shares at least half of it (``evals.gold.SHARED``). Hits beyond
those the program reports count as not found. All range from 0 to 1, 1 is best.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evals.gold import Gold
from rag.domain import Hit


def gains(hits: Sequence[Hit], gold: Sequence[Gold]) -> list[int]:
    """For each hit in order of rank, how many gold spans it holds that no better hit holds."""
    found: set[Gold] = set()
    result: list[int] = []
    for hit in sorted(hits, key=lambda hit: hit.rank):
        new = {g for g in gold if g.held_by(hit.passage.document_id, hit.passage.span)} - found
        result.append(len(new))
        found |= new
    return result


def recall_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold]) -> float | None:
    """The share of the gold spans that the first k hits hold; None without gold.

    Source: Manning, Raghavan and Schuetze, Introduction to Information Retrieval (2008), section 8.3, with
    spans in the place of documents.
    """
    return sum(gains(hits, gold)[:k]) / len(set(gold)) if gold else None


def success_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold]) -> float | None:
    """1 where the first k hits hold any gold span, else 0; None without gold (success@k of TREC)."""
    return float(any(gains(hits, gold)[:k])) if gold else None


def reciprocal_rank(hits: Sequence[Hit], gold: Sequence[Gold]) -> float | None:
    """1 / the rank of the first hit that holds a gold span, 0 where none does; None without gold.

    Its mean over questions is MRR. Source: Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    if not gold:
        return None
    ranks = (rank for rank, gain in enumerate(gains(hits, gold), start=1) if gain)
    return 1 / next(ranks, math.inf)


def ndcg_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold], ideal: Sequence[int]) -> float | None:
    """Discounted gain of the first k hits over that of the best ranking the index allows; None without gold.

    A hit's gain is the number of gold spans it is the first to hold, so overlapping passages earn nothing
    twice; the discount is log2(rank + 1). ``ideal`` are the gains of the best ranking (``PlacedCase.ideal``);
    where no passage holds gold the value is 0. Source: Jarvelin and Kekalainen, Cumulated gain-based
    evaluation of IR techniques, ACM TOIS 20(4), 2002.
    """
    if not gold:
        return None
    best = _discounted(ideal[:k])
    return _discounted(gains(hits, gold)[:k]) / best if best else 0.0


def _discounted(values: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(values, start=1))

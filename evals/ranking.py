"""Measures of a ranked list of passages against gold spans.

They are written here and not taken from a library: ranx brings numba and ir_measures a compiled trec_eval, and
both rank judged ids; turning spans that overlap into ids is most of the work, and the rest a few lines each.

A gold span is found by a hit whose passage shares at least half of it (``evals.gold.SHARED``). Hits beyond
those the program reports count as not found. All range from 0 to 1, 1 is best.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.gold import Gold
from rag.domain import Hit, Span


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


@dataclass(frozen=True, slots=True)
class Overlap:
    """How passages and gold overlap, in characters of all documents together.

    ``shared`` and ``gold`` count each character once; ``read`` counts a passage whole each time it is read.
    """

    shared: int
    gold: int
    read: int

    @property
    def recall(self) -> float:
        """The share of the gold's characters that were read."""
        return self.shared / self.gold

    @property
    def precision(self) -> float:
        """The share of the characters read that are gold; 0 where nothing was read."""
        return self.shared / self.read if self.read else 0.0

    @property
    def iou(self) -> float:
        """The characters shared over those read or missed; 1 only where exactly the gold was read."""
        return self.shared / (self.read + self.gold - self.shared)


def overlap_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold]) -> Overlap | None:
    """How the first k passages overlap with the gold, character by character; None without gold.

    Recall, precision and IoU as chunking_evaluation defines them (Smith and Troynikov, Evaluating Chunking
    Strategies for Retrieval, Chroma technical report, 2024), with two differences: characters in the place
    of tokens, and k the same for every question. They say how much beside the point is read for the sake
    of the gold, which recall@k does not.
    """
    if not gold:
        return None
    read = [(hit.passage.document_id, hit.passage.span) for hit in sorted(hits, key=lambda hit: hit.rank)[:k]]
    wanted = [(g.document_id, g.span) for g in gold]
    both, all_gold, all_read = _length([*wanted, *read]), _length(wanted), _length(read)
    return Overlap(all_gold + all_read - both, all_gold, sum(len(span) for _, span in read))


def _length(spans: Iterable[tuple[str, Span]]) -> int:
    """How many characters lie in at least one of the spans."""
    total, document, reached = 0, "", 0
    for name, span in sorted(spans):
        if name != document:
            document, reached = name, 0
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total


def _discounted(values: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(values, start=1))

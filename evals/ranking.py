"""Measures of a ranked list of passages against gold spans, computed by the ir_measures library.

The library ranks judged ids, so this module makes ids of spans: a hit is judged by the number of gold spans that it
is the first to hold, and every gold span that no hit holds is judged relevant too, under an id nobody found.

A gold span is found by a hit whose passage shares at least half of it (``evals.gold.SHARED``). Hits beyond
those the program reports count as not found. All range from 0 to 1, 1 is best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, Success, nDCG

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


def recall_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold], ideal: Sequence[int]) -> float | None:
    """The share of the passages with gold that stand among the first k hits; None without gold.

    ir_measures' R@k. Source: Manning, Raghavan and Schuetze, Introduction to Information Retrieval (2008), section 8.3.
    """
    return _measured(R @ k, hits, gold, ideal)


def success_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold], ideal: Sequence[int]) -> float | None:
    """1 where the first k hits hold any gold span, else 0; None without gold (ir_measures: Success@k)."""
    return _measured(Success @ k, hits, gold, ideal)


def reciprocal_rank(hits: Sequence[Hit], gold: Sequence[Gold], ideal: Sequence[int]) -> float | None:
    """1 / the rank of the first hit that holds a gold span, 0 where none does; None without gold.

    ir_measures: RR; its mean over questions is MRR. Source: Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    return _measured(RR, hits, gold, ideal)


def ndcg_at(k: int, hits: Sequence[Hit], gold: Sequence[Gold], ideal: Sequence[int]) -> float | None:
    """Discounted gain of the first k hits over that of the best ranking; None without gold.

    A hit's gain is the number of gold spans it is the first to hold, so overlapping passages earn nothing
    twice; the discount is log2(rank + 1). ir_measures' nDCG@k. Source: Jarvelin and Kekalainen, Cumulated
    gain-based evaluation of IR techniques, ACM TOIS 20(4), 2002.
    """
    return _measured(nDCG @ k, hits, gold, ideal)


def _measured(
    measure: ir_measures.Measure, hits: Sequence[Hit], gold: Sequence[Gold], ideal: Sequence[int]
) -> float | None:
    """The measure of one question; ``ideal`` are the gains of the best ranking (``PlacedCase.ideal``)."""
    if not gold:
        return None
    earned = gains(hits, gold)
    missed = [gain for gain, times in (Counter(ideal) - Counter(earned)).items() for _ in range(times)]
    lost = len(set(gold)) - sum(ideal)
    judged = {f"hit-{rank}": gain for rank, gain in enumerate(earned) if gain}
    judged |= {f"missed-{number}": gain for number, gain in enumerate(missed)}
    judged |= {f"lost-{number}": 1 for number in range(lost)}
    run = {f"hit-{rank}": float(-rank) for rank in range(len(earned))} or {"nothing": 0.0}
    found = ir_measures.calc_aggregate([measure], {"question": judged}, {"question": run})
    return float(found[measure])


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

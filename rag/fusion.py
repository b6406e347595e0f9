"""Retrievers made of retrievers: the better of several, and a convex combination of scaled scores."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Hit, Passage, Query, ranked
from rag.ports import Retriever


class Best:
    """A passage's score is the best that any of the retrievers gives it; their scores must be alike."""

    def __init__(self, retrievers: Sequence[Retriever]) -> None:
        """The retrievers whose scores share one scale."""
        self._retrievers = tuple(retrievers)

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits."""
        scores: dict[str, float] = {}
        passages: dict[str, Passage] = {}
        for retriever in self._retrievers:
            for hit in retriever.retrieve(query, k):
                key = hit.passage.key
                passages[key] = hit.passage
                scores[key] = max(hit.score, scores.get(key, hit.score))
        return ranked(scores, passages, k)


class ConvexCombination:
    """A passage's score is the weighted mean of its scores, each retriever's scaled to 0..1 over its hits.

    A passage that one retriever did not return gets 0 from it. Bruch, Gai and Ingber (2023), "An analysis of
    fusion functions for hybrid retrieval", find such a combination better than rank fusion, which throws
    the scores away.
    """

    def __init__(self, weighted: Sequence[tuple[Retriever, float]], *, depth: int = 60) -> None:
        """Retrievers with their weights, which must be positive; ``depth`` hits are asked of each."""
        if not weighted or any(weight <= 0 for _, weight in weighted):
            raise ValueError("a combination needs positive weights")
        total = sum(weight for _, weight in weighted)
        self._weighted = tuple((retriever, weight / total) for retriever, weight in weighted)
        self._depth = depth

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits; the score lies in 0..1."""
        scores: dict[str, float] = {}
        passages: dict[str, Passage] = {}
        for retriever, weight in self._weighted:
            hits = retriever.retrieve(query, max(k, self._depth))
            for hit, scaled in zip(hits, _scaled(hits), strict=True):
                passages[hit.passage.key] = hit.passage
                scores[hit.passage.key] = scores.get(hit.passage.key, 0.0) + weight * scaled
        return ranked(scores, passages, k)


def _scaled(hits: Sequence[Hit]) -> list[float]:
    if not hits:
        return []
    high, low = hits[0].score, hits[-1].score
    if high - low < 1e-12:
        return [1.0] * len(hits)
    return [(hit.score - low) / (high - low) for hit in hits]

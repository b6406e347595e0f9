"""Retrievers over vectors: a passage by its own similarity to the query, or by that of its best sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rag.domain import Hit, Passage, Query, ranked
from rag.ports import Encoder, VectorIndex, Vectors

#: Characters of a query that are encoded. MiniLM reads 256 tokens, about 1,200 characters; encoding more
#: costs seconds (10 MB: 15 s) and changes nothing.
QUERY_CHARACTERS = 2000


class QueryEncoder:
    """Encodes queries, remembering the last few, since several retrievers ask for the same one."""

    def __init__(self, encoder: Encoder) -> None:
        """Nothing is encoded yet."""
        self.encoder = encoder
        self._encode = lru_cache(maxsize=16)(lambda text: encoder.encode([text])[0])

    def vector(self, text: str) -> Vectors:
        """The vector of a query, shape (dimension,)."""
        found: Vectors = self._encode(text[:QUERY_CHARACTERS])
        return found


#: What counts of the cosine between a query and an also-asked question. Two questions are more alike than a question
#: and its answer: measured on the dev questions (docs/decisions/0009).
ROUTE_SHARE = 0.8


class PassageRetriever:
    """Ranks passages by the cosine of their own vector, or of a question that is known to lead to them."""

    def __init__(
        self,
        index: VectorIndex,
        queries: QueryEncoder,
        passages: Mapping[str, Passage],
        routes: Mapping[str, Sequence[Passage]] | None = None,
    ) -> None:
        """``passages`` maps the keys of the index to passages, ``routes`` those of also-asked questions."""
        self._index, self._queries, self._passages = index, queries, passages
        self._routes = routes or {}
        # Other keys than those of passages stand in the index: as many more are looked up.
        self._others = max(0, index.count() - len(passages))

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits; the score is the cosine, of an also-asked question ``ROUTE_SHARE`` of it."""
        wanted = k + min(2 * k, self._others)
        found = self._index.nearest(self._queries.vector(query.text), wanted, query.documents)
        led = (
            (passage.key, cosine * ROUTE_SHARE)
            for key, cosine in found
            for passage in self._routes.get(key, ())
        )
        return ranked(_best((*found, *led), self._passages), self._passages, k)


class SentenceRetriever:
    """Ranks passages by the cosine of their best sentence."""

    #: Sentences looked up for each passage wanted: several of the best often stand in one passage.
    SENTENCES_PER_PASSAGE = 3

    def __init__(self, index: VectorIndex, queries: QueryEncoder, passage_of: Mapping[str, Passage]) -> None:
        """``passage_of`` maps the keys of the sentence index to the passages they stand in."""
        self._index, self._queries, self._passage_of = index, queries, passage_of
        self._passages = {passage.key: passage for passage in passage_of.values()}

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits; the score is the cosine of the passage's best sentence."""
        wanted = k * self.SENTENCES_PER_PASSAGE
        found = self._index.nearest(self._queries.vector(query.text), wanted, query.documents)
        pairs = ((self._passage_of[key].key, cosine) for key, cosine in found if key in self._passage_of)
        return ranked(_best(pairs, self._passages), self._passages, k)


def _best(pairs: Iterable[tuple[str, float]], passages: Mapping[str, Passage]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for key, score in pairs:
        if key in passages and score > scores.get(key, -2.0):
            scores[key] = score
    return scores

"""Keyword search: BM25 over stems, by the bm25s library, built in memory when an index is opened."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np

from rag.domain import Document, Hit, Passage, Query, ranked
from rag.text import content_stems, words

#: Lucene's defaults, which bm25s takes too (Robertson and Zaragoza, 2009).
_K1, _B = 1.5, 0.75


class LexicalRetriever:
    """Ranks passages by BM25 over their words, their headings and their document's title."""

    def __init__(self, documents: dict[str, Document], passages: Sequence[Passage]) -> None:
        """The keyword index is built."""
        self._passages = list(passages)
        self._by_key = {passage.key: passage for passage in passages}
        self._document_ids = np.array([passage.document_id for passage in passages])
        self._index: bm25s.BM25 | None = None
        if self._passages:
            self._index = bm25s.BM25(k1=_K1, b=_B)
            rows = [tokens(" ".join((documents[p.document_id].title, *p.headings, p.text))) for p in passages]
            self._index.index(rows, show_progress=False)

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits that share a word with the query; the score is BM25, above 0."""
        if self._index is None or k < 1:
            return []
        known = [token for token in tokens(query.text) if token in self._index.vocab_dict]
        if not known:
            return []
        scores = np.asarray(self._index.get_scores(known), dtype=np.float64)
        if query.documents is not None:
            scores = np.where(np.isin(self._document_ids, list(query.documents)), scores, 0.0)
        # Everything as good as the k-th best is kept, so that ties are settled by ranked() and not by numpy.
        least = np.partition(scores, -k)[-k] if k < len(scores) else 0.0
        best = np.flatnonzero((scores > 0) & (scores >= least))
        found = {self._passages[i].key: float(scores[i]) for i in best}
        return ranked(found, self._by_key, k)


def tokens(text: str) -> list[str]:
    """What keyword search counts as the words of a text: content stems, or all words where there are none."""
    return content_stems(text) or words(text)

"""The retrievers of an index by name, composed as the program uses them."""

from __future__ import annotations

from rag.dense import PassageRetriever, QueryEncoder, SentenceRetriever
from rag.folding import CopiesFolded, Restated
from rag.fusion import Best, ConvexCombination
from rag.lexical import LexicalRetriever
from rag.ports import Retriever, VectorIndex
from rag.store import Records

#: Share of keyword search in the combination: 0.5 is best or near best in the published comparison of
#: convex combinations and on the dev questions (docs/decisions/0003).
LEXICAL_WEIGHT = 0.5

NAMES = ("hybrid", "dense", "passages", "lexical")


def make_retriever(
    records: Records,
    passages: VectorIndex,
    sentences: VectorIndex,
    queries: QueryEncoder,
    name: str = "hybrid",
    *,
    routes: bool = True,
) -> Retriever:
    """The retriever of that name over one generation; ValueError for a name not in ``NAMES``.

    The hybrid one folds copies; the others are its parts, bare. ``routes``: also-asked questions lead to passages.
    """
    if name == "lexical":
        return LexicalRetriever(records.documents, records.passages)
    by_passage = PassageRetriever(passages, queries, records.by_key, records.by_route if routes else None)
    if name == "passages":
        return by_passage
    dense = Best((by_passage, SentenceRetriever(sentences, queries, records.by_sentence)))
    if name == "dense":
        return dense
    if name == "hybrid":
        lexical = LexicalRetriever(records.documents, records.passages)
        fused = ConvexCombination(((dense, 1 - LEXICAL_WEIGHT), (lexical, LEXICAL_WEIGHT)))
        return CopiesFolded(fused, records.documents, Restated(records, passages))
    raise ValueError(f"no retriever {name}")

from __future__ import annotations

import pytest

from rag.dense import PassageRetriever
from rag.domain import Query
from rag.folding import CopiesFolded
from rag.fusion import Best
from rag.lexical import LexicalRetriever
from rag.retrieval import NAMES, make_retriever
from tests.reviews import RECORDS, in_memory


def test_each_name_is_a_retriever_of_its_own_sort() -> None:
    sorts = {name: type(make_retriever(RECORDS, *in_memory(), name)) for name in NAMES}
    assert sorts == {
        "hybrid": CopiesFolded,
        "dense": Best,
        "passages": PassageRetriever,
        "lexical": LexicalRetriever,
    }


def test_hybrid_is_what_comes_unasked() -> None:
    assert isinstance(make_retriever(RECORDS, *in_memory()), CopiesFolded)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no retriever sparse"):
        make_retriever(RECORDS, *in_memory(), "sparse")


def test_dense_search_sees_the_sentence_that_a_passage_as_a_whole_hides() -> None:
    asked = Query("No vote was taken.")
    by_passage = make_retriever(RECORDS, *in_memory(), "passages").retrieve(asked, 1)[0]
    dense = make_retriever(RECORDS, *in_memory(), "dense").retrieve(asked, 1)[0]
    assert "No vote was taken." in dense.passage.text
    assert dense.score == pytest.approx(1.0, abs=1e-5)
    assert dense.score > by_passage.score

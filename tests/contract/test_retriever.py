"""What every Retriever promises, tried on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag.bootstrap import create_vectors
from rag.dense import PassageRetriever, QueryEncoder, SentenceRetriever
from rag.domain import Query
from rag.folding import CopiesFolded
from rag.fusion import Best, ConvexCombination
from rag.lexical import LexicalRetriever
from rag.ports import Retriever, VectorIndex
from rag.retrieval import NAMES, make_retriever
from rag.store import Records
from tests.fakes import FakeEncoder
from tests.reviews import ALDERMOOR, LOOSE, RECORDS, fill, in_memory, records_of

Make = Callable[[Records], Retriever]

ASKED = "Who chaired the Fernhill panel on foster care?"


def by_sentence(records: Records) -> Retriever:
    _, sentences, queries = in_memory(records)
    return SentenceRetriever(sentences, queries, records.by_sentence)


def fused_thrice(records: Records) -> Retriever:
    passages, _, queries = in_memory(records)
    by_passage = PassageRetriever(passages, queries, records.by_key)
    lexical = LexicalRetriever(records.documents, records.passages)
    fused = ConvexCombination(((by_passage, 2.0), (lexical, 1.0)))
    return Best((fused, ConvexCombination([(by_sentence(records), 1.0)])))


def folded(records: Records) -> Retriever:
    return CopiesFolded(by_sentence(records), records.documents)


@pytest.fixture(params=[*NAMES, "sentences", "fused thrice", "copies folded", "hybrid in Chroma"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    opened: list[VectorIndex] = []

    def build(records: Records) -> Retriever:
        if request.param == "sentences":
            return by_sentence(records)
        if request.param == "fused thrice":
            return fused_thrice(records)
        if request.param == "copies folded":
            return folded(records)
        if request.param != "hybrid in Chroma":
            return make_retriever(records, *in_memory(records), request.param)
        encoder = FakeEncoder()
        indexes = create_vectors(tmp_path / str(len(opened)))
        opened.extend(indexes)
        fill(records, encoder, *indexes)
        return make_retriever(records, *indexes, QueryEncoder(encoder))

    yield build
    for index in opened:
        index.close()


@pytest.fixture
def retriever(make: Make) -> Retriever:
    return make(RECORDS)


def test_ranks_count_from_one_and_scores_never_rise(retriever: Retriever) -> None:
    hits = retriever.retrieve(Query(ASKED), 5)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_the_passage_that_says_it_comes_first(retriever: Retriever) -> None:
    assert "Ida Marsh chaired" in retriever.retrieve(Query(ASKED), 5)[0].passage.text


def test_hits_are_passages_of_the_index_and_none_comes_twice(retriever: Retriever) -> None:
    hits = retriever.retrieve(Query(ASKED), 50)
    keys = [hit.passage.key for hit in hits]
    assert len(set(keys)) == len(keys)
    assert all(RECORDS.by_key[hit.passage.key] == hit.passage for hit in hits)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_no_more_than_k_hits_come(retriever: Retriever, k: int) -> None:
    assert len(retriever.retrieve(Query("the panel, the committee, the review and the visits"), k)) == k


def test_no_hits_are_asked_for_and_none_come(retriever: Retriever) -> None:
    assert retriever.retrieve(Query(ASKED), 0) == []


def test_only_documents_that_are_asked_for_are_found(retriever: Retriever) -> None:
    hits = retriever.retrieve(
        Query("The Fernhill panel and the Aldermoor review", frozenset({ALDERMOOR.id})), 9
    )
    assert hits
    assert {hit.passage.document_id for hit in hits} == {ALDERMOOR.id}


@pytest.mark.parametrize("none", [frozenset[str](), frozenset({"nowhere"})])
def test_nothing_is_found_in_no_documents(retriever: Retriever, none: frozenset[str]) -> None:
    assert retriever.retrieve(Query(ASKED, none), 5) == []


@pytest.mark.parametrize("empty", ["???", " ", "the of and", "…"])
def test_a_query_without_words_that_matter_is_survived(retriever: Retriever, empty: str) -> None:
    hits = retriever.retrieve(Query(empty), 3)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_an_index_without_passages_finds_nothing(make: Make) -> None:
    assert make(Records({}, ())).retrieve(Query(ASKED), 5) == []


@pytest.fixture
def twins() -> Records:
    """Documents that say the same, put in against the order of their ids."""
    return records_of(
        *(
            replace(LOOSE, id=name, title="Same title", text="Visits were short.\n\nVisits were short.\n")
            for name in ("c", "a", "b")
        )
    )


def test_ties_come_in_order_of_document_and_place_and_always_the_same(make: Make, twins: Records) -> None:
    found = [
        [
            (hit.passage.document_id, hit.passage.span.start)
            for hit in make(twins).retrieve(Query("visits"), 6)
        ]
        for _ in range(2)
    ]
    assert found[0] == found[1] == [(name, start) for name in ("a", "b", "c") for start in (0, 20)]


def test_of_ties_the_first_in_order_are_kept_where_k_cuts_them(
    request: pytest.FixtureRequest, make: Make, twins: Records
) -> None:
    hits = make(twins).retrieve(Query("visits"), 3)
    assert len(hits) == 3
    if "Chroma" not in request.node.name:  # Chroma itself chooses which of equals it returns
        assert [(hit.passage.document_id, hit.passage.span.start) for hit in hits] == [
            ("a", 0),
            ("a", 20),
            ("b", 0),
        ]

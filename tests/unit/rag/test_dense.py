"""Beyond what tests/contract/test_retriever.py says of every retriever."""

from __future__ import annotations

import pytest

from rag.dense import QUERY_CHARACTERS, ROUTE_SHARE, PassageRetriever, QueryEncoder, SentenceRetriever
from rag.domain import Query, route_key
from tests.fakes import FakeEncoder, MemoryVectors
from tests.reviews import RECORDS, in_memory

SENTENCE = "The report of the Fernhill panel was to cost £4,000."


def test_a_query_is_encoded_once_however_many_retrievers_ask_for_it() -> None:
    encoder = FakeEncoder()
    queries = QueryEncoder(encoder)
    first, again = queries.vector("foster care"), queries.vector("foster care")
    assert (first == again).all()
    assert encoder.encoded == ["foster care"]
    assert first.shape == (encoder.dimension,)


def test_only_the_beginning_of_a_very_long_query_is_encoded() -> None:
    encoder = FakeEncoder()
    QueryEncoder(encoder).vector("word " * 100_000)
    assert [len(text) for text in encoder.encoded] == [QUERY_CHARACTERS]


def test_the_score_of_a_passage_is_the_cosine_of_its_own_vector() -> None:
    passages, _, queries = in_memory()
    hit = PassageRetriever(passages, queries, RECORDS.by_key).retrieve(Query(SENTENCE), 1)[0]
    vector = passages.vectors([hit.passage.key])[hit.passage.key]
    assert hit.score == pytest.approx(float(vector @ queries.vector(SENTENCE)), abs=1e-6)
    assert hit.score < 0.99


def test_the_score_of_a_passage_is_the_cosine_of_its_best_sentence() -> None:
    _, sentences, queries = in_memory()
    hits = SentenceRetriever(sentences, queries, RECORDS.by_sentence).retrieve(Query(SENTENCE), 9)
    assert SENTENCE in hits[0].passage.text
    assert hits[0].score == pytest.approx(1.0, abs=1e-5)
    assert len({hit.passage.key for hit in hits}) == len(hits)


def test_vectors_of_passages_that_are_not_known_are_passed_over() -> None:
    encoder, index = FakeEncoder(), MemoryVectors()
    queries = QueryEncoder(encoder)
    index.add(["gone#0-5"], encoder.encode(["visits"]), ["gone"])
    assert PassageRetriever(index, queries, RECORDS.by_key).retrieve(Query("visits"), 3) == []
    assert SentenceRetriever(index, queries, RECORDS.by_sentence).retrieve(Query("visits"), 3) == []


def test_an_also_asked_question_leads_to_its_passages_and_counts_less_than_its_cosine() -> None:
    index = MemoryVectors()
    queries = QueryEncoder(FakeEncoder())
    first, second = RECORDS.passages[0], RECORDS.passages[1]
    asked = "Which door do visitors use?"
    keys = [first.key, second.key, route_key(first.document_id, 0)]
    index.add(keys, queries.encoder.encode([first.text, second.text, asked]), [first.document_id] * 3)
    routes = {route_key(first.document_id, 0): (second,)}
    both = {first.key: first, second.key: second}
    led = PassageRetriever(index, queries, both, routes).retrieve(Query(asked), 1)
    assert [hit.passage.key for hit in led] == [second.key]
    assert led[0].score == pytest.approx(ROUTE_SHARE, abs=1e-5)
    bare = PassageRetriever(index, queries, both).retrieve(Query(asked), 2)
    assert {hit.passage.key for hit in bare} == {first.key, second.key}

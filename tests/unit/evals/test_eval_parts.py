"""What the rows of the ablations leave out: the parts of an index put together with and without each."""

from __future__ import annotations

import pytest

from evals.ablations import ABLATIONS
from evals.parts import Parts, RememberingQueries
from rag.answering.extractive import ExtractiveAnswerer
from rag.domain import Answer, Hit, Query, Question, Status
from rag.pipeline import DEPTH
from tests.fakes import FakeEncoder, MemoryVectors
from tests.records import ALL, records_of
from tests.reviews import INFO, fill

RECORDS = records_of(*ALL)
QUESTION = "How many foster carers had left the Harrowick service?"
UNSURE = "Tell me about foster carers and mentors in Harrowick"


@pytest.fixture(scope="module")
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="module")
def parts(encoder: FakeEncoder) -> Parts:
    passages, rows = MemoryVectors(), MemoryVectors()
    fill(RECORDS, encoder, passages, rows)
    return Parts(RECORDS, passages, rows, RememberingQueries(encoder), INFO)


def asked(parts: Parts, question: str = QUESTION, **more: bool) -> Answer:
    found = parts.program(parts.retriever(), parts.answerer(), **more).invoke(Question(question))["answer"]
    assert isinstance(found, Answer)
    return found


def order(hits: tuple[Hit, ...] | list[Hit]) -> list[tuple[str, float, int]]:
    return [(hit.passage.key, hit.score, hit.rank) for hit in hits]


def test_without_reading_the_passages_stay_as_the_retriever_ranks_them(parts: Parts) -> None:
    ranked = parts.retriever().retrieve(Query(QUESTION), DEPTH)
    assert order(asked(parts).hits) == order(ranked)


def test_with_reading_the_passages_are_put_in_order_by_their_sentences(parts: Parts) -> None:
    ranked = parts.retriever().retrieve(Query(QUESTION), DEPTH)
    reader = ExtractiveAnswerer(RECORDS, parts.sentences, parts.queries)
    hits = asked(parts, reading=True).hits
    assert order(hits) == order(reader.reordered(QUESTION, ranked))
    assert order(hits) != order(ranked)


def test_reading_changes_nothing_of_what_is_answered(parts: Parts) -> None:
    with_it, without = asked(parts, reading=True), asked(parts)
    assert with_it.status is Status.ANSWERED
    assert (with_it.claims, with_it.frame, with_it.confidence) == (
        without.claims,
        without.frame,
        without.confidence,
    )


def test_only_the_row_of_the_whole_program_reads_and_differs_from_hybrid_in_nothing_else() -> None:
    (whole,) = [one for one in ABLATIONS if one.reading]
    (plain,) = [one for one in ABLATIONS if one.name == "hybrid"]
    assert "the program" in whole.name
    assert (whole.retriever, whole.answerer) == (plain.retriever, plain.answerer)


def test_the_line_below_which_is_refused_and_late_interaction_can_be_left_out(parts: Parts) -> None:
    hits = parts.retriever().retrieve(Query(UNSURE), DEPTH)
    question = Question(UNSURE)
    never = parts.answerer(refuse_below=0.0).answer(question, UNSURE, hits)
    always = parts.answerer(refuse_below=1.0).answer(question, UNSURE, hits)
    assert never.status.answers
    assert not always.status.answers
    without = parts.answerer(late=False).answer(question, UNSURE, hits)
    assert without.confidence != never.confidence


def test_a_query_is_encoded_once_however_many_programs_and_questions_there_are(
    parts: Parts, encoder: FakeEncoder
) -> None:
    question = "Who announced the Kestrel hub?"
    for reading in (False, True):
        asked(parts, question, reading=reading)
        for number in range(20):
            parts.queries.vector(f"another query, number {number}")
    assert encoder.encoded.count(question) == 1

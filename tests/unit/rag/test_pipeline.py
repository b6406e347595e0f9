from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from rag.answering.asking.usable import LONGEST_QUESTION, usable
from rag.catalogue import make_filters
from rag.domain import Answer, Filter, Hit, Query, Question, Status, Trace
from rag.errors import UnusableQuestion
from rag.pipeline import TURNS_KEPT
from tests.reviews import ALDERMOOR, DOCUMENTS, FERNHILL, RECORDS, real_pipeline, small_pipeline

ASKED = "Who chaired the Fernhill panel on foster care?"


class Recorder:
    """A Retriever that finds nothing and keeps what it was asked."""

    def __init__(self) -> None:
        self.queries: list[Query] = []

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        self.queries.append(query)
        return []


def filters(**asked: object) -> tuple[Filter, ...]:
    return make_filters(DOCUMENTS, **asked)  # type: ignore[arg-type]


def untimed(answer: Answer) -> Answer:
    return replace(answer, trace=Trace())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no words"),
        (" \n\t ", "no words"),
        ("?!… —", "no words"),
        ("😀😀", "no words"),
        ("who\0am I", "not text"),
        ("who \ud800 led it", "not text"),
        ("who led it \udcff", "not text"),
        ("x" * (LONGEST_QUESTION + 1), "2,001 characters"),
        ("word " * 40_000, "200,000 characters"),
        (" " * 200_000, "200,000 characters"),
    ],
)
def test_what_is_no_question_is_refused_in_one_line(text: str, message: str) -> None:
    pipeline = small_pipeline()
    for attempt in (
        lambda: usable(text),
        lambda: pipeline.ask(Question(text)),
        lambda: pipeline.search(text, 3),
    ):
        with pytest.raises(UnusableQuestion, match=message) as raised:
            attempt()
        assert len(str(raised.value)) < 200
        assert str(raised.value).isprintable()


@pytest.mark.parametrize(
    "text", ["a", "2009", "x" * LONGEST_QUESTION, "Pwy oedd yn cadeirio'r panel?", "漢字"]
)
def test_anything_with_a_letter_or_digit_is_a_question(text: str) -> None:
    assert usable(f" {text}"[:LONGEST_QUESTION]) == text[: LONGEST_QUESTION - 1]


def test_an_answer_carries_its_question_its_filters_and_the_time_each_stage_took() -> None:
    question = Question(ASKED, filters=filters(jurisdiction=["England"]))
    answer = small_pipeline().ask(question)
    assert answer.status is Status.ANSWERED
    assert (answer.question, answer.filters) == (question, question.filters)
    assert answer.trace.retrieve_ms > 0
    assert answer.trace.total_ms >= answer.trace.retrieve_ms
    assert answer.trace.total_ms >= answer.trace.answer_ms > 0


def test_asking_is_preparing_retrieving_and_answering() -> None:
    pipeline = small_pipeline()
    in_stages = pipeline.answer(pipeline.retrieve(pipeline.prepare(Question(ASKED))))
    assert untimed(in_stages) == untimed(pipeline.ask(Question(ASKED)))


def test_filters_decide_which_documents_are_looked_at() -> None:
    recorder = Recorder()
    pipeline = small_pipeline(recorder)
    pipeline.ask(Question(ASKED))
    pipeline.ask(Question(ASKED, filters=filters(kind=["review"])))
    pipeline.ask(Question(ASKED, filters=filters(kind=["inspection"])))
    assert [query.documents for query in recorder.queries] == [None, frozenset({ALDERMOOR.id}), frozenset()]


def test_filters_that_admit_no_document_lead_to_a_refusal() -> None:
    for pipeline in (small_pipeline(), real_pipeline()):
        answer = pipeline.ask(Question(ASKED, filters=filters(kind=["inspection"])))
        assert not answer.status.answers
        assert answer.reason
        assert answer.hits == ()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("Should I call my social worker about my neighbour?", Status.ADVICE),
        ("What is the real name of the child?", Status.IDENTIFICATION),
    ],
)
def test_a_question_that_is_out_of_scope_is_never_looked_up(asked: str, status: Status) -> None:
    recorder = Recorder()
    answer = small_pipeline(recorder).ask(Question(asked))
    assert recorder.queries == []
    assert (answer.status, answer.hits, answer.claims) == (status, (), ())
    assert answer.reason


def test_a_follow_up_is_looked_up_with_what_it_leaves_to_the_turn_before() -> None:
    recorder = Recorder()
    answer = small_pipeline(recorder).ask(
        Question("When did it meet?", history=("Who chaired the Fernhill panel?",))
    )
    assert "Fernhill" in recorder.queries[0].text
    assert answer.standalone == recorder.queries[0].text
    assert answer.question.text == "When did it meet?"


def test_a_question_that_stands_alone_is_looked_up_as_it_is() -> None:
    recorder = Recorder()
    small_pipeline(recorder).ask(Question(f"  {ASKED} ", history=("Who led the Aldermoor review?",)))
    assert recorder.queries[0].text == ASKED


def test_only_the_last_turns_are_looked_at_and_blank_ones_are_passed_over() -> None:
    pipeline = small_pipeline()
    too_long = "x" * (LONGEST_QUESTION + 1)
    pipeline.ask(Question(ASKED, history=(too_long, *["Who led it?"] * TURNS_KEPT)))
    pipeline.ask(Question(ASKED, history=("", " \n")))
    with pytest.raises(UnusableQuestion):
        pipeline.ask(Question(ASKED, history=(too_long,)))
    with pytest.raises(UnusableQuestion):
        pipeline.ask(Question(ASKED, history=("who \ud800",)))


def test_a_search_gives_passages_of_the_documents_the_filters_admit() -> None:
    pipeline = small_pipeline()
    hits = pipeline.search(f" {ASKED}", 3)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert hits[0].passage.document_id == FERNHILL.id
    kept = pipeline.search(ASKED, 3, filters(jurisdiction=["Scotland"]))
    assert {hit.passage.document_id for hit in kept} == {ALDERMOOR.id}


def test_many_askers_at_once_get_the_answers_that_one_gets() -> None:
    pipeline = real_pipeline()
    asked = [ASKED, "Who led the Aldermoor review?", "What is the weather in Peru?", "How many cases?"] * 8
    alone = [untimed(pipeline.ask(Question(text))) for text in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: untimed(pipeline.ask(Question(text))), asked))
    assert together == alone


@pytest.mark.parametrize(
    "asked", [ASKED, "How many cases did social workers hold?", "What did the review find?"]
)
def test_every_citation_of_the_program_stands_in_its_document(asked: str) -> None:
    answer = real_pipeline().ask(Question(asked))
    for citation in (*answer.citations, *answer.nearest):
        text = RECORDS.documents[citation.document_id].text
        assert text[citation.span.start : citation.span.end] == citation.quote

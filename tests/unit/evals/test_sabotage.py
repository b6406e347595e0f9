"""Each sabotage of a tiny program must be caught by the gate or hard rule made for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evals.cases import Case, CaseError
from evals.gates import load_floors
from evals.invariants import Rule
from evals.parts import RememberedAnswers, RememberedHits
from evals.sabotage import ERROR, NOT_PLACED, SABOTAGES, Intact, Sabotage, catches
from evals.session import THRESHOLDS
from rag.citations import cite
from rag.domain import Answer, Claim, Hit, Passage, Question, Span, Status, sentence_key
from rag.lexical import LexicalRetriever
from rag.pipeline import Pipeline
from rag.store import Records
from rag.text import content_stems
from tests.unit.evals import evalkit
from tests.unit.evals.evalkit import INFO, answerable, unanswerable

FLOORS = load_floors(THRESHOLDS)


def two_by_two() -> Records:
    """The tiny corpus with two sentences to a passage, so that a passage does not tell which one answers."""
    passages = []
    for document in evalkit.RECORDS.documents.values():
        spans = [p.span for p in evalkit.RECORDS.passages if p.document_id == document.id]
        for one, other in zip(spans[::2], spans[1::2], strict=True):
            span = Span(one.start, other.end)
            passages.append(Passage(document.id, span, span.of(document.text), sentences=(one, other)))
    return Records(evalkit.RECORDS.documents, tuple(passages))


RECORDS = two_by_two()


class Overlap:
    """An Answerer that shows the sentence with most words of the question, or refuses below a share of them."""

    def __init__(self, below: float) -> None:
        self._below = below
        self.asked = 0

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        self.asked += 1
        stems = set(content_stems(standalone))
        there = [(hit.passage, span) for hit in hits for span in hit.passage.sentences]
        scored = [(len(stems & set(content_stems(p.slice(span)))) / len(stems), p, span) for p, span in there]
        best = max(scored, key=lambda one: (one[0], sentence_key(one[1].document_id, one[2])), default=None)
        made = Answer(question, standalone, Status.NOT_IN_CORPUS, "None.", reason="r", hits=tuple(hits))
        if best is None or best[0] < self._below:
            return replace(made, confidence=best[0] if best else 0.0)
        cited = cite(RECORDS.documents[best[1].document_id], best[1], best[2])
        claims = (Claim(cited.quote, (cited,)),)
        return replace(made, status=Status.ANSWERED, reason=None, claims=claims, confidence=best[0])


def about(case_id: str, document: str, place_of: int, fact: str, question: str) -> Case:
    return answerable(case_id, document, [place_of], fact, question=question)


CASES = (
    about("north-lead", "north-2010", 0, "Ada Marsh", "Who led the North review?"),
    about("north-cost", "north-2010", 1, "1,200", "What did the North review cost?"),
    about("north-register", "north-2010", 3, "register", "Was a register proposed by the North review?"),
    unanswerable("north-pages", "test", question="What pages had the North review?"),
    unanswerable("north-boats", "test", question="Which boats had the North review?"),
    unanswerable("moon", "test", question="Which moon is nearest?"),
    about("south-times", "south-2012", 1, "14", "Was the South inquiry met 14 times?"),
    about("south-schools", "south-2012", 3, "nine", "What schools were visited by the South inquiry?"),
    unanswerable("south-boats", "dev", question="Which boats had the South inquiry?"),
    unanswerable(
        "filtered",
        "dev",
        category="filtered",
        question="What schools were visited by the South inquiry?",
        filters={"document": ["north-2010"]},
    ),
)


def intact() -> Intact:
    retriever = RememberedHits(LexicalRetriever(RECORDS.documents, RECORDS.passages))
    return Intact(RECORDS, retriever, RememberedAnswers(Overlap(0.7)), Overlap(0.35), INFO)


def test_the_intact_program_passes_so_every_gate_can_catch() -> None:
    assert catches(intact(), CASES, FLOORS, ()).fallen == ()


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda one: one.name)
def test_a_sabotage_is_caught_for_the_right_reason(sabotage: Sabotage) -> None:
    (found,) = catches(intact(), CASES, FLOORS, [sabotage]).catches
    assert found.right, found.by
    assert ERROR not in found.by


def caught(name: str) -> tuple[str, ...]:
    return catches(intact(), CASES, FLOORS, [s for s in SABOTAGES if s.name == name]).catches[0].by


def test_each_sabotage_breaks_its_own_part_and_leaves_the_others_alone() -> None:
    assert caught("filters ignored")[0] == Rule.FILTERS
    assert caught("offsets off by one")[0] == Rule.CITATION
    assert caught("a document dropped from the index") == (NOT_PLACED,)
    assert not {"recall_10-test", "recall_10-dev"} & set(caught("always refuses"))
    assert not {"lead_right-test", "claims_supported-test"} & set(caught("refusal threshold halved"))
    assert "refusal_recall-test" not in caught("first sentence")


def test_a_change_that_harms_nothing_goes_through_and_one_that_breaks_down_is_not_caught_rightly() -> None:
    class Breaks(Pipeline):
        def answer(self, found: object) -> Answer:
            raise RuntimeError("out of order")

    harmless = Sabotage(
        "none", lambda i: Pipeline(RECORDS, i.retriever, i.answerer, INFO), ("lead_right-test",)
    )
    crash = Sabotage("crash", lambda i: Breaks(RECORDS, i.retriever, i.answerer, INFO), (Rule.CITATION,))
    told: list[str] = []
    found = catches(intact(), CASES, FLOORS, [harmless, crash], told.append).catches
    assert (found[0].by, found[0].right) == ((), ())
    assert found[1].by[0] == ERROR
    assert found[1].right == ()
    assert told == ["the intact program", "none", "crash"]


def test_an_intact_program_that_breaks_down_is_no_measure_of_anything() -> None:
    class Broken:
        def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
            raise RuntimeError("out of order")

    with pytest.raises(
        CaseError, match=r"north-lead: the program raised RuntimeError: out of order; so it did in 10"
    ):
        catches(replace(intact(), answerer=Broken()), CASES, FLOORS)


def test_drops_from_the_intact_program_catch_what_stays_above_the_floors() -> None:
    low = [floor.model_copy(update={"floor": 0.0}) for floor in FLOORS]
    none = [floor.model_copy(update={"drop": None, "drop_reason": None}) for floor in low]
    always = [sabotage for sabotage in SABOTAGES if sabotage.name == "always refuses"]
    assert catches(intact(), CASES, none, always).catches[0].right == ()
    assert "lead_right-test" in catches(intact(), CASES, low, always).catches[0].right


def test_questions_and_queries_are_put_once() -> None:
    answerer = Overlap(0.7)
    parts = replace(intact(), answerer=RememberedAnswers(answerer))
    catches(
        parts, CASES, FLOORS, [s for s in SABOTAGES if s.name in ("offsets off by one", "first sentence")]
    )
    assert answerer.asked == len(CASES)

"""Cases with filters: passed on to the program, and no citation outside what they admit."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evals.cases import Case, CaseError, load_cases
from evals.gold import place
from evals.invariants import Rule, breaches
from evals.runner import Runner
from evals.session import CASES as FOLDER
from rag.domain import Answer, Filter
from tests.unit.evals.evalkit import RECORDS, Program, answer, answerable, cite, refusal, unanswerable

FILTERS = {"document": ["north-2010"]}
NORTH, SOUTH = RECORDS.passages[0], RECORDS.passages[4]


def filtered(**filters: object) -> Case:
    return answerable(
        "north-only", "north-2010", [0], "Ada Marsh", category="filtered", filters=filters or FILTERS
    )


def test_filters_reach_the_program_with_the_question() -> None:
    (found,) = place([filtered()], RECORDS)
    assert found.asked.filters == (Filter("document", "in", ("north-2010",)),)
    asked: list[object] = []

    class Listens:
        def invoke(self, question: object, /) -> dict[str, object]:
            asked.append(question)
            return {"answer": answer([(SOUTH.text, SOUTH)])}

    outcome = Runner([found], Listens(), RECORDS.documents).outcome("north-only")
    assert asked == [found.asked]
    assert [breach.rule for breach in outcome.breaches] == [Rule.FILTERS]


@pytest.mark.parametrize(
    ("given", "outside"),
    [
        (answer([(NORTH.text, NORTH)]), []),
        (answer([(NORTH.text, NORTH), (SOUTH.text, SOUTH)]), ["south-2012"]),
    ],
)
def test_every_citation_shown_lies_in_an_admitted_document(given: Answer, outside: list[str]) -> None:
    case = filtered()
    found = breaches(case, given, RECORDS.documents, case.filters_in(RECORDS.documents))
    assert [breach.detail for breach in found if breach.rule is Rule.FILTERS] == outside
    assert breaches(case, given, RECORDS.documents) == ()


def test_nearest_evidence_lies_in_an_admitted_document_too() -> None:
    case = filtered()
    nearest = refusal()
    object.__setattr__(nearest, "nearest", (cite(SOUTH),))
    found = breaches(case, nearest, RECORDS.documents, case.filters_in(RECORDS.documents))
    assert [breach.detail for breach in found] == ["south-2012"]


def test_a_filter_that_names_what_is_not_there_is_a_fault_of_its_case() -> None:
    with pytest.raises(CaseError, match='north-only: filters: no document "west"'):
        place([filtered(document=["west"])], RECORDS)
    with pytest.raises(CaseError, match="filters: --since"):
        place([filtered(since="soon")], RECORDS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"filters": {"colour": ["red"]}}, "filters.colour"),
        ({"filters": None}, "a filtered case has filters"),
        ({"category": "single_fact"}, "cases of other categories have none"),
        ({"category": "retrieval", "filters": None}, "neither lead nor facts"),
    ],
)
def test_a_faulty_case_is_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    values = filtered().model_dump(mode="json", exclude_defaults=True) | change
    (tmp_path / "a.yaml").write_text(yaml.safe_dump([values]))
    with pytest.raises(CaseError, match=said):
        load_cases(tmp_path)


def test_a_retrieval_case_is_right_where_the_first_claim_cites_gold() -> None:
    case = answerable("ret", "north-2010", [0, 1], "x", category="retrieval", lead=None, facts=[])
    placed = place([case], RECORDS)
    runner = Runner(placed, Program(lambda _: answer([(NORTH.text, NORTH)]), [case]), RECORDS.documents)
    assert runner.outcome("ret").lead_right
    wrong = Runner(placed, Program(lambda _: answer([(SOUTH.text, SOUTH)]), [case]), RECORDS.documents)
    assert not wrong.outcome("ret").lead_right
    with pytest.raises(ValueError, match="a retrieval case is answered"):
        unanswerable("r", "dev", category="retrieval")


def test_the_committed_cases_hold_filters_of_every_kind() -> None:
    found = [case.filters for case in load_cases(FOLDER) if case.filters]
    assert len(found) >= 8
    used = {name for filters in found for name in filters.model_dump(exclude_defaults=True)}
    assert used == {"document", "kind", "standing", "jurisdiction", "since", "until"}

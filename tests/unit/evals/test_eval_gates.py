"""The gates must pass a right program and stop each kind of broken one, for the right reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case, CaseError, Split
from evals.gates import judge, load_floors
from evals.runner import Runner
from evals.session import THRESHOLDS, Session
from rag.domain import Answer, Question
from tests.unit.evals.evalkit import (
    CASES,
    INFO,
    RECORDS,
    Program,
    answer,
    fallen,
    good,
    hits,
    placed,
    refusal,
    session,
    unanswerable,
)


def always_refuses(case: Case) -> Answer:
    return refusal(found=good(case).hits and [hit.passage for hit in good(case).hits])


def first_sentence(case: Case) -> Answer:
    first = RECORDS.passages[0]
    return answer([(first.text, first)], found=RECORDS.passages)


def never_refuses(case: Case) -> Answer:
    return good(case) if case.expects_answer else first_sentence(case)


def swapped_citations(case: Case) -> Answer:
    right = good(case)
    others = RECORDS.passages[-1], RECORDS.passages[3]
    claims = [(claim.text, next(o for o in others if o.text != claim.text)) for claim in right.claims]
    return answer(claims, found=RECORDS.passages) if claims else right


def shuffled_retriever(case: Case) -> Answer:
    wrong = [
        p for p in RECORDS.passages if not any(g.held_by(p.document_id, p.span) for g in placed(case).gold)
    ]
    return replace(good(case), hits=hits(wrong))


def shows_everything(case: Case) -> Answer:
    right = good(case)
    rest = [(p.text, p) for p in RECORDS.passages if p.text not in {c.text for c in right.claims}]
    lead = [(c.text, c.citations[0].passage) for c in right.claims]
    return answer(lead + rest, found=RECORDS.passages) if lead else right


def confidence_upside_down(case: Case) -> Answer:
    return replace(good(case), confidence=0.1 if case.expects_answer else 0.9)


def test_a_right_program_passes_every_gate() -> None:
    assert fallen(good) == set()


@pytest.mark.parametrize(
    ("program", "caught_by"),
    [
        (always_refuses, "lead_right-test"),
        (always_refuses, "lead_right-dev"),
        (never_refuses, "refusal_recall-test"),
        (never_refuses, "refusal_recall-dev"),
        (first_sentence, "lead_right-test"),
        (first_sentence, "refusal_recall-test"),
        (swapped_citations, "claims_supported-test"),
        (shuffled_retriever, "recall_10-test"),
        (shows_everything, "shown_gold-test"),
        (confidence_upside_down, "confidence_auroc-test"),
    ],
)
def test_a_broken_program_is_stopped_by_the_gate_made_for_it(program: object, caught_by: str) -> None:
    assert caught_by in fallen(program)  # type: ignore[arg-type]


def test_offsets_off_by_one_are_stopped() -> None:
    shifted = replace(
        RECORDS, documents={i: replace(d, text=" " + d.text[:-1]) for i, d in RECORDS.documents.items()}
    )
    runner = Runner([placed(case) for case in CASES], Program(good), shifted.documents)
    outcomes = [runner.outcome(case.id) for case in CASES if case.expects_answer]
    assert all(outcome.breaches for outcome in outcomes)


def test_a_floor_that_applies_to_no_question_has_not_held() -> None:
    made = session(good, CASES[:3])
    floor = next(
        floor for floor in made.floors if floor.metric == "refusal_recall" and floor.split is Split.TEST
    )
    verdict = made.verdict(floor)
    assert not verdict.held
    assert "applies to no question" in str(verdict)


def test_a_value_on_the_floor_holds_and_the_verdict_tells_why() -> None:
    made = session(good)
    verdicts = {v.floor.name: v for v in judge(made.floors, made.run().summary)} if made.run() else {}
    assert verdicts == {}
    verdict = made.verdict(made.floors[0])
    assert replace(verdict, floor=verdict.floor.model_copy(update={"floor": 1.0})).held
    assert verdict.floor.reason in str(verdict)
    assert "(n=5)" in str(verdict)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- {metric: joy, split: test, floor: 0.5, reason: r}", 'unknown metric "joy"'),
        ("- {metric: latency, split: test, floor: 0.5, reason: r}", 'unknown metric "latency"'),
        ("- {metric: right, split: test, floor: 1.5, reason: r}", "0.floor"),
        ("- {metric: right, split: test, floor: 0.5}", "0.reason"),
        ("- {metric: right, split: all, floor: 0.5, reason: r}", "0.split"),
        ("- {metric: right, split: dev, floor: 0.1, reason: r}\n" * 2, "right-dev has 2 floors"),
        ("- {metric: right, split: dev, floor: 0.1, reason: r, drop: 0.1}", "drop_reason together"),
        ("- {metric: risk_area, split: test, floor: 0.5, reason: r}", 'unknown metric "risk_area"'),
        ("- [", "cannot be read"),
    ],
)
def test_a_faulty_floor_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(content)
    with pytest.raises(CaseError) as caught:
        load_floors(path)
    assert str(caught.value).startswith("floors.yaml: ")
    assert said in str(caught.value)


def test_floors_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_floors(tmp_path / "none.yaml")


# --- asking ------------------------------------------------------------------------------------------


def test_each_question_is_asked_once_with_its_history() -> None:
    case = unanswerable("moon", "test", question=None, turns=["Who led it?", "And the moon?"])
    program = Program(lambda _: refusal(), [case])
    runner = Runner([placed(case)], program, RECORDS.documents)
    assert runner.outcome(case.id) is runner.outcome(case.id)
    assert program.asked == [Question("And the moon?", history=("Who led it?",))]
    assert runner.outcomes == (runner.outcome(case.id),)


def test_what_a_program_raises_is_the_failure_of_its_question_alone() -> None:
    def half_broken(case: Case) -> Answer:
        if case is CASES[0]:
            raise ValueError("out of cheese")
        return good(case)

    made = session(half_broken)
    assert made.outcome(CASES[0].id).error == "ValueError: out of cheese"
    assert made.outcome(CASES[1].id).right


def test_a_reply_that_is_no_answer_or_has_an_unknown_status_is_an_error() -> None:
    odd = refusal()
    object.__setattr__(odd, "status", "shrugged")
    assert "shrugged" in str(session(lambda _: odd).outcome(CASES[0].id).error)
    assert "not an Answer" in str(session(lambda _: "no").outcome(CASES[0].id).error)  # type: ignore[arg-type, return-value]


def test_a_gate_asks_the_questions_not_asked_yet() -> None:
    made = session(good)
    made.verdict(made.floors[0])
    run = made.run()
    assert run is not None
    assert run.complete
    assert len(run.verdicts) == len(made.floors)


def test_a_selection_has_no_verdicts() -> None:
    made = session(good)
    assert made.run() is None
    made.outcome(CASES[0].id)
    run = made.run()
    assert run is not None
    assert not run.complete
    assert run.verdicts == ()


def test_a_session_that_is_not_open_says_so() -> None:
    made = Session(CASES, load_floors(THRESHOLDS))
    assert made.run() is None
    assert made.summary().row("right", Split.TEST).value is None
    with pytest.raises(RuntimeError, match="open"):
        made.outcome(CASES[0].id)
    with pytest.raises(KeyError):
        made.summary().row("joy", Split.TEST)
    assert INFO.documents == len(RECORDS.documents)

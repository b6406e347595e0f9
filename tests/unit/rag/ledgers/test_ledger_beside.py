"""Two things told by one sentence are two rows, each in its own words and with its own state."""

from __future__ import annotations

import pytest

from rag.ledgers.rows import Ledger, State
from tests.unit.rag.ledgers.ledger_records import told

DEC, ACT = Ledger.DECISIONS, Ledger.ACTIONS


def _of(kind: Ledger, sentence: str, heading: str = "What happened next") -> dict[State, str]:
    return {row.status: row.what for row in told(kind, sentence, heading)}


def test_what_was_accepted_and_what_was_refused_are_two_decisions() -> None:
    assert _of(DEC, "The government accepted ten proposals but rejected a new board.") == {
        State.AGREED: "The government accepted ten proposals",
        State.REFUSED: "rejected a new board",
    }
    assert _of(DEC, "The council approved the budget and appointed a commissioner.") == {
        State.AGREED: "The council approved the budget",
        State.DONE: "appointed a commissioner",
    }


def test_who_decided_first_decided_both() -> None:
    rows = told(DEC, "The government accepted ten proposals but rejected a new board.")
    assert [row.who for row in rows] == ["the government"] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The council agreed that a board be formed and that powers be extended.",
        "The council agreed to visit the homes and dismissed nothing.",
        "The government accepted ten proposals and accepted two more.",
        "The council approved the money for the commissioner appointed in 2031.",
    ],
)
def test_what_is_inside_a_decision_or_of_the_same_state_is_no_second_one(sentence: str) -> None:
    assert len(told(DEC, sentence)) == 1


def test_a_deed_beside_a_plan_is_told_apart_from_it() -> None:
    sentence = "The ministers promised a plan by May 2031, and a reply was issued."
    assert _of(ACT, sentence) == {
        State.PLANNED: "The ministers promised a plan by May 2031",
        State.DONE: "a reply was issued",
    }
    assert _of(ACT, "The council opened two halls and will open a third.") == {
        State.DONE: "The council opened two halls",
        State.PLANNED: "will open a third",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "The council planned to open a hall and to have it finished by 2034.",
        "The council will open a hall, and a report was published.",
        "The council will open a hall and the minister said that two were opened.",
    ],
)
def test_a_plan_alone_stays_a_plan(sentence: str) -> None:
    assert set(_of(ACT, sentence)) == {State.PLANNED}


def test_under_a_heading_that_tells_of_no_answer_only_who_can_act_did_something_beside() -> None:
    asked = "What was said"
    assert State.DONE in _of(ACT, "The council opened two halls and will open a third.", asked)
    assert State.DONE not in _of(ACT, "Ines Roe opened two halls and will open a third.", asked)


def test_what_an_aside_decides_is_told_without_the_plan_behind_it() -> None:
    sentence = "Five helpers, appointed in May 2031, were to run the homes."
    assert _of(DEC, sentence) == {State.DONE: "Five helpers, appointed in May 2031"}
    assert _of(ACT, sentence) == {State.PLANNED: sentence}


def test_a_board_that_is_set_up_is_decided_though_what_it_does_is_to_come() -> None:
    assert _of(DEC, "The council set up a board that would oversee the homes.") == {
        State.DONE: "The council set up a board that would oversee the homes."
    }
    assert _of(DEC, "The council planned to have commissioned a board by 2034.") == {}

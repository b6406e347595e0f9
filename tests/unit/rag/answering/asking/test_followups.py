from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.asking.followups import standalone, subject

PANEL = "Who chaired the Fernhill panel on foster care?"


@pytest.mark.parametrize(
    "turn",
    [
        "When did it meet?",
        "what did they cost",
        "Who wrote the report?",
        "How much was that?",
        "Who took that forward?",
    ],
)
def test_a_question_that_points_back_takes_the_subject_along(turn: str) -> None:
    alone = standalone(turn, [PANEL])
    assert alone.startswith(turn.rstrip("?"))
    assert {"Fernhill", "panel", "foster"} <= set(alone.replace("(", " ").replace(")", " ").split())


def test_that_before_a_clause_points_back_to_nothing() -> None:
    asked = "Who said that hubs help young parents?"
    assert standalone(asked, [PANEL]) == asked


def test_the_verb_of_asking_is_not_taken_along() -> None:
    assert "Who" not in standalone("When did it meet?", [PANEL])


@pytest.mark.parametrize(
    "turn", ["And Tarnbrook?", "What about Tarnbrook?", "in Tarnbrook?", "how about Tarnbrook"]
)
def test_a_bare_name_takes_the_place_of_the_last_one(turn: str) -> None:
    assert (
        standalone(turn, ["How many carers left Fernhill in all?"])
        == "How many carers left Tarnbrook in all?"
    )


@pytest.mark.parametrize("turn", ["and in 2033?", "the cost?"])
def test_a_bare_remark_without_a_name_is_added(turn: str) -> None:
    alone = standalone(turn, [PANEL])
    assert alone.startswith(PANEL.rstrip("?"))
    assert turn.rstrip("?").split()[-1] in alone


@pytest.mark.parametrize("turn", ["why?", "And how often?"])
def test_a_question_word_alone_asks_about_the_last_subject(turn: str) -> None:
    assert "Fernhill panel" in standalone(turn, [PANEL])


@pytest.mark.parametrize(
    "turn",
    ["Who led the Aldermoor review?", "How many family hubs stand in Wales?", "and who led Aldermoor?"],
)
def test_a_question_with_a_name_of_its_own_changes_the_topic(turn: str) -> None:
    assert "Fernhill" not in standalone(turn, [PANEL])


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    turns = [PANEL, "When did it meet?", "Why was it set up?"]
    assert "Fernhill panel" in standalone("What did it cost?", turns)


def test_after_a_change_of_topic_the_new_topic_is_meant() -> None:
    turns = [PANEL, "When did it meet?", "Who led the Aldermoor review?"]
    alone = standalone("What did it find?", turns)
    assert "Aldermoor" in alone
    assert "Fernhill" not in alone


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    asked = "How many foster carers left the service last winter?"
    assert standalone(asked, [PANEL]) == asked
    assert standalone(f"  {asked} ", []) == asked


@pytest.mark.parametrize("history", [[], [""], [" \n"], ["", "  "]])
def test_an_empty_conversation_adds_nothing(history: list[str]) -> None:
    assert standalone("When did it meet?", history) == "When did it meet?"


def test_a_turn_without_a_subject_adds_nothing() -> None:
    assert standalone("When did it meet?", ["?"]) == "When did it meet?"
    assert standalone("", [PANEL]) == ""


def test_the_subject_is_the_words_that_carry_matter_in_order() -> None:
    assert subject("How often did the panel in Fernhill meet?") == "often panel Fernhill meet"
    assert subject("When did it meet (Fernhill panel)?") == "Fernhill panel"


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=6))
def test_any_history_leaves_the_question_in_its_place(question: str, history: list[str]) -> None:
    alone = standalone(question, history)
    assert alone.strip() == alone
    assert not question.strip() or alone


def test_a_question_for_the_actions_of_meetings_is_whole_unless_it_points_back() -> None:
    history = ["When was the final report of the Fernhill panel planned for?"]
    for question in ("Who agreed to do what by when?", "List the actions agreed"):
        assert standalone(question, history) == question
    assert "Fernhill" in standalone("What actions came out of it?", history)

from __future__ import annotations

import pytest

from rag.answering.asking.questions import read
from rag.answering.deciding.before_after import tells_the_other_end, tells_the_other_way


def way(question: str, sentence: str) -> bool:
    return tells_the_other_way(question, read(question), sentence)


def end(question: str, sentence: str) -> bool:
    return tells_the_other_end(question, read(question), sentence)


def test_what_somebody_was_before_does_not_say_what_came_after() -> None:
    question = "What job did Ada Holt go on to once her review was finished?"
    assert way(question, "Ada Holt was a former teacher.")
    assert not way(question, "Ada Holt, a former teacher, later became a judge.")
    assert not way(question, "Ada Holt is a judge.")


def test_what_came_before_needs_a_sentence_that_tells_of_it() -> None:
    question = "Where was Ada Holt working before she came to Tarn?"
    assert way(question, "Ada Holt, an officer of Tarn council, led the hub.")
    assert not way(question, "Ada Holt had worked in Orlham.")
    assert not way(question, "Ada Holt, from Orlham, became director.")


def test_a_question_for_a_number_or_a_date_is_not_asked_about_a_career() -> None:
    assert not way("How many homes were there before she came?", "There were 61 homes.")


@pytest.mark.parametrize(
    ("question", "other", "same"),
    [
        ("When did the pilots finish?", "The pilots began in 2031.", "The pilots ended in 2031."),
        ("When did the hearings start?", "The hearings stopped in 2031.", "The hearings opened in 2031."),
        ("When was the loan to be paid back?", "It obtained a loan in 2031.", "The loan was to end in 2031."),
    ],
)
def test_a_beginning_is_no_end_and_an_end_no_beginning(question: str, other: str, same: str) -> None:
    assert end(question, other)
    assert not end(question, same)


def test_a_sentence_that_tells_of_both_ends_may_answer_for_either() -> None:
    both = "The pilots began in 2031 and ended in 2033."
    assert not end("When did the pilots finish?", both)
    assert not end("When did the pilots begin?", both)


def test_only_dates_have_ends() -> None:
    assert not end("How did the pilots finish?", "The pilots began well.")

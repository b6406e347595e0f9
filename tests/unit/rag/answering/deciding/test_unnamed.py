from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.deciding.unnamed import is_unnamed_one

WHICH = "Which scrap merchant bought the bell?"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bell was sold to a scrap merchant.",
        "The bell was sold to one of the scrap merchants.",
        "In June the bell was sold to a scrap merchant, and then it was lost.",
        "The bell went to a merchant.",
    ],
)
def test_a_sentence_that_says_only_that_there_was_one_does_not_say_which(sentence: str) -> None:
    assert is_unnamed_one(WHICH, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bell was sold to a scrap merchant, Ida Marsh.",
        "The bell was sold to Marsh, a scrap merchant in Tarn.",
    ],
)
def test_a_name_in_apposition_says_which(sentence: str) -> None:
    assert not is_unnamed_one(WHICH, sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The bell was sold to a scrap merchant in Tarn.", "In the end Ida Marsh paid a scrap merchant."],
)
def test_a_name_in_the_same_clause_says_which(sentence: str) -> None:
    assert not is_unnamed_one(WHICH, sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The bell was sold to a blind scrap merchant.", "The bell was sold to the first scrap merchant."],
)
def test_one_that_is_further_described_is_told_from_the_others(sentence: str) -> None:
    assert not is_unnamed_one(WHICH, sentence)


def test_the_thing_is_the_head_of_its_phrase_only() -> None:
    assert is_unnamed_one("Which youth came?", "The youth came.")
    assert not is_unnamed_one("Which youth came?", "The youth bus came.")


@pytest.mark.parametrize(
    "question",
    [
        "Who bought the bell?",
        "What did the scrap merchant which came buy?",
        "Which was bought by a scrap merchant?",
    ],
)
def test_only_a_question_that_asks_which_of_a_sort_can_be_left_open(question: str) -> None:
    assert not is_unnamed_one(question, "The bell was sold to a scrap merchant.")


def test_which_may_stand_behind_a_word_or_two_or_begin_a_later_clause() -> None:
    for question in ("To which merchant did it go?", "The bell was sold, which merchant got it?"):
        assert is_unnamed_one(question, "It went to a merchant.")


def test_a_sentence_that_leads_in_a_list_may_name_it_there() -> None:
    assert not is_unnamed_one(WHICH, "The bell was sold to a scrap merchant:")


@given(st.text(max_size=80))
def test_any_sentence_can_be_looked_at(sentence: str) -> None:
    assert is_unnamed_one(WHICH, sentence) in (True, False)


def test_how_many_there_are_and_where_does_not_say_which() -> None:
    asked = "Which seven councils got money for Family Hubs?"
    assert is_unnamed_one(asked, "Seven councils in England got money for Family Hubs in May 2031.")
    assert not is_unnamed_one(asked, "Seven councils got money: Tarn and six others.")


def test_things_told_apart_need_no_names() -> None:
    asked = "Which two schemes got money?"
    assert not is_unnamed_one(asked, "It paid for two schemes, one for schools and one for homes.")


def test_a_day_is_no_thing_that_has_a_name() -> None:
    assert not is_unnamed_one("Which day did it open?", "Sources differ on the day on which it opened.")

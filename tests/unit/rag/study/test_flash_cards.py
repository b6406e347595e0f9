from __future__ import annotations

import pytest

from rag.domain import ContentDate, Document, Person
from rag.study.cards import cards
from tests.records import record
from tests.unit.rag.study.invented import ALL, LARCH, OAK, asking, stated


def questions(*documents: Document) -> dict[str, str]:
    """The answer to each question of the first document's cards."""
    return {one.prompt: one.answer for one in cards(stated(*documents), [documents[0].id])}


def fronts(text: str, *people: str) -> list[str]:
    named = tuple(Person(name, "chair") for name in people)
    return [*questions(record("one", "A title of its own", text, people=named, published=ContentDate(2031)))]


def test_a_sentence_of_a_fixed_form_makes_a_question_and_its_back_is_the_sentence() -> None:
    found = questions(*ALL)
    assert found["Who led the Larch review of fostering?"] == "Ada Penn"
    assert found["When was the report of the Larch review published?"] == "3 May 2031"
    assert found["How many recommendations does the Larch report of May 2031 make?"] == "40"
    for one in cards(stated(*ALL), [LARCH.id]):
        line = one.key[0]
        assert line.focus is not None
        assert line.focus.of(line.citation.quote) == one.answer
        assert one.answer not in one.prompt


def test_how_much_is_planned_is_asked_as_a_plan_of_its_day() -> None:
    found = questions(*ALL)
    assert found["In May 2031, how much did the government plan to spend on respite breaks?"] == "£20m"


@pytest.mark.parametrize(
    ("text", "front"),
    [
        (
            "In March 2032 the Elmford council signed a contract with nurses.",
            "When was it that the Elmford council signed a contract with nurses?",
        ),
        (
            "The Elmford council lifted its ban on visits in March 2032.",
            "When was it that the Elmford council lifted its ban on visits?",
        ),
        ("The atlas of carers came out in March 2032.", "When did the atlas of carers come out?"),
        ("In March 2032 the atlas of carers came out, with maps.", "When did the atlas of carers come out?"),
        ("The atlas of carers began in March 2032.", "When was it that the atlas of carers began?"),
        (
            "The Larch inquiry received over 600 letters from carers.",
            "How many letters from carers did the Larch inquiry receive?",
        ),
        (
            "The government accepted all 15 recommendations that Larch made.",
            "How many were the recommendations that Larch made, all of which the government accepted?",
        ),
    ],
)
def test_each_form_asks_for_its_value(text: str, front: str) -> None:
    assert fronts(text) == [front]


@pytest.mark.parametrize(
    ("text", "front"),
    [
        (
            "The Larch inquiry into fostering was led by Ada Penn.",
            "By whom was the Larch inquiry into fostering led?",
        ),
        (
            "Ada Penn was chair of the Larch board in May 2031.",
            "Who was chair of the Larch board in May 2031?",
        ),
        ("Ada Penn, a judge, was chair of the Larch board in May 2031.", None),
        (
            "Ada Penn, once a judge, was chair of the Larch board in May 2031.",
            "Who was chair of the Larch board in May 2031?",
        ),
    ],
)
def test_people_are_asked_for_by_what_they_led_or_were(text: str, front: str | None) -> None:
    found = fronts(text, "Ada Penn")
    assert found == ([front] if front else found)


def test_a_sentence_of_no_form_makes_no_card() -> None:
    assert fronts("Some 600 letters, most of them long, lay in the Larch office.") == []


def test_a_question_also_asked_goes_before_a_form_where_it_is_certain() -> None:
    heading = "What it was"
    found = questions(asking(LARCH, heading, "Who was in charge of the Larch review of fostering?"), OAK)
    assert found["Who was in charge of the Larch review of fostering?"] == "Ada Penn"


@pytest.mark.parametrize(
    "question",
    [
        "Who was in charge?",
        "Who led the Oak review of prices?",
        "Who led the Larch review, and when?",
        "Was the Larch review led by Ada Penn?",
        "How many carers did the Larch review of fostering meet?",
    ],
    ids=["names nothing", "another thing", "two questions", "yes or no", "another kind"],
)
def test_a_question_also_asked_that_is_not_certain_is_not_used(question: str) -> None:
    assert question not in questions(asking(LARCH, "What it was", question), OAK)


def test_a_question_also_asked_under_another_heading_is_not_used() -> None:
    question = "Who was in charge of the Larch review of fostering?"
    assert question not in questions(asking(LARCH, "What it found", question), OAK)


def test_a_question_that_two_sentences_answer_differently_is_not_used() -> None:
    text = (
        "# A\n\n## What it was\n\nThe Larch fund for carers was opened in May 2031. "
        "The Larch fund for carers was opened in June 2032.\n"
    )
    two = record("one", "Larch fund", text, published=ContentDate(2031))
    assert "When was the Larch fund for carers opened?" not in questions(
        asking(two, "What it was", "When was the Larch fund for carers opened?")
    )


def test_when_a_thing_was_done_is_not_answered_by_when_it_began() -> None:
    text = "# A\n\n## What it was\n\nThe return of powers to Elmford began in May 2031.\n"
    one = record("one", "Elmford powers", text, published=ContentDate(2031))
    question = "When did Elmford get powers back in return?"
    assert question not in questions(asking(one, "What it was", question))

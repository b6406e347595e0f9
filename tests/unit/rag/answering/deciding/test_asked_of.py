from __future__ import annotations

import pytest

from rag.answering.deciding.asked_of import matters, says_nothing, tells_another_matter
from tests.records import candidate


@pytest.mark.parametrize(
    ("question", "beside", "telling"),
    [
        ("How did the panel vote on the hub?", "The panel debated the hub.", "The panel approved the hub."),
        ("Which party was Ada Holt in?", "Ada Holt led the council.", "Ada Holt led the Labour group."),
        (
            "How were the ten areas picked?",
            "Ten areas got money.",
            "Ten areas were chosen by how poor they are.",
        ),
        ("How many people did she interview?", "She made 61 proposals.", "She heard 61 people."),
        ("Who took over from Ada Holt?", "Ada Holt chaired it.", "Ida Marsh followed Ada Holt."),
        ("Who chairs the board?", "The board was announced in May.", "The board is led by Ada Holt."),
        ("Whose idea was the hub?", "Ada Holt praised the hub.", "Ada Holt suggested the hub."),
        ("How well is the hub working?", "The hub opened in 2033.", "The hub has helped 61 families."),
        ("Did anyone apologise?", "The hub was closed.", "The mayor said he was sorry."),
        ("Who seconded the motion?", "Ada Holt moved it.", "Ada Holt moved it and Ida Marsh seconded it."),
        ("Where did Ada Holt study?", "Ada Holt chaired it.", "Ada Holt trained in Tarn."),
        ("How much did the inquiry cost?", "First steps were £600 for talks.", "It cost £600,000."),
        ("What was spent on lawyers?", "It paid £600,000.", "Its legal costs were £600,000."),
    ],
)
def test_a_sentence_without_a_word_for_what_is_asked_tells_something_else(
    question: str, beside: str, telling: str
) -> None:
    assert tells_another_matter(question, candidate(beside))
    assert not tells_another_matter(question, candidate(telling))


def test_a_question_on_none_of_the_matters_is_not_judged_by_them() -> None:
    assert not tells_another_matter("What did the hub look like?", candidate("It opened in 2033."))


def test_every_matter_says_why_it_stands_there_and_no_matter_stands_twice() -> None:
    names = [matter.name for matter in matters()]
    assert len(names) == len(set(names)) > 10


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Holt say about the hub?",
        "How did the mayor react to the report?",
        "Did Ada Holt welcome the hub?",
    ],
)
def test_what_somebody_said_needs_a_sentence_that_brings_words(question: str) -> None:
    assert says_nothing(question, candidate("Ada Holt chaired it from May to June."))
    assert not says_nothing(question, candidate("Ada Holt called it a sound plan."))


def test_a_question_for_no_words_needs_none() -> None:
    assert not says_nothing("When was the hub built?", candidate("It was built in May."))


def test_whoever_reports_a_thing_did_not_say_it_unless_asked_what_they_say() -> None:
    sentence = candidate("The hub opened in May, according to the Tarn Gazette.")
    assert says_nothing("How did Ada Holt react to the hub?", sentence)
    assert not says_nothing("What did the Tarn Gazette say about the hub?", sentence)

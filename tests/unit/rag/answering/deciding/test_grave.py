"""What lays a harm or a blame at somebody's door must be said by the sentence itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answering.asking.questions import read
from rag.answering.deciding.grave import lays_more
from rag.answering.language.lexicon import Lexicon
from tests.records import candidate, record, records_of

FELL = record(
    "fell",
    "Fell End review",
    "Ida Marsh chaired the Fell End review. The driver was arrested in May. Six children were known to it.",
)
LEXICON = Lexicon(records_of(FELL))


def lays(question: str, text: str, *before: str, leans: bool = False) -> bool:
    first = replace(candidate(text, FELL), before=before, leans=leans)
    return lays_more(read(question), first, LEXICON)


MARSH, ARRESTED, SIX = (
    "Ida Marsh chaired the Fell End review.",
    "The driver was arrested in May.",
    "Six children were known to it.",
)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who was sacked at Fell End?", MARSH),
        ("Who killed the children?", MARSH),
        ("How many children were abused?", SIX),
        ("What share of them was convicted?", SIX),
        ("Who is to blame?", MARSH),
    ],
)
def test_a_sentence_that_does_not_say_so_answers_no_question_that_lays_blame(
    question: str, text: str
) -> None:
    assert lays(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who chaired the Fell End review?", MARSH),
        ("Who was arrested?", ARRESTED),
        ("Who made the arrest?", ARRESTED),
        ("How many children were known to it?", SIX),
    ],
)
def test_a_question_that_lays_nothing_or_what_the_sentence_says_too_may_be_answered(
    question: str, text: str
) -> None:
    assert not lays(question, text)


def test_who_and_how_many_need_it_in_the_sentence_though_another_of_the_record_has_it() -> None:
    assert lays("Who was arrested?", MARSH)
    assert not lays("When was the driver arrested?", MARSH)
    assert lays("When was the driver murdered?", MARSH)


def test_a_sentence_that_leans_may_say_it_in_the_one_before() -> None:
    assert not lays("How many were arrested?", SIX, ARRESTED, leans=True)
    assert lays("How many were arrested?", SIX, ARRESTED)


def test_words_of_a_name_lay_nothing() -> None:
    assert not lays("Who chaired the Inquiry into Child Abuse?", MARSH)
    assert lays("Who chaired the inquiry into child abuse?", MARSH)

from __future__ import annotations

import pytest

from rag.answering.asking.questions import read
from rag.answering.language.lexicon import Lexicon
from rag.answering.premises.topic import Topic, ordinals_of
from rag.domain import ContentDate
from tests.records import ALL, candidate, record, records_of

PAID = "Night workers in Orlham were paid for the ferry."
OTHER = "The ferry sails twice a day."
ORLHAM = record("orlham", "Orlham transport", f"{PAID} {OTHER}", published=ContentDate(2036))
LEXICON = Lexicon(records_of(ORLHAM, *ALL))


def topic(question: str, *, fit: float = 0.6, silent: bool = False) -> Topic:
    found = [candidate(PAID, ORLHAM, fit=fit, silent=silent), candidate(OTHER, ORLHAM, fit=fit / 3)]
    return Topic(read(question), question, found, LEXICON)


def test_the_words_that_may_be_wrong_and_words_no_record_has_are_left_out() -> None:
    assert topic("Why were zebra workers in Orlham paid?").rest({"paid", "pay"}) == ["worker", "orlham"]


def test_a_name_no_record_has_still_counts() -> None:
    assert "zebulon" in topic("Why did Zebulon pay the workers?").rest(set())


def test_a_sentence_has_its_share_of_the_rest_and_what_its_record_goes_without_saying() -> None:
    about = topic("Why were night workers in Orlham paid for the ferry?")
    first, second = about.candidates
    assert about.share(set(), first) == pytest.approx(1.0)
    assert 0 < about.share(set(), second) < 1
    assert about.telling(set(), second) < about.share(set(), second)


def test_only_sentences_that_fit_nearly_as_well_as_the_best_and_speak_are_near() -> None:
    question = "Why were night workers in Orlham paid for the ferry?"
    assert [one.text for one in topic(question).near(set())] == [PAID]
    assert list(topic(question, fit=0.15).near(set())) == []
    assert PAID not in [one.text for one in topic(question, silent=True).near(set())]


def test_words_that_tell_the_first_from_the_second_are_found() -> None:
    assert ordinals_of("The Second report and the final one") == {"second", "final"}
    second = candidate("The second ferry was paid for.")
    question = "Who paid for the first ferry?"
    assert Topic(read(question), question, [second], LEXICON).candidates == []

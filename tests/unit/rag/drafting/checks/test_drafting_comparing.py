from __future__ import annotations

import pytest

from rag.drafting.checks.comparing import otherwise
from tests.unit.rag.drafting.checked import CHECKER, LED, MADE, PASSAGES, PLANNED, REFUSED, SAID


def why(text: str, *quoted: str) -> str | None:
    """What the text has otherwise than the quoted sentences together."""
    places = [
        (one.document.id, span)
        for words in quoted
        for one in PASSAGES
        for span in one.passage.sentences
        if one.passage.slice(span) == words
    ]
    assert len(places) == len(quoted)
    return otherwise(text, CHECKER.paragraphs.readings(text, CHECKER.search.beside(text, places)))


@pytest.mark.parametrize("text", [LED, MADE, SAID, PLANNED, REFUSED])
def test_a_sentence_has_nothing_otherwise_than_itself(text: str) -> None:
    assert why(text, text) is None


def test_without_a_quoted_sentence_nothing_is_said() -> None:
    assert otherwise(LED, []) == otherwise(LED, [[]]) == "the words it quotes do not say it"


def test_a_thing_that_one_of_the_quoted_sentences_has_is_not_held_against_the_other() -> None:
    text = "Professor Ada Holt led the review, which made 42 recommendations."
    assert why(text, LED, MADE) is None
    assert why(text.replace("42", "52"), LED, MADE) == "it has another figure than the words it quotes"


def test_a_thing_that_none_has_is_named() -> None:
    text = "Professor Ada Holt led the Holt review of fostering in Larkfield at a cost of £9m."
    found = why(text, LED)
    assert found is not None and "£9m" in found


def test_a_denial_of_one_is_not_made_good_by_another_that_speaks_of_something_else() -> None:
    text = "Larkfield Council accepted the closure of the fostering panel in 2031."
    assert why(text, REFUSED, LED) == "it has the opposite of the words it quotes"

from __future__ import annotations

import pytest

from rag.drafting.locating import located
from rag.ports import Offered
from tests.unit.rag.drafting.checked import DOCUMENTS, LED, MADE, PASSAGES, PLANNED, SAID, number_of

BY_ID = {one.id: one for one in DOCUMENTS}


def texts(*quotes: Offered) -> list[str]:
    found = located(quotes, PASSAGES)
    for one in found:
        citation = one.citation
        text = BY_ID[citation.document_id].text
        assert text[citation.span.start : citation.span.end] == citation.quote == one.text
    return [one.text for one in found]


def test_part_of_a_sentence_is_located_as_the_whole_of_it() -> None:
    assert texts(Offered(number_of(MADE), "made 42 recommendations")) == [MADE]


def test_a_quote_over_two_sentences_is_both() -> None:
    assert texts(Offered(number_of(LED), f"in Larkfield in 2031. {MADE[:40]}")) == [LED, MADE]


@pytest.mark.parametrize("number", [0, -3, 2, 999])
def test_a_right_quote_under_a_wrong_number_is_found_where_it_stands(number: int) -> None:
    assert texts(Offered(number, "planned to open a family hub on Lark Lane")) == [PLANNED]


@pytest.mark.parametrize(
    "words",
    [
        "“made 42 recommendations”",
        '"made 42 recommendations..."',
        "made 42 recommendations…",
        "MADE 42  Recommendations",
        "'made 42 recommendations and was published on 3 May 2031.'",
    ],
)
def test_marks_and_case_around_a_quote_are_not_held_against_it(words: str) -> None:
    assert texts(Offered(number_of(MADE), words)) == [MADE]


@pytest.mark.parametrize(
    "words",
    [
        "made 43 recommendations",
        "made recommendations",
        "nine hundred families were heard in secret",
        "the review",
        "of the",
        "",
        "“”",
    ],
)
def test_an_invented_quote_and_one_that_shows_nothing_are_found_nowhere(words: str) -> None:
    assert texts(Offered(number_of(MADE), words)) == []


def test_sentences_come_in_the_order_of_the_quotes_and_each_once() -> None:
    quotes = [
        Offered(number_of(SAID), "had been neglected for years"),
        Offered(number_of(MADE), "made 42 recommendations"),
        Offered(number_of(SAID), "Minister Rhys Penn said"),
    ]
    assert texts(*quotes) == [SAID, MADE]


def test_no_quotes_and_no_passages_are_nothing() -> None:
    assert located((), PASSAGES) == ()
    assert located((Offered(1, "made 42 recommendations"),), ()) == ()

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.answering.candidates import Candidate
from rag.answering.lexicon import Lexicon
from rag.answering.questions import read
from rag.answering.refusing import Refusal, is_vague, refuse, unknown_names
from rag.domain import Status
from tests.records import ALL, HARROWICK, candidate, records_of

DOCUMENTS = {document.id: document for document in ALL}
LEXICON = Lexicon(records_of(*ALL))


@pytest.mark.parametrize(
    "question", ["What did the review find?", "who chaired the committee", "What were the recommendations?"]
)
def test_a_question_that_fits_every_record_is_vague(question: str) -> None:
    assert is_vague(read(question), DOCUMENTS)


@pytest.mark.parametrize(
    "question",
    [
        "What did the Harrowick review find?",
        "What did the review of 2033 find?",
        "What did the review find on mentors?",
    ],
)
def test_a_name_a_year_or_a_topic_tells_which_record_is_meant(question: str) -> None:
    assert not is_vague(read(question), DOCUMENTS)


def test_nothing_is_vague_over_one_record() -> None:
    assert not is_vague(read("What did the review find?"), {HARROWICK.id: HARROWICK})


def names(question: str) -> tuple[str, ...]:
    return unknown_names(read(question), DOCUMENTS, LEXICON)


def test_a_place_no_record_has_is_unknown() -> None:
    assert names("What happened in Oxmoor?") == ("Oxmoor",)
    assert names("What happened in Harrowick?") == ()


def test_a_name_is_unknown_when_the_word_that_tells_it_apart_is() -> None:
    assert names("Who is Petra Oyelaran?") == ()
    assert names("Who is Petra Oxmoor?") == ("Petra Oxmoor",)


def test_a_year_is_known_where_a_record_is_from_it_or_speaks_of_it() -> None:
    assert names("What happened in 2033?") == ()
    assert names("What happened in 2032?") == ()
    assert names("What happened in 1987 and 2019?") == ("1987", "2019")


def refused(
    question: str, candidates: Sequence[Candidate], *unknown: str, chance: float = 0.9
) -> Refusal | None:
    return refuse(read(question), candidates, unknown, chance, 0.5)


FOUND = candidate("The hub opened on 4 May 2031.", values=["4 May 2031"])


def test_a_question_with_a_fitting_value_is_answered() -> None:
    assert refused("When did the hub open?", [FOUND]) is None


def test_an_unknown_place_is_refused_as_such_where_the_topic_is_known() -> None:
    got = refused("When did the hub in Oxmoor open?", [FOUND], "Oxmoor")
    assert got == Refusal(Status.OTHER_PLACE_OR_TIME, ("Oxmoor",))


def test_an_unknown_year_is_refused_as_another_time_whatever_the_topic() -> None:
    got = refused("Who won in 1987?", [candidate("It rained.", about=0.0)], "1987")
    assert got is not None and got.status is Status.OTHER_PLACE_OR_TIME


def test_an_unknown_name_on_an_unknown_topic_is_not_in_the_records() -> None:
    for rows in ([candidate("It rained.", about=0.1)], []):
        got = refused("Who is Zog?", rows, "Zog")
        assert got == Refusal(Status.NOT_IN_CORPUS, ("Zog",))


def test_without_a_sentence_there_is_no_answer() -> None:
    assert refused("Tell me about hubs", []) == Refusal(Status.NOT_IN_CORPUS)


def test_a_value_that_is_asked_for_and_not_there_is_a_missing_detail() -> None:
    got = refused("When did the hub open?", [candidate("The hub opened.")])
    assert got == Refusal(Status.DETAIL_MISSING)


def test_a_sentence_that_says_it_is_not_stated_leads_to_a_missing_detail() -> None:
    got = refused("Tell me of the cost", [candidate("The note gives no cost.", silent=True)])
    assert got == Refusal(Status.DETAIL_MISSING)


def test_a_small_chance_refuses_by_whether_the_topic_is_there() -> None:
    there = refused("Tell me about hubs", [candidate("A hub.", about=0.9)], chance=0.4)
    elsewhere = refused("Tell me about hubs", [candidate("A hub.", about=0.1)], chance=0.4)
    assert there == Refusal(Status.DETAIL_MISSING)
    assert elsewhere == Refusal(Status.NOT_IN_CORPUS)


def test_the_fitted_chance_decides_where_none_is_given() -> None:
    asked = read("Tell me about hubs")
    assert refuse(asked, [candidate("A hub.")], (), 1.0) is None
    assert refuse(asked, [candidate("A hub.")], (), 0.0) is not None

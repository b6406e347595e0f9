"""Phrases about time: of the records themselves, or of what happened, which a record of any date may tell."""

import pytest

from rag.answering.asking.times import find_time
from rag.catalogue import admitted, years_of
from rag.domain import ContentDate, Excluded, Filter, Span
from tests.records import record

MUNDY = record(
    "mundy", "Launch of the Mundy review", "The Mundy review began.", published=ContentDate(2010, 6)
)
LATER = record("later", "Council on the Mundy report", "It was noted.", published=ContentDate(2011, 10, 11))
DOCUMENTS = {one.id: one for one in (MUNDY, LATER)}


def read(question: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = find_time(question, DOCUMENTS)
    return [] if found is None else [(one.field, one.op, one.value) for one in found.filters]


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("What happened in 2009?", [("year", "in", ("2009",))]),
        ("What happened in October 2009?", [("year", "in", ("2009",))]),
        ("How many were there in 2009/10?", [("year", "in", ("2009", "2010"))]),
        ("How many in 2009 and how many in 2012?", [("year", "in", ("2009", "2012"))]),
        ("What was said between 2009 and 2011?", [("year", "in", ("2009", "2010", "2011"))]),
        ("What was done from May 2009 to 2010?", [("year", "in", ("2009", "2010"))]),
        ("What has changed since 2010?", [("year", "since", ("2010",))]),
        ("What has changed after 2010?", [("year", "since", ("2011",))]),
        ("What has changed after May 2010?", [("year", "since", ("2010",))]),
        ("What was done from 2010 onwards?", [("year", "since", ("2010",))]),
        ("What has changed since the Mundy review?", [("year", "since", ("2010",))]),
    ],
)
def test_what_happened_is_told_by_records_of_then_or_that_speak_of_then(
    question: str, conditions: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert read(question) == conditions


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        (
            "What do records from 2009 say?",
            [("published", "since", ("2009",)), ("published", "until", ("2009",))],
        ),
        (
            "What do the minutes of May 2010 say?",
            [("published", "since", ("2010-05",)), ("published", "until", ("2010-05",))],
        ),
        ("What do reviews published since 2010 say?", [("published", "since", ("2010",))]),
        ("What do reviews that were published after 2010 say?", [("published", "since", ("2011",))]),
        (
            "What do reports between 2009 and June 2011 say?",
            [("published", "since", ("2009",)), ("published", "until", ("2011-06",))],
        ),
        ("What do records before 2011 say?", [("published", "until", ("2010",))]),
        ("What do records up to 2011 say?", [("published", "until", ("2011",))]),
        ("What do reviews since the Mundy review say?", [("published", "since", ("2010-06",))]),
    ],
)
def test_where_records_are_dated_their_content_date_counts(
    question: str, conditions: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert read(question) == conditions


def test_records_that_are_part_of_what_happened_are_not_what_is_dated() -> None:
    assert read("Which councils published reviews in 2009?") == [("year", "in", ("2009",))]
    assert read("Which reviews were published in 2009?") == [("year", "in", ("2009",))]


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 2010 World Cup?",
        "What was decided before 2011?",
        "What was to be done by 2011?",
        "Until 2011, who was in charge?",
        "What did the review launched in 2010 find?",
        "What did the review that began in 2010 find?",
        "What became of the plan announced in 2010?",
        "What was the result in 2010?",
        "What was the budget of 2010?",
        "What has been done since 2009 for those born in 2010?",
        "What was done between 2011 and 2009?",
        "What do records from 2009 and records from 2012 say?",
        "What has changed since the Larch review?",
        "What has changed since the review?",
        "Since when has it been so?",
        "What was tried in 20095?",
    ],
)
def test_a_phrase_that_need_not_limit_the_records_limits_nothing(question: str) -> None:
    assert read(question) == []


def test_a_thing_dated_by_an_event_of_the_question_itself_is_limited() -> None:
    assert read("Which measures were first launched in 2010?") == [("year", "in", ("2010",))]


def test_the_years_of_a_record_are_its_own_and_those_it_speaks_of() -> None:
    text = (
        "reviewed: 1999\nIn 2005, numbers for 2001-03 and from 2007 to 2009 were told. Last year they fell."
    )
    whole = record("one", "Review (2012–13)", text, published=ContentDate(2015))
    furniture = (Excluded(Span(0, 14), "front matter", "front matter"),)
    bare = record("one", "Review (2012–13)", text, published=ContentDate(2015), excluded=furniture)
    years = {2001, 2002, 2003, 2005, 2007, 2008, 2009, 2012, 2013, 2014, 2015}
    assert years_of(whole) == years | {1999}
    assert years_of(bare) == years
    assert years_of(record("two", "Plan", "Next year it opens.", published=ContentDate(2015))) == {2015, 2016}
    assert years_of(record("three", "Note", "Nothing.", published=None)) == frozenset()


def test_a_year_admits_records_of_it_and_such_as_speak_of_it_and_if_inferred_those_of_no_year() -> None:
    there = {
        one.id: one
        for one in (
            record("then", "Then", "It was so.", published=ContentDate(2009, 5)),
            record("tells", "Tells", "It was so in 2009.", published=ContentDate(2014)),
            record("not", "Not", "It was so.", published=ContentDate(2008)),
            record("never", "Never", "It was so.", published=None),
        )
    }
    inferred = [Filter("year", "in", ("2009",), "inferred")]
    assert admitted(there, inferred) == {"then", "tells", "never"}
    assert admitted(there, [Filter("year", "in", ("2009",))]) == {"then", "tells"}
    assert admitted(there, [Filter("year", "since", ("2010",))]) == {"tells"}
    assert admitted(there, [Filter("published", "since", ("2009",), "inferred")]) == {
        "then",
        "tells",
        "never",
    }

"""A later record on a plan is found, and nothing earlier or of another matter is taken for one."""

from __future__ import annotations

from dataclasses import replace

from rag.answering.deciding.later import dates_named, later_record
from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.candidates import Candidate
from rag.domain import ContentDate, Document
from tests.records import ALL, HARROWICK, candidate, record, records_of

PLAN_TEXT = "Kestrel Council planned to open a nursery on Lark Lane in October 2034."


def dated(name: str, text: str, published: ContentDate | None) -> Document:
    return record(name, f"News item {name}", text, published=published)


PLANS = dated("a", PLAN_TEXT, ContentDate(2034, 3))
OPENED = dated("b", "The Kestrel nursery on Lark Lane opened in January 2036.", ContentDate(2036, 2))
UNDATED_WORDS = dated("c", "Kestrel Council has opened the nursery on Lark Lane.", ContentDate(2036))
EARLIER = dated("d", "Kestrel Council opened a nursery on Lark Lane in May 2031.", ContentDate(2036, 1))
OLDER = dated("e", "Kestrel Council has opened a nursery on Lark Lane.", ContentDate(2033))
STILL = dated("f", "Kestrel Council plans to open a nursery on Lark Lane in May 2037.", ContentDate(2036, 3))
ELSEWHERE = dated("g", "The Larkholm ferry opened in May 2036.", ContentDate(2036, 5))
NO_DATE = dated("h", "Kestrel Council has opened a nursery on Lark Lane.", None)
DROPPED = dated("i", "The Kestrel nursery on Lark Lane was abandoned in 2035.", ContentDate(2035))

LEXICON = Lexicon(
    records_of(*ALL, PLANS, OPENED, UNDATED_WORDS, EARLIER, OLDER, STILL, ELSEWHERE, NO_DATE, DROPPED)
)


def whole(document: Document, **described: float) -> Candidate:
    return candidate(document.text, document, **described)


PLAN = whole(PLANS)


def test_a_later_record_that_reports_what_came_of_it_is_found() -> None:
    for document in (OPENED, UNDATED_WORDS, DROPPED):
        one = whole(document)
        assert later_record(PLAN, [PLAN, one], LEXICON) is one


def test_what_is_older_undated_still_a_plan_or_of_another_matter_is_not() -> None:
    for document in (EARLIER, OLDER, STILL, ELSEWHERE, NO_DATE):
        assert later_record(PLAN, [PLAN, whole(document)], LEXICON) is None


def test_a_sentence_that_says_what_is_missing_tells_nothing() -> None:
    assert later_record(PLAN, [replace(whole(OPENED), silent=True)], LEXICON) is None


def test_a_plan_without_a_date_has_no_later_record() -> None:
    undated = candidate(PLAN_TEXT, replace(PLANS, published=None))
    assert later_record(undated, [whole(OPENED)], LEXICON) is None


def test_a_sentence_that_tells_already_what_came_of_its_plan_needs_no_other() -> None:
    text = "The Kestrel nursery on Lark Lane was due in 2034 and was opened in 2036."
    told_already = candidate(text, dated("b2", text, ContentDate(2034)))
    assert later_record(told_already, [whole(UNDATED_WORDS)], LEXICON) is None


def test_a_later_sentence_of_the_same_record_counts_by_the_date_it_names() -> None:
    both = dated(
        "j",
        f"{PLAN_TEXT} The Kestrel nursery on Lark Lane opened in January 2036. "
        "A nursery on Lark Lane in Kestrel was opened.",
        ContentDate(2034, 3),
    )
    plan = candidate(PLAN_TEXT, both)
    after = candidate("The Kestrel nursery on Lark Lane opened in January 2036.", both)
    undated = candidate("A nursery on Lark Lane in Kestrel was opened.", both)
    lexicon = Lexicon(records_of(*ALL, both))
    assert later_record(plan, [plan, undated, after], lexicon) is after


def test_what_a_matter_came_before_is_not_what_came_of_it() -> None:
    text = "Talk of a Kestrel nursery on Lark Lane was heard a year before the ferry opened in May 2036."
    talk = dated("k", text, ContentDate(2036))
    opened = dated("k2", text.replace("a year before the ferry opened", "and it opened"), ContentDate(2036))
    lexicon = Lexicon(records_of(*ALL, PLANS, talk, opened))
    assert later_record(PLAN, [whole(talk)], lexicon) is None
    assert later_record(PLAN, [whole(opened)], lexicon) is not None


def test_of_two_the_one_with_more_of_the_plans_words_is_given() -> None:
    less = dated("b3", "The Lark Lane nursery opened in June 2036.", ContentDate(2036, 7))
    more = dated(
        "b4", "The nursery of Kestrel Council on Lark Lane opened in June 2036.", ContentDate(2036, 8)
    )
    lexicon = Lexicon(records_of(*ALL, PLANS, less, more))
    found = later_record(PLAN, [whole(less), whole(more)], lexicon)
    assert found is not None
    assert found.document is more


def test_dates_are_read_as_precisely_as_they_are_written() -> None:
    assert dates_named("On 4 May 2031, in June 2032 and by 2033.") == [
        ContentDate(2031, 5, 4),
        ContentDate(2032, 6),
        ContentDate(2033),
    ]
    assert dates_named("On 31 June 2032.") == [ContentDate(2032, 6)]
    assert dates_named(HARROWICK.title) == []

from __future__ import annotations

from datetime import date

import pytest

from rag.timeline.dates import MOST_DATES, Precision, Stated, stated_in


def only(text: str) -> Stated:
    (found,) = stated_in(text)
    return found


def days(text: str) -> list[str]:
    return [f"{one.earliest} {one.latest}" for one in stated_in(text)]


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("on 3 May 2031", "2031-05-03", "2031-05-03", Precision.DAY),
        ("on the 3rd of May 2031", "2031-05-03", "2031-05-03", Precision.DAY),
        ("on May 3, 2031", "2031-05-03", "2031-05-03", Precision.DAY),
        ("in May 2031", "2031-05-01", "2031-05-31", Precision.MONTH),
        ("in February 2032", "2032-02-01", "2032-02-29", Precision.MONTH),
        ("in 2031", "2031-01-01", "2031-12-31", Precision.YEAR),
        ("in early May 2031", "2031-05-01", "2031-05-10", Precision.RANGE),
        ("at the end of May 2031", "2031-05-21", "2031-05-31", Precision.RANGE),
        ("in early 2031", "2031-01-01", "2031-04-30", Precision.RANGE),
        ("in mid-2031", "2031-05-01", "2031-08-31", Precision.RANGE),
        ("late in 2031", "2031-09-01", "2031-12-31", Precision.RANGE),
        ("at the start of 2031", "2031-01-01", "2031-03-31", Precision.RANGE),
        ("in autumn 2031", "2031-09-01", "2031-11-30", Precision.RANGE),
        ("in the winter of 2031", "2031-01-01", "2032-02-29", Precision.RANGE),
        ("in winter 2031-32", "2031-12-01", "2032-02-29", Precision.RANGE),
        ("in 2031-32", "2031-01-01", "2032-12-31", Precision.RANGE),
        ("in 2031/2033", "2031-01-01", "2033-12-31", Precision.RANGE),
        ("in the 1990s", "1990-01-01", "1999-12-31", Precision.RANGE),
        ("in the early 1990s", "1990-01-01", "1993-12-31", Precision.RANGE),
        ("between 2031 and 2034", "2031-01-01", "2034-12-31", Precision.RANGE),
        ("between March and May 2031", "2031-03-01", "2031-05-31", Precision.RANGE),
        ("from 2031 to 2034", "2031-01-01", "2034-12-31", Precision.RANGE),
        ("from 3 to 5 May 2031", "2031-05-03", "2031-05-05", Precision.RANGE),
    ],
)
def test_a_date_is_every_day_it_can_mean(words: str, first: str, last: str, precision: Precision) -> None:
    found = only(f"It met {words}.")
    assert (str(found.earliest), str(found.latest), found.precision) == (first, last, precision)
    assert not found.open_start
    assert not found.open_end


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("by December 2031", "2031-12-01", "2031-12-31"),
        ("until the end of 2031", "2031-10-01", "2031-12-31"),
        ("before May 2031", "2031-04-30", "2031-04-30"),
        ("before 2031 ended", "2031-01-01", "2031-12-31"),
        ("before the end of 2031", "2031-10-01", "2031-12-31"),
    ],
)
def test_what_is_by_or_before_a_date_may_be_earlier(words: str, first: str, last: str) -> None:
    found = only(f"It met {words}.")
    assert (str(found.earliest), str(found.latest)) == (first, last)
    assert (found.open_start, found.open_end) == (True, False)
    assert found.span.of(f"It met {words}.") == words


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("from April 2031", "2031-04-01", "2031-04-30"),
        ("since at least 2031", "2031-01-01", "2031-12-31"),
        ("after 3 May 2031", "2031-05-04", "2031-05-04"),
        ("April 2031 onwards", "2031-04-01", "2031-04-30"),
        ("not before 2031", "2031-01-01", "2031-12-31"),
    ],
)
def test_what_is_from_or_after_a_date_may_be_later(words: str, first: str, last: str) -> None:
    found = only(f"It runs {words}.")
    assert (str(found.earliest), str(found.latest)) == (first, last)
    assert (found.open_start, found.open_end) == (False, True)
    assert found.span.of(f"It runs {words}.") == words


def test_what_dates_from_a_day_is_of_that_day() -> None:
    assert not only("The report dates from 1 May 2031.").open_end


def test_two_dates_that_share_a_year_are_two_and_the_first_says_what_it_lacks() -> None:
    first, second = stated_in("It met on 15 and 16 April 2031.")
    assert (first.earliest, second.earliest) == (date(2031, 4, 15), date(2031, 4, 16))
    assert (first.lacking, first.year_read) == (" April 2031", False)
    assert days("Reports of January and July 2031.") == ["2031-01-01 2031-01-31", "2031-07-01 2031-07-31"]


def test_a_day_without_a_year_is_the_next_such_day_of_the_sentence_and_says_that_it_was_read_so() -> None:
    planned, target = stated_in("It was planned in November 2031 for the end of February.")
    assert (str(target.earliest), str(target.latest)) == ("2032-02-21", "2032-02-29")
    assert target.year_read
    assert target.lacking == " 2032"
    assert not planned.year_read
    before, _ = stated_in("She was due on 14 November, say the minutes of 11 October 2031.")
    assert str(before.earliest) == "2031-11-14"


def test_a_day_without_any_year_near_is_left_out() -> None:
    assert stated_in("It met on 14 November. It may march in May.") == []


@pytest.mark.parametrize(
    "words",
    [
        "on 31 February 2031",
        "£2000",
        "2,031 people",
        "2031.5",
        "from 2034 to 2031",
        "2031-11 hours",
        "case A2031",
    ],
)
def test_what_is_no_date_is_left_out(words: str) -> None:
    assert stated_in(f"It was {words}.") == []


def test_a_day_and_a_name_of_a_year_without_its_month_are_no_date() -> None:
    assert days("They chose 15 and 2031 was quiet.") == ["2031-01-01 2031-12-31"]


def test_of_a_table_on_one_line_only_the_first_dates_are_read() -> None:
    assert len(stated_in("It met in May 2031. " * 3)) == 3
    assert len(stated_in("in May 2031, " * 2000)) == MOST_DATES

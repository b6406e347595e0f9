from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.language.values import ValueKind, find_values


def found(sentence: str, kind: ValueKind, *people: str) -> list[str]:
    return [span.of(sentence) for span in find_values(sentence, kind, people)]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("It met on 4 March 2031 and again in mid-2032.", ["4 March 2031", "mid-2032"]),
        ("It met on the 3rd of May.", ["3rd of May"]),
        ("It met on June 2, 2031, and in late July 2031.", ["June 2, 2031", "late July 2031"]),
        ("It is due by June or in spring 2033.", ["June", "spring 2033"]),
        ("It ran to the end of 2032 (see 3/4/2031).", ["the end of 2032", "3/4/2031"]),
        ("It ran through 2031-32.", ["2031-32"]),
        ("Members may march in line; 61 carers left.", []),
    ],
)
def test_a_date_is_found_as_precisely_as_it_is_written(sentence: str, dates: list[str]) -> None:
    assert found(sentence, ValueKind.DATE) == dates


@pytest.mark.parametrize(
    ("sentence", "kind", "values"),
    [
        ("They met in the Town Hall, not in a field.", ValueKind.VENUE, ["Town Hall"]),
        ("Young People Now and the Daily Post told Ida Marsh.", ValueKind.NAME, ["Ida Marsh"]),
        ("Ida Marsh, a deputy director, met the clerk.", ValueKind.POST, ["deputy director", "the clerk"]),
        ("It was rated inadequate, later good.", ValueKind.GRADE, ["inadequate", "good"]),
        (
            "The fund is £4.5 million, €20k or 300 pounds.",
            ValueKind.MONEY,
            ["£4.5 million", "€20k", "300 pounds"],
        ),
        (
            "Two thirds, 12.5 per cent and 40% stayed.",
            ValueKind.SHARE,
            ["Two thirds", "12.5 per cent", "40%"],
        ),
        (
            "It took eight months, 12 weeks and a few days.",
            ValueKind.DURATION,
            ["eight months", "12 weeks", "a few days"],
        ),
        (
            "It cost 20 euros, five hundred pounds or 3,000 dollars.",
            ValueKind.MONEY,
            ["20 euros", "five hundred pounds", "3,000 dollars"],
        ),
        ("Each got £640 a week, not £6.5 m.", ValueKind.MONEY, ["£640", "£6.5 m"]),
        ("A third of them and half the staff left.", ValueKind.SHARE, ["A third", "half the"]),
        ("Seven out of every ten carers stayed.", ValueKind.SHARE, ["Seven out of every ten"]),
        (
            "It took half an hour, a century or ten working days.",
            ValueKind.DURATION,
            ["half an hour", "a century", "ten working days"],
        ),
        ("Help for under-11s and those aged 5 to 7.", ValueKind.AGE, ["under-11s", "aged 5 to 7"]),
        ("A five-year-old and two 16-year-olds came.", ValueKind.AGE, ["five-year-old", "16-year-olds"]),
        (
            "The Fell End Safeguarding Board wrote to Ofsted.",
            ValueKind.BODY,
            ["The Fell End Safeguarding Board", "Ofsted"],
        ),
        ("Fell End Hospital wrote to the BBC.", ValueKind.BODY, ["Fell End Hospital", "BBC"]),
    ],
)
def test_each_kind_of_value_is_found(sentence: str, kind: ValueKind, values: list[str]) -> None:
    assert found(sentence, kind) == values


def test_a_count_counts_things_and_not_dates_money_shares_time_or_item_numbers() -> None:
    sentence = "On 4 March 2031 thirty-one carers and 1,200 children heard item 4: £5, 40%, two years."
    assert found(sentence, ValueKind.COUNT) == ["thirty-one", "1,200"]


def test_the_word_one_counts_only_where_it_picks_out_of_several() -> None:
    assert found("It met at one time in the hall.", ValueKind.COUNT) == []
    assert found("It visited one of the hubs.", ValueKind.COUNT) == ["one"]


def test_people_are_found_by_name_title_and_by_the_surname_the_record_gives() -> None:
    sentence = "Dr Owen Pryce, Cllr. Okafor and Marsh spoke."
    assert found(sentence, ValueKind.NAME, "Ida Marsh") == ["Dr Owen Pryce", "Cllr. Okafor", "Marsh"]


def test_names_of_reviews_and_bodies_are_no_people() -> None:
    sentence = "The Family Justice Review wrote to Fernhill Council in March."
    assert found(sentence, ValueKind.NAME) == []


def test_a_post_says_who_where_no_name_does_but_is_no_name() -> None:
    sentence = "The lead member replied."
    assert found(sentence, ValueKind.PERSON) != []
    assert found(sentence, ValueKind.NAME) == []


def test_a_place_is_a_nation_or_a_proper_name_that_is_no_person_and_no_month() -> None:
    sentence = "In Wales the team met Ida Marsh in March at Fell End."
    assert found(sentence, ValueKind.PLACE, "Ida Marsh") == ["Wales", "Fell End"]


def test_a_reason_runs_from_its_signal_to_the_end_of_the_clause() -> None:
    sentence = "The post was cut because of a gap in funding; staff left."
    assert found(sentence, ValueKind.REASON) == ["because of a gap in funding"]


@given(st.text(max_size=200), st.sampled_from(ValueKind))
def test_values_are_in_order_apart_from_each_other_and_inside_any_text(text: str, kind: ValueKind) -> None:
    spans = find_values(text, kind, ("Ida Marsh",))
    assert all(span.end <= len(text) and span.of(text).strip() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ('It was called "a place to be".', ['"a place to be"']),
        ('They were "very cross".', []),
        ("The report, Every Hub Matters, came from the NHS.", ["Every Hub Matters", "NHS"]),
        ("Reconstruct ran it.", []),
        ("The Lark House opened in May.", ["The Lark House"]),
        ("In June 2031 it closed.", []),
    ],
)
def test_a_title_stands_in_quotation_marks_or_has_capitals_that_do_not_merely_begin_the_sentence(
    sentence: str, titles: list[str]
) -> None:
    assert found(sentence, ValueKind.TITLE) == titles


def test_the_number_of_a_measure_counts_nothing() -> None:
    assert found("Measure 5 was a campaign to recruit more foster carers.", ValueKind.COUNT) == []
    assert found("Measure 5 was a campaign to recruit 40 foster carers.", ValueKind.COUNT) == ["40"]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("They were given over 4,000 beds.", ["4,000"]),
        ("Money for 75 areas and their 12 hubs.", ["75", "12"]),
        ("Children looked after numbered 83,630 in 2024.", ["83,630"]),
        ("See R 12 and measure 4.", []),
    ],
)
def test_a_number_counts_whatever_word_stands_before_it_but_the_name_of_what_it_numbers(
    sentence: str, counts: list[str]
) -> None:
    assert [span.of(sentence) for span in find_values(sentence, ValueKind.COUNT)] == counts

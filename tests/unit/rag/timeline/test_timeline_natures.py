from __future__ import annotations

from datetime import date

import pytest

from rag.domain import ContentDate
from rag.timeline.dates import stated_in
from rag.timeline.naming import masked, only_names
from rag.timeline.natures import Nature, natures

EVENT, FOR, THEN = Nature.EVENT, Nature.PLANNED_FOR, Nature.PLANNED_THEN
FORECAST = Nature.FORECAST


def read(text: str, published: ContentDate | None = None) -> list[tuple[str, Nature]]:
    found = natures(text, stated_in(text), published)
    return [(stated.core.of(text), nature) for stated, nature in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The report was published in June 2031.", [("June 2031", EVENT)]),
        ("The report was planned for June 2031.", [("June 2031", FOR)]),
        ("The report was planned, in January 2031, for June 2031.", [("June 2031", FOR)]),
        ("In January 2031 ministers promised a report by June 2031.", [("June 2031", FOR)]),
        ("A fuller report was likely to be available in May 2031.", [("May 2031", FOR)]),
        ("In May 2031 elections were to be held.", [("May 2031", FOR)]),
        ("It was agreed to report by June 2031.", [("June 2031", FOR)]),
        ("The council planned in May 2031 to open a hub.", [("May 2031", THEN)]),
        ("The panel recommended in May 2031 that pay be raised.", [("May 2031", THEN)]),
        ("Pay should be raised, the panel recommended in May 2031.", [("May 2031", THEN)]),
        ("Families were to have a part in it, the government promised in May 2031.", [("May 2031", THEN)]),
        ("Changes were proposed by the national panel in May 2031.", [("May 2031", THEN)]),
        ("Recommendation 1, in May 2031, was to rewrite the guidance.", [("May 2031", THEN)]),
        ("The report of May 2031 proposed a windfall tax.", [("May 2031", THEN)]),
        ("The committee in June 2031 wanted a commissioner.", [("June 2031", THEN)]),
        ("As planned in May 2031, the scheme was to have £4m.", [("May 2031", THEN)]),
        ("The council agreed the budget in May 2031.", [("May 2031", EVENT)]),
        ("The government accepted the plan for England on 2 May 2031.", [("2 May 2031", EVENT)]),
        ("Five commissioners, appointed on 2 May 2031, were to run it.", [("2 May 2031", EVENT)]),
        (
            "The report was published on 10 June 2031; the plan had been to give it in May 2031.",
            [("10 June 2031", EVENT), ("May 2031", FOR)],
        ),
        (
            "The reports, planned for May 2031, actually appeared in June 2031.",
            [("May 2031", FOR), ("June 2031", EVENT)],
        ),
    ],
)
def test_a_plan_stands_at_the_time_it_was_made_for_or_else_at_the_time_it_was_made(
    text: str, found: list[tuple[str, Nature]]
) -> None:
    assert read(text) == found


def test_nothing_is_planned_for_a_time_that_was_over_when_it_was_planned() -> None:
    text = "Ministers said in May 2031 that the rule made in 2029 would go."
    assert read(text) == [("May 2031", THEN), ("2029", EVENT)]
    old = "It recommended that the limits for 2020 be kept."
    assert read(old, ContentDate(2031)) == [("2020", EVENT)]
    assert read(old, ContentDate(2019)) == [("2020", FOR)]


def test_what_is_to_be_so_by_a_time_after_it_was_said_is_a_forecast() -> None:
    text = "It printed in May 2031 a figure of 100,000 by 2035."
    assert dict(read(text))["2035"] is FORECAST
    assert dict(read("It printed in May 2031 a figure of 90 by 2030."))["2030"] is EVENT


@pytest.mark.parametrize(
    "text",
    [
        "The number of children in care is expected to reach 900 by 2035.",
        "Spending on foster care could rise to £90m by 2035.",
        "By 2035 the number of carers might fall by a third.",
        "Demand for places was likely to double by 2035.",
        "Without change the number would rise to 900 by 2035.",
        "In May 2031 the council forecast 900 children in care by 2035.",
        "900 children in care were projected for 2035.",
        "Officers expected the number of places to exceed 900 in 2035.",
        "The report of 2031 said that its changes could keep 900 children at home by 2035.",
    ],
)
def test_what_is_expected_to_come_to_an_amount_is_a_forecast_and_no_plan(text: str) -> None:
    found = natures(text, stated_in(text), ContentDate(2031), date(2031, 12, 31))
    assert {stated.core.of(text): nature for stated, nature in found}["2035"] is FORECAST


@pytest.mark.parametrize(
    "text",
    [
        "The council is expected to open a hub by 2035.",
        "The council will increase its budget for hubs by 2035.",
        "The minister promised that spending would rise to £90m by 2035.",
        "Under the plan the number of hubs could rise to 90 by 2035.",
        "The council agreed to forecast demand by 2035.",
        "A pledge to reach 900 families was due by 2035.",
    ],
)
def test_what_somebody_means_to_do_stays_a_plan_however_it_speaks_of_amounts(text: str) -> None:
    assert FORECAST not in dict(read(text, ContentDate(2031))).values()


def test_an_amount_that_was_reached_is_an_event_and_so_is_one_of_a_time_that_was_over() -> None:
    assert dict(read("The number of carers rose to 900 in 2031.")) == {"2031": EVENT}
    assert dict(read("Families could reach 9 hubs in 2029.", ContentDate(2031))) == {"2029": EVENT}
    assert dict(read("Officers said in May 2031 that the number could rise to 900.")) == {"May 2031": EVENT}


def test_what_a_sentence_calls_a_plan_and_no_outcome_is_one() -> None:
    text = "In May 2031 they talked of rules taking effect late in 2032, which was a plan."
    assert dict(read(text))["late in 2032"] is FOR


def test_a_year_that_was_only_read_dates_plans_and_no_events() -> None:
    assert read("They met on 3 June, says a note of 1 May 2031.") == [("1 May 2031", EVENT)]
    assert ("3 June", FOR) in read("They were to meet on 3 June, said the chair on 1 May 2031.")


# --- dates that only name things -------------------------------------------------------------------------


def named(text: str) -> list[str]:
    """The dates of the sentence that date something."""
    return [one.core.of(text) for one in stated_in(masked(text)) if not only_names(text, one)]


@pytest.mark.parametrize(
    "text",
    [
        "The Children Act 1989 was cited.",
        "A page of May 2031 says that it rained.",
        "The May 2031 news item says that it rained.",
        "The minutes of the council from autumn 2031 record it.",
        "It rained, according to the Harrow Times in 2031.",
        "It rained, Community Care reported in 2031.",
        "It rained, as reported by Community Care in 2031.",
        "The item is dated Tuesday 27 May 2031.",
        "The year 2031 is inferred from a page.",
        "The Harrow review of 2031 is about poverty.",
        "Stable Homes (2031) is a plan.",
        "Of the £302m of 2031 nothing was left.",
        "It is ten times its 2031 forerunner.",
        "Two blogs misdate it to 21 and 22 May 2031, but it rained.",
        "It rained on a day and not on 10 May 2031.",
        "Three earlier reports, of 2002, 2003 and 2006, had said so.",
    ],
)
def test_a_date_that_only_names_a_source_or_a_work_dates_nothing(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The report of March 2031 found that it rained.", ["March 2031"]),
        ("The 2031 report on Harrow judged that it rained.", ["2031"]),
        ("According to the Harrow Times in 2031, it rained on 3 May 2030.", ["3 May 2030"]),
        ("The 2031 election was lost.", ["2031"]),
        ("According to her it was raining in 2031.", ["2031"]),
    ],
)
def test_a_work_that_tells_something_does_so_at_its_date(text: str, dates: list[str]) -> None:
    assert named(text) == dates

from __future__ import annotations

import pytest

from rag.answering.language.figures import figures


def one(text: str) -> tuple[float, str, frozenset[str]]:
    (found,) = figures(text)
    return found.value, found.kind, found.unit


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("1,400 children", 1400, "count"),
        ("twenty-two members", 22, "count"),
        ("£3.5m of funding", 3_500_000, "money"),
        ("£120,000 for counselling", 120_000, "money"),
        ("14 per cent of carers", 14, "share"),
        ("38% of staff", 38, "share"),
        ("a 26-week limit", 182, "time"),
        ("two years", 730, "time"),
        ("ten days before the fire", 10, "distance"),
        ("two years ago", 730, "distance"),
        ("no child was placed", 0, "count"),
    ],
)
def test_a_number_is_read_with_its_kind(text: str, value: float, kind: str) -> None:
    found = one(text)
    assert (found[0], found[1]) == (value, kind)


@pytest.mark.parametrize(
    "text",
    [
        "in 2014",
        "on 3 August",
        "Section 5 of the Act",
        "recommendation 10",
        "Item 13",
        "at 6.30 pm",
        "no longer a plan",
        "no fewer children",
    ],
)
def test_a_number_that_only_names_something_is_none(text: str) -> None:
    assert figures(text) == ()


def test_a_count_knows_what_it_counts() -> None:
    assert one("12 key chances to step in")[2] == {"key", "chanc"}
    assert one("put the number of exploited children at 400")[2] == {"exploit", "child"}


def test_a_looked_after_child_is_counted_as_a_child() -> None:
    assert one("three looked after children")[2] == one("no child")[2] == {"child"}


def test_only_figures_of_the_same_thing_are_alike() -> None:
    (recommendations,) = figures("15 recommendations")
    (others,) = figures("20 recommendations")
    (hearings,) = figures("15 hearings")
    assert recommendations.like(others) and not recommendations.like(hearings)


def test_lengths_of_time_are_compared_across_units() -> None:
    (months,) = figures("six months")
    (half,) = figures("half of it; 26 weeks")
    assert months.like(half) and months.agrees(half)


def test_how_far_events_lie_apart_is_not_how_long_a_thing_took() -> None:
    (apart,) = figures("six months after the fire")
    (long,) = figures("six months")
    (other,) = figures("26 weeks later")
    assert not apart.like(long) and not long.like(apart)
    assert apart.like(other) and apart.agrees(other)


def test_a_rough_number_agrees_with_one_near_it_and_an_exact_one_does_not() -> None:
    (rough,) = figures("about 400 children")
    (near,) = figures("420 children")
    (far,) = figures("1,400 children")
    assert rough.agrees(near) and not rough.agrees(far)
    (exact,) = figures("400 children")
    assert not exact.agrees(near)


def test_a_span_is_that_of_the_number_with_its_unit_of_time() -> None:
    text = "It took six months and 15 hearings."
    assert [found.span.of(text) for found in figures(text)] == ["six months", "15"]

from __future__ import annotations

import pytest

from evals.matching import holds, holds_any


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The report came out in April  2011.", "april 2011"),
        ("It rose by 14% in a year", "14%"),
        ("It said “Who Cares?” twice", '"who cares?"'),
        ("a full\u00a0council vote", "full council"),
        ("the child\u2019s plan", "child's plan"),
        ("2009\u201310 was hard", "2009-10"),
        ("There were 14.", "14"),
        ("(England)", "England"),
        ("It cost £1,200, no more", "£1,200"),
    ],
)
def test_a_fact_is_held_whatever_its_case_spaces_and_quotes(text: str, fact: str) -> None:
    assert holds(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("It took 140 days", "14"),
        ("It rose by 14.5", "14"),
        ("1,014 children", "14"),
        ("1,014 children", "1"),
        ("It rose by 14 per cent", "14%"),
        ("hubs were opened", "hub"),
        ("a rehub", "hub"),
        ("anything", " "),
        ("", "hub"),
    ],
)
def test_a_part_of_a_word_or_figure_is_not_the_fact(text: str, fact: str) -> None:
    assert not holds(text, fact)


def test_one_alternative_is_enough() -> None:
    assert holds_any("It rose by 14 per cent", ["14%", "14 per cent"])
    assert not holds_any("It rose by 14 per cent", ["14%", "15 per cent"])
    assert not holds_any("It rose", [])

"""Numbers, shares and lengths of time, set beside those of a record."""

from __future__ import annotations

import pytest

from rag.paragraphs.readers.numbers import numbers
from tests.unit.rag.paragraphs.readers.reading import found


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("It heard twelve families.", "It heard 12 families.", []),
        ("It cost £302m.", "It cost £302 million.", []),
        ("About 23,000 children were known.", "22,875 children were known.", []),
        ("At least 1,900 children were hurt.", "At least 1,400 children were hurt.", ["1,900 -> 1,400"]),
        ("It made 58 recommendations.", "It made 108 recommendations, not the 58 proposals.", ["58 -> 108"]),
        ("It rose by 12%.", "It rose by 15 per cent.", ["12% -> 15 per cent"]),
        ("It took six months.", "It took eight months.", ["six months -> eight months"]),
        ("A quarter of children moved.", "A third of children moved.", ["A quarter -> A third"]),
        ("Two in five children moved.", "40% of children moved.", []),
        ("Thirty schools took part.", "Hundreds of schools took part.", ["Thirty -> Hundreds"]),
        ("It ran for ten years.", "It ran for a decade.", []),
        ("Over a hundred people came.", "Over two hundred people came.", ["a hundred -> two hundred"]),
        ("The boy was aged six.", "The boy was eight years old.", ["aged six -> eight years old"]),
        ("The second report was late.", "The third report was late.", ["second -> third"]),
        ("Recommendation 1 was dropped.", "recommendation 10 was dropped.", ["1 -> 10"]),
        ("It did three things there.", "It met and left.", []),
        ("It has 40 beds.", "It has a garden.", ["40 ?"]),
        ("Half of them stayed.", "There 22 stayed.", ["Half -> 22"]),
        (
            "It began a year before the fire.",
            "It began a month before the fire.",
            ["a year -> a month before"],
        ),
        ("It began a week after the fire.", "A month before the fire it began.", []),
        ("It heard a few dozen of them.", "It heard thousands of them.", ["a few dozen -> thousands"]),
        ("He was eight when it began.", "He was eight years old when it began.", []),
        ("Fewer than one in ten stayed.", "8% stayed.", []),
        ("Fewer than one in ten stayed.", "40% stayed.", ["one in ten -> 40%"]),
        ("Fewer than one in ten stayed.", "1% stayed.", ["one in ten -> 1%"]),
        ("More than 100 people came.", "About 120 people came.", []),
        ("More than 100 people came.", "About 80 people came.", ["100 -> 80"]),
        ("It came ten years before.", "It came in 2003, and the other in 2013.", []),
        ("It came nine years before.", "It came in 2003, and the other in 2013.", ["nine years ?"]),
        ("It gave 170 days.", "It gave 170 placement days.", []),
        ("It gave 160 days.", "It gave 170 placement days.", ["160 days -> 170"]),
        ("He was eight years old.", "He was only eight when it began.", []),
        ("There are six pillars.", "One pillar of the six is trust.", []),
        ("There are six pillars.", "One pillar of the plan is trust.", []),
    ],
)
def test_numbers(written: str, text: str, differs: list[str]) -> None:
    assert found(numbers, written, text) == differs

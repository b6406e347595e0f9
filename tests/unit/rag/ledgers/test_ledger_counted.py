"""The figures of records: every number with what it counts, and none that only names something."""

from __future__ import annotations

import pytest

from rag.ledgers.rows import Ledger, State
from tests.unit.rag.ledgers.ledger_records import FERNDALE, rows, told


def _values(sentence: str) -> list[tuple[str, str]]:
    return [(row.value, row.sort) for row in told(Ledger.FIGURES, sentence)]


def test_each_figure_of_a_record_has_a_row_of_its_own() -> None:
    found = {(row.value, row.sort, row.when, row.status) for row in rows(Ledger.FIGURES, FERNDALE)}
    assert found == {
        ("61 foster carers", "number", "2030", State.UNKNOWN),
        ("about a third", "share", "2030", State.UNKNOWN),
        ("two years", "length of time", "2030", State.UNKNOWN),
        ("3 recommendations", "number", "", State.UNKNOWN),
        ("£2.5m", "money", "April 2032", State.PLANNED),
    }


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Over a hundred people were heard.", [("Over a hundred people", "number")]),
        ("At least 1,400 children were known.", [("At least 1,400 children", "number")]),
        ("Fees were about £820 a week, a margin of 19%.", [("about £820 a week", "money"), ("19%", "share")]),
        ("She was 17 months old.", [("17 months old", "length of time")]),
        ("Some waited for more than a year.", [("more than a year", "length of time")]),
        ("A month before his death he left.", [("A month", "length of time")]),
        ("Half were closed.", [("Half", "number")]),
        ("A third were known; it was a third report.", [("A third", "share")]),
        ("Such homes are banned for children under 16.", [("under 16", "number")]),
        ("Seven halls and dozens of rooms.", [("Seven halls", "number"), ("dozens", "number")]),
    ],
)  # fmt: skip
def test_a_figure_stands_with_its_bound_and_with_what_it_counts(
    sentence: str, values: list[tuple[str, str]]
) -> None:
    assert _values(sentence) == values


@pytest.mark.parametrize(
    "sentence",
    [
        "It met on 14 November 2031 under section 47 and Parts 1 and 3 of the Act 2004.",
        "It met on 21 and 22 October 2031.",
        "Measure 1 and Item 13 of HC 570 concern Channel 4.",
        "One pillar is help, and no child was seen in the 2014-15 session.",
    ],
)
def test_dates_labels_names_one_and_none_are_no_figures(sentence: str) -> None:
    assert _values(sentence) == []

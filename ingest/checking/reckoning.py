"""Counts that a digest may make for its reader, each made again: items of a list, things named, time between dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ingest.checking.figures import MONTHS, Figure, figures

#: "England, Scotland and Wales were the three nations": what stands before the verb is what is counted.
_TOLD_BEFORE = re.compile(r"(.*)\b(?:is|are|was|were|makes?|made) (?:the |in all )?$")

#: "two ministers, the health secretary and the children's secretary": so is what stands behind a comma or colon.
_TOLD_BEHIND = re.compile(r"[^,:;]*[,:](.*)")

#: "The review of 2021 to 2022": when it began and when it ended.
_FROM_TO = re.compile(r"\b\d{4} to \d{4}\b")

_AND = re.compile(r",? and ")
_TIME = re.compile(r"[- ](year|month)s?\b")


def items_of_lists(text: str) -> dict[str, int]:
    """How many items stand under each line that ends in a colon, by that line."""
    counts: dict[str, int] = {}
    lead = ""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith(("- ", "* ")):
            if lead:
                counts[lead] = counts.get(lead, 0) + 1
        else:
            lead = line if line.endswith(":") else ""
    return counts


def is_reckoned(figure: Figure, sentence: str, lists: dict[str, int]) -> bool:
    """True where the number counts the list behind the sentence, what it names, or the time between its dates."""
    number = int(figure.value)
    if sentence.endswith(":"):
        return any(count == number for lead, count in lists.items() if lead.endswith(sentence))
    return number in {*_named(figure, sentence), *_between_dates(figure, sentence)}


def is_end_of_a_span(figure: Figure, sentence: str) -> bool:
    """True of the years in "2021 to 2022", which a digest may put together from two facts."""
    return figure.is_year and any(
        found.start() <= figure.span.start < found.end() for found in _FROM_TO.finditer(sentence)
    )


def _named(figure: Figure, sentence: str) -> Iterator[int]:
    """How many things can stand in a row behind the number, or before it and a verb: "A, B and C" are three."""
    before = _TOLD_BEFORE.fullmatch(sentence, 0, figure.span.start)
    behind = _TOLD_BEHIND.match(sentence, figure.span.end)
    for row in (found[1] for found in (before, behind) if found):
        for last in _AND.finditer(row):
            yield row.count(",", 0, last.start()) + 2


def _between_dates(figure: Figure, sentence: str) -> Iterator[int]:
    """The months or years, as the word behind the figure says, between any two dates of the sentence."""
    unit = _TIME.match(sentence, figure.span.end)
    if unit is None:
        return
    dates = figures(sentence)
    if unit[1] == "year":
        at = [int(one.value) for one in dates if one.is_year]
    else:
        parts = [one.value.split() for one in dates if one.unit == "month" and " " in one.value]
        at = [12 * int(year) + MONTHS.index(month) for month, year in parts]
    for first, second in combinations(at, 2):
        yield abs(first - second)

"""Rules for what a page counts and offers to pass on: shares, likes, comments, how long ago it was put up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.lines import Page
from ingest.cleaning.vocabulary import SHARING

_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d+)?[km]?", re.IGNORECASE)
_AGO = re.compile(
    r"(?:(?:posted|published|updated|added|about|over|almost) )*(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|"
    r"nine|ten) (?:second|minute|hour|day|week|month|year)s? ago"
)

#: All the buttons there are make a shorter row (characters).
_LONGEST_ROW = 300


def counters(page: Page) -> Iterator[tuple[int, str]]:
    """Yields buttons for sharing, and bare counts that stand beside each other or beside such a button."""
    outside = [index for index in range(len(page.lines)) if page.outside(index)]
    sharing = {index for index in outside if _only_buttons(page.lines[index].label)}
    numbers = {index for index in outside if _COUNTER.fullmatch(page.lines[index].text)}
    yield from ((index, "counter") for index in sorted(sharing))
    for index in sorted(numbers):
        if page.lines[index].text == "0" or {index - 1, index + 1} & (numbers | sharing):
            yield index, "counter"


def relative_stamps(page: Page) -> Iterator[tuple[int, str]]:
    """Yields lines that say only how long ago something was put up: true on the day of the copy and no other."""
    for index, line in enumerate(page.lines):
        if _AGO.fullmatch(line.label.rstrip(".")):
            yield index, "counter"


def _only_buttons(label: str) -> bool:
    """True where a line is one button for sharing, or several run together."""
    rest = label if len(label) <= _LONGEST_ROW else "-"
    while rest and (found := SHARING.match(rest)):
        rest = rest[found.end() :].lstrip()
    return bool(label) and not rest

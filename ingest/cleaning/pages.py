"""Rules for what a printed page carries: its number, its running head, the column of a bound volume."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ingest.cleaning.lines import Line, Page

_OF = re.compile(r"(?:page|tudalen) (?P<number>\d{1,4}) (?:of|o) \d{1,4}")
_PAGE = re.compile(r"(?:page|tudalen|p\.) ?(?P<number>\d{1,4})")
_DASHES = re.compile(r"[-–—] ?(?P<number>\d{1,4}) ?[-–—]")
_PLAIN = re.compile(r"(?P<number>\d{1,4})")
#: With its day or in brackets, or with a number that no table has so many columns for.
_COLUMN = re.compile(
    r"\d{1,2} [a-z]{3,9} \d{4} ?: ?col(?:umn|\.)? ?\d{1,4}\w{0,3}|[\[(]col(?:umn|\.)? ?\d{1,4}\w{0,3}[\])]|"
    r"col(?:umn|\.)? ?\d{3,4}\w{0,3}"
)

#: A head that stands on fewer pages may be a heading that came twice.
_PAGES_OF_A_HEAD = 3
#: Heads are short (words).
_LONGEST_HEAD = 14


def page_numbers(page: Page) -> Iterator[tuple[int, str]]:
    """Yields "Page 3 of 9" anywhere, "Page 3" and "- 3 -" where they count up, bare numbers where a page breaks."""
    for index, line in enumerate(page.lines):
        if _OF.fullmatch(line.text.casefold()):
            yield index, "page_number"
    for shape in (_PAGE, _DASHES):
        yield from ((index, "page_number") for index in _counting_up(page, shape, range(len(page.lines))))
    yield from ((index, "page_number") for index in _counting_up(page, _PLAIN, sorted(_at_breaks(page))))


def running_heads(page: Page) -> Iterator[tuple[int, str]]:
    """Yields short lines that stand, digits aside, beside a page break or page number on three pages or more."""
    numbers = [index for index, _ in page_numbers(page)]
    beside = _at_breaks(page) | {near for index in numbers for near in (index - 1, index + 1)}
    beside = {index for index in beside - set(numbers) if 0 <= index < len(page.lines)}
    places: dict[str, list[int]] = defaultdict(list)
    for index in sorted(beside):
        if _could_be_a_head(page.lines[index]):
            places[_without_digits(page.lines[index])].append(index)
    everywhere = Counter(_without_digits(line) for line in page.lines)
    for words, found in places.items():
        if len(found) >= _PAGES_OF_A_HEAD and 2 * len(found) >= everywhere[words]:
            yield from ((index, "running_head") for index in found)


def column_numbers(page: Page) -> Iterator[tuple[int, str]]:
    """Yields the column of a bound volume where it stands on a line of its own."""
    for index, line in enumerate(page.lines):
        if _COLUMN.fullmatch(line.text.casefold()):
            yield index, "page_number"


def _at_breaks(page: Page) -> set[int]:
    """The lines before and after each form feed; where there is one, the first and last line of the text too."""
    found: set[int] = set()
    end = page.start
    for index, line in enumerate(page.lines):
        if "\f" in page.text[end : line.span.start]:
            found |= {index - 1, index} if index else {index}
        end = line.span.end
    return found | {0, len(page.lines) - 1} if found else found


def _counting_up(page: Page, shape: re.Pattern[str], indexes: range | list[int]) -> list[int]:
    """The lines of a shape, where there are two or more and each has a higher number than the one before."""
    found = [
        (index, int(match["number"]))
        for index in indexes
        if (match := shape.fullmatch(page.lines[index].text.casefold()))
    ]
    numbers = [number for _, number in found]
    rising = all(low < high for low, high in pairwise(numbers))
    return [index for index, _ in found] if len(found) > 1 and rising else []


def _could_be_a_head(line: Line) -> bool:
    return line.count <= _LONGEST_HEAD and not line.is_sentence and not line.text.endswith(tuple(".!?;:,"))


def _without_digits(line: Line) -> str:
    return re.sub(r"\d+", "0", line.label)

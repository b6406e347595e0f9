"""Running heads and feet of a PDF, and its page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.formats.pdf_lines import Line, PageLines

#: Heads and feet stand in this share of the height of a page, at its top and at its bottom.
MARGIN = 0.14

#: Headings are at least so much larger than the running text.
LARGER = 1.12

#: Lines within so many points of each other stand at the same place.
_SAME_PLACE = 8.0

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[\s\-–—|]*(?:(?:page|p\.?|tudalen)\s*)?(?:(\d{1,4})|([ivxl]{1,6}))(?:\s*(?:of|/|o)\s*\d{1,4})?[\s\-–—|]*",
    re.IGNORECASE,
)


def mark_running(pages: Sequence[PageLines]) -> None:
    """Every line that recurs at the same place of most pages, digits aside, is marked running_head or page_number.

    Books have one head on left and another on right pages: a line counts that recurs on most pages of one side.
    A page number stands alone, and counts with the pages.
    """
    places: defaultdict[tuple[str, bool], list[tuple[int, Line]]] = defaultdict(list)
    usual = usual_size(pages)
    for number, page in enumerate(pages):
        for line in page.lines:
            top = line.bottom > page.height * (1 - MARGIN)
            if (top or line.bottom < page.height * MARGIN) and line.seen.strip():
                places[_key(line, usual), top].append((number, line))
    for (key, _), found in places.items():
        for number, line in found:
            same = [(other, twin) for other, twin in found if abs(twin.bottom - line.bottom) <= _SAME_PLACE]
            if _recurs({other for other, _ in same}, number, len(pages)):
                line.furniture = "page_number" if _is_number(key) else "running_head"
    _mark_numbers(pages)


def _mark_numbers(pages: Sequence[PageLines]) -> None:
    """Lines of a number only are marked where number and page go up together on most pages that have one."""
    numbered: list[tuple[int, Line]] = []
    for index, page in enumerate(pages):
        for line in page.lines:
            outer = line.bottom > page.height * (1 - MARGIN) or line.bottom < page.height * MARGIN
            match = _NUMBER.fullmatch(line.seen.strip()) if outer else None
            if match is not None and match[1]:
                numbered.append((int(match[1]) - index, line))
    steps = Counter(step for step, _ in numbered)
    for step, line in numbered:
        if steps[step] >= 2 and steps[step] * 2 >= len(pages) - 1:
            line.furniture = "page_number"


def usual_size(pages: Sequence[PageLines]) -> float:
    """The size of the running text, in points rounded to a half: that of most letters; 0 where there are none."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.furniture is None:
                letters[rounded(line.size)] += len(line.seen)
    return max(letters, key=lambda size: (letters[size], -size)) if letters else 0.0


def rounded(size: float) -> float:
    """A size in points to the nearest half: programs write 11.04 for 11."""
    return round(size * 2) / 2


def _key(line: Line, usual: float) -> str:
    """What two lines have in common that are the same head on different pages.

    In large letters the figures count: "Recommendation 1" and "Recommendation 2" at the top of two pages are headings.
    """
    words = " ".join(line.text.casefold().split())
    if _NUMBER.fullmatch(words):
        return "#"
    return words if line.size >= usual * LARGER else _DIGITS.sub("#", words)


def _is_number(key: str) -> bool:
    return key == "#"


def _recurs(on: set[int], number: int, pages: int) -> bool:
    if len(on) < 2:
        return False
    side = [page for page in on if page % 2 == number % 2]
    of_side = len(range(number % 2, pages, 2))
    return len(on) * 2 > pages or (len(side) >= 3 and len(side) * 2 > of_side)

"""Rules for standing wording: what an agenda prints under the same items of every meeting.

Only under a heading of such an item, and only sentences that ask or instruct: what happened there ("Apologies
were received from ...", "There were none.") is the record's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.lines import Line, Page, folded
from ingest.cleaning.standing_words import STANDING
from rag.domain import Span
from rag.text import sentences

_NUMBERED = re.compile(r"\d{1,3}[a-z]?[.)]?\s+(?=\S)")
_ITEM = re.compile(r"\d{1,3}[a-z]?[.)]?\s+[A-Z]")
_LONE_NUMBER = re.compile(r"\d{1,3}[.)]?")
_POINT = re.compile(r"\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})[.)]\s+")
_ICON = re.compile(r"\s*\bpdf icon\b.*$")
#: How a point of a list or its opening may end.
_END = re.compile(r"(?:[;,:]?\s+(?:and|or))?[\s.,:;]*$")
#: Longer sentences are of no standing wording, and cost time to look at (characters).
_LONGEST_WORDING = 800
#: What somebody did is no instruction.
_TOLD = re.compile(
    r"\b(?:declared|left|withdrew|took|stated|said|reported that|agreed|resolved|there were)\b"
)


def standing_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yields lines that are standing wording from end to end."""
    for indexes, found in _under_headings(page):
        for index in indexes:
            line = page.lines[index].span
            inside = [standing for span, standing in found if span.overlaps(line)]
            if inside and all(inside):
                yield index, "standing_item"


def standing_sentences(page: Page) -> Iterator[tuple[Span, str]]:
    """Yields sentences of standing wording in lines that go on with what happened."""
    for _, found in _under_headings(page):
        yield from ((span, "standing_item") for span, standing in found if standing)


def _under_headings(page: Page) -> Iterator[tuple[range, list[tuple[Span, bool]]]]:
    """The lines under each heading of a standing item, up to the next item; their sentences, and which are standing."""
    wording: re.Pattern[str] | None = None
    begin = 0
    for index in range(len(page.lines) + 1):
        line = page.lines[index] if index < len(page.lines) else None
        heading = _heading(line) if line else None
        if line and heading is None and not _begins_an_item(line):
            continue
        if wording is not None and begin < index:
            within = Span(page.lines[begin].span.start, page.lines[index - 1].span.end)
            found = sentences(page.text, within)
            yield range(begin, index), [(span, _is_standing(span.of(page.text), wording)) for span in found]
        wording, begin = heading, index + 1


def _begins_an_item(line: Line) -> bool:
    return bool(_LONE_NUMBER.fullmatch(line.text)) or (bool(_ITEM.match(line.text)) and not line.is_sentence)


def _heading(line: Line) -> re.Pattern[str] | None:
    """The wording that stands under a line, None where the line is no heading of a standing item."""
    if line.is_sentence or line.text == "Minutes:":  # the label over what was said, in every item
        return None
    words = _ICON.sub("", _NUMBERED.sub("", folded(line.text), count=1)).lstrip("#* ").rstrip(".: *")
    return next((wording for heading, wording in STANDING if heading.fullmatch(words)), None)


def _is_standing(sentence: str, wording: re.Pattern[str]) -> bool:
    if len(sentence) > _LONGEST_WORDING:
        return False
    words = _END.sub("", _POINT.sub("", folded(sentence), count=1))
    return bool(wording.fullmatch(words)) and not _TOLD.search(words)

"""What stays in the text and may be cited, but that a reader should know of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.cleaning.hidden import tag_runs
from ingest.cleaning.lines import Page, folded
from ingest.cleaning.spans import gaps, near
from rag.domain import Excluded, Flagged, Span

#: What each kind is, for people.
FLAGS: dict[str, str] = {
    "truncated": "the text was cut short here before it came to us",
    "relative_day": "a day counted from one that the record does not give",
    "broken_characters": "characters lost or garbled on the way",
    "repeated": "a paragraph that stood in the text before",
    "hidden_character": "characters that no reader sees",
}

_CUT_SHORT = re.compile(
    r"(?:\.\.\.|…)[\s\u00a0]*(?:\[?(?:read|view|see|show|continue)\b[^\n]{0,60}|\[?more\]?|\(more\))(?=[\s\u00a0]*(?:\n|\Z))"
    r"|\[(?:\.\.\.|…|(?:text |transcript )?(?:truncated|cut short|continues?))\](?=[\s\u00a0]*(?:\n|\Z))",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"(?:read|view|see|show) (?:the )?(?:more|full (?:text|story|article|report|minutes|minutes text)|rest)\b.{0,40}|"
    r"continue reading\b.{0,60}",
)
_OPEN_END = re.compile(r"""(?:\.\.\.|…|\[(?:\.\.\.|…)\])["'”’]?$""")

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|several|some)"
_RELATIVE = re.compile(
    rf"\b(?:today|yesterday|tomorrow|tonight)\b|"
    rf"\b(?:this|last|next)\s+(?:morning|afternoon|evening|night|week|weekend|fortnight|month|term|quarter|year|spring|"
    rf"summer|autumn|fall|winter|{_WEEKDAY}|{_MONTH})\b|"
    rf"\b{_NUMBER}\s+(?:hour|day|week|fortnight|month|year|decade)s?\s+ago\b|"
    rf"\bon\s+{_WEEKDAY}\b(?!,?\s+(?:the\s+)?(?:\d|{_MONTH}))",
    re.IGNORECASE,
)

#: Two or more characters that UTF-8 read as Windows-1252 leaves in the place of one.
_GARBLED = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,3}")
#: What such characters stood for: Latin letters, punctuation, signs. Anything else is a chance meeting, as in "É’".
_PLAUSIBLE = re.compile(r"[\u00a0-\u017f\u2010-\u2044\u20ac\u2122\ufeff\ufb00-\ufb06]")
_LOST = re.compile("\ufffd+")

_INVISIBLE = re.compile(
    "[\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0100-\U000e01ef]+|[\u200c\u200d]{2,}"
)

#: Shorter paragraphs recur in honest minutes: "The report was noted." (words).
_WORDS_OF_A_REPEAT = 10


def flags(text: str, excluded: Sequence[Excluded], *, dated: bool, start: int = 0) -> tuple[Flagged, ...]:
    """The stretches of what is left of a text from ``start`` on that a reader should know of, in order.

    Words relative to a day ("today", "last week") are flagged unless the document is ``dated``. Two stretches
    may overlap: a repeated paragraph can be cut short. None overlaps an excluded span, which are in order.
    """
    page = Page.of(text, start, excluded)
    kept = [span for index, span in enumerate(line.span for line in page.lines) if index not in page.marked]
    found = [
        *_truncations(page, kept),
        *(() if dated else _found(_RELATIVE, text, kept, "relative_day", "relative_words")),
        *_found(_LOST, text, kept, "broken_characters", "replacement_character"),
        *_garbled(text, kept),
        *_repeats(page),
        *_found(_INVISIBLE, text, kept, "hidden_character", "invisible_characters"),
        *_tags(text, kept),
    ]
    taken = [one.span for one in excluded]
    left = {one for one in found if gaps(one.span, near(one.span, taken)) == [one.span]}
    return tuple(sorted(left, key=lambda one: (one.span, one.kind)))


def _found(
    pattern: re.Pattern[str], text: str, lines: Sequence[Span], kind: str, rule: str
) -> Iterator[Flagged]:
    for line in lines:
        for match in pattern.finditer(text, line.start, line.end):
            yield Flagged(Span(match.start(), match.end()), kind, rule)


def _truncations(page: Page, kept: Sequence[Span]) -> Iterator[Flagged]:
    """Dots with an offer of the rest, such an offer on a line of its own, and dots where the text ends."""
    spans = [Span(match.start(), match.end()) for match in _CUT_SHORT.finditer(page.text, page.start)]
    for index, line in enumerate(page.lines):
        if index not in page.marked and _READ_ON.fullmatch(line.label.rstrip(" .…>»→")):
            spans.append(line.span)
    yield from (Flagged(span, "truncated", "offer_of_the_rest") for span in spans)
    end = _OPEN_END.search(page.text, kept[-1].start, kept[-1].end) if kept else None
    if end is not None and not any(span.end >= end.end() for span in spans):
        yield Flagged(Span(end.start(), end.end()), "truncated", "open_end")


def _garbled(text: str, kept: Sequence[Span]) -> Iterator[Flagged]:
    for line in kept:
        for match in _GARBLED.finditer(text, line.start, line.end):
            length = _misread(match.group())
            if length:
                yield Flagged(
                    Span(match.start(), match.start() + length), "broken_characters", "misread_encoding"
                )


def _misread(characters: str) -> int:
    """How many of the characters, from the first, are one character read in the wrong encoding; 0 for none."""
    for length in range(2, len(characters) + 1):
        read = characters[:length]
        for encoding in ("cp1252", "latin-1"):
            try:
                meant = read.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            if len(meant) == 1 and _PLAUSIBLE.fullmatch(meant):
                return length
    return 0


def _repeats(page: Page) -> Iterator[Flagged]:
    seen: set[str] = set()
    for index, line in enumerate(page.lines):
        if index in page.marked or line.count < _WORDS_OF_A_REPEAT:
            continue
        words = folded(line.words)
        if words in seen:
            yield Flagged(line.span, "repeated", "repeated_paragraph")
        seen.add(words)


def _tags(text: str, kept: Sequence[Span]) -> Iterator[Flagged]:
    for line in kept:
        for run in tag_runs(text, line):
            yield Flagged(run, "hidden_character", "tag_characters")

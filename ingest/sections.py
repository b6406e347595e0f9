"""Headings of a text and the stretches that stand under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cleaning import gaps
from ingest.cleaning.council import MEETING_LINE
from ingest.cleaning.lines import Page
from ingest.formats.extracted import Heading
from rag.domain import Excluded, Section, Span

#: A longer line behind hash signs or an item number is text, not a heading (characters).
_LONGEST_HEADING = 200

_HASHES = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_FENCE = re.compile(r"(?:```|~~~)")
_ITEM = re.compile(r"\d{1,3}[.)]?\s+[A-Z].*[^.;:,!?]")
_MINUTES_LABELS = frozenset(
    "minutes|decision|decisions|resolved|actions|apologies for absence|declarations of interest".split("|")
)


@dataclass(frozen=True, slots=True)
class _Heading:
    span: Span
    level: int
    title: str


def markdown_sections(text: str, start: int) -> tuple[Section, ...]:
    """The sections under the "#" headings of a Markdown text, in order; headings inside code are not headings."""
    return _nest(text, list(_markdown_headings(text, start)))


def heading_sections(
    text: str, headings: Sequence[Heading], excluded: Sequence[Excluded]
) -> tuple[Section, ...]:
    """The sections under the headings that a file's format marks, furniture left out."""
    found = [
        _Heading(one.span, one.level, " ".join(one.span.of(text).split()))
        for one in sorted(headings, key=lambda one: one.span)
        if not any(furniture.span.overlaps(one.span) for furniture in excluded)
    ]
    return _nest(text, [one for one in found if 0 < len(one.title) <= _LONGEST_HEADING])


def minutes_sections(text: str, excluded: Sequence[Excluded]) -> tuple[Section, ...]:
    """The sections of a council's meeting page: numbered agenda items and, under them, labels such as "Minutes:"."""
    return _nest(text, list(_minutes_headings(text, excluded)))


def heading_line(section: Section, text: str) -> Span:
    """The line with which a section begins, its line break included."""
    line = text[section.span.start : section.span.end].splitlines(keepends=True)[0]
    return Span(section.span.start, section.span.start + len(line))


def _markdown_headings(text: str, start: int) -> Iterator[_Heading]:
    fenced = False
    for line in Page.of(text, start).lines:
        if _FENCE.match(line.text):
            fenced = not fenced
        found = None if fenced else _HASHES.fullmatch(line.text)
        if found and found.group(2) and len(line.text) <= _LONGEST_HEADING:
            yield _Heading(line.span, len(found.group(1)), found.group(2))


def _minutes_headings(text: str, excluded: Sequence[Excluded]) -> Iterator[_Heading]:
    page = Page.of(text)
    begun = False
    for line in page.lines:
        left = gaps(line.span, [furniture.span for furniture in excluded])
        words = " ".join(" ".join(span.of(text) for span in left).split())
        if not begun:
            begun = bool(MEETING_LINE.match(words))
        elif words.endswith(":") and line.label in _MINUTES_LABELS:
            yield _Heading(line.span, 2, words.rstrip(": "))
        elif line.gap and _ITEM.fullmatch(words) and len(words) <= _LONGEST_HEADING:
            yield _Heading(line.span, 1, words)


def _nest(text: str, headings: Sequence[_Heading]) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_headings: list[_Heading] = []
    for index, heading in enumerate(headings):
        open_headings = [outer for outer in open_headings if outer.level < heading.level] + [heading]
        following = (later.span.start for later in headings[index + 1 :] if later.level <= heading.level)
        span = Span(heading.span.start, next(following, len(text)))
        sections.append(Section(tuple(outer.title for outer in open_headings), span))
    return tuple(sections)

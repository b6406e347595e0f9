"""Which bodies met, and when: read from the head of minutes, or from what a digest says of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.minutes.bodies import NAMED_BODY, names_in
from ingest.minutes.dates import dates_in
from rag.domain import ContentDate, Dating, Document, Span

#: What a council's system for meetings writes: "Meeting: 04/03/2031 - Joint meeting of ... (Item 9)".
_MEETING_LINE = re.compile(r"^[^\S\n]*Meeting:[^\S\n]*(?P<rest>\S[^\n]*)$", re.MULTILINE)
_DASH = re.compile(r"\s[-–—]\s*|[-–—]\s")
_ITEM_AT_END = re.compile(r"\s*\((?:Item|Agenda item)\b[^()]*\)\s*$", re.IGNORECASE)
#: "Minutes of the ... Panel", "a joint meeting, on 11 October 2011, of the ... Committee".
_MEETING_OF = re.compile(
    rf"(?i:\b(?:meeting|minutes)\b)[^\n.]{{0,80}}?(?i:\bof\s+(?:the\s+)?)(?P<names>{NAMED_BODY})"
)
_MORE = re.compile(rf"(?:[^\S\n]*(?:&|,|and\b)[^\S\n]*(?:the[^\S\n]+)?{NAMED_BODY})*")
_HELD = re.compile(r"(?:\bheld\b|\bdate\b|\bmeeting\b|\bmet\b|\bminutes\b)[^\n.]{0,120}$", re.IGNORECASE)
#: A line that is a date, a time and a place at most.
_ALONE = re.compile(
    r"[\s#*_]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?$", re.IGNORECASE
)
#: Characters of a page that are its head where no item begins it.
_HEAD = 1500


def committees_of(text: str, head: Span) -> tuple[Span, ...]:
    """The names of the bodies that met, each once, in order; none where the text gives none."""
    line = _MEETING_LINE.search(text, head.start, head.end)
    if line:
        rest = _ITEM_AT_END.sub("", line["rest"])
        dash = _DASH.search(rest)
        begin = line.start("rest") + (dash.end() if dash else 0)
        end = line.start("rest") + len(rest)
        named = _once(text, names_in(text, Span(begin, end))) if begin < end else ()
        if named:
            return named
    for found in _MEETING_OF.finditer(text):
        more = _MORE.match(text, found.end())
        return _once(text, names_in(text, Span(found.start("names"), more.end() if more else found.end())))
    return _once(text, _titles(text, head))


def _titles(text: str, head: Span) -> Iterator[Span]:
    """The first line of the head that is little more than the name of a body; a council's only where no other is."""
    councils: list[Span] = []
    for line in re.finditer(r"[^\n]+", head.of(text)):
        span = Span(head.start + line.start(), head.start + line.end())
        for named in names_in(text, span):
            if (
                len(named.of(text).split()) > 1
                and len(line.group().split()) <= len(named.of(text).split()) + 10
            ):
                if named.of(text).casefold().endswith("council"):
                    councils.append(named)
                else:
                    yield named
                    return
    yield from councils[:1]


def _once(text: str, found: Iterator[Span]) -> tuple[Span, ...]:
    kept: dict[str, Span] = {}
    for span in found:
        kept.setdefault(" ".join(span.of(text).split()).casefold(), span)
    return tuple(kept.values())


def held_of(text: str, head: Span, document: Document) -> tuple[ContentDate | None, Span | None]:
    """When the meeting was, and the words that give it.

    The date the document is known to be of counts, wherever the text gives it; else a date of the head that
    stands alone or behind words such as "held on". Without words the document's own stated date stands.
    """
    known = document.published if document.dating is Dating.STATED else None
    dates = list(dates_in(text))
    line = _MEETING_LINE.search(text, head.start, head.end)
    if line:
        for span, date in dates:
            if line.start() <= span.start < line.end():
                return date, span
    for span, date in dates:
        if date == known:
            return date, span
    for span, date in dates:
        before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        if span.end <= head.end and (_ALONE.fullmatch(before) or _HELD.search(before)):
            return date, span
    return known, None


def head_of(text: str, start: int, first_item: int | None) -> Span | None:
    """What stands above the first item, or the beginning of a text without items; None for an empty one."""
    end = first_item if first_item is not None else min(len(text), start + _HEAD)
    return Span(start, end) if start < end else None

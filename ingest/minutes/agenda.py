"""The items of an agenda, and which stretches under each are minutes rather than the agenda's own notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.domain import Form, Span

#: A longer line behind a number is text, not a heading (characters).
_LONGEST = 200
#: Words of a heading that no blank line sets apart; longer ones may be points of a list.
_MOST_WORDS = 14

_HASHES = re.compile(r"[ \t]*(#{1,6})[ \t]+")
_BOLD = re.compile(r"[ \t]*(?:\*\*|__)?")
_NAMED = re.compile(
    r"(?:agenda\s+)?item\s+(?:no\.?\s*)?(?P<number>\d{1,3}[a-z]?)\b\s*[:.)–—-]?\s*(?P<title>\S.*)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,3}[A-Za-z]?(?:/\d{2,4})?)[.):]?[ \t\u00a0]+(?P<title>[A-Z“\"‘'].*)")
_ICON = re.compile(r"\s*\b(?:pdf icon\b.*|PDF\s+\d+(?:\.\d+)?\s*[KM]B.*)$", re.IGNORECASE)
_ENDS = (".", ";", ",", "!", "?", ":")
_TASK = re.compile(r"\bto\s+(?:be\s+)?[a-z]+\b.*\b(?:by|with|at|for|to|the)\b|^(?:That|To)\b")
_DATE_LINE = re.compile(
    r"\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
#: Lines that part the agenda's notes from the minutes, alone on their line.
_PART = re.compile(r"[\s#*_]*(?P<label>minutes?|decisions?|resolutions?|outcome)\s*:?[\s*_]*", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"[\s#*_]*(?:(?:additional|supporting|meeting)\s+documents|attachments|background\s+papers|minutes?"
    r"|agenda|venue|contact)\s*:?[\s*_]*",
    re.IGNORECASE,
)
#: Headings of Markdown that are parts of minutes, not items.
_NO_ITEM = re.compile(
    rf"{_PART.pattern}|{_NO_TEXT.pattern}|(?:agreed\s+)?actions?|present|attendance|in\s+attendance|apologies.*",
    re.IGNORECASE,
)
#: "Item 13 of the meeting is headed ...": how a digest tells what an item was called.
_MENTION = re.compile(
    r"\bItem\s+(?P<number>\d{1,3})\b(?:[^.\n]{0,90}?\b(?:is|was)\s+(?:headed|titled|entitled"
    r"|called)\s+(?:with\s+the\s+title\s+of\s+[^,.\n]{1,80},\s*)?(?P<title>[^.\n]{3,200}))?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One item: its whole stretch, number and title, and the parts of it that are running text of minutes."""

    span: Span
    number: Span | None
    title: Span | None
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    gap: bool
    level: int


@dataclass(frozen=True, slots=True)
class _Heading:
    line: _Line
    number: Span | None
    title: Span | None


def items_of(text: str, start: int, form: Form) -> tuple[Place, ...]:
    """The items of a text from ``start`` on, in order; one without number and title where it has no agenda.

    Where lines such as "Minutes:" part notes from minutes, what stands above the first of them in an item is no
    part of it. Lines of headings are no running text.
    """
    lines = list(_lines(text, start))
    headings = list(_headings(text, lines, form))
    parted = any(_PART.fullmatch(line.text) for line in lines)
    taken = {heading.line.span.start for heading in headings}
    taken |= {line.span.start for line in lines if line.level or _NO_TEXT.fullmatch(line.text)}
    bounds = [heading.line.span.start for heading in headings] + [len(text)]
    found: list[Place] = []
    if not headings or (form is Form.DIGEST and bounds[0] > start):
        end = bounds[0] if headings else len(text)
        if start < end:
            number, title = _mentioned(text, start, end)
            inside = [line for line in lines if line.span.start < end]
            found.append(Place(Span(start, end), number, title, tuple(_parts(inside, taken, end, parted))))
    for heading, end in zip(headings, bounds[1:], strict=True):
        inside = [line for line in lines if heading.line.span.start <= line.span.start < end]
        span = Span(heading.line.span.start, end)
        found.append(Place(span, heading.number, heading.title, tuple(_parts(inside, taken, end, parted))))
    return tuple(found)


def first_heading(text: str, start: int, form: Form) -> int | None:
    """Where the first item begins; None where the text has none."""
    return next(
        (heading.line.span.start for heading in _headings(text, list(_lines(text, start)), form)), None
    )


def _lines(text: str, start: int) -> Iterator[_Line]:
    gap, offset = True, start
    for raw in text[start:].splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            at = offset + len(raw) - len(raw.lstrip())
            hashes = _HASHES.match(bare)
            yield _Line(Span(at, at + len(bare)), bare, gap, len(hashes[1]) if hashes else 0)
        gap = not bare
        offset += len(raw)


def _headings(text: str, lines: list[_Line], form: Form) -> Iterator[_Heading]:
    last = 0
    for index, line in enumerate(lines):
        marks = _HASHES.match(line.text)
        lead = _BOLD.match(line.text, marks.end() if marks else 0)
        begin = lead.end() if lead else 0
        words = line.text[begin:].rstrip(" #*_")
        found = _NAMED.fullmatch(words) or _NUMBERED.fullmatch(words)
        if found and _is_heading(line, found, last, index):
            last = int(re.match(r"\d+", found["number"])[0])  # type: ignore[index]  # both begin with a figure
            at = line.span.start + begin
            title = _title(at + found.start("title"), found["title"]) if found["title"] else None
            yield _Heading(line, Span(at + found.start("number"), at + found.end("number")), title)
        elif line.level > 1 and form is Form.ORIGINAL and words and not _NO_ITEM.fullmatch(words):
            yield _Heading(line, None, Span(line.span.start + begin, line.span.start + begin + len(words)))


def _title(at: int, words: str) -> Span | None:
    """A title without the icon of a file behind it, which is no furniture on pages nobody knew for a meeting's."""
    kept = _ICON.sub("", words)
    return Span(at, at + len(kept)) if kept else None


def _is_heading(line: _Line, found: re.Match[str], last: int, index: int) -> bool:
    """True where a numbered line heads an item: it counts on from the last, and is neither sentence nor task."""
    number, title = int(re.match(r"\d+", found["number"])[0]), found["title"] or ""  # type: ignore[index]
    if line.level:
        return True
    if len(line.text) > _LONGEST or title.endswith(_ENDS) or number <= last or _DATE_LINE.match(found.string):
        return False
    if _TASK.search(title):
        return False
    if "/" in found["number"]:
        return True
    return line.gap or index == 0 or (number == last + 1 and len(title.split()) <= _MOST_WORDS)


def _parts(lines: list[_Line], taken: set[int], end: int, parted: bool) -> Iterator[Span]:
    """Stretches of running text between headings; where notes are parted from minutes, from the first label on."""
    if parted:
        first = next((index for index, line in enumerate(lines) if _PART.fullmatch(line.text)), len(lines))
        lines = lines[first:]
    begin: int | None = None
    for line in lines:
        if line.span.start in taken:
            if begin is not None and begin < line.span.start:
                yield Span(begin, line.span.start)
            begin = None
        elif begin is None:
            begin = line.span.start
    if begin is not None and begin < end:
        yield Span(begin, end)


def _mentioned(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The number and title of the one item a digest speaks of; nothing where it speaks of several."""
    found = list(_MENTION.finditer(text, start, end))
    if len({one["number"] for one in found}) != 1:
        return None, None
    number = Span(found[0].start("number"), found[0].end("number"))
    titled = next((one for one in found if one["title"]), None)
    return number, Span(titled.start("title"), titled.end("title")) if titled else None

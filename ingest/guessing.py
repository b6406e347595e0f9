"""What a record without front matter says about itself, read only from plain evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cleaning import gaps
from ingest.furniture import is_meeting_page
from ingest.lines import Line, Page
from rag.domain import ContentDate, Dating, Excluded, Kind, Span, Standing
from rag.text import sentences

#: Raised when what is read from a page changes, so that older indexes count as stale.
GUESSER_VERSION = 1

#: Longer titles crowd the words of a passage out of what the encoder reads (characters).
LONGEST_TITLE = 160

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = (
    rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+\d{{4}}|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?"
    rf"\s+\d{{4}}|(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
)
_BY = r"(?:by\s+[^\n\d]{2,60}?\s*[|,•·–-]?\s*)"
_TIME = r"(?:(?:,|\s+at|\s*[-–|])?\s*\d{1,2}[:.]\d{2}\s*(?:[ap]m)?)?"
#: A line that is a date and nothing more than labels of one, a weekday, a time and an author.
_DATE_LINE = re.compile(
    rf"{_BY}?(?:(?:published|posted|date|dated|issued|created|press release|news release)\s*(?:on)?\s*[:|-]?\s*)?"
    rf"{_WEEKDAY}{_DATE}{_TIME}(?:\s*[|,•·–-]?\s*{_BY})?\.?",
    re.IGNORECASE,
)
_MEETING_DATE = re.compile(rf"Meeting:\s*{_WEEKDAY}{_DATE}", re.IGNORECASE)
_BY_LINE = re.compile(r"(?:by|posted by|written by|author:)\s+\S.*", re.IGNORECASE)
_ITEM = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?P<title>[A-Z].*)")
_CUT_SHORT = re.compile(
    r"(?:\.\.\.|…)[\s\u00a0]*(?:\[?(?:read|view|see|show|continue)\b[^\n]{0,60}|\[?more\]?|\(more\))[\s\u00a0]*(?:\n|$)",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(r"""(?:\.\.\.|…|\[(?:\.\.\.|…)\])["'”’]?\s*$""")


@dataclass(frozen=True, slots=True)
class Guess:
    """What could be read from a page; unknown and empty where it says nothing plain."""

    title: str
    kind: Kind
    standing: Standing
    published: ContentDate | None
    dating: Dating
    dating_reason: str
    notices: tuple[str, ...]


def guess(text: str, excluded: Sequence[Excluded], start: int = 0) -> Guess:
    """Title, kind, standing, date and notices of an original, as far as its own words give them.

    A page with a "Meeting:" line and a "Minutes:" label is council minutes. A date counts only from the
    "Meeting:" line or from a line that is a full date, above the first paragraph, days before months.
    """
    page = Page.of(text, start)
    head = [line for line in _kept(page, excluded) if line.span.start < _first_paragraph(page)]
    meeting = next((line for line in head if _MEETING_DATE.match(line.text)), None)
    minutes = is_minutes(text, start)
    published, line = _date(head, meeting)
    notices = [] if published else ["undated"]
    if is_truncated(text, excluded, start):
        notices.append("truncated")
    return Guess(
        title=_minutes_title(text, head, excluded) if minutes else _title(text, head, _first_paragraph(page)),
        kind=Kind.MINUTES if minutes else Kind.OTHER,
        standing=Standing.COUNCIL_MINUTES if minutes else Standing.UNKNOWN,
        published=published,
        dating=Dating.STATED if published else Dating.UNKNOWN,
        dating_reason=f'The line "{line}" stands above the text.'
        if published
        else "No full date stands above the text.",
        notices=tuple(notices),
    )


def is_minutes(text: str, start: int = 0) -> bool:
    """True for a page of a council's meeting system that carries minutes."""
    page = Page.of(text, start)
    return is_meeting_page(page) and any(line.text == "Minutes:" for line in page.lines)


def is_truncated(text: str, excluded: Sequence[Excluded], start: int = 0) -> bool:
    """True where the text breaks off with dots at its end, or with dots and an offer of the rest."""
    if _CUT_SHORT.search(text, start):
        return True
    kept = [line for line in Page.of(text, start).lines if not _inside(line, excluded)]
    return bool(kept) and bool(_ENDS_OPEN.search(kept[-1].text))


def _kept(page: Page, excluded: Sequence[Excluded]) -> Iterator[Line]:
    return (line for line in page.lines if not _inside(line, excluded))


def _inside(line: Line, excluded: Sequence[Excluded]) -> bool:
    return any(furniture.span.covers(line.span) for furniture in excluded)


def _first_paragraph(page: Page) -> int:
    return page.lines[page.head].span.start if page.head < len(page.lines) else len(page.text)


def _date(head: Sequence[Line], meeting: Line | None) -> tuple[ContentDate | None, str]:
    """The date of the meeting, else of the first line of the head that is a full date; and the words it stands in."""
    candidates = [(_MEETING_DATE.match(meeting.text), meeting)] if meeting else []
    candidates += [(_DATE_LINE.fullmatch(line.words), line) for line in head]
    for found, line in candidates:
        date = _parse(found) if found else None
        if found and date:
            return date, found.group() if line is meeting else line.text
    return None, ""


def _parse(found: re.Match[str]) -> ContentDate | None:
    try:
        if found["iso"]:
            return ContentDate.parse(found["iso"])
        if found["day"]:
            return ContentDate(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:  # 31/02/2011, or 10/25/2011 in American order
        return None
    import dateparser  # takes a third of a second to import, and most runs read front matter only

    parsed = dateparser.parse(
        found["date"],
        languages=["en"],
        settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
    )
    return ContentDate(parsed.year, parsed.month, parsed.day) if parsed else None


def _is_title(line: Line) -> bool:
    if (
        line.bullet
        or line.is_sentence
        or len(line.text) > LONGEST_TITLE
        or line.text.endswith((":", ",", ";"))
    ):
        return False
    return line.count >= 2 and not _DATE_LINE.fullmatch(line.text) and not _BY_LINE.fullmatch(line.text)


def _title(text: str, head: Sequence[Line], begin: int) -> str:
    """The first line of the head that reads like a title, else the beginning of the first sentence from ``begin``."""
    for line in head:
        if _is_title(line):
            return " ".join(line.text.lstrip("# ").split())
    first = (
        next((span.of(text) for span in sentences(text, Span(begin, len(text)))), "")
        if begin < len(text)
        else ""
    )
    return shortened(" ".join(first.split()).rstrip("."))


def shortened(title: str) -> str:
    """The title, cut at a word with an ellipsis where it is longer than a title may be."""
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:-–")
    return f"{cut}…"


def _minutes_title(text: str, head: Sequence[Line], excluded: Sequence[Excluded]) -> str:
    """The page's own heading, and the item it belongs to."""
    heading = next(
        (line.text for line in head if _is_title(line) and not line.text.startswith("Meeting:")), ""
    )
    for line in Page.of(text).lines:
        words = " ".join(
            " ".join(span.of(text) for span in gaps(line.span, [e.span for e in excluded])).split()
        )
        found = _ITEM.fullmatch(words)
        if found and line.gap and not line.is_sentence:
            lead = heading if heading and heading != line.text and not _ITEM.fullmatch(heading) else "Minutes"
            return shortened(f"{lead}: item {found['number']}, {found['title']}")
    return shortened(heading or "Minutes")

"""When a record without front matter is from, and how that is known. Days stand before months, as in Britain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cleaning.lines import Line
from ingest.formats.extracted import Stated
from rag.domain import ContentDate, Dating

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
#: "Minutes of the meeting of the panel held in the Town Hall on Tuesday, 4 March 2014".
_HELD = re.compile(
    rf"\b(?:meeting|minutes)\b[^.\n]{{0,200}}?\bheld\b[^.\n]{{0,120}}?{_WEEKDAY}{_DATE}", re.IGNORECASE
)
_LABELLED = re.compile(
    rf"(?:date of (?:the )?meeting|meeting date|date of publication|publication date|published|date|held on)"
    rf"\s*[:–-]\s*{_WEEKDAY}{_DATE}",
    re.IGNORECASE,
)
_MONTH_LINE = re.compile(rf"(?P<month>{_MONTH})\.?\s+(?P<year>(?:19|20)\d{{2}})", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_.]?(?P<month>\d{2})[-_.]?(?P<day>\d{2})(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

#: The date line of a page stands among its first lines.
_FIRST_LINES = 40


@dataclass(frozen=True, slots=True)
class Dated:
    """A content date and how it is known; ``published`` None where nothing plain gives one."""

    published: ContentDate | None
    dating: Dating
    reason: str


UNKNOWN = Dated(None, Dating.UNKNOWN, "No full date stands above the text.")


def is_date_line(line: Line) -> bool:
    """True where a line is a date, with no more than labels of one, a weekday, a time and an author."""
    return _DATE_LINE.fullmatch(line.words) is not None


def dated(head: Sequence[Line], lines: Sequence[Line], stated: Stated, name: str) -> Dated:
    """The date of the meeting, else of the page, else one that only its file's name gives.

    Args:
        head: the lines above the first paragraph, furniture left out.
        lines: all lines, furniture left out.
        stated: the file's metadata. Dates of saving are not among it.
        name: the file's name.
    """
    for found, words in _candidates(head, lines):
        date = _parse(found)
        if date is not None:
            return Dated(date, Dating.STATED, f'The line "{words}" stands above the text.')
    if stated.published and (date := _of_metadata(stated.published)):
        return Dated(date, Dating.STATED, f"The file's own metadata gives {date.words}.")
    for line in head:
        month = _MONTH_LINE.fullmatch(line.words.rstrip("."))
        if month:
            number = _MONTHS.index(month["month"][:3].casefold()) + 1
            date = ContentDate(int(month["year"]), number)
            return Dated(date, Dating.STATED, f'The line "{line.text}" stands above the text.')
    in_name = _IN_NAME.search(name)
    date = _calendar(in_name["year"], in_name["month"], in_name["day"]) if in_name else None
    return Dated(date, Dating.INFERRED, f"The name of the file holds {date}.") if date else UNKNOWN


def _candidates(head: Sequence[Line], lines: Sequence[Line]) -> Iterator[tuple[re.Match[str], str]]:
    """The dates that may be the record's, best first, each with the words it stands in."""
    for line in head:
        if meeting := _MEETING_DATE.match(line.text):
            yield meeting, meeting.group()
    for line in lines[:_FIRST_LINES]:
        if held := _HELD.search(line.text):
            yield held, " ".join(held.group().split())
    for line in lines[:_FIRST_LINES]:
        if not line.is_sentence and (labelled := _LABELLED.match(line.words)):
            yield labelled, labelled.group()
    for line in head:
        if alone := _DATE_LINE.fullmatch(line.words):
            yield alone, line.text


def _of_metadata(written: str) -> ContentDate | None:
    """The day of a date as metadata write it: "2031-03-04T10:00", or as a person does."""
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", written.strip())
    if iso:
        return _calendar(*iso.groups())
    found = re.search(_DATE, written, re.IGNORECASE)
    return _parse(found) if found else None


def _calendar(year: str, month: str, day: str) -> ContentDate | None:
    try:
        return ContentDate(int(year), int(month), int(day))
    except ValueError:  # 31/02/2011, or 10/25/2011 in American order
        return None


def _parse(found: re.Match[str]) -> ContentDate | None:
    if found["iso"]:
        return _calendar(*found["iso"].split("-"))
    if found["day"]:
        return _calendar(found["year"], found["month"], found["day"])
    import dateparser  # takes a third of a second to import, and most runs read front matter only

    parsed = dateparser.parse(
        found["date"],
        languages=["en"],
        settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
    )
    return ContentDate(parsed.year, parsed.month, parsed.day) if parsed else None

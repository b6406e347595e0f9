"""The dates a text states, as the days they can mean: "by December 2024", "autumn 2014", "between 1997 and 2013"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from rag.domain import ContentDate, Span


class Precision(StrEnum):
    """How exactly a date is stated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as stated: its first and last possible day, and where its words stand, with "by" or "since" before them.

    ``open_start``: or earlier ("by", "until", "before"). ``open_end``: or later ("from", "since", "after").
    ``core`` is the date without such a word; ``lacking`` is what its words leave to another date of the text: the
    year of "14 November". ``year_read`` says that this is a reading and no list of days ("15 and 16 April 2031").
    """

    earliest: date
    latest: date
    span: Span
    core: Span
    precision: Precision
    open_start: bool = False
    open_end: bool = False
    lacking: str = ""
    year_read: bool = False


_MONTHS = "January February March April May June July August September October November December".split()
_M = rf"(?:{'|'.join(_MONTHS)})"
_Y = r"(?<![\w£$€,./#])(?:19|20)\d\d(?![\d,]*\d|\.\d|\w)"
_D = r"(?<![\w£,.])\d{1,2}(?:st|nd|rd|th)?"
_PART = r"(?:[Ee]arly|[Mm]id|[Ll]ate)"
_EDGE = r"(?:(?:[Tt]he )?(?:beginning|start|middle|end) of|(?:early|late)(?: in)?)"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"

#: One date with its year, the longest wording first.
_POINT = (
    rf"(?:{_D}(?: of)? {_M},? {_Y}|{_M} {_D},? {_Y}"
    rf"|(?:{_PART}[- ]|{_EDGE} )(?:the )?(?:{_M} )?{_Y}|{_SEASON}(?: of)? {_Y}(?:[-–/]\d\d(?!\d))?|{_M} {_Y}"
    rf"|(?:\b{_PART}[- ])?\b(?:19|20)\d0s\b|{_Y}[-–/](?:\d\d|(?:19|20)\d\d)(?!\w)|{_Y})"
)

#: What may stand for a date before "to" or "and" and one with a year: "3", "3 May", "May", "spring".
_PARTIAL = rf"(?:{_D} {_M}|{_D}|{_M}|{_SEASON})"

_BETWEEN = rf"[Bb]etween (?P<b1>{_POINT}|{_PARTIAL}) and (?P<b2>{_POINT})"
_TO = rf"(?:[Ff]rom )?(?P<t1>{_POINT}|{_PARTIAL})(?: to | until | till | through |\s?[-–]\s?)(?P<t2>{_POINT})"
_AND = rf"(?P<a1>{_PARTIAL}) (?:and|or) (?P<a2>{_POINT})"
#: Without a year; a month alone only behind a word that makes it one ("may" and "march" are verbs, too).
_BARE = (
    rf"(?:{_D} {_M}|(?:{_EDGE}|{_PART})[- ]{_M}|(?<=\b[Ii]n ){_M}|(?<=\b[Bb]y ){_M}|(?<=\buntil ){_M}"
    rf"|(?<=\bfor ){_M})(?! \d)\b"
)

_DATE = re.compile(rf"{_BETWEEN}|{_TO}|{_AND}|(?P<point>{_POINT})|(?P<bare>{_BARE})")

_ABOUT = r"(?:\s+(?:about|around|at least|as early as|the))*\s+$"
_NOT_BEFORE = re.compile(
    rf"\b(?:not|no earlier|never)\b[^,.;]{{0,30}}\b(?:before|than){_ABOUT}", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b(?:before|prior to){_ABOUT}", re.IGNORECASE)
_BY = re.compile(rf"\b(?:by|until|till|up to|no later than){_ABOUT}", re.IGNORECASE)
_AFTER = re.compile(rf"\bafter{_ABOUT}", re.IGNORECASE)
_SINCE = re.compile(
    rf"\b(?:since|(?<!dates )(?<!dated )from|starting in|beginning in|as of|as from){_ABOUT}", re.IGNORECASE
)
_ONWARDS = re.compile(r"\s+(?:onwards?|or later|at the earliest)\b", re.IGNORECASE)
#: "before 2031 ended" is in 2031, and so is "before the end of 2031".
_OVER = re.compile(r"\s+(?:has |had |is |was )?(?:ended|ends|out|over)\b")
_EDGED = re.compile(r"(?:the )?(?:end of|late)\b", re.IGNORECASE)

_DAY = timedelta(days=1)

#: Dates of a sentence that are read. What has more is a table on one line, of which nothing can be told for sure, and
#: the time it takes grows with their number times the length of the sentence.
MOST_DATES = 24


def stated_in(text: str) -> list[Stated]:
    """The dates of a sentence in order; a season, a part of a year or a school year is a range as wide as it can mean.

    "15 and 16 April 2031" are two dates. A day or month without a year takes that of the date before it in the
    sentence, else of the next: it is the first such day not before that date. Where there is none it is left out, and
    so is what no calendar has. Only the first ``MOST_DATES`` are read.
    """
    found: list[Stated] = []
    for match in islice(_DATE.finditer(text), MOST_DATES):
        try:
            found.extend(_read(text, match, found))
        except ValueError:
            continue
    return found


def _read(text: str, match: re.Match[str], before: list[Stated]) -> Iterator[Stated]:
    core = Span(match.start(), match.end())
    if match["a2"]:
        whole = _with_year(match["a1"], match["a2"])
        first = Span(match.start("a1"), match.end("a1"))
        if whole:
            yield _qualified(text, first, *_days(whole), lacking=whole.removeprefix(match["a1"]))
        yield _qualified(text, Span(match.start("a2"), match.end("a2")), *_days(match["a2"]))
        return
    for one, other in (("b1", "b2"), ("t1", "t2")):
        if match[one]:
            begins = _with_year(match[one], match[other])
            if not begins:
                return
            opens, ends = _days(begins)[0], _days(match[other])[1]
            if opens <= ends:
                yield Stated(opens, ends, core, core, Precision.RANGE)
            return
    if match["point"]:
        yield _qualified(text, core, *_days(match["point"]))
    elif days := _next(match["bare"], before or list(_later(text, match.end()))):
        yield _qualified(text, core, *days, lacking=f" {days[0].year}", year_read=True)


def _qualified(
    text: str, core: Span, first: date, last: date, *, lacking: str = "", year_read: bool = False
) -> Stated:
    """The date with what "by", "before", "since" or "after" makes of it."""
    ahead = text[: core.start]
    behind = _ONWARDS.match(text, core.end)
    end = behind.end() if behind else core.end
    known = _precision(first, last)

    def at(found: re.Match[str] | None, opens: date, ends: date, *, start: bool, later: bool) -> Stated:
        span = Span(found.start() if found else core.start, end)
        return Stated(opens, ends, span, core, known, start, later, lacking, year_read)

    if found := _NOT_BEFORE.search(ahead):
        return at(found, first, last, start=False, later=True)
    if found := _BEFORE.search(ahead):
        over = _OVER.match(text, core.end)
        if over or _EDGED.match(core.of(text)):
            end = over.end() if over else end
            return at(found, first, last, start=True, later=False)
        return at(found, first - _DAY, first - _DAY, start=True, later=False)
    if found := _AFTER.search(ahead):
        return at(found, last + _DAY, last + _DAY, start=False, later=True)
    if found := _BY.search(ahead):
        return at(found, first, last, start=True, later=False)
    found = _SINCE.search(ahead)
    return at(found, first, last, start=False, later=bool(found or behind))


def _precision(first: date, last: date) -> Precision:
    if first == last:
        return Precision.DAY
    if (first, last) == _of(first.year, first.month):
        return Precision.MONTH
    return Precision.YEAR if (first, last) == _of(first.year) else Precision.RANGE


def _with_year(words: str, of: str) -> str:
    """A partial date with what it lacks of the one behind it: "3" of "4 May 2031" is "3 May 2031"; "" of "2031"."""
    if re.search(_Y, words):
        return words
    year = re.findall(_Y, of)[-1]
    if re.fullmatch(_D, words):
        month = re.search(_M, of)
        return f"{words} {month.group()} {year}" if month else ""
    return f"{words} {year}"


#: Months of a part of a year and of a season, first and last. The seasons are the meteorological ones; "winter 2031"
#: can be meant at either end of a year, so that it counts from January to the February after.
_PARTS = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12),
    "beginning": (1, 3), "start": (1, 3), "middle": (5, 8), "end": (10, 12),
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
#: Days of a part of a month, first and last; 0 stands for its last.
_DAYS = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 0),
    "beginning": (1, 7), "start": (1, 7), "middle": (11, 20), "end": (21, 0),
}  # fmt: skip
#: Years of a part of a decade, first and last.
_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}

#: Years in one stretch; more is a number of another kind.
_LONGEST = 60


def _days(words: str) -> tuple[date, date]:
    """The first and last day a date with its year can mean; ValueError for one that no calendar has."""
    years = [int(one) for one in re.findall(r"(?:19|20)\d\d", words)]
    year, lower = years[0], words.lower()
    part = next((one for one in _PARTS if re.search(rf"\b{one}\b", lower)), None)
    if lower.endswith("0s"):
        low, high = _DECADE.get(part or "", (0, 9))
        return date(year + low, 1, 1), date(year + high, 12, 31)
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}\b", words)), None)
    if "winter" in lower:
        begins = date(year, 12, 1) if re.search(r"\d[-–/]\d", lower) else date(year, 1, 1)
        return begins, _of(year + 1, 2)[1]
    season = next((months for name, months in _SEASONS.items() if name in lower), None)
    if season:
        return date(year, season[0], 1), _of(year, season[1])[1]
    if month and part:
        low, high = _DAYS[part]
        return date(year, month, low), date(year, month, high) if high else _of(year, month)[1]
    if month:
        day = re.search(r"(?<!\d)\d{1,2}(?!\d)", words)
        return _of(year, month, int(day.group()) if day else None)
    if part:
        return date(year, _PARTS[part][0], 1), _of(year, _PARTS[part][1])[1]
    following = re.fullmatch(r"\d{4}[-–/](\d{2,4})", words)
    if following:
        end = int(following[1]) if len(following[1]) == 4 else year - year % 100 + int(following[1])
        if not year < end <= year + _LONGEST:
            raise ValueError("not a stretch of years")
        return date(year, 1, 1), date(end, 12, 31)
    return _of(year)


def _of(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    one = ContentDate(year, month, day)
    return one.first_day, one.last_day


def _later(text: str, at: int) -> Iterator[Stated]:
    """The first date with its year behind this place."""
    match = next((one for one in _DATE.finditer(text, at) if one["point"]), None)
    if match:
        yield _qualified(text, Span(match.start(), match.end()), *_days(match["point"]))


def _next(words: str, near: list[Stated]) -> tuple[date, date] | None:
    """The first such days that are not over before the last of these dates that names its year."""
    after = next((one for one in reversed(near) if not one.year_read), None)
    if after is None:
        return None
    for year in (after.earliest.year, after.earliest.year + 1):
        first, last = _days(f"{words} {year}")
        if last >= after.earliest:
            return first, last
    return None

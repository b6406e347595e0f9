"""Dates, compared only as finely as both are given."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.verdicts import Clash

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(calendar.month_name[1:])}|(?:{'|'.join([*calendar.month_abbr[1:], 'Sept'])})\b\.?)"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?(?!\w)"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>{_YEAR}))?(?!\w)"
    rf"|\b(?P<m3>{_MONTH})(?:,? (?:of )?(?P<y3>{_YEAR}))(?!\w)"
    rf"|\b(?P<d4>\d{{1,2}})/(?P<m4>\d{{1,2}})/(?P<y4>{_YEAR})\b"
    rf"|(?:(?<=\bin )|(?<=\bof )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|(?<=\bthat )|(?<=\bfollowing )|(?<=\bprevious ))(?P<m5>{'|'.join(calendar.month_name[1:])})\b"
    rf"|(?<![£$€\d.,])\b(?P<y6>{_YEAR})(?P<to>[/–-]\d\d)?(?![\d.]\d|,\d{{3}}|\w)"
)
#: A year in the name of a law, or of a plan, is a part of the name.
_LAWS = re.compile(
    rf"\b(?:Act|Measure|Bill)(?: \([^)]{{1,40}}\))?(?: of)? (?P<a>{_YEAR})\b|\b(?P<b>{_YEAR}) (?:Act|Measure|Bill)\b"
)
_LAW = re.compile(
    rf"\b{_YEAR} (?:Act|Measure|Bill)\b|\b(?:Act|Measure|Bill) of {_YEAR}\b|\b(?:Act|Measure|Order|Rules|Regulations|Directions?)(?: \([^)]{{1,40}}\))? {_YEAR}\b"
)
#: "11 October and not 10 November 2011": a date named to say that it is not meant.
_DENIED = re.compile(rf"\bnot (?:on |in |of )?(?:\d{{1,2}} )?(?:[A-Z][a-z]+ )?{_YEAR}\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as a text gives it."""

    year: int | None
    month: int | None
    day: int | None
    span: Span

    def agrees(self, other: Day) -> bool:
        """True where the two may be one day: what both give is the same, and they give something in common."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        both = [(one, two) for one, two in pairs if one is not None and two is not None]
        return bool(both) and all(one == two for one, two in both)

    def shared(self, other: Day) -> int:
        """How many of day, month and year are the same in both."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return sum(one is not None and one == two for one, two in pairs)

    @property
    def fineness(self) -> int:
        """How many of day, month and year it gives."""
        return sum(one is not None for one in (self.year, self.month, self.day))


def dates_of(text: str) -> list[Day]:
    """The dates of a text in order; years in the names of laws and dates that are denied are left out."""
    hidden = [Span(*hit.span()) for pattern in (_LAW, _DENIED) for hit in pattern.finditer(text)]
    found = []
    for hit in _DATE.finditer(text):
        span = Span(*hit.span())
        if not any(one.overlaps(span) for one in hidden):
            found.append(_day(hit, span))
    return found


def _day(hit: re.Match[str], span: Span) -> Day:
    groups = hit.groupdict()

    def first(letter: str) -> str | None:
        return next((v for k, v in groups.items() if k[0] == letter and k != "to" and v), None)

    year, month, day = first("y"), first("m"), first("d")
    number = None
    if month:
        low = month.casefold().rstrip(".")
        number = int(low) if low.isdigit() else _MONTHS.get(low) or _SHORT.get(low)
    return Day(int(year) if year else None, number, int(day) if day else None, span)


def dates(written: str, told: Told) -> list[Compared]:
    """Each date of the written sentence with those of the record's sentence, and of the record itself."""
    mine, theirs = dates_of(written), dates_of(told.text)
    around = dates_of(told.around)
    published = told.document.published
    if published is not None:
        around.append(Day(published.year, published.month, published.day, Span(0, 1)))
    used = [their for one in mine for their in _answering(one, theirs)]
    found = [_compare(one, _left_for(one, mine, theirs), used, around) for one in mine]
    return [_led_up_to(one, written, mine, theirs, told) for one in found] + _laws(written, told)


def _answering(one: Day, theirs: list[Day]) -> list[Day]:
    """The record's dates that one of mine stands for: those given as finely, else all it agrees with.

    "The review of 2031" beside a record's "of 2031" leaves "3 May 2031" to be answered by another.
    """
    agreeing = [their for their in theirs if one.agrees(their)]
    return [their for their in agreeing if their.fineness == one.fineness] or agreeing


def _left_for(one: Day, mine: list[Day], theirs: list[Day]) -> list[Day]:
    """The record's dates that may answer to one of mine: not the bare year that another of mine answers to better.

    Of "mid-2010 ... December 2010" beside "mid-2010 ... April 2011" the second is not borne out by the year of the first.
    """
    open_still = [their for their in theirs if not any(its.agrees(their) for its in mine)]
    if not any(their.fineness == one.fineness for their in open_still):
        return theirs
    return [
        their
        for their in theirs
        if their.fineness >= one.fineness
        or not any(its is not one and its.agrees(their) and its.fineness == their.fineness for its in mine)
    ]


def _led_up_to(one: Compared, written: str, mine: list[Day], theirs: list[Day], told: Told) -> Compared:
    """The same, but that a date by which the record's own is borne out differs from one behind the same word.

    "From 2019" is not what a record of 2019 says that has "from 2016".
    """
    day = next(its for its in mine if its.span == one.written)
    if one.outcome is not Outcome.AGREES or any(day.agrees(their) for their in theirs):
        return one
    lead = _LEAD.search(written[: day.span.start])
    for their in theirs:
        if lead is None or any(their.agrees(its) for its in mine) or their.fineness != day.fineness:
            continue
        same = _LEAD.search(told.text[: their.span.start])
        if same is not None and same[1].casefold() == lead[1].casefold():
            return Compared(Clash.DATE, Outcome.DIFFERS, one.written, their.span)
    return one


_LEAD = re.compile(r"\b(from|since|until|by|before|after|on)(?: the)? $", re.IGNORECASE)


def _laws(written: str, told: Told) -> list[Compared]:
    """Each law that the written sentence names by its year, where the record's sentence names laws too."""
    theirs = _laws_of(told.text)
    years = {year for year, _ in (*theirs, *_laws_of(told.around))}
    if told.document.published is not None:
        years.add(str(told.document.published.year))
    found = []
    for year, span in _laws_of(written):
        if year in years:
            found.append(Compared(Clash.DATE, Outcome.AGREES, span))
        elif theirs:
            found.append(Compared(Clash.DATE, Outcome.DIFFERS, span, theirs[0][1]))
    return found


def _laws_of(text: str) -> list[tuple[str, Span]]:
    return [
        (hit[group], Span(*hit.span(group))) for hit in _LAWS.finditer(text) for group in "ab" if hit[group]
    ]


#: Characters of a year by itself.
_BARE = 4


def _compare(one: Day, theirs: list[Day], used: list[Day], around: list[Day]) -> Compared:
    agreeing = max((their.fineness for their in theirs if one.agrees(their)), default=0)
    free = [their for their in theirs if their not in used and _comparable(one, their)]
    # A session or a year of accounts is not when a thing was done: "October 2013", "the 2014-15 session".
    free = [their for their in free if one.fineness == 1 or their.fineness > 1 or len(their.span) == _BARE]
    # "March 2013" where the record has March 2010 and, of something else, 2013.
    finer = [
        their
        for their in free
        if (one.shared(their) and agreeing < their.fineness <= one.fineness)
        or (agreeing and _day_beside_none(one, their, theirs))
    ]
    if agreeing and not finer:
        return Compared(Clash.DATE, Outcome.AGREES, one.span, like=agreeing == one.fineness)
    of_record = any(one.agrees(their) for their in around)
    as_fine = any(one.agrees(their) and their.fineness >= one.fineness for their in around)
    if of_record and not any(
        one.shared(their) or (their.fineness == one.fineness > 1 and not as_fine) for their in free
    ):
        # The record's own date, beside the date of something else that the sentence tells of.
        return Compared(Clash.DATE, Outcome.AGREES, one.span)
    if free := finer or free:
        best = max(free, key=lambda their: (one.shared(their), -abs(one.fineness - their.fineness)))
        return Compared(Clash.DATE, Outcome.DIFFERS, one.span, best.span, like=bool(one.shared(best)))
    if of_record:
        return Compared(Clash.DATE, Outcome.AGREES, one.span)
    return Compared(Clash.DATE, Outcome.MISSING, one.span)


def _day_beside_none(one: Day, other: Day, theirs: list[Day]) -> bool:
    """True where two days of one month or year differ, and all that bears the one out gives no day: "27 October", "2009"."""
    # A day without its year may be of the year that stands by itself.
    of_it = one.month == other.month or other.year is None
    days = one.day is not None and other.day is not None and of_it
    return days and not any(one.agrees(their) and their.day is not None for their in theirs)


def _comparable(one: Day, other: Day) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return any(a is not None and b is not None for a, b in pairs)

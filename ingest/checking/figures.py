"""The figures of a text in one writing: counts, sums, shares, years, days and months, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rag.domain import Span

MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
DAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_UNITS += "sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: "both committees" are two.
_VALUES = {"both": 2} | {word: number for number, word in enumerate(_UNITS)}
_VALUES |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}

_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}

_WORDED = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:10])})|{'|'.join((*_TENS, *_UNITS[::-1], 'both'))})"
)
_FIGURE = re.compile(
    r"(?P<sign>[£$€])?(?<![\w.])"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<part>\.\d+)?|(?P<worded>\b{_WORDED}\b))"
    r"(?:(?P<glued>m|bn|k)\b|[- ](?P<scale>thousand|million|billion)\b|(?:st|nd|rd|th|s)\b)?"
    r"(?P<share>\s?%|[- ]per[- ]?cent\b)?",
    re.IGNORECASE,
)
_SPAN_OF_YEARS = re.compile(r"(?<![\d-])((?:18|19|20)\d\d)[-–/](\d\d)(?![\d/-])")

#: Months count only with their capital: "may" is seldom one.
_MONTH = "|".join(month.capitalize() for month in MONTHS)
_DATE = re.compile(
    rf"(?:\b(?P<days>(?:\d{{1,2}}(?:, | and | or | to |-|–))*\d{{1,2}})(?:st|nd|rd|th)? )?\b(?P<month>{_MONTH})\b"
    r"(?:,? (?P<year>\d{4})\b)?"
)
_IN_DIGITS = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])")

#: "on the 15th and the 16th": days of a month that is named elsewhere.
_BARE_DAY = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)(?=[.,;:]| and | or | of |$)")

#: "January and March 2011": the year is that of both.
_ON = re.compile(r"\s*(?:,|and|or|to|until|–|-)\s*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as digits with its unit, as it is written, and where.

    The unit is "£", "%" and the like or "" for numbers, "day" for "28 january" or "28", "month" for "january 2003" or
    "january". ``worded`` says that the number is a word.
    """

    value: str
    unit: str
    written: str
    span: Span
    worded: bool = False

    @property
    def is_year(self) -> bool:
        """True where it reads as a year."""
        return not self.unit and not self.worded and bool(re.fullmatch(r"(?:18|19|20|21)\d\d", self.value))

    @property
    def is_date(self) -> bool:
        """True of days and months."""
        return self.unit in ("day", "month")


def figures(text: str) -> list[Figure]:
    """The figures of a text: dates first, then numbers in order; "2013/14" is both its years.

    A day of a month is no number of its own, so that nothing else rests on it.
    """
    dates = list(_dates(text))
    for figure in dates:
        if figure.unit == "day":
            text = _blank(text, figure.span)
    found: list[Figure] = []
    for match in _SPAN_OF_YEARS.finditer(text):
        last = int(match[1][:2] + match[2]) + (100 if match[2] == "00" else 0)
        if last > int(match[1]):
            found.append(Figure(str(last), "", match.group(), Span(*match.span())))
            text = _blank(text, Span(match.start(2) - 1, match.end(2)))
    return dates + found + [_number(match) for match in _FIGURE.finditer(text)]


def _dates(text: str) -> Iterator[Figure]:
    for match in _IN_DIGITS.finditer(text):
        if 1 <= int(match["month"]) <= 12:
            month = MONTHS[int(match["month"]) - 1]
            yield Figure(
                f"{int(match['day'])} {month}", "day", match.group(), Span(match.start(), match.end("month"))
            )
            yield Figure(f"{month} {match['year']}", "month", match.group(), Span(*match.span()))
    for match in _BARE_DAY.finditer(text):
        yield Figure(match[1], "day", match.group(), Span(*match.span(1)))
    year, following = None, len(text)
    for match in reversed(list(_DATE.finditer(text))):
        goes_on = _ON.fullmatch(text, match.end(), following)
        year = match["year"] or (year if goes_on else None)
        following = match.start()
        month = match["month"].casefold()
        value = f"{month} {year}" if year else month
        yield Figure(value, "month", match.group(), Span(*match.span("month")))
        for day in re.findall(r"\d+", match["days"] or ""):
            yield Figure(f"{int(day)} {month}", "day", match.group(), Span(*match.span("days")))


def _number(match: re.Match[str]) -> Figure:
    worded = match["worded"]
    if worded:
        value = Decimal(sum(_VALUES[part] for part in re.split("[- ]", worded.casefold())))
    else:
        value = Decimal(match["digits"].replace(",", "") + (match["part"] or ""))
    value *= _SCALES.get((match["glued"] or match["scale"] or "").casefold(), 1)
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    unit = "%" if match["share"] else match["sign"] or ""
    return Figure(plain, unit, match.group().strip(), Span(*match.span()), bool(worded))


def _blank(text: str, span: Span) -> str:
    return text[: span.start] + " " * len(span) + text[span.end :]

"""When a question speaks of: the years and dates it names, and whether it means records or what happened.

A record often reports what happened earlier, and a digest what came later. So a year of events is the condition
"dated then, or speaks of then"; only where the question dates the records themselves does their content date decide.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rag.answering.asking.questions import GENERIC
from rag.domain import ContentDate, Document, Filter
from rag.text import content_stems

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_YEAR = r"(?:19|20)\d\d(?:[/–-]\d\d\b)?(?!\d|[/–-]\d)"
_DATE = rf"(?:(?:\d{{1,2}}\s+)?(?:early|mid|late|{'|'.join(_MONTHS)})[\s-]+)?{_YEAR}"
_RECORDS = (
    r"(?:reviews|records|reports|documents|inquiries|minutes|responses|articles|papers|publications|inspections"
    r"|press releases|news(?: items| reports)?)"
)
_ISSUED = r"(?:published|dated|issued|released|written|printed)"

#: Records that are themselves dated: "reviews published since 2010", "minutes of 2011", "reports before 2009".
_OF_RECORDS = re.compile(
    rf"\b{_RECORDS}\s+(?:(?:that|which)\s+(?:are|were)\s+)?(?:{_ISSUED}\s+)?$", re.IGNORECASE
)

#: Words before such a noun that make it something that happened: "which councils published reviews in 2009".
_HAPPENING = re.compile(
    r"\b(?:publish|issue|release|produce|launch|commission|order|hold|held|begin|began|start|set up|carr(?:y|ied) out"
    r"|complete|write|wrote|written|lead|led|chair|there|many)\w*\W+(?:[\w’'-]+\W+){0,3}$",
    re.IGNORECASE,
)

#: What was made then and is only named by it: "the review launched in 2010". What became of it may be told later.
_NAMED_BY = re.compile(
    r"(?P<before>[\w’'-]*)\s+(?:launched|published|commissioned|ordered|established|announced|founded|created|written|begun|started"
    r"|opened|held|issued|set up|made|agreed|promised|planned|given|named|called)\s*$",
    re.IGNORECASE,
)
_AUXILIARY = frozenset("was were is are be been being had has have first newly to already".split())
_WHICH = re.compile(
    r"\b(?:that|which|who)\s+(?:(?:was|were|had been|is|are)\s+)?(?:first\s+)?\w+\s*$", re.IGNORECASE
)

#: A question after what came later: a record that tells it need not speak of the year in which it began.
_LATER = re.compile(
    r"\b(?:became|become|came|come) of\b|\b(?:lead|led|leading) to\b|\bresult|\boutcome|\bafterwards?\b"
    r"|\bhappen\w* next\b|\blater\b|\beventually\b|\bin the end\b|\bever\b",
    re.IGNORECASE,
)

_BETWEEN = re.compile(
    rf"\b(?:between\s+(?P<a>{_DATE})\s+and\s+(?P<b>{_DATE})|from\s+(?P<c>{_DATE})\s+(?:to|until|till|through)\s+(?P<d>{_DATE}))",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?P<how>in|during|throughout|from|of)\s+(?:the\s+year\s+)?(?P<a>{_DATE})(?!\s+(?:on|onwards?)\b)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    rf"\b(?P<how>since|after|before|until|up to)\s+(?P<a>{_DATE})|\bfrom\s+(?P<b>{_DATE})\s+(?:on|onwards?)\b",
    re.IGNORECASE,
)
_SINCE_RECORD = re.compile(
    r"\b(?P<how>since|after)\s+(?:the\s+)?(?P<name>(?:[\w’'-]+\s+){1,4}?)(?:review|report|inquiry|inspection|response|minutes)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Time:
    """The conditions a phrase about time comes to, and where in the question the phrase stands."""

    filters: tuple[Filter, ...]
    start: int
    end: int


def find_time(text: str, documents: Mapping[str, Document]) -> Time | None:
    """What the question says about time as conditions; None where it says nothing that could be one.

    Several single years are one condition; other phrases are taken only where there is just one, since two
    would seldom be meant of the same record. "Before 2011" is a condition on records, never on what happened.
    """
    between = list(_BETWEEN.finditer(text))
    bounds = [*_BOUND.finditer(text), *_SINCE_RECORD.finditer(text)]
    taken = [(found.start(), found.end()) for found in (*between, *bounds)]
    single = [
        found
        for found in _IN.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in taken)
    ]
    if len(between) + len(bounds) + bool(single) != 1:
        return None
    found = (*between, *bounds, *single)[0]
    of_records = _dates_records(text, found)
    if not of_records and (_LATER.search(text) or _only_names(text[: found.start()])):
        return None
    if single:
        filters = _years_in(text, single, of_records=of_records)
    elif between:
        filters = _range(found, of_records=of_records)
    elif "name" in found.groupdict():
        filters = _since_record(found, documents, of_records=of_records)
    else:
        filters = _bounded(found, of_records=of_records)
    return Time(filters, found.start(), found.end()) if filters else None


def _dates_records(text: str, found: re.Match[str]) -> bool:
    """True where the phrase says of when the records are."""
    noun = _OF_RECORDS.search(text[: found.start()])
    return noun is not None and not _HAPPENING.search(text[: noun.start()])


def _only_names(before: str) -> bool:
    """True where what stands before the phrase is a thing named by when it was made."""
    made = _NAMED_BY.search(before)
    return bool(_WHICH.search(before)) or (made is not None and made["before"].casefold() not in _AUXILIARY)


def _years_in(text: str, single: list[re.Match[str]], *, of_records: bool) -> tuple[Filter, ...]:
    if of_records:
        first = single[0]
        return (
            _dated("published", _date(first["a"]), _date(first["a"], end=True), first.group())
            if len(single) == 1
            else ()
        )
    # "of 2009" and "from 2009" date the noun before them, which need not be a record.
    events = [found for found in single if found["how"].casefold() not in ("of", "from")]
    years = sorted({year for found in events for year in _years(found["a"])})
    return (
        (_filter("year", "in", [str(year) for year in years], " … ".join(one.group() for one in events)),)
        if years
        else ()
    )


def _range(found: re.Match[str], *, of_records: bool) -> tuple[Filter, ...]:
    first, last = found["a"] or found["c"], found["b"] or found["d"]
    since, until = _date(first), _date(last, end=True)
    if since.first_day > until.last_day:
        return ()
    if of_records:
        return _dated("published", since, until, found.group())
    years = range(since.year, until.year + 1)
    return (_filter("year", "in", [str(year) for year in years], found.group()),)


def _bounded(found: re.Match[str], *, of_records: bool) -> tuple[Filter, ...]:
    how, written = (found["how"] or "since").casefold(), found["a"] or found["b"]
    date = _date(written, end=how != "since")
    if how in ("since", "after"):
        # "After 2010" leaves 2010 out; after a month or day, the month stays in: a date is often known no better.
        since = ContentDate(date.year + 1) if how == "after" and date.month is None else date
        return _dated("published" if of_records else "year", since, None, found.group())
    if not of_records:
        return ()
    until = ContentDate(date.year - 1) if how == "before" and date.month is None else date
    return _dated("published", None, until, found.group())


def _since_record(
    found: re.Match[str], documents: Mapping[str, Document], *, of_records: bool
) -> tuple[Filter, ...]:
    """From the date of the record that the phrase names; the earliest, where several have that name."""
    name = set(content_stems(found["name"])) - GENERIC
    dates = [
        document.published
        for document in documents.values()
        if document.published is not None and name and name <= set(content_stems(document.title))
    ]
    if not dates:
        return ()
    return _dated(
        "published" if of_records else "year", min(dates, key=lambda one: one.first_day), None, found.group()
    )


def _dated(
    field: str, since: ContentDate | None, until: ContentDate | None, words: str
) -> tuple[Filter, ...]:
    def value(date: ContentDate) -> str:
        return str(date.year) if field == "year" else str(date)

    lower = (_filter(field, "since", [value(since)], words),) if since else ()
    upper = (_filter(field, "until", [value(until)], words),) if until else ()
    return lower + upper


def _filter(field: str, op: str, value: list[str], words: str) -> Filter:
    return Filter(field, op, tuple(value), "inferred", words)


def _years(written: str) -> tuple[int, ...]:
    """The years of a date as written: "October 2009" is one, "2009/10" two."""
    return tuple(range(_date(written).year, _date(written, end=True).year + 1))


def _date(written: str, *, end: bool = False) -> ContentDate:
    """The date as written, to the month at best; of "2009/10" the first year, or the last with ``end``."""
    digits = re.findall(r"\d{4}(?:[/–-](\d\d))?", written)
    found = re.search(r"\d{4}", written)
    assert found is not None, "only dates that were matched are read"
    year = int(found.group())
    if end and digits and digits[0] and int(digits[0]) == (year + 1) % 100:
        return ContentDate(year + 1)
    month = next((number for name, number in _MONTHS.items() if name in written.casefold()), None)
    return ContentDate(year, month)

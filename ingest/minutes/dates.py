"""Dates in running text, days before months, and the words by which something is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.domain import ContentDate, Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"(?<![\d/])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<month_us>{MONTH})\s+(?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_us>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2}))(?![\d/])",
    re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[tuple[Span, ContentDate]]:
    """The dates of a text that are full to the day, in order; a year of two figures is of this century."""
    for found in _DATE.finditer(text):
        date = _read(found)
        if date is not None:
            yield Span(found.start(), found.end()), date


def _read(found: re.Match[str]) -> ContentDate | None:
    try:
        if found["iso"]:
            return ContentDate.parse(found["iso"])
        if found["y"]:
            year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
            return ContentDate(year, int(found["m"]), int(found["d"]))
        month = _MONTHS[(found["month"] or found["month_us"]).casefold().rstrip(".")]
        return ContentDate(
            int(found["year"] or found["year_us"]), month, int(found["day"] or found["day_us"])
        )
    except ValueError:  # 31/02/2031, or 10/25/2031 in American order
        return None


_YEAR = r"(?:,?\s+\d{4})?"
_SEASON = r"(?:spring|summer|autumn|winter|easter|christmas|new\s+year)"
_PERIOD = (
    r"(?:week|fortnight|month|quarter|term|half[- ]term|year|financial\s+year|municipal\s+year"
    r"|school\s+year|calendar\s+year|recess)"
)
_PART = r"(?:(?:early|mid|late)[\s-]+|(?:the\s+)?(?:end|start|beginning|middle|close)\s+of\s+(?:the\s+)?)?"
_WHEN = (
    rf"{_PART}(?:the\s+)?(?:{_WEEKDAY},?\s+)?(?:the\s+)?"
    rf"(?:{_DAY}\s+(?:of\s+)?{MONTH}{_YEAR}|{MONTH}(?:\s+{_DAY}\b)?{_YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|{_SEASON}(?:\s+(?:break|recess|holidays?|term)|\s+of)?{_YEAR}|{_WEEKDAY}"
    rf"|\d{{4}}(?:[-/]\d{{2,4}})?\b|(?:next|this|that|same)\s+{_PERIOD})"
)
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|a\s+few)"
_SITTING = (
    r"(?:meetings?|sessions?|sittings?|agendas?|committees?|panels?|boards?|cabinet|council|commissions?"
    r"|forums?|workshops?|seminars?)"
)
_NEXT = (
    rf"(?:next|following|subsequent|future|forthcoming|later|first|{MONTH}{_YEAR}|{_SEASON}|annual"
    rf"|{_DAY}\s+{MONTH}{_YEAR})"
)

#: When something is to be done, as minutes say it. A plain "in May" also says when a thing was; see ``due_in``.
_DUE = re.compile(
    rf"\b(?:(?:by|before|at|to|for|until|in\s+time\s+for|ahead\s+of|in\s+advance\s+of|prior\s+to)\s+(?:the"
    rf"|its|their|our|an?|each)\s+"
    rf"(?:[\w’'-]+['’]s\s+)?{_NEXT}(?:\s+(?:[\w’'&-]+)){{0,5}}?\s+{_SITTING}\b(?:\s+(?:in|on)\s+{_WHEN})?"
    r"|(?:by|before|until|no\s+later\s+than|not\s+later\s+than|in\s+advance\s+of|ahead\s+of"
    r"|in\s+time\s+for|prior\s+to)\s+"
    rf"(?:{_WHEN}|(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?{_PERIOD})"
    rf"|within\s+{_NUMBER}\s+(?:working\s+)?(?:days?|weeks?|months?|years?)"
    rf"|in\s+{_NUMBER}\s+(?:(?:weeks?|months?|years?)[’']?(?:\s+time)?)\b"
    rf"|(?P<loose>(?:in|on|during)\s+{_WHEN})"
    r"|as\s+soon\s+as\s+possible|immediately|without\s+delay)",
    re.IGNORECASE,
)
#: "Before the budget is set": whatever stands up to the next stop.
_BEFORE = re.compile(
    r"\bbefore\s+(?:the|its|any|they|it|he|she|members|this)\b(?:[^,.;:()\n]|\n(?!\s*\n)){3,60}",
    re.IGNORECASE,
)
#: Behind one of these the words tell of something else than the task: when a report came out, what is likely.
_ELSEWHERE = re.compile(
    r"\b(?:likely|expected|anticipated|hoped|which|whose|who|because|since|so\s+that|as\s+agreed)\b",
    re.IGNORECASE,
)
#: "Published in May": the month of the thing, not of the task.
_OF_A_THING = re.compile(
    r"(?:\w+ed|held|made|meeting|report|review|of|from|for|minutes|paper|letter|sent|set|given)\s*$",
    re.IGNORECASE,
)


def due_in(text: str, within: Span) -> Span | None:
    """The words of a stretch that say by when: the last that can; None where it gives none."""
    stop = _ELSEWHERE.search(text, within.start, within.end)
    end = stop.start() if stop else within.end
    found = [
        one
        for one in _DUE.finditer(text, within.start, end)
        if not (
            one["loose"]
            and _OF_A_THING.search(text, within.start, one.start())
            and one.start() > within.start
        )
    ]
    if found:
        return Span(found[-1].start(), found[-1].end())
    before = _BEFORE.search(text, within.start, end)
    return Span(before.start(), before.start() + len(before.group().rstrip())) if before else None

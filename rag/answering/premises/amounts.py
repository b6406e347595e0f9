"""Figures, days and years of a question that the records give otherwise: like is compared with like."""

from __future__ import annotations

import re
from itertools import islice

from rag.answering.language.figures import Figure, figures, figures_of
from rag.answering.language.values import ValueKind, find_values
from rag.answering.premises.case import AS_MUCH, Case, Clash, Premise
from rag.answering.premises.topic import MOSTLY
from rag.answering.reading.candidates import Candidate
from rag.domain import Span
from rag.text import content_stems

#: Sums, percentages and lengths of time name nothing they count, so their words must be there.
_SUM_AMONG = 0.45
#: The least share of the question's other words beside another date.
_DATED = 0.2
#: Characters round a figure in which the words it goes with stand.
_AROUND = 150

_FOUR = re.compile(r"(?:19|20)\d\d")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = re.compile(
    rf"\b(?:in|during|by|until|since|before|after|on|of)\s+"
    rf"(?P<date>(?:(?:\d{{1,2}}\s+)?(?:{_MONTH})\s+)?(?P<year>(?:19|20)\d\d))\b"
    r"(?!\s+(?:Act|review|report))"
)
_DAY = re.compile(rf"\b\d{{1,2}} (?:{_MONTH})\b")


def figure(case: Case) -> Premise | None:
    """A figure of the question where the records have another of the same thing."""
    for mine in figures_of(case.question):
        if not case.asking.covers(mine.span) or mine.value <= 1:
            continue
        without = {*content_stems(mine.span.of(case.question)), *mine.unit}
        for one in case.topic.near(without):
            theirs = figures(one.text)
            other = next((their for their in theirs if their.like(mine)), None)
            if other is None or any(their.agrees(mine) for their in theirs):
                continue
            needed = _SUM_AMONG if mine.kind in ("money", "share", "time", "distance") else 0.0
            if case.topic.share(without, one) < needed or _has_figure(case, mine, one, without):
                continue
            return Premise(Clash.FIGURE, mine.span, one, other.span)
    return None


def _has_figure(case: Case, mine: Figure, one: Candidate, without: set[str]) -> bool:
    """True where a record has the question's figure of the same thing, or of nothing named, among its words."""
    least = AS_MUCH * case.topic.share(without, one)
    return any(
        _among(case, without, their.span, other) >= least
        for other in {one.document.id: one for one in case.topic.candidates}.values()
        for their in figures(other.document.text)
        if (their.agrees(mine) and their.like(mine)) or (their.value == mine.value and not their.unit)
    )


def _among(case: Case, without: set[str], figure: Span, one: Candidate) -> float:
    """The share of the question's other words that stand round a figure of the candidate's record."""
    near = one.document.text[max(0, figure.start - _AROUND) : figure.end + _AROUND]
    return case.topic.share_of(without, content_stems(near), one)


def day(case: Case) -> Premise | None:
    """A day of the question that no record has, where the sentence on the matter has another day."""
    for hit in _DAY.finditer(case.question, case.asking.start, case.asking.end):
        if any(hit.group() in one.document.text for one in case.topic.candidates):
            continue
        without = set(content_stems(hit.group()))
        for one in islice(case.topic.near(without), 1):
            other = _DAY.search(one.text)
            if other is not None and case.topic.share(without, one) >= MOSTLY:
                return Premise(Clash.YEAR, Span(*hit.span()), one, Span(*other.span()))
    return None


def year(case: Case) -> Premise | None:
    """A year, or a month of a year, of the question where the records date the same act otherwise."""
    if case.granted is None or case.asked.kind is ValueKind.DATE:
        return None
    # Of a question with several years ("had one in 2009 and another in 2012") each may be told by itself.
    hits = list(_YEAR.finditer(case.question, case.granted.start, case.granted.end))
    years = [hit["date"] for hit in hits]
    for hit in hits:
        mine, year = hit["date"], hit["year"]
        without = set(content_stems(mine))
        for one in islice(case.topic.near(without), 2):
            dates = _dates(one.text)
            if any(_agree(asked, date.of(one.text)) for date in dates for asked in years):
                continue
            # A digest dates most of its sentences by its record, whatever they tell.
            published = one.document.published
            dates = [date for date in dates if published is None or date.of(one.text) != published.words]
            if not dates:
                continue
            share = case.topic.telling(without, one)
            if share < _DATED or any(
                year in other.text
                and any(_agree(mine, date.of(other.text)) for date in _dates(other.text))
                and case.topic.telling(without, other) >= AS_MUCH * share
                for other in case.topic.candidates
            ):
                continue
            return Premise(Clash.YEAR, Span(*hit.span("date")), one, dates[0])
    return None


def _dates(text: str) -> list[Span]:
    """The dates of a text that give a year."""
    return [span for span in find_values(text, ValueKind.DATE) if _FOUR.search(span.of(text))]


def _agree(one: str, other: str) -> bool:
    """True where two dates with years may be one: the same year, and the same month where both give one."""
    years = [set(_FOUR.findall(date)) for date in (one, other)]
    months = [set(re.findall(_MONTH, date)) for date in (one, other)]
    return bool(years[0] & years[1]) and (not all(months) or bool(months[0] & months[1]))

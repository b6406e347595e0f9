"""When what a briefing tells of happened or was to happen."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.frames import framed
from rag.briefing.gathering import Found, Gathered
from rag.briefing.lengths import Room, left_out
from rag.domain import Citation, Claim, Span
from rag.store import Records
from rag.timeline import Event, events

#: A year that is a part of no month.
_NOT_OF_A_MONTH = "".join(f"(?<!{month} )" for month in calendar.month_name[1:])

NO_DATES = "No sentence found states a date."
PLANS = "A plan stands at the time it was planned for, whatever became of it."
FORECASTS = "A forecast stands at the time it was made for, whether or not it came true."


def times(gathered: Gathered, records: Records, room: Room) -> Section:
    """The dated sentences of the briefing by date, each under its date; a plan or a forecast is marked as one."""
    found = dated(gathered, records)
    shown = _spread(found, gathered.spoken, room.times)
    points = tuple(_point(one) for one in shown)
    if not points:
        return Section(Part.TIMELINE, NO_DATES)
    told = (
        PLANS if any(one.is_plan for one in shown) else "",
        FORECASTS if any(one.is_forecast for one in shown) else "",
        left_out(len(shown), len(found)),
    )
    return Section(Part.TIMELINE, " ".join(filter(None, told)), (Group("", points),))


def dated(gathered: Gathered, records: Records) -> list[Event]:
    """The events and plans that sentences of the briefing state, in order of date."""
    spoken = {(one.document.id, one.span) for one in gathered.spoken}
    spoken |= {(c.document_id, c.span) for one in gathered.answers for c in one.answer.citations}
    documents = {document for document, _ in spoken}
    return [
        one
        for one in events(records, documents)
        if one.citation is not None and (one.document.id, one.citation.span) in spoken
    ]


def _spread(found: Sequence[Event], spoken: Sequence[Found], most: int) -> list[Event]:
    """The events of the best sentences, in order of date."""
    rank = {(one.document.id, one.span): place for place, one in enumerate(spoken)}
    order = sorted(
        found, key=lambda one: min(rank.get((one.document.id, c.span), -1) for c in _citations(one))
    )
    best = order[:most]
    return [one for one in found if one in best]


def _citations(one: Event) -> tuple[Citation, ...]:
    return (one.citation,) if one.citation else ()


def _point(one: Event) -> Point:
    assert one.citation is not None
    text = tidy(one.citation.quote)
    # What is read into a date stands behind it in brackets: "14 November (2011 inferred)".
    when = one.when.partition(" (")[0]
    hit = re.search(rf"{_NOT_OF_A_MONTH if when.isdigit() else ''}{re.escape(when)}", text)
    focus = Span(*hit.span()) if hit else None
    return Point(framed(one), (Claim(text, (one.citation,), focus),))

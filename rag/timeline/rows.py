"""What a picture of events shows: its rows and their labels, and the same in words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.referencing import one_line
from rag.timeline.events import Event
from rag.timeline.natures import Nature

#: Rows a reader can still follow down a page, and that fit on one of A4.
MOST_ROWS = 40

#: What the marks mean, in the legend and in words.
NATURE_WORDS = {
    Nature.EVENT: "happened or was said then",
    Nature.PLANNED_FOR: "planned for then",
    Nature.PLANNED_THEN: "planned or proposed then",
    Nature.FORECAST: "forecast for then",
}
RECORD_WORDS = "the record's own date"

#: Where a part of a title may end.
_PART_ENDS = re.compile(r"[:;,](?=\s)| [–—(]")

#: Words of a title's beginning that say enough.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: its number, its label in two parts, and the events whose marks stand in it."""

    number: int
    when: str
    title: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that are drawn, and how many are not for want of room.

    ``title`` is that of the one record all rows are of, which they then do not repeat; "" where they are of several.
    """

    drawn: tuple[Row, ...]
    left: int
    title: str = ""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the rows that are drawn, in order."""
        return tuple(one for row in self.drawn for one in row.events)

    @property
    def cut(self) -> str:
        """The line that says how many rows are not drawn; "" where all are."""
        if not self.left:
            return ""
        rows = "1 more row is" if self.left == 1 else f"{self.left:,} more rows are"
        return f"{rows} not drawn; the list has all."


def rows_of(events: Sequence[Event], most: int = MOST_ROWS) -> Rows:
    """The rows of a picture of these events, in their order: one for each date of a record, with what is said of it.

    Where that makes more than ``most``, and there are several records, each record has one row with all its dates, by
    the first of them. What is over ``most`` even so is left out and counted.
    """
    grouped: dict[tuple[object, ...], list[Event]] = {}
    for one in events:
        key = (
            one.document.id,
            one.earliest,
            one.latest,
            one.open_start,
            one.open_end,
            one.nature,
            one.is_record,
        )
        grouped.setdefault(key, []).append(one)
    several = len({one.document.id for one in events}) > 1
    if len(grouped) > most and several:
        grouped = {}
        for one in events:
            grouped.setdefault((one.document.id,), []).append(one)
        labels = [(_stretch(group), group) for group in grouped.values()]
    else:
        labels = [(_times(group), group) for group in grouped.values()]
    drawn = tuple(
        Row(number, when, short_title(group[0].document.title) if several else "", tuple(group))
        for number, (when, group) in enumerate(labels[:most], start=1)
    )
    alone = "" if several or not drawn else short_title(events[0].document.title)
    return Rows(drawn, len(labels) - len(drawn), alone)


def _times(group: Sequence[Event]) -> str:
    """The words of the one date, with how many sentences state it where they are several."""
    return one_line(group[0].when) + (f" (×{len(group)})" if len(group) > 1 else "")


def _stretch(group: Sequence[Event]) -> str:
    first, last = min(one.earliest for one in group).year, max(one.latest for one in group).year
    years = str(first) if first == last else f"{first}–{last}"
    return f"{years} ({len(group)} dates)" if len(group) > 1 else one_line(group[0].when)


def short_title(title: str) -> str:
    """The first part of a title, where that has three words or more; else the title; on one line."""
    line = one_line(title)
    parts = (line[: end.start()] for end in _PART_ENDS.finditer(line))
    return next((part for part in parts if len(part.split()) >= _ENOUGH), line)


def label(row: Row, most: int) -> str:
    """The row's number, date and title in about ``most`` characters; what is cut ends in " …"."""
    lead = f"{row.number}. {cut_to(row.when, max(most * 2 // 3, 8))}"
    if not row.title:
        return lead
    return f"{lead}: {cut_to(row.title, max(most - len(lead) - 2, 8))}"


def cut_to(words: str, most: int) -> str:
    """As many whole words as ``most`` characters hold; of a first word that is longer, its beginning."""
    kept = textwrap.shorten(words, most, placeholder=" …")
    return f"{words[: most - 1]}…" if kept.strip() == "…" else kept


def tally(events: Sequence[Event]) -> str:
    """How much there is, in words: "12 events, 3 plans, 1 forecast, 4 records, 2009 to 2014"."""
    if not events:
        return "no dates"
    plans = sum(one.is_plan for one in events)
    forecasts = sum(one.is_forecast for one in events)
    said = sum(not one.is_unproven and not one.is_record for one in events)
    records = len({one.document.id for one in events})
    counted = ((said, "event"), (plans, "plan"), (forecasts, "forecast"), (records, "record"))
    parts = [_count(number, noun) for number, noun in counted]
    return f"{', '.join(filter(None, parts))}, {_years(events)}"


def _count(number: int, noun: str) -> str:
    return "" if not number else f"{number:,} {noun}{'' if number == 1 else 's'}"


def _years(events: Sequence[Event]) -> str:
    first, last = extent(events)
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def extent(events: Sequence[Event]) -> tuple[date, date]:
    """The first and the last day of events; ValueError where there is none."""
    return min(one.earliest for one in events), max(one.latest for one in events)


def nature_words(one: Event) -> str:
    """What the date of an event is, as the legend has it."""
    return RECORD_WORDS if one.is_record else NATURE_WORDS[one.nature]


def alt(events: Sequence[Event]) -> str:
    """The picture in words, for those who do not see it: what it shows and each of its rows."""
    if not events:
        return "A timeline with no dates."
    rows = rows_of(events)
    told = [
        f"{row.number}: {', '.join(filter(None, (row.when, row.title)))} ({_natures(row)})"
        for row in rows.drawn
    ]
    of = f"A timeline of {tally(events)}{f', of “{rows.title}”' if rows.title else ''}."
    return " ".join(filter(None, (of, "; ".join(told) + ".", rows.cut)))


def _natures(row: Row) -> str:
    return ", ".join(dict.fromkeys(map(nature_words, row.events)))

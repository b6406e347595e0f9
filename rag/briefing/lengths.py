"""How many lines each part of a briefing may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rag.briefing.brief import Length


@dataclass(frozen=True, slots=True)
class Room:
    """Lines at most: of the summary, of the whole and of one record, and of each other part."""

    summary: int
    records: int
    of_a_record: int
    times: int
    sayings: int
    recommendations: int
    pairs: int
    silences: int


#: A page of A4 holds about ten lines with their notes: a short briefing is two or three pages, a medium one five to
#: eight with its sources, and a long one holds what was gathered.
ROOM: Mapping[Length, Room] = {
    Length.SHORT: Room(4, 4, 2, 5, 3, 4, 1, 3),
    Length.MEDIUM: Room(7, 8, 3, 10, 8, 8, 3, 5),
    Length.LONG: Room(10, 30, 12, 60, 40, 40, 12, 20),
}


def left_out(shown: int, there: int, what: str = "") -> str:
    """A frame on how many lines (or what else: "record") there was no room for; "" where all are shown."""
    if there <= shown:
        return ""
    more = there - shown
    named = f" {what}{'s' if more > 1 else ''}" if what else ""
    return f"{more} more{named} found; a longer briefing shows more."

"""The dates of a model's sentence: each stands as finely in one of the quoted sentences, or is that of their record."""

from __future__ import annotations

from collections.abc import Sequence

from rag.paragraphs.readers.dates import Day, dates_of


def undated(text: str, quoted: Sequence[str], around: Sequence[str]) -> str | None:
    """A date of the text put together from several, or finer than any of the quoted sentences; None: there is none.

    ``around`` holds what else goes without saying beside them: titles, headings, the dates of their records.
    """
    mine = dates_of(text)
    there = [day for one in quoted for day in dates_of(one)]
    known = [*there, *(day for one in around for day in dates_of(one))]
    said = " ".join(quoted)
    lost = next(
        (day for day in mine if day.span.of(text) not in said and not _stands(day, there, known)), None
    )
    lost = lost or next((day for day in mine if _in_place_of_another(day, mine, there)), None)
    return lost.span.of(text) if lost is not None else None


def _stands(day: Day, there: Sequence[Day], known: Sequence[Day]) -> bool:
    if any(day.agrees(one) and one.fineness >= day.fineness for one in known):
        return True
    # "12 March" in a record of 2009 is 12 March 2009.
    of_year = [
        one for one in there if one.year is None and day.agrees(one) and one.fineness + 1 >= day.fineness
    ]
    return bool(of_year) and any(one.year == day.year for one in known)


def _in_place_of_another(day: Day, mine: Sequence[Day], there: Sequence[Day]) -> bool:
    """True for "late in 2026" beside "January 2026", where the quoted sentences have January 2026 and late in 2027."""
    others = [its for its in mine if its is not day]
    as_fine = [one for one in there if one.fineness == day.fineness]
    free = [one for one in as_fine if not any(its.agrees(one) for its in mine)]
    taken = [one for one in there if day.agrees(one)]
    return (
        bool(free)
        and bool(taken)
        and day not in as_fine
        and not any(day.agrees(one) for one in as_fine)
        and all(any(its.agrees(one) and its.fineness == one.fineness for its in others) for one in taken)
    )

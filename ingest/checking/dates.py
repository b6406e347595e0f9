"""Dates that can be: nothing from the future, nothing reviewed before it was published, no year that is a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.checking.figures import MONTHS
from ingest.checking.findings import Finding, findings, quoted
from ingest.checking.reading import Checkable
from rag.domain import ContentDate

_CHECK = "dates"

#: No record here speaks of anything older; a smaller year is a slip of the keys.
_EARLIEST = 1800

#: Plans reach so many years past the day of reading; a later year is a slip of the keys.
_AHEAD = 10

#: Four figures of a year: no sign of money, comma, decimals or scale makes a sum or a count of them.
_YEAR = re.compile(
    r"(?<![\w£$€.,/])([12]\d{3})(?![\d%])(?![.,]\d)(?! (?:million|billion|per cent|percent)\b)"
)

_WORD_BEFORE = re.compile(r"([^\W\d_]\w*)\W{1,2}$")


def check_dates(one: Checkable, today: date) -> Iterator[Finding]:
    """Dates of front matter and companion that cannot be, and years in the text outside reason."""
    yield from findings(one.file, _CHECK, _of_the_document(one, today))
    if one.companion is not None:
        reviewed = _parsed(one.companion.reviewed)
        if reviewed is None:
            yield Finding(
                one.beside, _CHECK, f"reviewed: {one.companion.reviewed} is no date; write YYYY-MM-DD"
            )
        elif reviewed.first_day > today:
            yield Finding(
                one.beside, _CHECK, f"reviewed: {reviewed} is in the future; write the day it was read"
            )


def _of_the_document(one: Checkable, today: date) -> Iterator[str]:
    published, reviewed = _parsed(one.front.published), _parsed(one.front.reviewed)
    for field, given in (("published", published), ("reviewed", reviewed)):
        if given is not None and given.first_day > today:
            yield f"{field}: {given} is in the future; correct it"
    if published is not None and reviewed is not None and reviewed.last_day < published.first_day:
        yield f"reviewed: {reviewed} is before published, {published}; correct one of them"
    latest = (reviewed.year if reviewed is not None else today.year) + _AHEAD
    if one.is_digest:
        for sentence in one.sentences:
            for year in years_of(sentence):
                if not _EARLIEST <= year <= latest:
                    yield (
                        f"year {year} in {quoted(sentence)}: not between {_EARLIEST} and {latest}; "
                        f"correct it, or write a count as {year:,}"
                    )


def years_of(sentence: str) -> Iterator[int]:
    """The numbers of a sentence that read as years.

    Behind a capital ("Cm 1730", "Room 1201") a number is part of a name, unless the word is a month or the first.
    """
    for found in _YEAR.finditer(sentence):
        before = _WORD_BEFORE.search(sentence[: found.start()])
        named = before is not None and before[1][0].isupper() and before.start() > 0
        if before is None or not named or before[1].casefold() in MONTHS:
            yield int(found[1])


def _parsed(written: str | None) -> ContentDate | None:
    """The date, or None where none is given or it cannot be."""
    try:
        return ContentDate.parse(written) if written else None
    except ValueError:
        return None

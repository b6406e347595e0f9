"""When things happened, by the dates that records bear and the dates that their sentences state."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.answering.deciding.later import dates_named
from rag.answering.language.silence import is_silent
from rag.domain import ContentDate, Document, Span
from rag.text import sentences
from rag.timeline.naming import DENIED, LAW

#: Records whose dates are remembered: reading those of 2,300 records takes seconds.
_REMEMBERED = 8192

_HEADING = re.compile(r"#{1,6} ")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, the record that gives it, and the sentences of that record that state it, in order of place.

    ``is_record`` says that the date is the record's own; how it is known then stands in the record's ``dating``.
    ``said`` is empty where no sentence states just this date.
    """

    date: ContentDate
    document_id: str
    is_record: bool
    said: tuple[Span, ...] = ()

    @property
    def year_only(self) -> bool:
        """True where neither a month nor a day is stated."""
        return self.date.month is None


def moments(documents: Iterable[Document]) -> list[Moment]:
    """The moments of these documents, the earliest first; a year stands before its months, a month before its days.

    Each record stands at its own date, and each sentence at every date it states. What is left out: excluded words,
    headings, sentences about what a record does not say, years in the names of laws, dates that are denied,
    and a date that a finer one in the same sentence lies in. Ties: document id.
    """
    found = [moment for document in documents for moment in _moments_of(document)]
    return sorted(found, key=lambda one: (str(one.date), one.document_id))


@lru_cache(maxsize=_REMEMBERED)
def _moments_of(document: Document) -> tuple[Moment, ...]:
    said: dict[ContentDate, list[Span]] = {}
    if document.published is not None:
        said[document.published] = []
    titles = {section.path[-1].casefold() for section in document.sections if section.path}
    for span in sentences(document.text):
        words = span.of(document.text)
        dates = _finest(dates_named(LAW.sub("", DENIED.sub("", words))))
        if not dates or is_heading(words, titles) or is_silent(words):
            continue
        if not any(left.span.overlaps(span) for left in document.excluded):
            for date in dates:
                said.setdefault(date, []).append(span)
    return tuple(
        Moment(date, document.id, date == document.published, tuple(spans)) for date, spans in said.items()
    )


def _finest(dates: Iterable[ContentDate]) -> list[ContentDate]:
    """The dates, each once, without those that another of them lies in: "in May 2022 ... the 2022 plan"."""
    distinct = list(dict.fromkeys(dates))
    return [one for one in distinct if not any(one != other and _within(other, one) for other in distinct)]


def _within(fine: ContentDate, coarse: ContentDate) -> bool:
    return coarse.first_day <= fine.first_day and fine.last_day <= coarse.last_day


def is_heading(words: str, titles: Container[str]) -> bool:
    """True where a line is a heading: by its mark, or as a title of the record's sections (casefolded) has it."""
    return bool(_HEADING.match(words)) or words.casefold() in titles

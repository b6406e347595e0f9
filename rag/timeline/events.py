"""Events and plans across records: what each dated sentence says was so, or was to be, and when it can have been."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rag.answering.language.silence import is_silent, under_silent_heading
from rag.catalogue import date_words
from rag.citations import cite
from rag.domain import Citation, Dating, Document, Form, Passage, Span, sentence_key
from rag.store import Records
from rag.text import content_stems, sentences
from rag.timeline.dates import Precision, Stated, stated_in
from rag.timeline.moments import is_heading
from rag.timeline.naming import masked, names_source, only_names
from rag.timeline.natures import Nature, is_said, natures

#: Records whose dated sentences are remembered: reading those of 35 digests takes half a second.
_REMEMBERED = 4096

#: A year or less that holds another date of its sentence is taken to be that date, told less exactly.
_A_YEAR = 366

#: Sentences that say what was looked for in vain.
_VAIN = re.compile(
    r"\bfacts gathered\b|\bcould not be\b|\bnot (?:known|confirmed|checked|verified)\b|^\W*(?:Whether|How many)\b"
    r"|\b(?:was|were|been|be|is|are)(?: not| n['’]t)(?: yet| itself| been)*"
    r" (?:found|checked|confirmed|verified|read|held|seen|recovered|settled)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A date a record states, or its own, and the words that stand at it.

    ``earliest`` and ``latest`` are the first and last day it can mean; ``open_start``: or earlier ("by"), ``open_end``:
    or later ("from"). ``when`` is the date as written. ``inferred``: a part of it is not stated just there: the year of
    "14 November", or a record's date that was inferred. ``words`` are the sentence on one line, and ``citation`` is its
    place. A record's own date (``is_record``) has its title for words, and no citation: it is a frame, not a claim.
    """

    earliest: date
    latest: date
    when: str
    precision: Precision
    nature: Nature
    document: Document
    words: str
    citation: Citation | None
    open_start: bool = False
    open_end: bool = False
    inferred: bool = False

    @property
    def is_plan(self) -> bool:
        """True where the sentence plans, suggests or recommends: nothing here says that it came about."""
        return self.nature in (Nature.PLANNED_FOR, Nature.PLANNED_THEN)

    @property
    def is_forecast(self) -> bool:
        """True where the sentence says what somebody expected: a forecast is no plan, and need not have come true."""
        return self.nature is Nature.FORECAST

    @property
    def is_unproven(self) -> bool:
        """True for plans and forecasts: the sentence does not say that it came about."""
        return self.nature is not Nature.EVENT

    @property
    def is_record(self) -> bool:
        """True for the date a record bears."""
        return self.citation is None

    @property
    def quoted(self) -> str:
        """The words in quotation marks where they are an original's, and as they are where they are a digest's."""
        own = self.is_record or self.document.form is Form.DIGEST
        return self.words if own else f"“{self.words}”"


def events(records: Records, documents: Collection[str] | None = None, words: str = "") -> list[Event]:
    """The events and plans of these documents (None: all), by first day, last day, document and place.

    Each record stands at its own date, each sentence at every date it states, and a plan at the time it was planned
    for. Two records that tell of one thing give two events. Left out is what ``rag.timeline.moments`` leaves out, and:
    dates that only name a source or a work, words in no passage, what stands under "What is not known", and a copy of a
    document that is itself looked at.

    ``words``: only what has all of these, by their stems, in its sentence, its headings or its record's title.
    """
    looked_at = {i: one for i, one in records.documents.items() if documents is None or i in documents}
    wanted = frozenset(content_stems(words))
    found = [
        one
        for document in looked_at.values()
        if document.copy_of not in looked_at
        for one in _of_document(records, document)
        if not wanted or wanted <= _stems(one)
    ]
    return sorted(found, key=_order)


def _order(one: Event) -> tuple[date, date, str, int]:
    place = one.citation.span.start if one.citation else -1
    return one.earliest, one.latest, one.document.id, place


def _stems(one: Event) -> frozenset[str]:
    headings = one.citation.passage.headings if one.citation else ()
    return frozenset(content_stems(" ".join((one.words, one.document.title, *headings))))


def _of_document(records: Records, document: Document) -> Iterator[Event]:
    own = document.published
    if own is not None:
        yield Event(
            own.first_day,
            own.last_day,
            date_words(document),
            Precision.DAY if own.day else Precision.MONTH if own.month else Precision.YEAR,
            Nature.EVENT,
            document,
            document.title,
            None,
            inferred=document.dating is Dating.INFERRED,
        )
    for span, dates in _dated(document):
        passage = records.by_sentence.get(sentence_key(document.id, span)) or _around(
            records.of_document[document.id], span
        )
        if passage is None or under_silent_heading(passage.headings):
            continue
        citation = cite(document, passage, span)
        words = " ".join(citation.quote.split())
        for stated, nature in dates:
            yield Event(
                stated.earliest,
                stated.latest,
                _when(stated, citation.quote),
                stated.precision,
                nature,
                document,
                words,
                citation,
                stated.open_start,
                stated.open_end,
                stated.year_read,
            )


def _when(stated: Stated, sentence: str) -> str:
    """The words of the date, with what they leave to another one; a year that was only read so is said to be."""
    words = " ".join(stated.span.of(sentence).split())
    return f"{words} ({stated.lacking.strip()} inferred)" if stated.year_read else words + stated.lacking


def _around(passages: Sequence[Passage], span: Span) -> Passage | None:
    return next((one for one in passages if one.span.covers(span)), None)


@lru_cache(maxsize=_REMEMBERED)
def _dated(document: Document) -> tuple[tuple[Span, tuple[tuple[Stated, Nature], ...]], ...]:
    """The sentences of a document that state the date of something, each with its dates and what they date."""
    titles = {section.path[-1].casefold() for section in document.sections if section.path}
    found = []
    for span in sentences(document.text):
        words = span.of(document.text)
        stated = stated_in(masked(words))
        if not stated or is_heading(words, titles) or is_silent(words) or _VAIN.search(words):
            continue
        if any(left.span.overlaps(span) for left in document.excluded):
            continue
        telling = (one.latest for one in stated if names_source(words, one) or is_said(words, one))
        written = max(telling, default=None)
        kept = _finest([one for one in stated if not only_names(words, one)])
        dates = natures(words, kept, document.published, written)
        if dates:
            found.append((span, tuple(dates)))
    return tuple(found)


def _finest(stated: Sequence[Stated]) -> list[Stated]:
    """The dates, each once, without those that a finer one of the sentence lies in: "in May 2031 ... the 2031 plan"."""
    kept: list[Stated] = []
    for one in stated:
        coarse = any(_within(other, one) for other in stated)
        if not coarse and _days_of(one) not in map(_days_of, kept):
            kept.append(one)
    return kept


def _within(fine: Stated, coarse: Stated) -> bool:
    """True where one date lies in another that is longer, closed and at most a year."""
    if coarse.open_start or coarse.open_end or (coarse.latest - coarse.earliest).days > _A_YEAR:
        return False
    same = (fine.earliest, fine.latest) == (coarse.earliest, coarse.latest)
    return not same and coarse.earliest <= fine.earliest and fine.latest <= coarse.latest


def _days_of(one: Stated) -> tuple[date, date, bool, bool]:
    return one.earliest, one.latest, one.open_start, one.open_end

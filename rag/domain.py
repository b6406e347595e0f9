"""The nouns of the program: frozen values, standard library only.

Offsets are half-open, in Unicode code points of ``Document.text``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self


class Form(StrEnum):
    """What the text is: our own words about a record, or the record itself."""

    DIGEST = "digest"
    ORIGINAL = "original"


class Kind(StrEnum):
    """What sort of record the document is, or digests."""

    REVIEW = "review"
    INQUIRY = "inquiry"
    SCRUTINY = "scrutiny"
    INSPECTION = "inspection"
    RESPONSE = "response"
    MINUTES = "minutes"
    PRESS_RELEASE = "press_release"
    COUNCIL_NEWS = "council_news"
    NEWS = "news"
    CONTEXT = "context"
    OTHER = "other"


class Standing(StrEnum):
    """How good the thing is that the document is, or digests; best first."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    COUNCIL_MINUTES = "council_minutes"
    PRESS = "press"
    SCRAPED_REWRITE = "scraped_rewrite"
    UNKNOWN = "unknown"


class Dating(StrEnum):
    """How a content date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Match(StrEnum):
    """How a quote was found in the text: letter for letter, or after folding case, quotes and spaces."""

    EXACT = "exact"
    FOLDED = "folded"


class Status(StrEnum):
    """What became of a question. Everything from ``CLARIFY`` on is a refusal to state an answer."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    CLARIFY = "clarify"
    NOT_IN_CORPUS = "unanswerable_not_in_corpus"
    DETAIL_MISSING = "unanswerable_detail_missing"
    OTHER_PLACE_OR_TIME = "unanswerable_other_place_or_time"
    FALSE_PREMISE = "unanswerable_false_premise"
    ADVICE = "out_of_scope_advice"
    IDENTIFICATION = "out_of_scope_identification"

    @property
    def answers(self) -> bool:
        """True where the answer states something the records say in reply to the question."""
        return self in (Status.ANSWERED, Status.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty half-open range of characters: ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or negative range with ValueError."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Length in characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters this span marks in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class ContentDate:
    """When the content of a record is from, as precisely as it is known: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day without a month and dates the calendar does not have, with ValueError."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date written as "YYYY", "YYYY-MM" or "YYYY-MM-DD"; ValueError for anything else."""
        found = _PARTIAL_DATE.fullmatch(text)
        if found is None:
            raise ValueError(f'not a date: "{text}"; write YYYY, YYYY-MM or YYYY-MM-DD')
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @property
    def first_day(self) -> date:
        """The earliest day the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """The date as a person writes it: "11 October 2011", "June 2010", "2009"."""
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, calendar.month_name[self.month])
        if self.day:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    def __str__(self) -> str:
        """The date as "YYYY[-MM[-DD]]"."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the record names, with the role it gives them."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Source:
    """A thing a document rests on; ``url`` is None where no address is known."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """A stretch of a document that is page furniture: kept, but never embedded and never citable."""

    span: Span
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the stretch of text that stands under it, up to the next heading of its level or above.

    ``path`` holds the headings from the outermost to this one.
    """

    path: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One record, or one digest of a record. ``text`` is exactly what offsets count in."""

    id: str
    title: str
    form: Form
    kind: Kind
    standing: Standing
    text: str
    published: ContentDate | None = None
    dating: Dating = Dating.UNKNOWN
    dating_reason: str = ""
    jurisdiction: str | None = None
    publisher: str | None = None
    people: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    licence: str | None = None
    notices: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    sections: tuple[Section, ...] = ()
    pages: tuple[Span, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The 1-based page a character stands on, or None for a text without pages."""
        for number, span in enumerate(self.pages, start=1):
            if span.start <= offset < span.end:
                return number
        return None


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim slice of a document: ``text == document.text[span.start:span.end]``.

    ``headings`` is the heading path it stands under, outermost first. ``sentences`` are the spans of its
    sentences, in order, counted from the start of the document.
    """

    document_id: str
    span: Span
    text: str
    headings: tuple[str, ...] = ()
    page: int | None = None
    sentences: tuple[Span, ...] = ()

    @property
    def key(self) -> str:
        """A name unique within an index, stable while the document's text is unchanged."""
        return sentence_key(self.document_id, self.span)

    def slice(self, span: Span) -> str:
        """The words of a span that lies inside this passage; ValueError where it does not."""
        if not self.span.covers(span):
            raise ValueError("the span lies outside the passage")
        return self.text[span.start - self.span.start : span.end - self.span.start]


def sentence_key(document_id: str, span: Span) -> str:
    """The key under which the vector of a stretch of a document is stored."""
    return f"{document_id}#{span.start}-{span.end}"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on documents, and whether the person asked for it or it was read from the question.

    ``field`` is document, kind, standing, jurisdiction, published or year; ``op`` is in, since or until.
    A record meets a condition on its year when it is dated then or its text speaks of such a year.
    ``source`` is asked or inferred, and ``words`` are those of the question it was inferred from.
    An inferred condition shuts out only what is known not to meet it (rag.catalogue.admitted).
    """

    field: str
    op: str
    value: tuple[str, ...]
    source: str = "asked"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked, with the earlier turns of the conversation (oldest first) and filters.

    ``expand``: whether words may also be looked for as the sector's vocabulary has them. ``scope``: whether
    conditions may also be read from the question itself ("in Wales", "since 2010").
    """

    text: str
    history: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    expand: bool = True
    scope: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What is sent to a ranker. ``documents`` None means all of them."""

    text: str
    documents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query; rank counts from 1, best first.

    ``copies``: the other documents found that hold the passage too, word for word or nearly, the best first.
    """

    passage: Passage
    score: float
    rank: int
    copies: tuple[str, ...] = ()


def ranked(scores: Mapping[str, float], passages: Mapping[str, Passage], k: int) -> list[Hit]:
    """The k best-scored passages as hits, best first; ties by document id, then by place. Both map passage keys."""
    order = sorted(scores, key=lambda key: (-scores[key], passages[key].document_id, passages[key].span))
    return [Hit(passages[key], scores[key], rank) for rank, key in enumerate(order[:k], start=1)]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words located in a record: ``document.text[span.start:span.end] == quote``."""

    passage: Passage
    span: Span
    quote: str
    page: int | None
    match: Match

    def __post_init__(self) -> None:
        """Refuse a quote that is not what stands at its span, with ValueError."""
        if self.passage.slice(self.span) != self.quote:
            raise ValueError("the quote is not what stands at its span")

    @property
    def document_id(self) -> str:
        """The document the words stand in."""
        return self.passage.document_id


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer and the words it rests on. ``focus`` marks the asked-for value in ``text``."""

    text: str
    citations: tuple[Citation, ...]
    focus: Span | None = None

    def __post_init__(self) -> None:
        """Refuse a claim without a citation, with ValueError."""
        if not self.citations:
            raise ValueError("a claim needs a citation")
        if self.focus is not None and self.focus.end > len(self.text):
            raise ValueError("the focus lies outside the claim")


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word of the question that was also looked for as another."""

    original: str
    expanded: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Milliseconds spent in each stage of one question.

    ``total_ms`` ends when the answer stands; ``suggest_ms``, what can be asked next, comes after it.
    """

    retrieve_ms: float = 0.0
    answer_ms: float = 0.0
    total_ms: float = 0.0
    suggest_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Which index answered: its generation, number of documents and encoder identity."""

    generation: str
    documents: int
    encoder: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question. Where ``status.answers`` there is at least one claim, elsewhere there is none.

    ``frame`` is a line from a fixed template; ``notices`` say what the records do not say or how far to
    trust them; ``nearest`` is the closest evidence of a refusal; ``confidence`` is the chance, 0 to 1,
    that the records answer the question.
    """

    question: Question
    standalone: str
    status: Status
    frame: str
    reason: str | None = None
    claims: tuple[Claim, ...] = ()
    nearest: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    filters: tuple[Filter, ...] = ()
    confidence: float = 0.0
    answerer: str = "extractive"
    removed: int = 0
    hits: tuple[Hit, ...] = ()
    trace: Trace = field(default_factory=Trace)

    def __post_init__(self) -> None:
        """Refuse an answer without claims, a refusal with claims or without a reason, with ValueError."""
        if self.status.answers != bool(self.claims):
            raise ValueError(f"{self.status} with {len(self.claims)} claims")
        if not self.status.answers and not self.reason:
            raise ValueError("a refusal needs a reason")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the claims once, in the order of first use; its number is its place from 1."""
        seen: dict[tuple[str, Span], Citation] = {}
        for claim in self.claims:
            for citation in claim.citations:
                seen.setdefault((citation.document_id, citation.span), citation)
        return tuple(seen.values())

    def copies(self, document_id: str) -> tuple[str, ...]:
        """The other documents that hold the passages cited or nearest of a document too, each once."""
        shown = {one.passage.key for one in (*self.citations, *self.nearest)}
        found = (h for h in self.hits if h.passage.document_id == document_id and h.passage.key in shown)
        return tuple(dict.fromkeys(copy for hit in found for copy in hit.copies))

    def numbers(self, claim: Claim) -> tuple[int, ...]:
        """The numbers of a claim's citations, ascending."""
        places = {(c.document_id, c.span): n for n, c in enumerate(self.citations, start=1)}
        return tuple(sorted(places[(c.document_id, c.span)] for c in claim.citations))

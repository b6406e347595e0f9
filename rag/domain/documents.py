"""Documents, and the passages they are cut into."""

from __future__ import annotations

from dataclasses import dataclass

from rag.domain.dates import ContentDate
from rag.domain.kinds import Dating, Form, Kind, Standing
from rag.domain.meetings import Meeting
from rag.domain.spans import Span


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
class Flagged:
    """A stretch that stays in the record and may be cited, but that a reader should know of, with kind and rule."""

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
class Fact:
    """A fact a digest states: who says so in the record, what it rests on, and the sentences that state it."""

    id: str
    text: str
    said_by: str
    sources: tuple[Source, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AlsoAsked:
    """Other ways of asking for what stands under a heading: routes to its passages, never shown and never cited."""

    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One record, or one digest of a record. ``text`` is exactly what offsets count in.

    ``copy_of`` is the id of the better-standing document of which this one is a copy or a re-write. ``facts`` and
    ``also_asked`` come from the companion of a digest.
    """

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
    flagged: tuple[Flagged, ...] = ()
    meeting: Meeting | None = None
    copy_of: str | None = None
    facts: tuple[Fact, ...] = ()
    also_asked: tuple[AlsoAsked, ...] = ()

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


def route_key(document_id: str, number: int) -> str:
    """The key under which the vector of a document's also-asked question is stored, counted from 0 over all of them.

    It is the key of no stretch: those hold a "#" behind the id.
    """
    return f"{document_id}?{number}"

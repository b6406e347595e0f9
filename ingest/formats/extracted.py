"""What a parser read of a file."""

from __future__ import annotations

from dataclasses import dataclass

from rag.domain import Excluded, Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the text that is a heading; ``level`` counts from 1, the outermost."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself outside its text: metadata as written, None where it says nothing."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file and what stands where in it. Offsets count the code points of ``text``.

    ``pages`` are the spans of the pages in order, empty for a format without pages. ``excluded`` is what the format
    knows to be no text for a reader (hidden words, running heads): it stands in ``text`` but is never indexed.
    """

    text: str
    pages: tuple[Span, ...] = ()
    headings: tuple[Heading, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    stated: Stated = Stated()
    notices: tuple[str, ...] = ()

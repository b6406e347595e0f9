"""Quote to citation: exactly where the words stand, or after folding, or not at all."""

from __future__ import annotations

from rag.domain import Citation, Document, Match, Passage, Span
from rag.text import fold


def cite(document: Document, passage: Passage, span: Span) -> Citation:
    """The citation of a span that lies inside the passage."""
    return Citation(passage, span, passage.slice(span), document.page_of(span.start), Match.EXACT)


def locate(document: Document, passage: Passage, quote: str) -> Citation | None:
    """The first place in the passage where the quote stands, letter for letter or else folded; None if nowhere.

    The citation's own quote is always the record's words, whatever was asked for.
    """
    wanted = quote.strip()
    if not wanted:
        return None
    at = passage.text.find(wanted)
    if at >= 0:
        start = passage.span.start + at
        span = Span(start, start + len(wanted))
        return Citation(passage, span, wanted, document.page_of(start), Match.EXACT)
    found = fold(passage.text).find(wanted)
    if found is None:
        return None
    span = Span(passage.span.start + found.start, passage.span.start + found.end)
    return Citation(passage, span, passage.slice(span), document.page_of(span.start), Match.FOLDED)

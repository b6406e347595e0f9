"""Small parts the pages of records share: buttons that open a record, and tables that scroll by themselves."""

from __future__ import annotations

from rag.domain import Span
from web.markup import safe, sending


def wide(table: str, label: str) -> str:
    """A table that scrolls by itself where it is wider than the page, by keyboard too."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="Table: {safe(label)}">{table}</div>'


def opening(document_id: str, place: Span | None = None, generation: str = "") -> str:
    """The attributes of a button that opens the record; ``place`` is one in the record of that generation."""
    at = {"start": place.start, "end": place.end, "generation": generation} if place else {}
    return sending("open", {"document": document_id, **at})

"""A sentence with stretches of it taken out: every word that is left is the record's, in the record's order."""

from __future__ import annotations

from collections.abc import Iterable

from rag.domain import Span
from rag.study.statements import on_one_line


def with_gaps(text: str, gaps: Iterable[tuple[Span, str]]) -> str:
    """The text with each span replaced by "[label]", on one line; the spans do not overlap."""
    pieces, at = [], 0
    for span, label in sorted(gaps):
        pieces += [text[at : span.start], f"[{label}]"]
        at = span.end
    return on_one_line("".join((*pieces, text[at:])))

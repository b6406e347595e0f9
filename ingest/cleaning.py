"""Which stretches of a page are furniture. Nothing is deleted: furniture becomes excluded spans."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.furniture import INLINE_RULES, LINE_RULES
from ingest.lines import Page
from rag.domain import Excluded, Span

#: Raised when a rule changes, so that indexes cleaned by an older one count as stale.
CLEANER_VERSION = 1


def clean(text: str, start: int = 0) -> tuple[Excluded, ...]:
    """The furniture of a page from ``start`` on: spans in order that do not touch, each with its kind and rule.

    Where two rules mark the same line the one that stands first in the list names it. Lines next to each
    other under one rule become one span.
    """
    page = Page.of(text, start)
    marked: dict[int, tuple[str, str]] = {}
    for rule in LINE_RULES:
        for index, kind in rule(page, frozenset(marked)):
            marked.setdefault(index, (kind, rule.__name__))
    found: list[Excluded] = []
    previous = -2
    for index in sorted(marked):
        kind, name = marked[index]
        span = page.lines[index].span
        if found and previous == index - 1 and (found[-1].kind, found[-1].rule) == (kind, name):
            found[-1] = Excluded(Span(found[-1].span.start, span.end), kind, name)
        else:
            found.append(Excluded(span, kind, name))
        previous = index
    for inline in INLINE_RULES:
        for span, kind in inline(page):
            if not any(other.span.overlaps(span) for other in found):
                found.append(Excluded(span, kind, inline.__name__))
    return tuple(sorted(found, key=lambda excluded: excluded.span))


def gaps(within: Span, taken: Iterable[Span]) -> list[Span]:
    """The stretches of a span that no taken span covers, in order."""
    left: list[Span] = []
    position = within.start
    for span in sorted(taken):
        if span.end <= position or span.start >= within.end:
            continue
        if span.start > position:
            left.append(Span(position, span.start))
        position = span.end
    if position < within.end:
        left.append(Span(position, within.end))
    return left

"""What spans leave of a span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from rag.domain import Span


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


def near(span: Span, taken: Sequence[Span]) -> Sequence[Span]:
    """Those that may touch a span of the taken ones, which are in order and do not overlap."""
    first = max(bisect_right(taken, span.start, key=lambda one: one.start) - 1, 0)
    return taken[first : bisect_left(taken, span.end, key=lambda one: one.start)]

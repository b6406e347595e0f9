"""Which stretches of a page are furniture. Nothing is deleted: furniture becomes excluded spans."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.cleaning.lines import Page
from ingest.cleaning.rules import ANYWHERE, ROUND_THE_TEXT, WITHIN_LINES
from ingest.cleaning.spans import gaps, near
from rag.domain import Excluded, Span

#: Raised when a rule changes, so that indexes cleaned by an older one count as stale.
CLEANER_VERSION = 2


def clean(text: str, start: int = 0, known: Sequence[Excluded] = ()) -> tuple[Excluded, ...]:
    """The furniture of a page from ``start`` on and what is ``known`` of it: spans in order that do not overlap.

    Each has its kind and the rule that found it. ``known`` is what the parser of the file found, anywhere in the
    text: it stays as it is (of two that overlap the first), and the lines in it count as furniture for the rules.
    Lines next to each other under one rule become one span. Nothing found overlaps what is known.
    """
    kept = _without_overlaps(known)
    page = Page.of(text, start, kept)
    named: dict[int, tuple[str, str]] = {}
    for rules in (ANYWHERE, ROUND_THE_TEXT):
        for rule in rules:
            fresh = {index: kind for index, kind in rule(page) if index not in page.marked}
            named.update({index: (kind, rule.__name__) for index, kind in fresh.items()})
            if fresh:
                page = page.marking(fresh)
    taken = [excluded.span for excluded in kept]
    found = list(kept)
    for span, kind, name in [*_blocks(page, named), *_within_lines(page)]:
        for left in _trimmed(text, gaps(span, near(span, taken))):
            insort(taken, left)
            found.append(Excluded(left, kind, name))
    return tuple(sorted(found, key=lambda excluded: excluded.span))


def _without_overlaps(known: Sequence[Excluded]) -> list[Excluded]:
    kept: list[Excluded] = []
    for excluded in sorted(known, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or kept[-1].span.end <= excluded.span.start:
            kept.append(excluded)
    return kept


def _blocks(page: Page, named: Mapping[int, tuple[str, str]]) -> Iterator[tuple[Span, str, str]]:
    """The lines that rules named; those next to each other with one kind and rule as one span."""
    previous: tuple[int, Span, tuple[str, str]] | None = None
    for index in sorted(named):
        span = page.lines[index].span
        if previous is not None and previous[0] == index - 1 and previous[2] == named[index]:
            span = Span(previous[1].start, span.end)
        elif previous is not None:
            yield previous[1], *previous[2]
        previous = (index, span, named[index])
    if previous is not None:
        yield previous[1], *previous[2]


def _within_lines(page: Page) -> Iterator[tuple[Span, str, str]]:
    for rule in WITHIN_LINES:
        yield from ((span, kind, rule.__name__) for span, kind in rule(page))


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without white space at their ends; none for white space alone."""
    for span in spans:
        words = span.of(text)
        bare = words.strip()
        if bare:
            start = span.start + len(words) - len(words.lstrip())
            yield Span(start, start + len(bare))

"""What holds of the spans for any text at all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean, flags
from rag.domain import Excluded, Span
from tests.furnished import PAGES

_OTHERS = [
    "Home", "• Home", "• News", "Menu", "0", "12", "Share", "Related posts:", "Post a Comment", "Name", "",
    "| Home | About us | Blog |", "Title", "\u00a0", "\r", "\f", "\U000e0048\U000e0069", "a\U000e0048b", "  ", "\u200b",
    "Home › A › B",
    "We use cookies on this website to see who reads it.", "Tags: a, b", "© 2031", "Page 1", "Page 2", "1", "2",
]  # fmt: skip
_LINES = [
    *sorted({line for page in PAGES.values() for line in page.text.splitlines() if len(line) < 120}),
    *_OTHERS,
]
_TEXTS = st.lists(st.sampled_from(_LINES), max_size=40).map("\n".join)


@st.composite
def _known(draw: st.DrawFn, length: int) -> tuple[Excluded, ...]:
    starts = draw(st.lists(st.integers(0, max(length - 1, 0)), max_size=4)) if length else []
    ends = [min(length, start + draw(st.integers(1, 60))) for start in starts]
    return tuple(Excluded(Span(a, b), "menu", "parser") for a, b in zip(starts, ends, strict=True))


@given(st.data(), _TEXTS, st.integers(0, 40))
def test_spans_are_in_order_do_not_overlap_and_lie_in_the_text(
    data: st.DataObject, text: str, start: int
) -> None:
    start = min(start, len(text))
    known = data.draw(_known(len(text)))
    found = clean(text, start, known)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for one in found:
        assert one.span.end <= len(text)
        assert one.kind and one.rule
        if one not in known:
            assert one.span.start >= start
            assert one.span.of(text) == one.span.of(text).strip()
    covered = {i for one in found for i in range(one.span.start, one.span.end)}
    assert all(set(range(one.span.start, one.span.end)) & covered for one in known)


@given(_TEXTS, st.integers(0, 40))
def test_cleaning_twice_gives_the_same(text: str, start: int) -> None:
    start = min(start, len(text))
    once = clean(text, start)
    assert clean(text, start) == once
    assert clean(text, start, once) == once


@given(_TEXTS, st.booleans())
def test_flags_lie_in_what_is_left_and_are_found_again(text: str, dated: bool) -> None:
    excluded = clean(text)
    found = flags(text, excluded, dated=dated)
    assert found == flags(text, excluded, dated=dated)
    for one in found:
        assert one.span.end <= len(text)
        assert not any(one.span.overlaps(cut.span) for cut in excluded)


@given(st.text(max_size=300))
def test_any_characters_at_all_are_cleaned_and_flagged(text: str) -> None:
    flags(text, clean(text), dated=False)

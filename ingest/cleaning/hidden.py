"""Characters that nobody sees: words written in them are no part of what a reader reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.lines import Page
from rag.domain import Span

#: The tag characters mirror ASCII from here on (Unicode 16, chapter 23.9).
_TAGS = 0xE0000
_RUN = re.compile("[\U000e0000-\U000e007f]+")
#: The flags of England, Scotland and Wales: a black flag, letters of the region, a cancel tag.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f")
_WORD = re.compile(r"[^\W\d_]{2,}")


def tag_characters(page: Page) -> Iterator[tuple[Span, str]]:
    """Yields the tag characters of lines in which they spell words, flags of nations aside."""
    for line in page.lines:
        runs = tag_runs(page.text, line.span)
        if _WORD.search(spelled("".join(run.of(page.text) for run in runs))):
            yield from ((run, "hidden_text") for run in runs)


def tag_runs(text: str, within: Span) -> list[Span]:
    """The runs of tag characters in a span, those of the flags of nations left out."""
    flags = [(found.start(), found.end()) for found in _FLAG.finditer(text, within.start, within.end)]
    return [
        Span(found.start(), found.end())
        for found in _RUN.finditer(text, within.start, within.end)
        if not any(start < found.start() and found.end() <= end for start, end in flags)
    ]


def spelled(text: str) -> str:
    """The text with tag characters as the letters that they stand for."""
    return "".join(chr(ord(c) - _TAGS) if _TAGS < ord(c) <= _TAGS + 0x7F else c for c in text)

"""What a record without front matter is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cleaning import gaps
from ingest.cleaning.lines import Line, Page
from ingest.describing.dates import is_date_line
from rag.domain import Excluded, Span
from rag.text import sentences

#: Longer titles crowd the words of a passage out of what the encoder reads (characters).
LONGEST_TITLE = 160

_BY_LINE = re.compile(r"(?:by|posted by|written by|author:)\s+\S.*", re.IGNORECASE)
_ITEM = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?P<title>[A-Z].*)")


def is_title(line: Line) -> bool:
    """True where a line reads like a title: no sentence, date, by-line, bullet or label."""
    if (
        line.bullet
        or line.is_sentence
        or len(line.text) > LONGEST_TITLE
        or line.text.endswith((":", ",", ";"))
    ):
        return False
    return line.count >= 2 and not is_date_line(line) and not _BY_LINE.fullmatch(line.text)


def title_of(text: str, head: Sequence[Line], begin: int) -> str:
    """The first line of the head that reads like a title, else the beginning of the first sentence from ``begin``."""
    for line in head:
        if is_title(line):
            return " ".join(line.text.lstrip("# ").split())
    first = (
        next((span.of(text) for span in sentences(text, Span(begin, len(text)))), "")
        if begin < len(text)
        else ""
    )
    return shortened(" ".join(first.split()).rstrip("."))


def shortened(title: str) -> str:
    """The title, cut at a word with an ellipsis where it is longer than a title may be."""
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:-–")
    return f"{cut}…"


def minutes_title(text: str, head: Sequence[Line], excluded: Sequence[Excluded]) -> str:
    """The page's own heading, and the item it belongs to."""
    heading = next(
        (line.text for line in head if is_title(line) and not line.text.startswith("Meeting:")), ""
    )
    for line in Page.of(text).lines:
        words = " ".join(
            " ".join(span.of(text) for span in gaps(line.span, [e.span for e in excluded])).split()
        )
        found = _ITEM.fullmatch(words)
        if found and line.gap and not line.is_sentence:
            lead = heading if heading and heading != line.text and not _ITEM.fullmatch(heading) else "Minutes"
            return shortened(f"{lead}: item {found['number']}, {found['title']}")
    return shortened(heading or "Minutes")

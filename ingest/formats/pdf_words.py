"""Words that a line end of a PDF has cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.formats.pdf_lines import Line

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TAIL = re.compile(r"[^\W_]+$")
_LEAD = re.compile(r"[^\W_]+")


def vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """The words that a document writes within a line, case folded.

    Parts of compounds and halves of cut words are left out: "re-referral" gives neither "re" nor "referral".
    """
    found: set[str] = set()
    cut = ""
    for line in lines:
        text = line.text
        start = _LEAD.match(text) if cut else None
        begin = start.end() if start else 0
        end = len(text)
        if line.broken:
            tail = _TAIL.search(text)
            end = tail.start() if tail else end
        for match in _WORD.finditer(text, begin, max(begin, end)):
            around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            if "-" not in around:
                found.add(match.group().casefold())
        cut = line.broken
    return frozenset(found)


def mend(upper: Line, lower: Line, words: frozenset[str]) -> str | None:
    """What stands between two lines of which the upper ends in a hyphen; None where the line break stays.

    "" where the two halves are one word of the document, or the hyphen is a soft one; "-" where the hyphen may
    be the word's own: multi-agency, re-referral, 47-50.
    """
    if not upper.broken:
        return None
    tail, lead = _TAIL.search(upper.text), _LEAD.match(lower.text)
    if tail is None or lead is None:
        return None
    if upper.broken == "\u00ad" or (tail.group() + lead.group()).casefold() in words:
        return ""
    return "-"

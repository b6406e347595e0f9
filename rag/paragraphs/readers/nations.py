"""The nations of the United Kingdom: which of them a sentence says it is about."""

from __future__ import annotations

import re

from rag.catalogue import NATIONS
from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.verdicts import Clash

_OF = {
    "England": "English",
    "Wales": "Welsh",
    "Scotland": "Scottish|Scots",
    "Northern Ireland": "Northern Irish",
}
_NAMED = {nation: re.compile(rf"\b(?:{nation}|{_OF[nation]})\b") for nation in NATIONS}
#: Who speaks for all of them: a record of the UK speaks of each.
_ALL = ("UK", None)


def nations_of(text: str) -> list[tuple[str, Span]]:
    """The nations a text names, in order of the text, each with its place."""
    found = [(nation, Span(*hit.span())) for nation, named in _NAMED.items() for hit in named.finditer(text)]
    return sorted(found, key=lambda one: one[1])


def nations(written: str, told: Told) -> list[Compared]:
    """Each nation of the written sentence with those of the record."""
    theirs = nations_of(told.text)
    around = {nation for nation, _ in nations_of(told.around)}
    own = told.document.jurisdiction
    mine = nations_of(written)
    found = []
    for nation, span in mine:
        there = {name for name, _ in theirs}
        free = [place for name, place in theirs if name not in {one for one, _ in mine}]
        if nation in there:
            found.append(Compared(Clash.NATION, Outcome.AGREES, span))
        elif free:
            found.append(Compared(Clash.NATION, Outcome.DIFFERS, span, free[0]))
        elif nation == own or nation in around:
            found.append(Compared(Clash.NATION, Outcome.AGREES, span))
        elif own in _ALL:
            found.append(Compared(Clash.NATION, Outcome.MISSING, span))
        else:
            found.append(Compared(Clash.NATION, Outcome.DIFFERS, span, None, known=own or ""))
    return found

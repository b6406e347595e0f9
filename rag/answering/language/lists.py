"""Lists as they stand in a record: the lead-in and every item under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Document, Passage, Span

_ITEM_MARK = re.compile(r"(?:^|\n)[ \t\u00a0]*(?:[•·▪◦‣●○*–-]|\(?(?:\d{1,2}|[a-z])[.)])[ \t\u00a0]+$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence and the passage it stands in."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.passage.slice(self.span)


@dataclass(frozen=True, slots=True)
class RecordList:
    """A lead-in that ends with a colon, where there is one, and the items in order."""

    lead: Placed | None
    items: tuple[Placed, ...]


def lists_of(document: Document, passages: Sequence[Passage]) -> list[RecordList]:
    """Every list of two items or more in a document's passages, which are given in order of place."""
    sentences = [Placed(passage, span) for passage in passages for span in passage.sentences]
    found: list[RecordList] = []
    items: list[Placed] = []
    lead: Placed | None = None
    previous: Placed | None = None
    for sentence in sentences:
        if _is_item(document, sentence.span):
            if not items and previous is not None and previous.text.rstrip().endswith(":"):
                lead = previous
            items.append(sentence)
        elif not (items and _continues(document, items[-1].span, sentence.span)):
            _close(found, lead, items)
            items, lead = [], None
        previous = sentence
    _close(found, lead, items)
    return found


def _close(found: list[RecordList], lead: Placed | None, items: list[Placed]) -> None:
    if len(items) > 1:
        found.append(RecordList(lead, tuple(items)))


def _is_item(document: Document, span: Span) -> bool:
    return _ITEM_MARK.search(document.text[max(0, span.start - 12) : span.start]) is not None


def _continues(document: Document, before: Span, span: Span) -> bool:
    """True where a sentence stands on the same line as the item before it."""
    return "\n" not in document.text[before.end : span.start]

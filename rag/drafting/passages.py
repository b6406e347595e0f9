"""Passages as a model sees them: numbered values, without paths, addresses or anything to act on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.domain import Document, Hit, Passage

#: Passages that are shown: those the program itself reads for an answer. More would dilute and cost.
MOST_PASSAGES = 12

_ADDRESS = re.compile(r"(?:\b(?:https?|ftp|file)://|\bwww\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage under the number the model knows it by, with the document it is of."""

    number: int
    passage: Passage
    document: Document


def numbered(hits: Sequence[Hit], documents: Mapping[str, Document]) -> tuple[Numbered, ...]:
    """The first hits as numbered passages, from 1, each passage once."""
    passages = {hit.passage.key: hit.passage for hit in hits}
    chosen = list(passages.values())[:MOST_PASSAGES]
    return tuple(Numbered(n, one, documents[one.document_id]) for n, one in enumerate(chosen, start=1))


def as_values(question: str, passages: Sequence[Numbered]) -> str:
    """The question and the passages as one JSON value: nothing in them can end it or stand outside it."""
    rows = [
        {
            "passage": one.number,
            "record": _plain(one.document.title),
            "date": one.document.published.words if one.document.published else "not dated",
            "under": [_plain(heading) for heading in one.passage.headings],
            "text": _plain(one.passage.text),
        }
        for one in passages
    ]
    return json.dumps({"question": question, "passages": rows}, ensure_ascii=False, indent=1)


def _plain(text: str) -> str:
    return _ADDRESS.sub("(address)", text)

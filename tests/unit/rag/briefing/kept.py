"""Briefings as the files that hold them, changed as records and people change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rag.briefing.brief import Briefing
from rag.briefing.keeping import (
    dumped,
)
from rag.domain import Document, Filter
from rag.store import Records
from tests.records import records_of
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    RECORDS,
    UNANSWERED,
    made,
    records,
)

G = "g000001"
WHOLE = made(
    filters=(Filter("jurisdiction", "in", ("England", "Wales")), Filter("published", "since", ("2020",)))
)
ASKED = made("", ANSWERED, UNANSWERED, "What did the panel recommend?")


def text_of(briefing: Briefing, held: Records | None = None) -> str:
    return json.dumps(dumped(briefing, held or records()))


def changed_in(document: Document, before: str, after: str) -> Records:
    """The records after one of them was changed."""
    assert before in document.text
    other = replace(document, text=document.text.replace(before, after))
    return records_of(*(other if one.id == document.id else one for one in RECORDS))


def first_claim(kept: dict[str, Any]) -> Any:
    return kept["sections"][0]["groups"][0]["points"][0]["claims"][0]


def forged(change: Callable[[dict[str, Any]], object]) -> str:
    kept = dumped(WHOLE, records())
    change(kept)
    return json.dumps(kept)

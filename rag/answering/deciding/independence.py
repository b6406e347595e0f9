"""Whose word counts: a copy of a record is no second witness to it."""

from __future__ import annotations

from collections.abc import Iterable

from rag.answering.reading.candidates import Candidate


def independent(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in their order; of records that are copies of one another only those of the first record."""
    shown: dict[str, str] = {}
    return [
        one for one in candidates if shown.setdefault(_said_first(one), one.document.id) == one.document.id
    ]


def _said_first(one: Candidate) -> str:
    return one.document.copy_of or one.document.id

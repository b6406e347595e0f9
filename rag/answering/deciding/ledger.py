"""Which rows of the ledger of actions answer a question for them."""

from __future__ import annotations

from collections.abc import Sequence

from rag.actions import Row, rows
from rag.answering.asking.ledgers import LedgerAsked, ledger_asked
from rag.catalogue import admitted
from rag.domain import Document, Filter
from rag.store import Records
from rag.text import content_stems


def find_actions(question: str, filters: Sequence[Filter], records: Records) -> list[Row] | None:
    """The actions asked for, in the order of the ledger; empty where the meetings asked about record none.

    None where the question is of another sort, where no record of a meeting is admitted, and where words of it
    belong to no meeting and no action: then sentences may answer it, or it is to be refused.
    """
    asked = ledger_asked(question)
    if asked is None:
        return None
    within = admitted(records.documents, filters)
    there = {
        i: one
        for i, one in records.documents.items()
        if one.meeting is not None and (within is None or i in within)
    }
    meetings = {i: one for i, one in there.items() if one.meeting and asked.held_then(one.meeting.held)}
    found = [
        row
        for row in rows(records, meetings.keys())
        if row.is_action and _left(asked, meetings[row.document]) <= _stems(row)
    ]
    named = any(not _left(asked, document) for document in there.values())
    return found if found or named else None


def _left(asked: LedgerAsked, document: Document) -> frozenset[str]:
    """The words of the question that do not name the meeting: what its actions are asked about."""
    named = " ".join((document.title, document.publisher or "", document.jurisdiction or ""))
    if document.meeting is not None:
        named += " " + " ".join(span.of(document.text) for span in document.meeting.committees)
    return asked.stems - set(content_stems(named))


def _stems(row: Row) -> set[str]:
    # Not of its sentence, which may hold the task of somebody else too.
    return set(content_stems(" ".join((row.what, row.item, *row.owners, row.due or ""))))

"""Rows of the ledger as an answer: a claim for each sentence, a table that points to the claims, a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.actions import Row, as_table, cited
from rag.answering.wording.claims import notices, tidy
from rag.answering.wording.frames import count
from rag.catalogue import describe
from rag.domain import Answer, Claim, Document, Hit, Question, Status
from rag.text import fold


def ledger_answer(
    question: Question,
    standalone: str,
    rows: Sequence[Row],
    documents: Mapping[str, Document],
    hits: Sequence[Hit],
    answerer: str,
) -> Answer:
    """The answer that a ledger with rows is: claims, table and frame."""
    shown = dict.fromkeys(row.document for row in rows)
    return Answer(
        question=question,
        standalone=standalone,
        status=Status.ANSWERED,
        frame=_frame(rows, documents),
        claims=tuple(Claim(tidy(one.quote), (one,)) for one in cited(rows).values()),
        notices=notices(documents[i] for i in shown),
        # Read from the record as it was taken in, not found by likeness: the rows are there.
        confidence=1.0,
        answerer=answerer,
        hits=tuple(hits),
        table=as_table(rows, documents),
    )


def _frame(rows: Sequence[Row], documents: Mapping[str, Document]) -> str:
    """Above the table: how many actions of how many meetings, and whose words they are."""
    records = list(dict.fromkeys(row.document for row in rows))
    # A digest and an original may record one meeting.
    meetings = {(str(row.held), _bodies(row)) if row.held else row.document for row in rows}
    line = f"{count(len(rows), 'action')} of {count(len(meetings), 'meeting')}".capitalize()
    if len(records) == 1:
        return f"{line}: {describe(documents[records[0]])}."
    told = f", told by {count(len(records), 'record')}" if len(records) > len(meetings) else ""
    return f"{line}{told}, in order of date."


def _bodies(row: Row) -> tuple[str, ...]:
    return tuple(sorted(fold(name).text for name in row.committees))

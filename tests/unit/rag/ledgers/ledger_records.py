"""Invented records for the ledgers, and short ways to their rows. Nothing in them happened."""

from __future__ import annotations

from typing import Any

from rag.domain import Document, Form, Kind, Person, Standing
from rag.ledgers.book import ledger
from rag.ledgers.rows import Ledger, Row, State
from tests.records import record, records_of

#: A digest of a review of fostering: what it proposed, what became of it, what was planned, and who is who.
FERNDALE_TEXT = """\
# Ferndale review of fostering, 2031

## Who led it

Sir Osric Vale led the Ferndale review of fostering. Petra Lund, the Housing Minister, commissioned the Ferndale \
review in May 2030.

## What it found

The Ferndale review of 2031 found that 61 foster carers had left in 2030, about a third of them within two years.

## What it recommended

The Ferndale review recommended in June 2031 that every council appoint a fostering champion.

The Ferndale review made proposals of these kinds:

- A night telephone line for carers was proposed by the Ferndale review.
- The Ferndale review wanted councils to count carers each year.

The Ferndale review made 3 recommendations in all.

The Ferndale review did not recommend that payments be raised.

## What happened next

The government accepted all the recommendations of the Ferndale review on 9 July 2031.

The government planned to spend £2.5m on the night telephone line by April 2032.

In March 2033 Ferndale council opened the night telephone line.

Members only considered a report on payments in 2033.

## Where sources differ

The Ferndale Gazette says that the council rejected the review in 2032.

## What is not known

The review does not say how many carers were paid.
"""


def digest(text: str, **described: Any) -> Document:
    """A digest of that text, of England, 2031."""
    given: dict[str, Any] = {
        "form": Form.DIGEST,
        "standing": Standing.OFFICIAL,
        "kind": Kind.REVIEW,
    } | described
    return record(given.pop("id", "ferndale"), given.pop("title", "Ferndale review"), text, **given)


FERNDALE = digest(
    FERNDALE_TEXT, people=(Person("Sir Osric Vale", "led the review"), Person("Nobody Named", "chair"))
)


def rows(kind: Ledger, *documents: Document) -> list[Row]:
    """The rows of a ledger over these documents."""
    return ledger(records_of(*documents), kind)


def told(kind: Ledger, sentence: str, heading: str = "What was said") -> list[Row]:
    """The rows that one sentence under a heading gives."""
    return rows(kind, digest(f"# A title\n\n## {heading}\n\n{sentence}\n"))


def states(kind: Ledger, sentence: str, heading: str = "What was said") -> list[State]:
    """The states of those rows."""
    return [row.status for row in told(kind, sentence, heading)]

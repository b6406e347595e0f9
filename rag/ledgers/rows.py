"""What a ledger holds: rows in the words of the records, each with its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rag.domain import Citation, ContentDate, Span


class Ledger(StrEnum):
    """What is listed."""

    RECOMMENDATIONS = "recommendations"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    FIGURES = "figures"
    PEOPLE = "people"


class State(StrEnum):
    """What the cited words say became of a thing; ``UNKNOWN`` where they do not say, or only that it was considered.

    ``DONE`` is done or begun: no other of the five is nearer to what was begun, and people are told both words.
    """

    PLANNED = "planned"
    AGREED = "agreed"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


#: How people are told of a state.
STATE_WORDS = {state: state.value for state in State} | {
    State.DONE: "done or begun",
    State.UNKNOWN: "not stated",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing recommended, decided, to do or counted, or one person with a role, in words of the record.

    ``what`` is the clause or sentence, for a person the role. ``who``, ``addressed_to`` and ``when`` are "" where the
    words give none; ``value`` is the number with what it counts and ``sort`` its kind, for figures alone. ``date`` is
    the one ``when`` names, else the record's own. ``further`` are other sentences the row rests on: what became of a
    recommendation, or a role stated again.
    """

    ledger: Ledger
    document: str
    citation: Citation
    what: str
    who: str = ""
    addressed_to: str = ""
    when: str = ""
    date: ContentDate | None = None
    status: State = State.UNKNOWN
    value: str = ""
    sort: str = ""
    further: tuple[Citation, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All the row rests on, the sentence that states it first."""
        return (self.citation, *self.further)

    @property
    def place(self) -> tuple[str, str, Span]:
        """What rows are sorted by: date, undated rows last, then document and place."""
        return str(self.date or "9"), self.document, self.citation.span

    def cells(self) -> Iterator[tuple[str, str]]:
        """Name and words of each column that this row's ledger has, in order."""
        for field in COLUMNS[self.ledger]:
            words = STATE_WORDS[self.status] if field == "status" else str(getattr(self, field))
            yield field, words


#: The columns of each ledger, by the field they show.
COLUMNS: dict[Ledger, tuple[str, ...]] = {
    Ledger.RECOMMENDATIONS: ("what", "who", "addressed_to", "when", "status"),
    Ledger.DECISIONS: ("what", "who", "when", "status"),
    Ledger.ACTIONS: ("what", "who", "when", "status"),
    Ledger.FIGURES: ("value", "what", "when", "sort", "status"),
    Ledger.PEOPLE: ("who", "what"),
}

#: What stands over the columns.
HEADINGS: dict[Ledger, tuple[str, ...]] = {
    Ledger.RECOMMENDATIONS: (
        "What is recommended",
        "Who recommends it",
        "Addressed to",
        "When",
        "What became of it",
    ),
    Ledger.DECISIONS: ("What was decided", "Who decided", "When", "Status"),
    Ledger.ACTIONS: ("What is to be done, or was", "Who", "When", "Status"),
    Ledger.FIGURES: ("Figure", "What it is of", "Of when", "Kind", "Status"),
    Ledger.PEOPLE: ("Person", "Role"),
}

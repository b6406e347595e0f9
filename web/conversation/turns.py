"""A conversation as the chat keeps it on the server: frozen turns, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rag.domain import Answer, Citation, Claim, Document, Span
from web.reviews import Library

#: Turns kept in view: the whole conversation is drawn anew with each step of an answer.
MOST_TURNS = 30

#: What is read from a question and may be left off: words looked for besides its own, and the records it names.
WIDENINGS = ("expand", "scope")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what has come of it so far.

    ``widened`` names what was read from the question and left off on request, of ``WIDENINGS``.
    ``waiting`` is the line shown while nothing has come; ``message`` is a plain note in place of an answer.
    ``library`` holds the records the answer was made from, kept so that a source opens on the text it cites
    even after the index has moved on.
    """

    asked: str
    widened: frozenset[str] = frozenset()
    waiting: str = ""
    claims: tuple[Claim, ...] = ()
    answer: Answer | None = None
    message: str | None = None
    library: Library = field(default_factory=Library)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The records it was answered from, by id."""
        return self.library.documents

    @property
    def done(self) -> bool:
        """True where nothing more will come."""
        return self.answer is not None or self.message is not None

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """The citations of the claims and then the nearest evidence; a citation's number is its place from 1."""
        return evidence(self.claims, self.answer.nearest if self.answer else ())


Turns = tuple[Turn, ...]


def evidence(claims: Sequence[Claim], nearest: Sequence[Citation]) -> tuple[Citation, ...]:
    """Every citation once, claims first, in the order of first use."""
    seen: dict[tuple[str, Span], Citation] = {}
    for citation in [*(c for claim in claims for c in claim.citations), *nearest]:
        seen.setdefault((citation.document_id, citation.span), citation)
    return tuple(seen.values())


def numbers_of(citations: Sequence[Citation], among: Sequence[Citation]) -> list[int]:
    """The numbers of some citations among all, ascending, each once."""
    places = {(c.document_id, c.span): number for number, c in enumerate(among, start=1)}
    return sorted({places[(c.document_id, c.span)] for c in citations})

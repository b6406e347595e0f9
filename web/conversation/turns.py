"""A conversation as the chat keeps it on the server: frozen turns, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rag.domain import Answer, Citation, Claim, Document, Filter, Span
from web.reviews import Library

#: Turns kept in view: the whole conversation is drawn anew with each step of an answer.
MOST_TURNS = 30

#: What stands in place of an answer that was stopped. Claims that had come are not the whole of it, so they go.
STOPPED = "You stopped this answer before it was whole."


class Wording(StrEnum):
    """Whose words an answer is wished in, where a language model is set: the model's, the program's, or both."""

    WITH = "with"
    WITHOUT = "without"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is to be read, where a person took back something that was read into it.

    ``alone``: without the questions before it. ``as_written``: words that stand for nothing but themselves.
    ``scope`` False: only ``filters`` hold, and none is read from the question; ``dropped`` are those taken back.
    """

    alone: bool = False
    as_written: tuple[str, ...] = ()
    scope: bool = True
    filters: tuple[Filter, ...] = ()
    dropped: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what has come of it so far.

    ``waiting`` is the line shown while nothing has come; ``message`` is a plain note in place of an answer.
    ``library`` holds the records the answer was made from, kept so that a source opens on the text it cites
    even after the index has moved on. ``judged`` is what the person was told when giving feedback on it.
    ``wording`` is whose words were wished for when it was asked.
    """

    asked: str
    reading: Reading = field(default_factory=Reading)
    waiting: str = ""
    claims: tuple[Claim, ...] = ()
    answer: Answer | None = None
    message: str | None = None
    library: Library = field(default_factory=Library)
    judged: str = ""
    wording: Wording = Wording.WITH

    @property
    def documents(self) -> Mapping[str, Document]:
        """The records it was answered from, by id."""
        return self.library.documents

    @property
    def done(self) -> bool:
        """True where nothing more will come."""
        return self.answer is not None or self.message is not None

    @property
    def beside(self) -> Answer | None:
        """The answer that no model worded, where it is to stand beside the model's; else None."""
        return self.answer.plain if self.answer and self.wording is Wording.BESIDE else None

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """The citations of the claims, then of those beside them, then the nearest; a number is the place from 1."""
        beside = self.beside.claims if self.beside else ()
        return evidence((*self.claims, *beside), self.answer.nearest if self.answer else ())


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


def only_of(document_id: str) -> Reading:
    """The reading of a question that is asked of one record alone; of all for ""."""
    return Reading(filters=(Filter("document", "in", (document_id,)),)) if document_id else Reading()


# --- changes a person makes ----------------------------------------------------------------------------


def stopped(turns: Turns) -> Turns:
    """The turns with a question that is still being answered stopped."""
    return tuple(
        turn if turn.done else replace(turn, claims=(), message=STOPPED, waiting="") for turn in turns
    )


def without(turns: Turns, place: int) -> Turns:
    """The turns without the one at a place, counted from 0."""
    return (*turns[:place], *turns[place + 1 :])


def reread(turn: Turn, what: str) -> Reading | None:
    """The reading of a turn with one thing taken back; None where there is no such thing.

    ``what`` is "alone", "word:N" or "filter:N" for the answer's expansions and filters, counted from 0, or "plainly",
    which gives back everything.
    """
    if what == "plainly":
        return Reading(filters=tuple(one for one in turn.reading.filters if one.source == "asked"))
    if turn.answer is None:
        return None
    reading, answer = turn.reading, turn.answer
    if what == "alone":
        return replace(reading, alone=True)
    kind, _, digits = what.partition(":")
    place = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 4 else -1
    if kind == "word" and 0 <= place < len(answer.expansions):
        return replace(reading, as_written=(*reading.as_written, answer.expansions[place].original))
    if kind == "filter" and 0 <= place < len(answer.filters):
        kept = (*answer.filters[:place], *answer.filters[place + 1 :])
        dropped = (*reading.dropped, answer.filters[place])
        return replace(reading, scope=False, filters=kept, dropped=dropped)
    return None

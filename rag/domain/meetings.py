"""Minutes as records: who met when, what was on the agenda, and what became of each item. Every field is a span."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.domain.dates import ContentDate
from rag.domain.spans import Span


class Act(StrEnum):
    """What a meeting did with a matter. They are never taken for one another: what was considered was not agreed."""

    CONSIDERED = "considered"
    NOTED = "noted"
    AGREED = "agreed"
    RESOLVED = "resolved"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence that says what the meeting did: ``verb`` marks the word that says so.

    It stands inside ``span``, or before it: the label "RESOLVED" over the points of a list.
    """

    act: Act
    span: Span
    verb: Span


@dataclass(frozen=True, slots=True)
class Action:
    """Something somebody is to do. ``owners`` and ``due`` are words of the record: empty and None where it names none.

    ``span`` is the sentence, ``task`` what is to be done.
    """

    span: Span
    task: Span
    owners: tuple[Span, ...] = ()
    due: Span | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda; ``number`` and ``title`` are None where the record gives none."""

    span: Span
    number: Span | None = None
    title: Span | None = None
    outcomes: tuple[Outcome, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as its minutes record it. ``held`` is the date, ``dated`` the words that give it."""

    committees: tuple[Span, ...] = ()
    held: ContentDate | None = None
    dated: Span | None = None
    items: tuple[AgendaItem, ...] = ()

"""What each reader is given, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rag.domain import Document, Span
from rag.paragraphs.verdicts import Clash


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a record. ``around``: what its record is called, the headings above it, and the sentence before.

    What is said around a sentence may bear out what somebody wrote of it; only the sentence itself may contradict it.
    """

    document: Document
    text: str
    around: str


class Outcome(StrEnum):
    """How a thing that was written compares with what the record's sentence says."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing of the written sentence, at ``written``, and the other thing the record says in its place, at ``told``.

    ``told`` counts in the record's sentence; None where nothing there differs, or only the record's description
    does (``known``). ``like``: the two are surely said of the same thing, not only of the same kind.
    """

    clash: Clash
    outcome: Outcome
    written: Span
    told: Span | None = None
    known: str = ""
    like: bool = True


Reader = Callable[[str, Told], list[Compared]]

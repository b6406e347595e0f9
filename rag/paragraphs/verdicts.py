"""What became of each sentence somebody wrote, set beside the records: frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.domain import Citation, Span


class Verdict(StrEnum):
    """What the records say of a sentence. Only "contradicted" says that it differs from them."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"
    NOTHING = "nothing to check"


class Clash(StrEnum):
    """In what a sentence differs from the record's."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NATION = "nation"
    SPEAKER = "speaker"
    NEGATION = "negation"
    AGREED = "considered written as agreed"
    OUTCOME = "plan written as outcome"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing the sentence says otherwise than the record.

    ``written`` counts in the pasted text; ``told`` in the document ``document_id``, and lies in a citation of the
    same sentence. ``told`` is None where no single word of the record says it: its description does, which is
    ``known``.
    """

    clash: Clash
    written: Span
    document_id: str
    told: Span | None
    known: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the pasted text, at ``span`` of it, and what the records say.

    ``citations`` are the record's words it rests on or differs from, the nearest first; of a sentence that is not
    found, the nearest words there are. ``unfound`` are parts of the sentence, as spans of the pasted text, that
    those words
    do not have. ``frame`` is a line from a fixed template, ``notes`` further ones.
    """

    span: Span
    verdict: Verdict
    frame: str
    citations: tuple[Citation, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    unfound: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a verdict without the words it rests on, and a mismatch outside them, with ValueError."""
        needs = self.verdict in (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CONTRADICTED)
        if needs and not self.citations:
            raise ValueError(f"{self.verdict} without a citation")
        if (self.verdict is Verdict.CONTRADICTED) != bool(self.mismatches):
            raise ValueError("a contradiction and its mismatches go together")
        for mismatch in self.mismatches:
            told = mismatch.told
            cited = [one for one in self.citations if one.document_id == mismatch.document_id]
            if not cited or (told is not None and not any(one.span.covers(told) for one in cited)):
                raise ValueError("a mismatch lies outside the cited words")


def counted(checked: Sequence[Checked]) -> Mapping[Verdict, int]:
    """How many sentences have each verdict, in the order of the verdicts, none left out."""
    found = Counter(one.verdict for one in checked)
    return {verdict: found[verdict] for verdict in Verdict}

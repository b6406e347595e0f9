"""The audit of a document: shares of what was cut and flagged, and its text in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cleaning import FLAGS, KINDS, flags
from rag.domain import Document, Excluded, Flagged, Form, Span


@dataclass(frozen=True, slots=True)
class Share:
    """All spans of one kind: what the kind is in words, the rules that found them, how many, and how much of the text.

    ``characters`` are those that are no white space; ``share`` is of all such characters, from 0 to 1.
    """

    kind: str
    about: str
    rules: tuple[str, ...]
    spans: int
    characters: int
    share: float


@dataclass(frozen=True, slots=True)
class Audit:
    """A document with what was cut of it and flagged in it, each in order; ``characters`` are all but white space."""

    document: Document
    excluded: tuple[Excluded, ...]
    flagged: tuple[Flagged, ...]
    characters: int
    cut: tuple[Share, ...]
    flags: tuple[Share, ...]

    @property
    def cut_share(self) -> float:
        """How much of the text was cut, from 0 to 1."""
        return sum(share.share for share in self.cut)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with one fate. ``begins``: the cut span and the flags whose first piece this is."""

    span: Span
    cut: Excluded | None
    flagged: tuple[Flagged, ...]
    begins: tuple[Excluded | Flagged, ...]


def audit(document: Document) -> Audit:
    """What was cut of a document, kept and flagged.

    Flags that it does not bear are looked for, but not in a digest: those are our own words.
    """
    text = document.text
    excluded = tuple(sorted(document.excluded, key=lambda one: one.span))
    flagged = document.flagged
    if not flagged and document.form is not Form.DIGEST:
        flagged = flags(text, excluded, dated=document.published is not None)
    flagged = tuple(sorted(flagged, key=lambda one: one.span))
    characters = _characters(text)
    return Audit(
        document,
        excluded,
        flagged,
        characters,
        cut=_shares(text, excluded, KINDS, characters),
        flags=_shares(text, flagged, FLAGS, characters),
    )


def pieces(found: Audit) -> Iterator[Piece]:
    """The whole text in order, cut wherever something is cut or flagged begins or ends."""
    length = len(found.document.text)
    edges = {0, length}
    for span in [*(one.span for one in found.excluded), *(one.span for one in found.flagged)]:
        edges |= {span.start, span.end}
    places = sorted(edges)
    cuts, waiting = list(found.excluded), list(found.flagged)
    cut_at = flag_at = 0
    active: list[Flagged] = []
    for start, end in pairwise(places):
        while cut_at < len(cuts) and cuts[cut_at].span.end <= start:
            cut_at += 1
        while flag_at < len(waiting) and waiting[flag_at].span.start <= start:
            active.append(waiting[flag_at])
            flag_at += 1
        active = [one for one in active if one.span.end > start]
        cut = cuts[cut_at] if cut_at < len(cuts) and cuts[cut_at].span.start <= start else None
        here: tuple[Excluded | Flagged, ...] = (*([cut] if cut else []), *active)
        yield Piece(
            Span(start, end), cut, tuple(active), tuple(one for one in here if one.span.start == start)
        )


def _shares(
    text: str, marks: Sequence[Excluded] | Sequence[Flagged], kinds: Mapping[str, str], characters: int
) -> tuple[Share, ...]:
    """One share for each kind, the largest first."""
    shares = []
    for kind in dict.fromkeys(mark.kind for mark in marks):
        of_kind = [mark for mark in marks if mark.kind == kind]
        count = sum(_characters(mark.span.of(text)) for mark in of_kind)
        rules = tuple(dict.fromkeys(mark.rule for mark in of_kind))
        part = count / characters if characters else 0.0
        shares.append(Share(kind, kinds.get(kind, ""), rules, len(of_kind), count, part))
    return tuple(sorted(shares, key=lambda share: -share.characters))


def _characters(text: str) -> int:
    return sum(not character.isspace() for character in text)

"""Where answers stand: gold quotes located in the documents of an index, and the split by fact checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.cases import Case, CaseError, GoldQuote
from rag.domain import Document, Passage, Span
from rag.store import Records

#: Two spans count as the same evidence when they share this part of the shorter one: a sentence cited whole
#: holds a quote of half of it, and a full stop shared with the next sentence is not evidence.
SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """A stretch of a document that holds the answer."""

    document_id: str
    span: Span

    def held_by(self, document_id: str, span: Span) -> bool:
        """True where the span shares at least half of the shorter of the two with this gold span."""
        if document_id != self.document_id:
            return False
        shared = min(span.end, self.span.end) - max(span.start, self.span.start)
        return shared >= SHARED * min(len(span), len(self.span))


@dataclass(frozen=True, slots=True)
class PlacedCase:
    """A case with its gold spans, and the best ranking an index allows.

    ``ideal`` says how many gold spans each passage adds when the passages of the index are ranked as well as
    can be, best first; passages that add none are left out.
    """

    case: Case
    gold: tuple[Gold, ...]
    ideal: tuple[int, ...]


def place(cases: Sequence[Case], records: Records) -> tuple[PlacedCase, ...]:
    """Each case with its gold spans in the documents of the index, in the same order.

    Raises:
        CaseError: a quote does not stand exactly once in the citable text of its document, or two cases of
            different splits rest on overlapping spans.
    """
    placed: list[PlacedCase] = []
    faults: list[str] = []
    for case in cases:
        gold: list[Gold] = []
        for quote in case.gold:
            found = _locate(quote, records.documents.get(quote.document))
            if isinstance(found, str):
                faults.append(f'{case.where}: gold "{_short(quote.quote)}": {found}')
            else:
                gold.append(found)
        placed.append(PlacedCase(case, tuple(gold), _ideal(gold, records.passages)))
    faults.extend(_shared_between_splits(placed))
    if faults:
        raise CaseError(faults)
    return tuple(placed)


def _locate(gold: GoldQuote, document: Document | None) -> Gold | str:
    """The gold span, or what is wrong with the quote."""
    if document is None:
        return f"no document {gold.document} in the index"
    places: list[Span] = []
    at = document.text.find(gold.quote)
    while at >= 0:
        span = Span(at, at + len(gold.quote))
        if not any(excluded.span.overlaps(span) for excluded in document.excluded):
            places.append(span)
        at = document.text.find(gold.quote, at + 1)
    if len(places) != 1:
        times = "nowhere" if not places else f"{len(places)} times"
        return f"stands {times} in the text of {gold.document}: copy it exactly, and enough of it"
    return Gold(document.id, places[0])


def _ideal(gold: Sequence[Gold], passages: Sequence[Passage]) -> tuple[int, ...]:
    """Gains of a greedy best ranking: exact where passages do not overlap."""
    held = [{g for g in gold if g.held_by(passage.document_id, passage.span)} for passage in passages]
    held = [golds for golds in held if golds]
    gains: list[int] = []
    found: set[Gold] = set()
    while held:
        best = max(held, key=lambda golds: len(golds - found))
        if not best - found:
            break
        gains.append(len(best - found))
        found |= best
        held.remove(best)
    return tuple(gains)


def _shared_between_splits(placed: Sequence[PlacedCase]) -> Iterable[str]:
    for index, one in enumerate(placed):
        for other in placed[index + 1 :]:
            if one.case.split is other.case.split:
                continue
            shared = (
                a.document_id == b.document_id and a.span.overlaps(b.span)
                for a in one.gold
                for b in other.gold
            )
            if any(shared):
                yield (
                    f"{other.case.where}: rests on the same words as {one.case.id}, "
                    f"but one is in {one.case.split} and the other in {other.case.split}"
                )


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:57] + "..."

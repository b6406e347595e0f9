"""Where answers stand: gold located in the documents of an index, and the split by fact checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evals.cases import Case, CaseError, Category, GoldQuote
from rag.domain import Document, Filter, Passage, Question, Span
from rag.errors import BadSetting
from rag.store import Records

#: Two spans count as the same evidence when they share this part of the shorter one: a sentence cited whole
#: holds a quote of half of it, and a full stop shared with the next sentence is not evidence.
SHARED = 0.5

#: The kind of excluded span that holds no words of the record: a quote that stands only there is a mistake of
#: the case. Any other kind is what cleaning took for page furniture.
_NO_RECORD = "front_matter"


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
    can be, best first; passages that add none are left out. ``cut`` are the gold spans that cleaning left out
    of every passage, ``split`` those whose parts lie in several passages and whole in none.

    ``by_place``: the documents are not those the case was written about, so an answer is judged by words only
    where one of the case's lead strings stands in the gold (those are ``lead``), and else by the places it cites.
    """

    case: Case
    gold: tuple[Gold, ...]
    ideal: tuple[int, ...]
    cut: tuple[Gold, ...] = ()
    split: tuple[Gold, ...] = ()
    lead: tuple[str, ...] = ()
    by_place: bool = False
    filters: tuple[Filter, ...] = ()

    @property
    def asked(self) -> Question:
        """The question with its history and filters, as the program is asked it."""
        return replace(self.case.asked, filters=self.filters)


def place(cases: Sequence[Case], records: Records) -> tuple[PlacedCase, ...]:
    """Each case with its gold spans in the documents of the index, in the same order.

    Raises:
        CaseError: a quote does not stand exactly once in the text of its document, a filter names what no
            document has, or two cases of different splits rest on overlapping spans.
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
        try:
            filters = case.filters_in(records.documents)
        except BadSetting as error:
            faults.append(f"{case.where}: filters: {error}")
            continue
        by_place = case.category is Category.RETRIEVAL
        found_at = placed_at(case, gold, records, lead=case.lead or (), by_place=by_place)
        placed.append(replace(found_at, filters=filters))
    faults.extend(shared_between_splits(placed))
    if faults:
        raise CaseError(faults)
    return tuple(placed)


def placed_at(
    case: Case, gold: Sequence[Gold], records: Records, *, lead: Sequence[str] = (), by_place: bool = False
) -> PlacedCase:
    """The case with gold spans that are known, measured against the passages of the index."""
    whole = [g for g in gold if not any(p.span.covers(g.span) for p in _touching(g, records))]
    cut = tuple(g for g in whole if _covered(g, records) < SHARED * len(g.span))
    split = tuple(g for g in whole if g not in cut and len(_touching(g, records)) > 1)
    return PlacedCase(
        case, tuple(gold), _ideal(gold, records.passages), cut, split, tuple(lead), by_place=by_place
    )


def _locate(gold: GoldQuote, document: Document | None) -> Gold | str:
    """The gold span, or what is wrong with the quote. Words that cleaning cut count where none other stand."""
    if document is None:
        return f"no document {gold.document} in the index"
    places: list[Span] = []
    cut: list[Span] = []
    at = document.text.find(gold.quote)
    while at >= 0:
        span = Span(at, at + len(gold.quote))
        kinds = {excluded.kind for excluded in document.excluded if excluded.span.overlaps(span)}
        if not kinds:
            places.append(span)
        elif _NO_RECORD not in kinds:
            cut.append(span)
        at = document.text.find(gold.quote, at + 1)
    found = places or cut
    if len(found) != 1:
        times = "nowhere" if not found else f"{len(found)} times"
        return f"stands {times} in the text of {gold.document}: copy it exactly, and enough of it"
    return Gold(document.id, found[0])


def _touching(gold: Gold, records: Records) -> list[Passage]:
    passages = records.of_document.get(gold.document_id, ())
    return [passage for passage in passages if passage.span.overlaps(gold.span)]


def _covered(gold: Gold, records: Records) -> int:
    """How many characters of the gold span lie in a passage; ``_touching`` is in order of place."""
    covered, reached = 0, gold.span.start
    for passage in _touching(gold, records):
        end = min(passage.span.end, gold.span.end)
        covered += max(0, end - max(passage.span.start, reached))
        reached = max(reached, end)
    return covered


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


def shared_between_splits(placed: Sequence[PlacedCase]) -> Iterable[str]:
    """One line for each pair of cases of different splits whose gold overlaps."""
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

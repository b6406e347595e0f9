"""The ledgers of the records: whole lists, never the best few, narrowed only by what a person asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from rag import actions
from rag.answering.language import cues
from rag.answering.language.modality import told
from rag.domain import Act, Citation, Document, Span
from rag.ledgers.counted import counted
from rag.ledgers.named import named
from rag.ledgers.outcomes import with_outcomes
from rag.ledgers.parts import addressee, when
from rag.ledgers.reading import Stated, stated
from rag.ledgers.rows import Ledger, Row, State
from rag.ledgers.telling import decided, done, recommended
from rag.store import Records
from rag.text import content_stems

_TELLING: dict[Ledger, Callable[[Sequence[Stated]], Iterator[Row]]] = {
    Ledger.RECOMMENDATIONS: recommended,
    Ledger.DECISIONS: decided,
    Ledger.ACTIONS: done,
    Ledger.FIGURES: counted,
}


def ledger(records: Records, kind: Ledger, documents: Collection[str] | None = None) -> list[Row]:
    """Every row of a ledger over these documents (None: all), by date, undated ones last, then document and place.

    A copy of another record adds no rows, whether that one is looked at or not.
    """
    rows: list[Row] = []
    for document in records.documents.values():
        if document.copy_of is None and (documents is None or document.id in documents):
            rows.extend(_of_document(records, document, kind))
    return sorted(rows, key=lambda row: row.place)


def narrowed(rows: Iterable[Row], status: State | None = None, words: str = "") -> list[Row]:
    """The rows of this status (None: any) whose words hold all the stems of ``words``, in their order."""
    wanted = set(content_stems(words))
    return [
        row
        for row in rows
        if (status is None or row.status is status) and (not wanted or wanted <= stems_of(row))
    ]


def stems_of(row: Row) -> set[str]:
    """The stems of all that a row says, its cited sentences among it."""
    said = (row.what, row.who, row.addressed_to, row.when, row.value, *(one.quote for one in row.citations))
    return set(content_stems(" ".join(said)))


def _of_document(records: Records, document: Document, kind: Ledger) -> list[Row]:
    sentences = stated(document, records.of_document[document.id])
    if kind is Ledger.PEOPLE:
        return list(named(document, sentences))
    minuted = list(_minuted(records, document, kind))
    rows = [*minuted]
    for row in _TELLING[kind](sentences):
        if not any(row.citation.span.overlaps(other.citation.span) for other in minuted):
            rows.append(row)
    return with_outcomes(rows, sentences) if kind is Ledger.RECOMMENDATIONS else rows


# --- minutes -----------------------------------------------------------------------------------------


def _minuted(records: Records, document: Document, kind: Ledger) -> Iterator[Row]:
    """The rows that the structure of minutes gives (rag.actions), each in its ledger."""
    if document.meeting is None or kind is Ledger.FIGURES:
        return
    for row in actions.rows(records, {document.id}):
        status = _status(row)
        if _belongs(row, kind):
            yield Row(
                ledger=kind,
                document=document.id,
                citation=row.citation,
                what=row.what,
                who=", ".join(row.owners) or (" and ".join(row.committees) if not row.is_action else ""),
                addressed_to=addressee(row.citation.quote) if kind is Ledger.RECOMMENDATIONS else "",
                when=row.due or when(row.citation.quote) or (row.held.words if row.held else ""),
                date=row.held or document.published,
                status=State.UNKNOWN if kind is Ledger.RECOMMENDATIONS else status,
            )


def _belongs(row: actions.Row, kind: Ledger) -> bool:
    if kind is Ledger.ACTIONS:
        return row.is_action
    if kind is Ledger.RECOMMENDATIONS:
        return row.act is Act.RECOMMENDED
    return row.act in (Act.AGREED, Act.RESOLVED)


def _status(row: actions.Row) -> State:
    """Agreed where the minutes say so; an action that is only taken down is a plan."""
    acts = {one.act for one in told(row.citation.quote)}
    if cues.Act.REJECTED in acts:
        return State.REFUSED
    if row.act in (Act.AGREED, Act.RESOLVED) or cues.Act.AGREED in acts:
        return State.AGREED
    return State.PLANNED


def cited(rows: Iterable[Row]) -> list[Citation]:
    """The citations of the rows, each once, in the order of first use."""
    seen: dict[tuple[str, Span], Citation] = {}
    for row in rows:
        for one in row.citations:
            seen.setdefault((one.document_id, one.span), one)
    return list(seen.values())

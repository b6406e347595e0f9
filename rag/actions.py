"""What meetings decided and who is to do what by when: a ledger over the records, every row with its citation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.citations import cite
from rag.domain import (
    Act,
    Action,
    AgendaItem,
    Citation,
    ContentDate,
    Document,
    Form,
    Meeting,
    Passage,
    Span,
    Table,
    TableRow,
)
from rag.store import Records

#: Acts that settle something, the weightiest first. What was only considered or noted is in no ledger.
SETTLED = (Act.RESOLVED, Act.AGREED, Act.RECOMMENDED)

COLUMNS = ("What", "Who", "By when", "Meeting", "Item", "Recorded as")

#: What stands in a cell where the record says nothing.
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Row:
    """One action or decision of a meeting, in the words of its record, on one line each.

    ``owners`` are empty and ``due`` None where the record names none. ``act`` is what the record says was done
    with it; None where it only takes an action down. ``citation`` is the sentence it stands in.
    """

    document: str
    held: ContentDate | None
    committees: tuple[str, ...]
    item: str
    what: str
    owners: tuple[str, ...]
    due: str | None
    act: Act | None
    is_action: bool
    citation: Citation


def rows(records: Records, documents: Collection[str] | None = None) -> list[Row]:
    """The ledger of these documents (None: all), by date of meeting, undated ones last, then by place.

    A copy of a document that is itself looked at adds no rows. What stands in no passage cannot be cited and is
    left out.
    """
    looked_at = {i: one for i, one in records.documents.items() if documents is None or i in documents}
    found = [
        row
        for document in looked_at.values()
        if document.meeting is not None and document.copy_of not in looked_at
        for row in _of_meeting(document, document.meeting, records.of_document[document.id])
    ]
    return sorted(found, key=lambda row: (str(row.held or "9"), row.document, row.citation.span))


def cited(rows: Sequence[Row]) -> dict[tuple[str, Span], Citation]:
    """The citations of the rows by document and place, each once, in order: two rows may rest on one sentence."""
    return {(row.document, row.citation.span): row.citation for row in rows}


def as_table(rows: Sequence[Row], documents: Mapping[str, Document]) -> Table:
    """The rows as a table; each points to its place, from 1, among the cited sentences.

    An original's words for what is to be done stand in quotation marks, a digest's never.
    """
    numbers = {place: number for number, place in enumerate(cited(rows), start=1)}
    return Table(
        COLUMNS,
        tuple(
            TableRow(_cells(row, documents[row.document].form), numbers[row.document, row.citation.span])
            for row in rows
        ),
    )


def _cells(row: Row, form: Form) -> tuple[str, ...]:
    return (
        row.what if form is Form.DIGEST else f"“{row.what}”",
        ", ".join(row.owners) or NOT_STATED,
        row.due or NOT_STATED,
        ", ".join((row.held.words if row.held else "undated", " and ".join(row.committees))).rstrip(", "),
        row.item or NOT_STATED,
        row.act.value if row.act else "action",
    )


def _of_meeting(document: Document, meeting: Meeting, passages: Sequence[Passage]) -> Iterator[Row]:
    committees = tuple(_line(document, span) for span in meeting.committees)
    for item in meeting.items:
        title = " ".join(_line(document, span) for span in (item.number, item.title) if span is not None)
        for span, what, action, act in _entries(item):
            citation = _located(document, passages, span)
            if citation is not None:
                yield Row(
                    document=document.id,
                    held=meeting.held,
                    committees=committees,
                    item=title,
                    what=_line(document, what),
                    owners=tuple(_line(document, owner) for owner in action.owners) if action else (),
                    due=_line(document, action.due) if action and action.due else None,
                    act=act,
                    is_action=action is not None,
                    citation=citation,
                )


def _entries(item: AgendaItem) -> Iterator[tuple[Span, Span, Action | None, Act | None]]:
    """The sentence, the words for what, the action if it is one, and the act, of each action and other decision."""
    acts: dict[Span, list[Act]] = {}
    for outcome in item.outcomes:
        if outcome.act in SETTLED:
            acts.setdefault(outcome.span, []).append(outcome.act)
    settled = {span: min(there, key=SETTLED.index) for span, there in acts.items()}
    for action in item.actions:
        act = next((settled[span] for span in settled if span.overlaps(action.span)), None)
        yield action.span, action.task, action, act
    for span, act in settled.items():
        if not any(action.span.overlaps(span) for action in item.actions):
            yield span, span, None, act


def _located(document: Document, passages: Sequence[Passage], span: Span) -> Citation | None:
    """The citation of the words, or of as many as one passage holds; None where none holds any."""
    near = [passage for passage in passages if passage.span.overlaps(span)]
    if not near:
        return None
    best = max(near, key=lambda one: min(one.span.end, span.end) - max(one.span.start, span.start))
    start, end = max(best.span.start, span.start), min(best.span.end, span.end)
    words = document.text[start:end]
    if not words.strip():
        return None
    start += len(words) - len(words.lstrip())
    return cite(document, best, Span(start, start + len(words.strip())))


def _line(document: Document, span: Span) -> str:
    return " ".join(span.of(document.text).split())

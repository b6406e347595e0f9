"""What was recommended and what became of it, and what was planned against what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.frames import OUTCOME
from rag.briefing.gathering import Gathered
from rag.briefing.lengths import Room, left_out
from rag.domain import Citation, Claim, Span
from rag.ledgers.book import ledger
from rag.ledgers.rows import STATE_WORDS, Ledger, Row, State
from rag.store import Records

#: What stands over the recommendations.
RECOMMENDED = "Recommended"

BECAME = (
    "What became of each is what its sentence, or another of these records, says; "
    "“not stated” does not mean that nothing came of it."
)

NOTHING_TOLD = "No sentence found was read as recommending, planning, agreeing or doing anything."


def recommending(gathered: Gathered, records: Records, room: Room) -> Section:
    """The recommendations among the sentences of a briefing, then its plans and outcomes, as the ledgers have them."""
    found = {(one.document.id, one.span) for one in gathered.spoken}
    found |= {(c.document_id, c.span) for one in gathered.answers for c in one.answer.citations}
    documents = {document for document, _ in found}
    recommended = _within(ledger(records, Ledger.RECOMMENDATIONS, documents), found)
    taken = {(row.document, row.citation.span) for row in recommended}
    steps = [
        row
        for kind in (Ledger.DECISIONS, Ledger.ACTIONS)
        for row in _within(ledger(records, kind, documents), found)
        if (row.document, row.citation.span) not in taken
    ]
    steps = _told_of_once(steps)
    groups = [*_group(RECOMMENDED, recommended, room.recommendations)]
    # The steps of all states together take twice the room of the recommendations.
    each = max(2, room.recommendations // 2)
    for state, heading in STATE_HEADINGS.items():
        groups += _group(heading, _once(row for row in steps if row.status is state), each)
    return Section(
        Part.RECOMMENDED, BECAME if recommended else ("" if groups else NOTHING_TOLD), tuple(groups)
    )


#: What stands over the steps of each state, in the order in which they are shown.
STATE_HEADINGS = {
    State.DONE: "Said to be done",
    State.AGREED: "Agreed, without word that it was done",
    State.PLANNED: "Planned, without word that it was done",
    State.REFUSED: "Refused",
}


def _told_of_once(steps: Sequence[Row]) -> list[Row]:
    """The steps but for what is said to be done by a sentence that tells of a plan as well: that is no outcome."""
    open_ends = {(row.document, row.citation.span) for row in steps if row.status is not State.DONE}
    return [r for r in steps if r.status is not State.DONE or (r.document, r.citation.span) not in open_ends]


def places(records: Records, documents: Collection[str]) -> dict[tuple[str, Span], dict[str, set[str]]]:
    """Where a sentence of these documents may stand: under which heading, and there with which frames."""
    found: dict[tuple[str, Span], dict[str, set[str]]] = {}

    def may_stand(citation: Citation, heading: str, frame: str) -> None:
        of_it = found.setdefault((citation.document_id, citation.span), {})
        of_it.setdefault(heading, set()).add(frame)

    for row in ledger(records, Ledger.RECOMMENDATIONS, documents):
        may_stand(row.citation, RECOMMENDED, _frame(row))
        for further in row.further:
            may_stand(further, RECOMMENDED, OUTCOME)
    kinds = (Ledger.DECISIONS, Ledger.ACTIONS)
    for row in _told_of_once([row for kind in kinds for row in ledger(records, kind, documents)]):
        if row.status in STATE_HEADINGS:
            may_stand(row.citation, STATE_HEADINGS[row.status], "")
    return found


def _within(rows: Iterable[Row], found: set[tuple[str, Span]]) -> list[Row]:
    return [
        row
        for row in rows
        if any(i == row.document and span.overlaps(row.citation.span) for i, span in found)
    ]


def _once(rows: Iterable[Row]) -> list[Row]:
    """The rows in order of date and place, each sentence once."""
    found: dict[tuple[str, Span], Row] = {}
    for row in sorted(rows, key=lambda one: one.place):
        found.setdefault((row.document, row.citation.span), row)
    return list(found.values())


def _group(heading: str, rows: Sequence[Row], most: int) -> Iterator[Group]:
    if rows:
        points = tuple(point for row in rows[:most] for point in _points(row))
        yield Group(heading, points, left_out(min(most, len(rows)), len(rows)))


def _points(row: Row) -> Iterator[Point]:
    """The row under what is known of it; what became of a recommendation stands under it with words of its own."""
    yield Point(_frame(row), (_claim(row.citation),))
    if row.ledger is Ledger.RECOMMENDATIONS:
        for further in row.further:
            yield Point(OUTCOME, (_claim(further),))


def _frame(row: Row) -> str:
    if row.ledger is not Ledger.RECOMMENDATIONS:
        return ""
    known = [
        f"by {row.who}" if row.who else "",
        f"to {row.addressed_to}" if row.addressed_to else "",
        row.when,
    ]
    state = STATE_WORDS[row.status]
    became = f"became of it: {state}"
    words = " · ".join(filter(None, (*known, became)))
    return f"{words[:1].upper()}{words[1:]}."


def _claim(citation: Citation) -> Claim:
    return Claim(tidy(citation.quote), (citation,))

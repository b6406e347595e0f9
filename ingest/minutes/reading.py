"""A document of minutes to a Meeting."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.minutes.actions import actions_in
from ingest.minutes.agenda import Place, first_heading, items_of
from ingest.minutes.bodies import Bodies
from ingest.minutes.heading import committees_of, head_of, held_of
from ingest.minutes.outcomes import outcomes_in
from ingest.minutes.statements import statements
from ingest.minutes.tables import action_rows
from rag.domain import Action, AgendaItem, Document, Excluded, Kind, Meeting, Outcome, Span

#: Raised when the same minutes would be read otherwise, so that older indexes count as stale.
MINUTES_VERSION = 1


def meeting_of(document: Document) -> Meeting | None:
    """The meeting a document of minutes records; None for any other document and for one without text.

    Every span lies in ``document.text`` and touches no excluded one; an item's own stretch may hold furniture.
    """
    if document.kind is not Kind.MINUTES:
        return None
    text = _without(document.text, document.excluded)
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return None
    head = head_of(text, start, first_heading(text, start, document.form))
    above = head or Span(start, len(text))
    committees = committees_of(text, above)
    held, dated = held_of(text, above, document)
    bodies = Bodies.of([span.of(text) for span in committees])
    items = tuple(_item(text, place, bodies) for place in items_of(text, start, document.form))
    return Meeting(committees, held, dated, items)


def _without(text: str, excluded: Sequence[Excluded]) -> str:
    """The text with line breaks in place of furniture: no sentence runs across it, and every place stays."""
    parts, start = [], 0
    for span in sorted(one.span for one in excluded):
        if span.end > start:
            parts += [text[start : span.start], "\n" * (span.end - max(start, span.start))]
            start = span.end
    return "".join((*parts, text[start:]))


def _item(text: str, place: Place, bodies: Bodies) -> AgendaItem:
    outcomes: list[Outcome] = []
    actions: list[Action] = []
    tables = [action_rows(text, part) for part in place.parts]
    for statement in statements(text, [rest for table in tables for rest in table.rest]):
        outcomes.extend(outcomes_in(text, statement, bodies))
        found = actions_in(text, statement, bodies)
        # "... agreed to do this", "ACTION: Clerk": the sentence before is this task, and no other beside it.
        actions = [one for one in actions if not any(other.span.covers(one.span) for other in found)]
        actions.extend(found)
    actions.extend(action for table in tables for action in table.actions)
    actions.sort(key=lambda action: action.span)
    return AgendaItem(_shrunk(text, place.span), place.number, place.title, tuple(outcomes), tuple(actions))


def _shrunk(text: str, span: Span) -> Span:
    """The span without white space and furniture at its end."""
    return Span(span.start, max(span.start + 1, span.start + len(span.of(text).rstrip())))

"""Who is to do what by when, as the sentences of minutes say it; what stands under labels is read in labels.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.minutes import cues
from ingest.minutes.bodies import Bodies
from ingest.minutes.dates import due_in
from ingest.minutes.labels import bare, labelled_actions
from ingest.minutes.owners import is_person, owners_at_end, owners_of
from ingest.minutes.statements import Label, Statement
from ingest.minutes.tasks import NO_TASKS, PARTICIPLES, VERBS
from rag.domain import Action, Span


def actions_in(text: str, statement: Statement, bodies: Bodies) -> tuple[Action, ...]:
    """What one statement gives somebody to do, in order; none where it only considers, wishes or tells."""
    labelled = labelled_actions(text, statement)
    if labelled is not None or statement.said is None:
        return labelled or ()
    return tuple(_of_sentence(text, statement, statement.said, bodies))


def _of_sentence(text: str, statement: Statement, said: Span, bodies: Bodies) -> Iterator[Action]:
    """The tasks of a sentence, one a clause: "that the Chair write ..., and that officers be asked to ..."."""
    governed = _governed(statement, said.of(text))
    begin = said.start
    for end, after in [
        *(cut.span() for cut in cues.NEXT_CLAUSE.finditer(text, said.start, said.end)),
        (said.end, said.end),
    ]:
        clause = Span(begin, end) if begin < end else None
        begin = after
        if clause is None:
            continue
        decided = None
        if governed is not None and clause.end > said.start + governed:
            decided = max(clause.start, said.start + governed)
        heard = text[said.start : clause.start] if governed is None else ""
        found = _of_clause(text, statement, clause, decided, heard, bodies)
        found = found or _passive(text, statement, clause, decided)
        if found is not None:
            yield found


def _governed(statement: Statement, words: str) -> int | None:
    """From where on in the sentence the meeting decides what is to be done; None where it does not."""
    if statement.label in (Label.RESOLVED, Label.AGREED):
        return 0
    found = cues.GOVERNS.search(words)
    return found.end() if found and not cues.DOUBT.search(words[: found.end()]) else None


def _of_clause(
    text: str, statement: Statement, clause: Span, decided: int | None, heard: str, bodies: Bodies
) -> Action | None:
    """The first task of a clause that somebody takes on or is given; ``decided``: from where on the meeting decides."""
    for found, outright in _anchors(text, clause, decided):
        verb = (found["verb"] or "take").strip().casefold()
        owner = _owner(text, clause, found.start(), decided)
        if verb in NO_TASKS or owner is None:
            continue
        owners, begin = owner
        before = heard + text[clause.start : begin]
        if cues.DOUBT.search(before) or cues.DOUBT.search(text, begin, found.start()):
            continue
        by_meeting = decided is not None and begin >= decided
        if not by_meeting and not _stands(text, owners, before, found, outright, bodies):
            continue
        if outright or by_meeting or verb in VERBS:
            return _action(text, statement, Span(_task_start(found), clause.end), owners)
    return None


def _anchors(text: str, clause: Span, decided: int | None) -> Iterator[tuple[re.Match[str], bool]]:
    """The words that give somebody a task, and whether they do so outright ("agreed to", "was asked to")."""
    for pattern in (cues.TOOK_IT, cues.TOOK_ON, cues.TAKES_ON, cues.IS_ASKED):
        yield from ((found, True) for found in pattern.finditer(text, clause.start, clause.end))
    for pattern in (cues.WILL, cues.BARE_TO) if decided is None else (cues.WILL, cues.BARE_TO, cues.PLAIN):
        yield from ((found, False) for found in pattern.finditer(text, clause.start, clause.end))


def _owner(text: str, clause: Span, at: int, decided: int | None) -> tuple[tuple[Span, ...], int] | None:
    """Who stands before the words that give the task, and where; of "she" the one who says so."""
    speaker = cues.SPEAKER.search(text[clause.start : at])
    end = clause.start + speaker.start() if speaker else at
    begin = max([clause.start, *(found.end() for found in cues.CLAUSE.finditer(text, clause.start, end))])
    if decided is not None and begin < decided < end:
        begin = decided
    found = owners_at_end(text, Span(begin, end)) if begin < end else None
    if found is None and (joined := cues.MEETING_AND.match(text, begin, end)):
        return (Span(joined.start("who"), joined.end("who")),), begin
    return found


def _stands(
    text: str, owners: tuple[Span, ...], before: str, found: re.Match[str], outright: bool, bodies: Bodies
) -> bool:
    """True where the meeting need not have said so: somebody at the table takes a task on, or is down for it."""
    named = [one.of(text) for one in owners]
    if cues.TOLD.search(before) and (not outright or found.group().casefold().startswith("ha")):
        return False
    if outright:
        return all(is_person(one) or bodies.hold(one) for one in named)
    if not named or not all(map(is_person, named)):
        return False
    # "Cllr Moss to write ...": a bare "to" makes a task only where the sentence begins with its owner.
    return not found.group().casefold().startswith("to ") or not before.strip()


def _task_start(found: re.Match[str]) -> int:
    return found.start() if found["verb"] is None or found.re is cues.TOOK_IT else found.start("verb")


def _action(text: str, statement: Statement, task: Span, owners: tuple[Span, ...]) -> Action:
    further = cues.DECIDES_ON.search(text, task.start, task.end)
    task = bare(text, Span(task.start, further.start()) if further else task)
    due = due_in(text, task)
    if statement.before is None or not cues.LEANS.match(text, task.start, task.end):
        return Action(statement.span, task, owners, due)
    # "The Chair agreed to take this forward": what "this" is stands in the sentence before.
    suggested = list(cues.SUGGESTED.finditer(text, statement.before.start, statement.before.end))
    start = suggested[-1].start() if suggested else statement.before.start
    return Action(Span(statement.before.start, statement.span.end), Span(start, task.end), owners, due)


def _passive(text: str, statement: Statement, clause: Span, decided: int | None) -> Action | None:
    """ "That a report be brought to the next meeting": a task that is nobody's unless "by" names somebody."""
    for found in cues.PASSIVE.finditer(text, clause.start, clause.end):
        before = text[clause.start : found.start()]
        if found["verb"].casefold() not in PARTICIPLES:
            continue
        if decided is None and not _is_note(before, found):
            continue
        if decided is not None and (
            found.start() < decided or cues.DOUBT.search(text, decided, found.start())
        ):
            continue
        start = max(
            [
                clause.start,
                decided or 0,
                *(one.end() for one in cues.CLAUSE.finditer(text, clause.start, found.start())),
            ]
        )
        task = bare(text, Span(start, clause.end))
        return Action(statement.span, task, _agent(text, Span(found.end(), clause.end)), due_in(text, task))
    return None


def _is_note(before: str, found: re.Match[str]) -> bool:
    """True for a note such as "Report to be circulated", which has no other verb."""
    plain = found.group().casefold().startswith("to be")
    return plain and len(before.split()) <= 14 and cues.OTHER_VERB.search(before) is None


def _agent(text: str, behind: Span) -> tuple[Span, ...]:
    for by in cues.AGENT.finditer(text, behind.start, behind.end):
        words = re.match(
            r"[^,.;:()]{2,100}?(?=\s+(?:by|before|at|to|in|for|within|on)\b|[,.;:()]|$)",
            text[by.end() : behind.end],
        )
        owners = owners_of(text, Span(by.end(), by.end() + words.end())) if words else None
        if owners:
            return owners
    return ()

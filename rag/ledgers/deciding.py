"""What one sentence says was decided, and whether that was agreed, refused, done or only planned."""

from __future__ import annotations

import re

from rag.answering.language import cues
from rag.answering.language.cues import Act
from rag.answering.language.modality import told
from rag.domain import Span
from rag.ledgers import signs
from rag.ledgers.parts import actor
from rag.ledgers.rows import State

#: Acts by which somebody with the power to settles a thing.
SETTLED = frozenset({Act.AGREED, Act.REJECTED})
_STATE = {Act.AGREED: State.AGREED, Act.REJECTED: State.REFUSED}


def decision(text: str) -> tuple[State, Span] | None:
    """What the sentence says was decided, and where; None where it tells of no decision."""
    if signs.COMPARISON.search(text) or signs.VOICED.search(text):
        return None
    acts = told(text)
    for act in acts:
        if act.act in SETTLED:
            whole = not (signs.IN_PART.search(text) or signs.OF_A_NEED.search(text))
            return (_STATE[act.act] if whole else State.UNKNOWN), act.span
    for pattern, status in ((signs.REFUSING, State.REFUSED), (signs.AGREEING, State.AGREED)):
        found = pattern.search(text)
        if found:
            return status, Span(*found.span())
    planned = any(act.act is Act.PLANNED for act in acts)
    found = signs.ANNOUNCING.search(text)
    if found and is_real(text, found) and not signs.OWN_SUBJECT.search(actor(text, Span(*found.span()))):
        planned = planned or signs.ONLY_TO_COME.search(found.group()) is not None
        return (State.PLANNED if planned else State.DONE), Span(*found.span())
    found = signs.DECIDING.search(text)
    if found and is_real(text, found) and not _is_to_come(text, found.end()):
        return State.DONE, Span(*found.span())
    return None


def is_real(text: str, found: re.Match[str]) -> bool:
    """False for what is to be, what is denied, and a participle that only says which: "announced in 2009, it came"."""
    first = signs.VERB_FIRST.match(found.group())
    end = found.start() + first.end() if first else found.end()
    before, behind = text[: found.start()], text[end:]
    if cues.UNREAL.search(before) or cues.DENIED.search(before) or signs.WHOM.search(before):
        return False
    if signs.ASIDE.search(before) and signs.ASIDE_ENDS.match(behind):
        return True
    which = cues.BEHIND_PARTICIPLE.match(behind) and (cues.FINITE.match(behind) or signs.FINITE.match(behind))
    return not which or bool(cues.AUXILIARY.search(text[:end]))


def _is_to_come(text: str, end: int) -> bool:
    """True where the sentence plans, puts forward or denies, what stands behind ", which" apart."""
    which = signs.WHICH.search(text, end)
    return any(
        act.act in (Act.PLANNED, Act.NOT_DONE, Act.RECOMMENDED, Act.SUGGESTED)
        and not (which and act.span.start > which.start())
        for act in told(text)
    )

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
STATES = {Act.AGREED: State.AGREED, Act.REJECTED: State.REFUSED}


def decision(text: str) -> tuple[State, Span] | None:
    """What the sentence says was decided, and where; None where it tells of no decision."""
    if signs.COMPARISON.search(text) or signs.VOICED.search(text):
        return None
    acts = told(text)
    for act in acts:
        if act.act in SETTLED:
            whole = not (signs.IN_PART.search(text) or signs.OF_A_NEED.search(text))
            return (STATES[act.act] if whole else State.UNKNOWN), act.span
    for pattern, status in ((signs.REFUSING, State.REFUSED), (signs.AGREEING, State.AGREED)):
        found = pattern.search(text)
        if found:
            return status, Span(*found.span())
    found = signs.REVIEW_TO_BE.search(text)
    if found and not cues.DENIED.search(text, 0, found.start()):
        return State.DONE, Span(*found.span())
    which = signs.WHICH.search(text)
    planned = any(act.act is Act.PLANNED and not (which and act.span.start > which.start()) for act in acts)
    found = signs.ANNOUNCING.search(text)
    if found and is_real(text, found) and not signs.OWN_SUBJECT.search(actor(text, Span(*found.span()))):
        planned = planned or signs.ONLY_TO_COME.search(found.group()) is not None
        return (State.PLANNED if planned else State.DONE), Span(*found.span())
    found = signs.DECIDING.search(text)
    if found and is_real(text, found) and (_is_aside(text, found) or not _is_to_come(text, found)):
        return State.DONE, Span(*found.span())
    found = signs.DROPPING.search(text)
    if found and is_real(text, found):
        return State.DONE, Span(*found.span())
    found = signs.LAW.search(text)
    if found and not any(sign.search(text, 0, found.start()) for sign in (cues.DENIED, cues.UNREAL)):
        # That an Act lays it down does not say that it is in force.
        lasting = found["lasting"] or found["bound"]
        return (State.UNKNOWN if lasting else State.DONE), Span(*found.span("does" if found["does"] else 0))
    return None


def is_real(text: str, found: re.Match[str]) -> bool:
    """False for what is to be, what is denied, and a participle that only says which: "announced in 2009, it came"."""
    first = signs.VERB_FIRST.match(found.group())
    end = found.start() + first.end() if first else found.end()
    before, behind = text[: found.start()], text[end:]
    if signs.DENIED_INSIDE.search(found.group()):
        return False
    if cues.UNREAL.search(before) or cues.DENIED.search(before) or signs.WHOM.search(before):
        return False
    if _is_aside(text, found):
        return True
    which = cues.BEHIND_PARTICIPLE.match(behind) and (cues.FINITE.match(behind) or signs.FINITE.match(behind))
    return not which or bool(cues.AUXILIARY.search(text[:end]))


def _is_aside(text: str, found: re.Match[str]) -> bool:
    """True for "the five, appointed in May, were to take over": what the aside tells is so, whatever the rest plans."""
    first = signs.VERB_FIRST.match(found.group())
    end = found.start() + first.end() if first else found.end()
    return bool(signs.ASIDE.search(text, 0, found.start()) and signs.ASIDE_ENDS.match(text[end:]))


def _is_to_come(text: str, found: re.Match[str]) -> bool:
    """True where the sentence plans, puts forward or denies, what stands in a clause behind that says which apart."""
    which = signs.SAYING_WHICH.search(text, found.end())
    return any(
        act.act in (Act.PLANNED, Act.NOT_DONE, Act.RECOMMENDED, Act.SUGGESTED)
        and not (which and act.span.start >= which.start())
        for act in told(text)
    )

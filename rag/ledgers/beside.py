"""What a sentence tells beside its first decision or plan, and what those did who can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.answering.language.cues import Act
from rag.answering.language.modality import Told, told
from rag.domain import Span
from rag.ledgers import signs
from rag.ledgers.deciding import SETTLED, STATES, decision, is_real
from rag.ledgers.parts import actor
from rag.ledgers.rows import State

#: Between two things that one sentence tells; without one of these the words tell of one thing.
_APART = re.compile(r"(?:[,;]?\s+(?:and|but|while|although|whereas|that|which|who)|;)\s+", re.IGNORECASE)

#: What is agreed that somebody do, or to do, is no second decision.
_HOLDS = re.compile(r"^\s*(?:that|to)\b")


def decisions(text: str) -> list[tuple[State, Span]]:
    """The decisions a sentence tells, each of another state than those before it, in order of place."""
    first = decision(text)
    if first is None:
        return []
    found = [first]
    if first[0] is State.PLANNED or _HOLDS.match(text[first[1].end :]):
        return found
    settled = [(STATES[act.act], act.span) for act in told(text) if act.act in SETTLED]
    ruled = [(State.DONE, Span(*hit.span())) for hit in signs.DECIDING.finditer(text) if is_real(text, hit)]
    for state, span in (*settled, *ruled):
        if state not in {one for one, _ in found} and all(is_apart(text, other, span) for _, other in found):
            found.append((state, span))
    return sorted(found, key=lambda one: one[1])


def before_the_plan(text: str, at: Span) -> str:
    """The text up to the end of the aside that decides at this place, where what follows is a plan; else ""."""
    aside = signs.ASIDE_ENDS.match(text[at.end :])
    opens = signs.ASIDE.search(text, 0, at.start)
    planned = any(act.act is Act.PLANNED and act.span.start > at.end for act in told(text))
    return " ".join(text[: at.end + aside.end()].split()).strip(" ,") if aside and opens and planned else ""


def deed(text: str, planned: Span, anybodys: bool) -> Span | None:
    """Where a sentence that plans something tells as well what was done or begun; None where it does not.

    ``anybodys``: whoever did it; else only what a government or a council did.
    """
    for act in told(text):
        if act.act not in (Act.DONE, Act.BEGUN) or act.reported or not is_apart(text, planned, act.span):
            continue
        clause = cut(text, [planned, act.span])[0 if act.span < planned else 1]
        if clause.startswith("to ") or any(
            sign.search(clause)
            for sign in (signs.HAPPENING, signs.SPEAKING, signs.ONLY_ANNOUNCED, signs.SET_UP)
        ):
            continue
        if anybodys or signs.ACTS.search(actor(text, act.span)):
            return act.span
    return None


def by_who_can(text: str, acts: Sequence[Told]) -> Span | None:
    """Where the sentence tells what a government or a council itself did; None where it does not."""
    if signs.HAPPENING.search(text):
        return None
    for act in acts:
        if act.act is Act.DONE and not act.reported and signs.ACTS.search(actor(text, act.span)):
            return act.span
    changed = signs.CHANGED.search(text)
    if changed is None or acts or not is_real(text, changed):
        return None
    at = Span(*changed.span())
    return at if signs.ACTS.search(actor(text, at)) else None


def is_apart(text: str, one: Span, other: Span) -> bool:
    """True where a conjunction or a relative stands between the two."""
    first, second = sorted((one, other))
    return first.end <= second.start and _APART.search(text, first.end, second.start) is not None


def cut(text: str, spans: list[Span]) -> list[str]:
    """The text in pieces, one for each span in order of place, cut at the last conjunction before it.

    Any two of the spans have to stand apart.
    """
    places = sorted(spans)
    cuts = [list(_APART.finditer(text, one.end, two.start))[-1] for one, two in pairwise(places)]
    starts, ends = [0, *(hit.end() for hit in cuts)], [*(hit.start() for hit in cuts), len(text)]
    return [" ".join(text[start:end].split()).strip(" ,;.") for start, end in zip(starts, ends, strict=True)]

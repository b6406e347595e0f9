"""Words of doing that only say which thing is meant, or when something was said, and tell of no deed."""

from __future__ import annotations

from rag.answering.language import cues
from rag.answering.language.modality import Told
from rag.ledgers import signs


def says_when_it_was_said(text: str, act: Told) -> bool:
    """True for "Launching her review, Munro described ...": what is told is the describing."""
    ahead = signs.LAUNCHING.match(text)
    return bool(ahead and act.span.end <= ahead.end() and signs.SPEAKING.search(text, ahead.end()))


def says_which(text: str, act: Told) -> bool:
    """True for "the inquiry set up in 2001 was": the words only say which inquiry."""
    if not signs.SAYS_WHICH.match(act.span.of(text)) or cues.AUXILIARY.search(text[: act.span.start]):
        return False
    return bool(cues.FINITE.match(text[act.span.end :]))


def only_names_a_plan(text: str, act: Told) -> bool:
    """True for "the plans were carried out", "the strategy promised for 2022 was published", "not as planned"."""
    named = signs.NAMES_A_PLAN.match(act.span.of(text)) is not None
    ahead = signs.TO_DO.match(text, act.span.end)
    return named and not ahead and not cues.AUXILIARY.search(text[: act.span.end])

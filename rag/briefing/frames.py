"""Frames that several rooms know: of a date, and of what became of a thing. Nothing heavy is loaded for them."""

from __future__ import annotations

import re

from rag.timeline import Event

#: What stands before the words that tell what became of the recommendation above them.
OUTCOME = "What became of it:"


def unsettled(frame: str) -> str:
    """The frame of a recommendation without what it says became of it."""
    return re.sub(r"\b(became of it: )[^·]+$", r"\1to be looked at again.", frame, flags=re.IGNORECASE)


def framed(one: Event) -> str:
    """The date as a frame: "May 2022:", "By March 2024 (plan for then):", with words of ``rag.timeline.Nature``."""
    when = one.when[:1].upper() + one.when[1:]
    return f"{when} ({one.nature.value}):" if one.is_unproven else f"{when}:"

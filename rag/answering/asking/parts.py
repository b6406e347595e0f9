"""Questions that ask two things, split into parts."""

from __future__ import annotations

import re

#: Parts of one question at most; what follows stays in the last one.
MOST_PARTS = 3

_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)"
#: A second question joined on: "..., and what did it cost?", "...? When was it published?", "...; who led it".
_JOINED = re.compile(rf"\s*(?:[?;]\s*(?:and\s+)?|,?\s+and\s+(?:also\s+|then\s+)?)(?={_WH}\b)", re.IGNORECASE)
#: "When and where was it launched?": two words of asking over one clause.
_TWO_WORDS = re.compile(rf"^({_WH})\s+and\s+({_WH})\s+(?={_AUXILIARY}\b)", re.IGNORECASE)
#: An auxiliary asks where it begins a clause; inside one it only states: "the hub was planned".
_ASKS = re.compile(
    rf"\b(?:{_WH}|list|name|give|tell)\b|(?:^|[,:])\W*(?:(?:and|but|so)\s+)?{_AUXILIARY}\b", re.IGNORECASE
)
#: Behind these a word of asking only begins a clause: "compare how A began and how B ended".
_ONE_TASK = re.compile(
    r"\b(?:compar\w+|differ\w*|between|both|whether|versus|explain|describe|say|says|said|know|see)\b",
    re.IGNORECASE,
)
#: A part shorter than this leans on the other one for more than a pronoun: "and why?".
_SHORTEST = 2


def split(text: str) -> tuple[str, ...]:
    """The questions that a text asks, in order, at most ``MOST_PARTS``; the text itself where it asks one.

    Only questions that stand side by side are split; a sentence before the question and a clause inside it
    stay with it.
    """
    coordinated = _TWO_WORDS.match(text)
    if coordinated:
        rest = text[coordinated.end() :]
        return tuple(f"{word} {rest}" for word in coordinated.groups())
    if _ONE_TASK.search(text):
        return (text,)
    parts: list[str] = []
    start = 0
    for found in _JOINED.finditer(text):
        before, after = text[start : found.start()], text[found.end() :]
        if len(parts) + 1 == MOST_PARTS or not _asks(before) or not _asks(after):
            continue
        parts.append(f"{before.strip(' ,')}?")
        start = found.end()
    parts.append(text[start:].strip())
    return tuple(parts) if len(parts) > 1 else (text,)


def _asks(part: str) -> bool:
    """True where a part is a whole question: it has a word of asking and something to ask about."""
    return len(part.split()) > _SHORTEST and _ASKS.search(part) is not None

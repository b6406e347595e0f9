"""Questions that ask several things, split into parts."""

from __future__ import annotations

import re

#: Parts of one question at most; what follows stays in the last one.
MOST_PARTS = 4

_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
#: What may stand before it: "on which day", "by whom".
_BEFORE = r"(?:(?:for|on|in|by|to|from|at|with|over|since|under|of)\s+)?"
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)"
#: A second question joined on: "..., and what did it cost?", "...? When was it published?", "...; who led it".
_JOINED = re.compile(
    rf"\s*(?:[?;]\s*(?:and\s+)?|,?\s+and\s+(?:also\s+|then\s+)?)(?={_BEFORE}{_WH}\b)", re.IGNORECASE
)
#: Where the verb stands before whoever does it, a question begins and no clause: "and what did it report".
_NO_SUBJECT = r"(?!(?:it|its|they|he|she|we|you|the|a|an|this|that|these|those|his|her|their|our)\b)"
_INVERTED = re.compile(
    rf"{_BEFORE}{_WH}\b(?:\s+{_NO_SUBJECT}[\w'’-]+){{0,3}}?\s+{_AUXILIARY}\b\s+(?!{_AUXILIARY})\w",
    re.IGNORECASE,
)
#: "The report: who wrote it, on which day, and what came of it?": what it is about, and what is asked of it.
_HEADED = re.compile(r"^(?P<topic>[^:]{4,120}):\s+(?P<rest>\S.*)$", re.DOTALL)
_ITEMS = re.compile(
    r"\s*(?:,\s*and\s+|,\s*|;\s*|\?\s+|\s+and\s+(?=" + _BEFORE + _WH + r"\b))\s*", re.IGNORECASE
)
#: "A, B: what was the idea in each case?" asks the same of each.
_OF_EACH = re.compile(
    r"\b(?:in each(?: case)?|of each|for each|each time|in both(?: cases)?|respectively)\b", re.IGNORECASE
)
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
_COMPARES = re.compile(r"\b(?:compar\w+|differ\w*|between|both|whether|versus|vs)\b", re.IGNORECASE)
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
    headed = _headed(text)
    if headed:
        return headed
    if _COMPARES.search(text):
        return (text,)
    clauses = _ONE_TASK.search(text) is not None
    parts: list[str] = []
    start = 0
    for found in _JOINED.finditer(text):
        before, after = text[start : found.start()], text[found.end() :]
        if len(parts) + 1 == MOST_PARTS or not _asks(before) or not _asks(after):
            continue
        if clauses and not _INVERTED.match(after):
            continue
        parts.append(f"{before.strip(' ,')}?")
        start = found.end()
    parts.append(text[start:].strip())
    return tuple(parts) if len(parts) > 1 else (text,)


def _headed(text: str) -> tuple[str, ...]:
    """The parts of a question that says first what it is about, each with that; () where it is not of that form."""
    found = _HEADED.match(text)
    if found is None or re.search(r"\?\s+[A-Z]", found["topic"]):
        return ()
    topic, rest = found["topic"].strip(), found["rest"].strip(" ?.")
    if _OF_EACH.search(rest):
        sides = [side for side in re.split(r",\s*(?:and\s+)?|\s+and\s+", topic) if side.strip()]
        return (
            tuple(f"{' '.join(_OF_EACH.sub(' ', rest).split())} ({side})?" for side in sides)
            if len(sides) > 1
            else ()
        )
    items = [item for item in _ITEMS.split(rest) if item.strip()]
    if not 1 < len(items) <= MOST_PARTS or not any(
        re.match(_BEFORE + _WH, item, re.IGNORECASE) for item in items
    ):
        return ()
    return tuple(f"{item} ({topic})?" for item in items)


def _asks(part: str) -> bool:
    """True where a part is a whole question: it has a word of asking and something to ask about."""
    return len(part.split()) > _SHORTEST and _ASKS.search(part) is not None

"""A question asks which one, and the sentence says only that there was one: "sold to a scrap merchant"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from rag.answering.language.values import ValueKind, find_values
from rag.catalogue import NATIONS
from rag.text import STOP_WORDS, content_stems, words

#: "Which" that asks: it begins the question or a clause, but for a word or two such as "in" or "out of".
_WHICH = re.compile(
    r"(?:^|[,;.:]\s)(?:\w+\s){0,2}which\s+(?:of\s+)?(?!(?:was|were|is|are|had|has|did|do|would|will|can)\b)",
    re.IGNORECASE,
)

#: Words behind "which" among which the thing asked for stands: "which scrap merchant bought".
_NEAR = 3

#: Before the thing: it says how many there are or whose, not which. "All", "no", "first" and the like do say which.
_ONE = (
    r"(?:an?|the|some|several|many|other|another|its|their|his|her|just|only|these|those"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
)

#: Words behind "which" that are too wide to be the thing.
_VAGUE = frozenset(
    "part kind sort type way one ones thing side number day date month year years time".split()
)

#: Verbs that often stand right behind the thing.
_DOING = frozenset("said told made gave took went came left paid lost offered asked agreed signed".split())

_HOW_MANY = re.compile(r"one|two|three|four|five|six|seven|eight|nine|ten|\d+")

#: "Two schemes, one for schools and one for ...": what each is follows.
_TOLD_APART = re.compile(
    r"\bone (?:for|to|of|on|in|from|was|is|who|that)\b.*\b(?:one|other|second)\b", re.IGNORECASE
)

#: Names that say where, for what or by whom a thing is, not which: "14 councils in England for Family Hubs".
_AROUND_IT = re.compile(
    rf"\b(?:in|across) (?:{'|'.join(NATIONS)})\b"
    r"|\b(?:for|by|with) (?:the )?[A-Z][\w’'-]*(?: (?:(?:and|for|of|the) )?[A-Z][\w’'-]*)*"
)

_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b"
)

_CLAUSE = re.compile(r"[,;:–—]| (?:who|whose|which|but|because|although|though|while)\b")


def is_unnamed_one(question: str, sentence: str) -> bool:
    """True where the question asks which of a sort, and the sentence has one, unnamed and not further described."""
    asked = _WHICH.search(question)
    if asked is None or ":" in sentence or _TOLD_APART.search(sentence):
        return False
    noun_phrase = list(takewhile(lambda word: word not in STOP_WORDS, words(question[asked.end() :])))[:_NEAR]
    behind = [word for word in noun_phrase if word not in _VAGUE and not _HOW_MANY.fullmatch(word)]
    known = set(content_stems(question))
    clauses = [part for part in _CLAUSE.split(sentence) if part.strip()]
    things = content_stems(" ".join(behind))
    for thing in things:
        for place, part in enumerate(clauses):
            if thing in content_stems(part):
                # What follows may name it: "a country doctor, Ida Marsh".
                named = any(_names(clause, known) for clause in clauses[place : place + 2])
                return not named and _is_bare(part, thing, things, known)
    return False


def _names(clause: str, known: set[str]) -> bool:
    """True where a name stands in the clause that the question does not have, but for where and when it is."""
    bare = _MONTH.sub(" ", _AROUND_IT.sub(" ", clause))
    return any(not set(content_stems(span.of(bare))) <= known for span in find_values(bare, ValueKind.TITLE))


def _is_bare(clause: str, thing: str, things: Sequence[str], known: set[str]) -> bool:
    """True where the thing stands in the clause with nothing that would tell it from another of its sort."""
    for found in re.finditer(rf"(?:\b{_ONE}\s+)+(?=[a-z])", clause, re.IGNORECASE):
        phrase = takewhile(lambda word: word not in STOP_WORDS | _DOING, words(clause[found.end() :]))
        stems = content_stems(" ".join(phrase))
        # "The youth bus" is no youth: the last word of the phrase says what it is.
        if thing in stems and stems[-1] in things and clause[found.end()].islower():
            return set(stems) <= known
    return False

"""The bodies that meet: their names in a text, and which words for a body mean the one that met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.minutes.owners import BODY
from rag.domain import Span

#: A capital letter begins the name, small words may stand inside it: "Policy and Practice Committee".
_WORDS = r"(?:[A-Z&][\w’'&-]*,?[^\S\n]+(?:(?:and|of|for|on|in|the|to)[^\S\n]+){0,2}){0,12}"
NAMED_BODY = rf"&?{_WORDS}(?=[A-Z])(?i:{BODY})\b(?![’'])"
_NAMED = re.compile(NAMED_BODY)
_NEXT = re.compile(
    rf"(?i:\b{BODY})\b(?P<join>[^\S\n]*(?:&|,|and\b)(?:[^\S\n]*and\b)?[^\S\n]*(?:the[^\S\n]+)?)(?=\S)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:joint|special|extraordinary|ordinary)\s+)?meetings?\s+(?:of|between)\s+(?:the\s+)?|the\s+"
    r"|joint\s+|minutes\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)


def names_in(text: str, within: Span) -> Iterator[Span]:
    """The named bodies of a stretch, in order; two joined by "and" are two."""
    for found in _NAMED.finditer(text, within.start, within.end):
        start = found.start()
        for join in _NEXT.finditer(text, found.start(), found.end()):
            if join.end() < found.end():
                yield _without_lead(text, start, join.start("join"))
                start = join.end()
        yield _without_lead(text, start, found.end())


def _without_lead(text: str, start: int, end: int) -> Span:
    while (lead := _LEAD.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    while text[start] in "& \t\u00a0":
        start += 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that met: their names, and their nouns (committee, panel), case folded."""

    names: tuple[str, ...]
    nouns: frozenset[str]

    @classmethod
    def of(cls, committees: Sequence[str]) -> Bodies:
        """The bodies of these names."""
        names = tuple(_plain(name) for name in committees)
        return cls(names, frozenset(_noun(name) for name in names))

    def hold(self, words: str) -> bool:
        """True where words for a body may mean one that met; where none is known, any may."""
        said = _plain(words)
        if not self.names:
            return True
        if _noun(said) not in self.nouns:
            return False
        return len(said.split()) == 1 or any(said.endswith(one) or one.endswith(said) for one in self.names)


def _plain(text: str) -> str:
    words = " ".join(text.replace("’", "'").casefold().split())
    while (bare := re.sub(r"^(?:the|joint|both|two|all|this|each)\s+", "", words)) != words:
        words = bare
    return words


def _noun(name: str) -> str:
    return name.split()[-1].rstrip("s")

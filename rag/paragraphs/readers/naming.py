"""The names in a text: whom and what it names, told from words that only begin a sentence."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rag.domain import Span
from rag.store import Records
from rag.text import words


class Sort(StrEnum):
    """What a name is of: a person, or a body, a place, a paper, a law or a programme."""

    PERSON = "person"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text. ``telling``: its words, folded, that tell it from other names; ``whole``: all its words.

    ``plain``: it is made of common words alone ("Department of Health"), so that the words need not be the name.
    ``sure``: whether it is a person's is known, not only likely.
    """

    sort: Sort
    telling: tuple[str, ...]
    whole: tuple[str, ...]
    plain: bool
    span: Span
    sure: bool = True


_TITLES = frozenset(
    "professor prof cllr councillor councillors dame sir lord lady baroness dr mr mrs ms miss judge lj qc kc cbe obe mbe".split()
)
#: Words of names that every name of their sort may bear.
_HEADS = frozenset(
    """the a an and of for on to in at by with from review reviews report reports inquiry inquiries committee committees
    council councils government department ministry minister ministers secretary state chair chairman leader member members
    independent national final interim progress act bill strategy response paper cabinet authority authorities city borough
    county metropolitan london local chief executive january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday england wales scotland ireland northern english
    welsh scottish irish british britain uk united kingdom i cm hc r mp mps labour conservative item section part recommendation
    chapter pillar house commons it its this that these those he she they his her their we our one two three four five six seven
    eight nine ten all both each some many most few other another when while after before since although though if as but so
    not no there here what which who how why where then now later earlier only even both under over during between among
    according""".split()
)
#: Words that do tell one body from another where nothing else does, and are common words besides.
_COMMON = frozenset(
    """children child young people family families care social work services service protection safeguarding education health
    justice home task force taskforce group team board panel commission commissioner agency assembly parliament office
    framework programme plan system first second third green white prime early years school schools court trust""".split()
)
_WORD = re.compile(r"[^\W\d_](?:[\w]|['’-](?=\w))*")
#: Words that stand inside the names of people: "Rachel de Souza".
_PARTICLES = ("de", "del", "la", "le", "du", "van", "von", "der")
_ROW = re.compile(rf"^(?: |-| of | for | of the | and | & | (?:{'|'.join(_PARTICLES)}) )$")
#: Behind "Laming's" another name begins; behind "Children's" it goes on.
_OWNS = re.compile(r"['’]s?$")
_SMALL = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")


#: A word with a capital inside a sentence.
_INSIDE = re.compile(r"(?<=[a-z,;] )([A-Z][\w’'-]*)")
#: Numbers in words: a capital makes no name of them.
NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozens hundreds thousands""".split()
)
#: A place is known by its council.
_COUNCIL = re.compile(
    r"((?:[A-Z][\w’'-]*[a-z] )*[A-Z][\w’'-]*[a-z])(?:['’]s)? (?:City Council|County Council|Council|council|borough|City|children[’']s (?:social )?services)\b"
)


@dataclass(frozen=True)
class Book:
    """What the records know of names: words written small anywhere in them, the words of people's names, places, and words that stand with a capital
    inside a sentence."""

    small: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    proper: frozenset[str]

    def names(self, text: str) -> list[Name]:
        """The names of a text in order."""
        found: list[Name] = []
        row: list[tuple[str, Span]] = []
        for word, span in self._capitals(text):
            if row and not self._goes_on(text, row[-1], (word, span)):
                found += self._named(text, row)
                row = []
            row.append((word, span))
        return found + self._named(text, row)

    def _goes_on(self, text: str, last: tuple[str, Span], word: tuple[str, Span]) -> bool:
        """True where the word belongs to the same name as the one before it."""
        between = text[last[1].end : word[1].start]
        if not _ROW.match(between) or (_OWNS.search(last[1].of(text)) and last[0] not in _COMMON):
            return False
        if between.strip() in ("and", "&"):
            return last[0] in _COMMON and word[0] in _COMMON | {"families", "markets"}
        if between.strip() in _PARTICLES:
            return True
        if between.strip() and (last[0] in self.people or word[0] in self.people):
            return False
        return not (last[0] in self.people and word[0] in _HEADS)

    def _capitals(self, text: str) -> Iterator[tuple[str, Span]]:
        for hit in _WORD.finditer(text):
            word, span = hit.group(), Span(*hit.span())
            before = text[: span.start].rstrip()
            begins = not before or before.endswith((".", "!", "?", ":", "“", '"'))
            low = "".join(words(word)[:1])
            if not low or not word[0].isupper():
                continue
            if begins and not self._is_name(low, text[span.end :]):
                continue
            yield low, span

    def _is_name(self, low: str, behind: str) -> bool:
        """True where a word that begins a sentence is a name, and not there with a capital only because it begins."""
        if low in self.people:
            return True
        if low in _COMMON:
            return re.match(r" (?:of |for |and )?[A-Z]", behind) is not None
        if low in self.small or low in _HEADS or low in NUMBER_WORDS:
            return False
        return (
            low in self.proper
            or re.match(r"['’]s\b| [A-Z]| (?:council|city|borough|said|says|was|is|had|has)\b", behind)
            is not None
        )

    def _named(self, text: str, row: list[tuple[str, Span]]) -> list[Name]:
        """The name a row of capitals makes; none where nothing in it tells one from another."""
        own = [(word, span) for word, span in row if word not in _HEADS and word not in _TITLES]
        if not own:
            return []
        rare = [(word, span) for word, span in own if word not in _COMMON]
        telling = rare or own
        plain = all(
            word in _COMMON or (word in self.small and word not in self.people) for word, _ in telling
        )
        if not rare and len(row) == 1:
            return []
        titled = row[0][0] in _TITLES
        known = any(word in self.people for word, _ in telling)
        looks = len(row) == len(rare) in (2, 3) and all(
            word not in self.small and span.of(text)[1:].islower() for word, span in rare
        )
        place = " ".join(word for word, _ in telling) in self.places
        person = (titled or known or looks) and not place
        span = (
            Span(telling[0][1].start, telling[-1][1].end) if rare else Span(row[0][1].start, row[-1][1].end)
        )
        end = re.sub(r"['’]s?$", "", span.of(text))
        return [
            Name(
                Sort.PERSON if person else Sort.THING,
                tuple(word for word, _ in telling),
                tuple(word for word, _ in row),
                plain and not person,
                Span(span.start, span.start + len(end)),
                sure=titled or known or not looks,
            )
        ]


def book_of(records: Records) -> Book:
    """The names of these records."""
    small: set[str] = set()
    places: set[str] = set()
    proper: set[str] = set()
    for passage in records.passages:
        small.update(_SMALL.findall(passage.text))
        places.update(" ".join(words(hit[1])) for hit in _COUNCIL.finditer(passage.text))
        proper.update(word for hit in _INSIDE.finditer(passage.text) for word in words(hit[1])[:1])
    people: set[str] = set()
    for document in records.documents.values():
        for person in document.people:
            named = [word for word in words(person.name) if word not in _TITLES]
            if named and person.name[:1].isupper():
                people.add(named[-1])
                people.update(word for word in named[:-1] if word not in small)
    own = frozenset(people - _COMMON - _HEADS)
    return Book(frozenset(small), own, frozenset(places), frozenset(proper - small))

"""What a document is called in a question: a short name for its subject, taken from its title or its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.domain import Document, Kind, Passage
from rag.text import STOP_WORDS

#: What a record of this sector is, or is about. The last row counts only with a capital: "to act" is no Act.
_THINGS = frozenset(
    """review reviews inquiry enquiry report investigation inspection response study strategy framework taskforce panel
    commission programme audit consultation""".split()
)
_CAPITAL_THINGS = frozenset("Force Act Bill Board Committee Task".split())

#: Capitalised words that name nobody: a title of many reviews begins with them.
_COMMON = frozenset(
    """independent national joint final first second third interim annual progress early public serious local
    government council committee children child children's""".split()
)

_TOKEN = re.compile(r"[\w][\w'’&/.-]*[\w'’?]|\w|[^\w\s]")
_BRACKETS = re.compile(r"\([^)]*\)")
_PLACED = re.compile(r"\bin ([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})")
#: What a person does who led a review: a title may name nobody but them.
_ACTING = re.compile(r"\b(?:He|She) (?:also )?(?:recommended|found|concluded|proposed|argued)\b")
_WITH_ARTICLE = frozenset("Authority Panel Committee Commission Board Trust".split())
_ENDINGS = ("'s", "’s", "s'", "s’")
_JOINING = ("and",)
_LINKS = frozenset(("of", "on", "into", "to", "for", "about"))

#: Words of the part that stands behind "of", "on" ...: longer ones make a question that nobody would type.
_LONGEST_TAIL = 8

#: Lower-case words before the thing itself: "children's social care market study".
_MOST_MODIFIERS = 4


@dataclass(frozen=True, slots=True)
class Called:
    """What a question calls a document's subject.

    ``thing``: the name is that of a review or the like; else it is a body's, a place's or a person's. ``acts``: it
    can find or recommend something, as a review does and a person who led one. ``proper`` are the words of the name
    that are names. ``meeting`` is how minutes' own meeting is called, None for other records.
    """

    name: str
    acts: bool
    thing: bool
    proper: tuple[str, ...] = ()
    meeting: str | None = None


def called(document: Document, passages: Sequence[Passage]) -> Called | None:
    """What questions call the document's subject; None where neither title nor text gives a name.

    ``passages`` are the document's, in order.
    """
    meeting = None
    if document.kind is Kind.MINUTES and document.published is not None:
        joint = "on" if document.published.day else "in"
        meeting = f"the meeting {'of' if joint == 'on' else 'in'} {document.published.words}"
    namer = _Namer(document.title, " ".join(passage.text for passage in passages))
    name = namer.thing_in_title()
    thing = name is not None or not namer.owner
    acts = thing or _ACTING.search(namer.text) is not None
    if name is None:
        name = _with_the(namer.owner) if namer.owner else namer.thing_in_text() or namer.thing_placed()
    return Called(name, acts, thing, namer.names_in(name), meeting) if name is not None else None


class _Namer:
    """Looks for names in one document."""

    def __init__(self, title: str, text: str) -> None:
        self._small = frozenset(re.findall(r"\b[a-z][\w'’-]*", text))
        self._counts = Counter(re.findall(r"[A-Z][\w-]+", text))
        self._title = _tokens(title)
        self.text = text
        self.owner = self._leading()

    def thing_in_title(self) -> str | None:
        """The named thing of the title whose name the text has most often, the first of equals."""
        found = list(self._things(self._title))
        if not found:
            return self._owned()
        best = max(found, key=lambda one: self._weight(one[0]))
        return best[0]

    def thing_in_text(self) -> str | None:
        """The named thing of the text whose name it has most often, at least twice; the first of equals."""
        found = [name for name, short in self._things(_tokens(self.text)) if short]
        name = max(found, key=self._weight, default="")
        return name if name and self._weight(name) > 1 else None

    def thing_placed(self) -> str | None:
        """The title's thing with the first place the text names: "the services review in Fernhill"."""
        placed = next((m[1] for m in _PLACED.finditer(self.text) if self._is_name(m[1].split()[0])), None)
        at, end = next(_places(self._title), (0, 0))
        if placed is None or not end:
            return None
        return f"{self._with_article(self._title[self._left(self._title, at) : end])} in {placed}"

    def names_in(self, name: str) -> tuple[str, ...]:
        """The words of the name that are names, without their endings."""
        return tuple(_plain(token) for token in name.split() if self._is_name(token))

    def _weight(self, name: str) -> int:
        return max((self._counts[one] for one in self.names_in(name)), default=0)

    def _owned(self) -> str | None:
        """ "Fernhill Council's panel" for "Fernhill Council opens a panel on foster care"."""
        if not self.owner:
            return None
        for at, end in _places(self._title):
            start = self._left(self._title, at)
            if start >= len(self.owner.split()):
                return f"{_possessive(_with_the(self.owner))} {' '.join(self._title[start:end])}"
        return None

    def _things(self, tokens: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Each named thing, and whether it is named without what follows it."""
        for at, end in _places(tokens):
            start = self._left(tokens, at)
            words = list(tokens[start:end])
            official = start < at and tokens[at][0].isupper() and tokens[at - 1][0].isupper()
            if any(self._is_name(token) for token in words):
                yield self._with_article(words), True
                continue
            tail = _tail(tokens, end)
            if start < at and (official or any(self._is_name(token) for token in tail)):
                stands_apart = not tail and self.owner and start >= len(self.owner.split())
                whole = f"{_possessive(_with_the(self.owner))} {' '.join(words)}"
                yield whole if stands_apart else self._with_article(words + tail), False

    def _left(self, tokens: Sequence[str], at: int) -> int:
        """Where the phrase that ends with the thing at ``at`` begins."""
        start, capital, small = at, False, 0
        while start > 0:
            token = tokens[start - 1]
            if token[0].isupper() or token[0].isdigit():
                capital = capital or token[0].isupper()
            elif token in _JOINING and capital and start > 1 and tokens[start - 2][0].isupper():
                pass
            elif capital or small == _MOST_MODIFIERS or not self._modifies(tokens, start - 1):
                break
            else:
                small += 1
            start -= 1
        while start < at and tokens[start].casefold() in ("the", "a", "an", "and"):
            start += 1
        return start

    def _modifies(self, tokens: Sequence[str], at: int) -> bool:
        """False for what ends a phrase: grammar, punctuation, and the verb of a headline."""
        token = tokens[at]
        if not token[0].isalpha() or token in STOP_WORDS or token.endswith("ed"):
            return False
        opens = at > 0 and all(before[0].isupper() for before in tokens[:at])
        owned = at > 0 and tokens[at - 1][-2:] in _ENDINGS
        return owned or not (opens and token.endswith("s") and token[-2:] not in _ENDINGS)

    def _is_name(self, token: str) -> bool:
        plain = _plain(token)
        low = plain.casefold()
        return (
            len(plain) > 1
            and plain[0].isupper()
            and low not in self._small
            and low not in _COMMON
            and low not in _THINGS
            and low not in STOP_WORDS
            and plain not in _CAPITAL_THINGS
        )

    def _leading(self) -> str:
        """The capitalised words the title begins with, if one of them is a name."""
        run: list[str] = []
        for place, token in enumerate(self._title):
            follows = self._title[place + 1 : place + 2]
            if token[0].isupper() or (
                run and token in ("and", "of", "for") and follows and follows[0][0].isupper()
            ):
                run.append(token)
            else:
                break
        while run and run[0].casefold() in ("the", "a", "an"):
            run.pop(0)
        if len(run) == 1 and not re.search(rf"[a-z,] {re.escape(run[0])}\b", self.text):
            return ""  # its capital may only begin the title
        return " ".join(run) if any(self._is_name(token) for token in run) else ""

    def _with_article(self, words: Sequence[str]) -> str:
        first = words[0]
        if first[-2:] in _ENDINGS and self._is_name(first):
            return " ".join(words)
        if len(words) > 2 and self._is_name(first) and words[1][-2:] in _ENDINGS:
            return " ".join(words)
        if not self._is_name(first) and not (
            len(words) > 1 and (words[1][0].isupper() or words[1] in _JOINING)
        ):
            first = first.casefold()
        return " ".join(("the", first, *words[1:]))


def _tokens(text: str) -> list[str]:
    plain = re.sub(r"[\"“”]", "", _BRACKETS.sub(" , ", text))
    return _TOKEN.findall(plain)


def _plain(token: str) -> str:
    return re.sub(r"(?:['’]s|['’?.])$", "", token)


def _places(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the words that say what a thing is: "Review", "Review Panel", "Task Force"."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _is_thing(tokens[end]):
            end += 1
        if end > at and tokens[end - 1] != "Task":
            yield at, end
        at = max(end, at + 1)


def _is_thing(token: str) -> bool:
    return token.casefold() in _THINGS or token in _CAPITAL_THINGS


def _tail(tokens: Sequence[str], end: int) -> list[str]:
    """The words of "of ...", "into ..." behind a thing, up to the next mark; none where there are too many."""
    if end >= len(tokens) or tokens[end] not in _LINKS:
        return []
    stop = end
    while stop < len(tokens) and tokens[stop][0].isalnum():
        stop += 1
    return list(tokens[end:stop]) if stop - end <= _LONGEST_TAIL else []


def _with_the(name: str) -> str:
    """ "the London Borough of Haringey", "the Markets Authority"; other names as they are."""
    return f"the {name}" if " of " in name or name.rpartition(" ")[2] in _WITH_ARTICLE else name


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"

"""Wrong choices: values of other records that would fit the gap, and that no record gives for the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from functools import cached_property

from rag.answering.language.figures import figures
from rag.study.held import Held, Sort, held, number_key, surname
from rag.study.statements import NEAR_YEARS, Stated, Statement, farness
from rag.text import content_stems

#: Wrong choices beside the right one: with fewer than two there is nothing to choose.
FEWEST, MOST = 2, 3

#: Share of what a sentence says besides the value that another must say too, to be of the same thing. One half is
#: cautious: "made 108 recommendations" of another report of one author is then no wrong choice.
SAME_THING = 0.5

#: Numbers further from each other than this many times are told apart by their size alone.
_WITHIN = 5.0

#: Numbers nearer to each other than this share may be one number, rounded.
_ROUNDED = 0.05

#: Stems that say when something was or who reports it, and nothing of the thing.
_TELL_NOTHING = frozenset(
    content_stems(
        "january february march april may june july august september october november december year month week day"
        " according report reported review said says page news"
    )
)

_NUMBERS = frozenset({Sort.NUMBER, Sort.MONEY, Sort.SHARE, Sort.TIME})
_DATES = frozenset({Sort.DAY, Sort.MONTH, Sort.YEAR})
_NAMES = frozenset({Sort.PERSON, Sort.BODY, Sort.PLACE})


def draw(seed: int, *names: str) -> str:
    """The same text for the same seed and names, and in no order that the names have: by it things are shuffled."""
    return hashlib.sha256("\x1f".join((str(seed), *names)).encode()).hexdigest()


def rest_of(statement: Statement, value: str = "") -> frozenset[str]:
    """The stems of what a sentence says besides a value and when it was."""
    stems = statement.stems - set(content_stems(value)) - _TELL_NOTHING
    return frozenset(one for one in stems if not one.isdigit())


class WrongChoices:
    """Finds wrong choices among the values of all records that may be studied."""

    def __init__(self, stated: Stated) -> None:
        """Nothing is read before it is asked for."""
        self._stated = stated

    @cached_property
    def _values(self) -> dict[Sort, list[Held]]:
        found: dict[Sort, list[Held]] = {sort: [] for sort in Sort}
        for statement in self._stated.usable:
            for one in held(statement):
                found[one.sort].append(one)
        return found

    def of(self, right: Held, seed: int) -> tuple[str, ...]:
        """At most ``MOST`` wrong choices, the likeliest first; none where there are not ``FEWEST``.

        Values that count the same come first, then those of records near in time and field; ties as the seed draws.
        """
        ranked = sorted(
            (one for one in self._values[right.sort] if self._would_fit(one, right)),
            key=lambda one: (_unlike(one, right), _far(one, right), draw(seed, right.shown, one.shown)),
        )
        return self._first(ranked, right)

    def _first(self, ranked: Iterable[Held], right: Held) -> tuple[str, ...]:
        taken: list[Held] = []
        near = list(self._stated.near(rest_of(right.statement, right.shown), SAME_THING))
        for one in ranked:
            if len(taken) == MOST:
                break
            if any(_alike(one, other) for other in (right, *taken)):
                continue
            if not any(states(other, one) for other in near):
                taken.append(one)
        return tuple(one.shown for one in taken) if len(taken) >= FEWEST else ()

    def _would_fit(self, one: Held, right: Held) -> bool:
        """True for a value of another record, written alike and of like size, that is no other name of this record."""
        if one.statement.document.id == right.statement.document.id or one.form != right.form:
            return False
        if right.sort is Sort.BODY and _sort_of_body(one.same) != _sort_of_body(right.same):
            return False
        if right.sort in _NAMES:
            return one.same not in right.statement.document.text.casefold()
        if right.number is not None and one.number is not None:
            small, large = sorted((one.number, right.number))
            return small > 0 and large / small <= _WITHIN
        return one.shown not in right.statement.text


def states(statement: Statement, value: Held) -> bool:
    """True where the sentence holds the value, however it is written."""
    text = statement.text
    if value.sort in _NUMBERS:
        return any(number_key(figure) == value.same for figure in figures(text))
    if value.sort is Sort.PERSON:
        return mentions(text, value.shown)
    return value.shown.casefold() in text.casefold()


def mentions(text: str, name: str) -> bool:
    """True where a text names the person, by surname at least."""
    return surname(name) in text.casefold()


def _unlike(one: Held, right: Held) -> bool:
    """True for a number that counts other things than the right one does."""
    return bool(right.unit) and not right.unit & one.unit


#: Bodies that can stand for each other in a sentence: a council does nothing that a department does.
_SORTS_OF_BODY = (
    frozenset({"committee"}),
    frozenset({"council"}),
    frozenset({"assembly", "parliament"}),
    frozenset({"board", "panel", "authority", "agency", "commission", "partnership", "office"}),
    frozenset({"force", "taskforce"}),
    frozenset({"department", "ministry"}),
    frozenset(
        {"trust", "foundation", "association", "college", "university", "society", "institute", "union"}
    ),
)


def _sort_of_body(name: str) -> frozenset[str]:
    """The sorts of body that a case-folded name, by its last word of sort, can stand beside."""
    for word in reversed(name.split()):
        for sort in _SORTS_OF_BODY:
            if word in sort:
                return sort
    return frozenset({name})


def _telling(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in name.split() if word[:1].isupper() or word[:1].isdigit())


def _far(one: Held, right: Held) -> tuple[bool, ...]:
    """Dates are near by their own years, everything else by the date and the field of the record it stands in."""
    if right.sort in _DATES:
        return (abs(int(one.shown[-4:]) - int(right.shown[-4:])) > NEAR_YEARS,)
    return farness(right.statement.document, one.statement.document)


def _alike(one: Held, other: Held) -> bool:
    """True where the two are one value, or may be one number rounded."""
    if one.same == other.same or one.shown.casefold() == other.shown.casefold():
        return True
    if one.number is None or other.number is None:
        # "Commons Education Committee" and "Education Committee of the House of Commons" are one.
        mine, theirs = _telling(one.shown), _telling(other.shown)
        return mine <= theirs or theirs <= mine
    return abs(one.number - other.number) <= _ROUNDED * max(one.number, other.number)


def shuffled(right: str, wrong: Collection[str], seed: int, name: str) -> tuple[tuple[str, ...], int]:
    """All choices as the seed draws them, and the place of the right one. Dates and numbers are drawn like names."""
    choices = tuple(sorted((right, *wrong), key=lambda one: draw(seed, name, one)))
    return choices, choices.index(right)

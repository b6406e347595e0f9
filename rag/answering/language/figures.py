"""Figures of a text with what they count, so that one can be set against another of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.domain import Span
from rag.text import STOP_WORDS, content_stems

_SMALL = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 1e2, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_WORD_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_SMALL)[1:10])}))?|{'|'.join(_SMALL)})"
_FIGURE = re.compile(
    rf"(?<![\w.,/-])(?P<money>[£$€]\s?)?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|{_WORD_NUMBER}|no)"
    r"(?:\s?(?P<scale>hundred|k|thousand|m|million|bn|billion)\b)?(?P<share>\s?%|\s?per\s?cent\b)?(?![\w/]|[.,]\d|-\d)",
    re.IGNORECASE,
)
#: What makes a number a name: "section 5", "Part 6", "age 5", "between 0 and 5", a time of day.
_LABELLED = re.compile(
    r"(?:items?|sections?|pages?|recommendations?|parts?|chapters?|figures?|tables?|no\.|years?|ages?|aged|phases?|plans?|measures?|under"
    r"|cm|hc)\s*$",
    re.IGNORECASE,
)
_OF_A_DATE = re.compile(
    r"\s*(?:st|nd|rd|th)?\s*(?:of\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"|\s*[ap]\.?m\b|:\d",
)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|over|under|more than|less than|fewer than|at least|at most|up to|some"
    r"|only|just|close to|approximately|or so)\s+(?:a\s+|the\s+)?$",
    re.IGNORECASE,
)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
_NUMBER_OF = re.compile(r"\bnumbers? of ((?:[\w’'-]+ ?){1,4})", re.IGNORECASE)

_TIME = re.compile(r"[\s-]+(hour|day|week|month|year)s?\b", re.IGNORECASE)
#: How far two events lie apart, which is not how long a thing took.
_APART = re.compile(r"\s+(?:before|after|earlier|later|ago)\b", re.IGNORECASE)
_FOLLOWING = re.compile(r"[\s-]+([\w’']+)")

#: Characters before and behind a number that are looked at.
_BEFORE = 60

_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
#: Older years look like counts but for the word before them.
_IN = re.compile(r"\b(?:in|since|until|from|by|of|to|and|before|after|between|year)\s+$", re.IGNORECASE)

#: "No child" is a count of none; "no longer", "no fewer than", "no one" are not.
_NONE_OF = re.compile(r"\s+(?!(?:longer|more|fewer|less|later|one|other|doubt|such)\b)[a-z]", re.IGNORECASE)
#: What is counted there are children, whatever else they are.
_LOOKED_AFTER = re.compile(r"looked[- ]after[\s-]+", re.IGNORECASE)

#: Plurals that no ending gives away.
_ONE = {"children": "child", "peopl": "person", "men": "man", "women": "woman"}

#: Words behind a number among which what it counts is looked for: "12 key chances", "340 parents".
_UNIT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text. ``unit`` holds the stems of what a count counts.

    ``kind`` is money, share, time, distance (between two events) or count.

    Times and distances are given in days. ``about``: the text gives it as a round or a bounding one.
    """

    value: float
    kind: str
    unit: frozenset[str]
    span: Span
    about: bool

    def like(self, other: Figure) -> bool:
        """True where both count the same sort of thing."""
        return self.kind == other.kind and (self.kind != "count" or bool(self.unit & other.unit))

    def agrees(self, other: Figure) -> bool:
        """True where the two may be one number: equal, or within a third where either is a rough one.

        Lengths of time must be nearly equal: "about seven years" is not "six".
        """
        apart = abs(self.value - other.value) / max(self.value, other.value, 1)
        if self.kind == other.kind and self.kind in ("time", "distance"):
            return apart < 0.05
        return apart == 0 or ((self.about or other.about) and apart <= 1 / 3)


#: Texts remembered, whole records among them.
REMEMBERED = 1024


@lru_cache(maxsize=REMEMBERED)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text of the records, remembered."""
    return figures_of(text)


def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order; years, dates and numbers that only name something are left out."""
    return tuple(_figure(text, hit) for hit in _FIGURE.finditer(text) if not _is_name(text, hit))


def _is_name(text: str, hit: re.Match[str]) -> bool:
    """True for a year, a part of a date, and the number of a section or the like."""
    if hit["money"] or hit["scale"] or hit["share"]:
        return False
    if _YEAR.fullmatch(hit["number"]) and (
        hit["number"][:2] in ("19", "20") or _IN.search(text, 0, hit.start())
    ):
        return True
    if hit["number"].casefold() == "no" and not _NONE_OF.match(text, hit.end()):
        return True
    before = text[max(0, hit.start() - _BEFORE) : hit.start()]
    return bool(_LABELLED.search(before) or _OF_A_DATE.match(text, hit.end()))


def _figure(text: str, hit: re.Match[str]) -> Figure:
    before = text[max(0, hit.start() - _BEFORE) : hit.start()]
    value = _value(hit["number"]) * _SCALES.get((hit["scale"] or "").casefold(), 1)
    about = _ABOUT.search(before) is not None
    span = Span(hit.start(), hit.end())
    if hit["money"] or hit["share"]:
        return Figure(value, "money" if hit["money"] else "share", frozenset(), span, about)
    time = _TIME.match(text, hit.end())
    if time:
        days = _DAYS[time[1].casefold()]
        kind = "distance" if _APART.match(text, time.end()) else "time"
        return Figure(value * days, kind, frozenset(), Span(hit.start(), time.end()), about)
    named = _NUMBER_OF.search(before)
    unit = _unit(text[hit.end() : hit.end() + _BEFORE]) or _one_by_one(named[1] if named else "")
    return Figure(value, "count", frozenset(unit), span, about)


def _value(number: str) -> float:
    low = number.casefold()
    if low[0].isdigit():
        return float(low.replace(",", ""))
    tens, _, ones = low.partition("-")
    return float(_TENS.get(tens, 0) + _SMALL.get(tens, 0) + _SMALL.get(ones, 0))


def _unit(behind: str) -> list[str]:
    """The stems of the words behind a number up to the first word of grammar or mark, at most three words."""
    behind = _LOOKED_AFTER.sub("", behind)
    words: list[str] = []
    for hit in _FOLLOWING.finditer(behind):
        if (
            hit.start() != sum(map(len, words))
            or hit[1].casefold() in STOP_WORDS
            or len(words) == _UNIT_WORDS
        ):
            break
        words.append(hit.group())
    return _one_by_one(" ".join(words))


def _one_by_one(words: str) -> list[str]:
    return [_ONE.get(stem, stem) for stem in content_stems(words)]

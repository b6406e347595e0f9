"""The one value of a kind that a sentence holds, and whether two values are the same."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rag.answering.language.cues import Act
from rag.answering.language.figures import Figure, figures
from rag.answering.language.modality import acts
from rag.answering.language.values import ValueKind, find_values
from rag.catalogue import NATIONS
from rag.domain import Span
from rag.study.statements import Statement
from rag.text import content_stems


class Sort(StrEnum):
    """What sort of thing is missing where a value is taken out; the value says it in words."""

    NUMBER = "a number"
    MONEY = "a sum of money"
    SHARE = "a percentage"
    TIME = "a length of time"
    DAY = "a day, month and year"
    MONTH = "a month and year"
    YEAR = "a year"
    PERSON = "a person’s name"
    BODY = "the name of a body"
    PLACE = "the name of a place"


@dataclass(frozen=True, slots=True)
class Held:
    """A value in a sentence: its place there, the words for it, and what makes it equal to another.

    ``form`` is how it is written: only values of one form can stand for each other in a sentence. ``unit`` holds
    the stems of what a number counts.
    """

    statement: Statement
    sort: Sort
    span: Span
    shown: str
    same: str
    form: str
    number: float | None = None
    unit: frozenset[str] = frozenset()


_OF_FIGURES = {"count": Sort.NUMBER, "money": Sort.MONEY, "share": Sort.SHARE, "time": Sort.TIME}

#: A smaller number is guessed, or told by the list behind it.
_LEAST = 3

#: Words that set out as many things as a small number says: the number can be counted off.
_SET_OUT = re.compile(
    r"\w, [^,]+(?:, | and | or )|\bone\b.*\b(?:one|other|another)\b|:|\bboth\b|\b(?:plan|measure|item|step|point|part) \d+ of\b",
    re.IGNORECASE,
)
_SMALL = 10

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = re.compile(rf"(?<![\w/-])(?:(?:(\d{{1,2}}) )?({_MONTH}) )?((?:19|20)\d\d)(?![\w/-])")

#: A year behind one of these is when something happened; behind anything else it may be a part of a name.
_IN = re.compile(r"\b(?:in|on|since|until|by|from|is dated) $", re.IGNORECASE)

#: Words of saying: the date then tells when it was said, which is not what a sentence is about.
_SAYING = re.compile(
    r"\b(?:said|says|found|recommended|proposed|judged|argued|concluded|noted|asked|called|wanted|thought|reported|wrote|told|described"
    r"|challenged|suggested|criticised|welcomed|held|feared|warned|planned|aimed|is about|was about|would|should)\b"
)

_PERSON_TITLE = re.compile(r"^(?:(?:Professor|Sir|Dame|Dr|Mr|Mrs|Ms|Judge|Councillor|Cllr)\.? )+(?=\S+ \S)")

#: A title before a name tells a knight from a councillor, so it goes into the gap with the name.
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:Professor|Sir|Dame|Dr|Mr|Mrs|Ms|Judge|Councillor|Cllr|First Minister) )+$"
)

#: A pronoun tells whether a man or a woman is meant.
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.IGNORECASE)

#: A council's name: what stands before "council" or "'s children's services".
_PLACE = re.compile(
    r"\b([A-Z][a-z]+(?: Port [A-Z][a-z]+| [A-Z][a-z]+)?)(?=(?:['’]s)? (?:council|social services|children['’]s services)\b|['’]s units\b)"
)
_NO_PLACE = re.compile(
    r"(?:The|City|County|Borough|Local|Each|Under|Of|On|In|For|A|English|Welsh|High|Other)\b"
)

#: What the name of a body ends in; what only looks like one, the name of a stage or a scheme, does not.
_ENDS_AS_BODY = re.compile(
    r"(?:Council|Committee|Board|Commission|Department|Ministry|Assembly|Authority|Agency|Partnership|Trust|Taskforce|Force"
    r"|University|Office|Cabinet|Panel|Parliament|Inspectorate|Court|College|Association|Society|Institute|Foundation|Union|Ofsted"
    r"|(?:Department|Ministry|College|University|House|Office) (?:of|for) [\w’' ]+)$"
)

#: Two numbers that belong together: "0 to 3", "24 to 36 months", "between 30 and 60".
_RANGE = re.compile(r"\d+ (?:to|and|or) $|\bone $", re.IGNORECASE)

#: What lays a fault at somebody's door. No name is asked for there: the wrong names would be laid there with it.
_ADVERSE = re.compile(
    r"\b(?:unlawful\w*|fail\w*|inadequa\w+|denial|suppress\w*|not fit|unfit|poor\w*|unsafe|critici\w+|bull\w+|removed|apologi\w+|settlement"
    r"|misconduct|court|ruled|fairness|shock\w*|dismay\w*|blatant|wrong\w*|deni\w+|incompet\w+|abandon\w*|weak\w*|serious concern|intervention|direction)\b",
    re.IGNORECASE,
)


#: Who reports a thing is named at the end: nobody learns that by heart.
_SOURCE_NAMED = re.compile(
    r",? according to (?:[^,]|, (?=which))*$|, (?:the )?[A-Z][^,]* (?:reported|wrote|said|says)\b[^,]*$"
)


def held(statement: Statement) -> tuple[Held, ...]:
    """The values that a sentence holds alone of their sort, in the order of ``Sort``, without what is easily guessed."""
    return _held(statement)


@lru_cache(maxsize=16384)
def _held(statement: Statement) -> tuple[Held, ...]:
    found = [*_figures(statement), *_dates(statement), *_people(statement), *_names(statement)]
    told = _SOURCE_NAMED.search(statement.text)
    by = told.start() if told else len(statement.text)
    return tuple(one for one in found if one.span.end <= by and not _again(one))


def number_key(figure: Figure) -> str:
    """The same for two figures of one value and kind, however they are written."""
    return f"{'time' if figure.kind == 'distance' else figure.kind} {round(figure.value, 4)}"


def _figures(statement: Statement) -> list[Held]:
    text = statement.text
    there = figures(text)
    found = []
    for sort in dict.fromkeys(_OF_FIGURES.values()):
        of_sort = [one for one in there if _OF_FIGURES.get(one.kind) is sort]
        if len(of_sort) != 1:
            continue
        figure = of_sort[0]
        words = figure.span.of(text)
        if sort is Sort.NUMBER and (figure.value < _LEAST or not figure.unit):
            continue
        if _RANGE.search(text, 0, figure.span.start) or words.casefold().startswith(("one ", "a ")):
            continue
        if figure.value <= _SMALL and sort is Sort.NUMBER and _SET_OUT.search(text):
            continue
        found.append(
            Held(
                statement,
                sort,
                figure.span,
                words,
                number_key(figure),
                _written(words),
                figure.value,
                figure.unit,
            )
        )
    return found


def _written(words: str) -> str:
    """How a figure is written: in words or digits, and what stands behind it."""
    digits = "digits" if words.lstrip("£$€ ")[:1].isdigit() else "words"
    behind = re.sub(
        r"^[£$€]?\s?(?:[\d,.]+|[a-z]+(?:-[a-z]+)?)(?=\W|$|bn|m\b|k\b)", "", words, flags=re.IGNORECASE
    )
    digits = "decimals" if re.search(r"\d\.\d", words) and "£" not in words else digits
    return f"{digits} {behind.strip(' -').casefold().removesuffix('s')}"


def _dates(statement: Statement) -> list[Held]:
    text = statement.text
    there = list(_WHEN.finditer(text))
    if (
        len(there) != 1
        or not _IN.search(text, 0, there[0].start())
        or re.search(r"\b(?:1[89]|20)\d\d[/-]", text)
    ):
        return []
    match = there[0]
    sort = Sort.DAY if match[1] else Sort.MONTH if match[2] else Sort.YEAR
    if _SAYING.search(text) or not acts(text) & {Act.DONE, Act.BEGUN}:
        return []
    shown = match.group()
    return [Held(statement, sort, Span(*match.span()), shown, shown, str(sort))]


def _people(statement: Statement) -> list[Held]:
    text = statement.text
    if _PRONOUN.search(text) or _SAYING.search(text) or _ADVERSE.search(text):
        return []
    named = people_in(statement)
    if len(named) != 1:
        return []
    span, shown = named[0]
    title = _TITLE_BEFORE.search(text, 0, span.start)
    span = Span(title.start(), span.end) if title else span
    return [Held(statement, Sort.PERSON, span, shown, surname(shown), person_form(shown))]


def people_in(statement: Statement) -> list[tuple[Span, str]]:
    """The people a sentence names in full, each once, with the first place; empty where it names others by surname."""
    text = statement.text
    names = {untitled(name) for name in statement.people}
    found = [(Span(at, at + len(name)), name) for name in sorted(names) if (at := text.find(name)) >= 0]
    known = {surname(name) for _, name in found}
    others = [span.of(text) for span in find_values(text, ValueKind.NAME, statement.people)]
    return sorted(found) if all(surname(name) in known for name in others) else []


def untitled(name: str) -> str:
    """The name without a title before it, where at least two words are left."""
    return _PERSON_TITLE.sub("", name)


def surname(name: str) -> str:
    """The last word of a name, case-folded: what two ways of naming one person share."""
    return re.sub(r"['’]s?$", "", name.split()[-1]).casefold()


def adverse(text: str) -> bool:
    """True where the words lay a fault at somebody's door."""
    return _ADVERSE.search(text) is not None


def person_form(name: str) -> str:
    """How a person is named: by the short title a name without a first name has, or in full."""
    first = name.split()[0]
    return first if first == "Cllr" else "in full"


def _names(statement: Statement) -> list[Held]:
    text = statement.text
    if _ADVERSE.search(text):
        return []
    found = []
    places = [m for m in _PLACE.finditer(text) if not _NO_PLACE.match(m[1]) and m[1] not in NATIONS]
    if len(places) == 1:
        span = Span(*places[0].span(1))
        found.append(Held(statement, Sort.PLACE, span, places[0][1], places[0][1].casefold(), "place"))
    bodies = find_values(text, ValueKind.BODY)
    if len(bodies) == 1 and _is_body(bodies[0], statement):
        span, shown = bodies[0], bodies[0].of(text)
        if shown.startswith("The "):
            span, shown = Span(span.start + 4, span.end), shown[4:]
        article = "the" if text[: span.start].casefold().endswith("the ") else "none"
        found.append(Held(statement, Sort.BODY, span, shown, shown.casefold(), article))
    return found


def _is_body(span: Span, statement: Statement) -> bool:
    """True for a whole name of several words that ends as the names of bodies do, and names no person."""
    name = span.of(statement.text)
    if any(mark in name for mark in "’'") or " " not in name or _ENDS_AS_BODY.search(name) is None:
        return False
    # "the Children, Schools and Families Committee": a name with a comma in it is not found whole.
    cut = re.search(r"[A-Z][\w’'-]*, $", statement.text[: span.start]) is not None
    return not cut and not find_values(name, ValueKind.NAME, statement.people)


def _again(one: Held) -> bool:
    """True where the rest of the sentence gives the value away: it stands there again, by a part or by its letters."""
    text = one.statement.text
    rest = text[: one.span.start] + " " + text[one.span.end :]
    if one.sort in (Sort.PERSON, Sort.PLACE, Sort.BODY):
        told = [word for word in one.shown.split() if word[:1].isupper() and len(word) > 2]
        letters = "".join(word[0] for word in one.shown.split() if word[:1].isupper())
        stems = set(content_stems(rest.replace("’s", "").replace("'s", "")))
        known = {stem for word in told for stem in content_stems(word)} - _DULL
        return bool(known & stems) or (len(letters) > 1 and re.search(rf"\b{letters}\b", rest) is not None)
    if one.number is not None:
        return any(number_key(figure).split()[1] == one.same.split()[1] for figure in figures(rest))
    return any(part in rest.split() for part in (one.shown.split()[-1],))


#: Words of names of bodies that stand in half the sentences of the sector.
_DULL = frozenset(content_stems("children social work care services review council national board education"))

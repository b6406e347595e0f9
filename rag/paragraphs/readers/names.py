"""People, bodies, places and laws by their names: a surname is enough, another name in the same place is not."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.doings import doings
from rag.paragraphs.readers.naming import Book, Name, Sort
from rag.paragraphs.verdicts import Clash
from rag.text import words

#: Who reports what the record says is not whom it speaks of.
_SOURCE = re.compile(
    r"\b(?:according to|reported by|wrote in|as reported in|reported in)\s+(?:the |an? )?(?P<a>[^,;.]{2,60})"
    r"|(?P<b>(?:[A-Z][\w’'-]*\s?(?:and )?){1,5}) (?:reported|reports|wrote|writes|says|said)\b(?=\.?\s*$| in \w+ \d{4}\W*$)"
)
#: Behind a surname: a work is named after somebody.
_WORK = re.compile(
    r"(?:['’]s)? (?:[a-z]+ |\d{4} ){0,2}(?:[Rr]eview|[Rr]eport|[Ii]nquiry|[Rr]ecommendations)\b"
)
#: What may stand before the name that a sentence begins with.
_BEGINS = re.compile(r"^\s*(?:The|A|An)?\s*$")
_BEFORE = re.compile(r"\b(in|at|of|for|by|to|from|across|near|with|over)(?: the)? $")


def names(written: str, told: Told, book: Book) -> list[Compared]:
    """Each name of the written sentence with those of the record's."""
    mine, theirs = book.names(written), book.names(told.text)
    around = book.names(told.around)
    own, sources = _sources(written), _sources(told.text)
    found = []
    for one in mine:
        is_source = any(one.span.overlaps(span) for span in own)
        unsaid = [
            other
            for other in theirs
            if not _said(other, mine, written, told.text)
            and any(other.span.overlaps(span) for span in sources) == is_source
        ]
        free = [other for other in unsaid if other.sort is one.sort or not (one.sure and other.sure)]
        if not free and len(unsaid) == 1 and _same_place(one, written, unsaid[0], told.text):
            # A person where the record has a body, both "by" whom a thing was done.
            free = unsaid
        found.append(_compare(one, written, free, theirs, around, told))
    # One name in each that the other has not: the one stands for the other.
    lone = [one for one in found if one.outcome is Outcome.DIFFERS and not one.like]
    if (
        len(lone) == 1
        and len([name for name in theirs if not _said(name, mine, written) and name.sort is Sort.THING]) == 1
    ):
        found = [
            replace(one, like=True) if one is lone[0] and _as_places(one, written, told.text, book) else one
            for one in found
        ]
    found = _stands_for_it(found, mine, theirs, written, told, sources)
    found = [_done_by_another(one, mine, written, told.text, book) for one in found]
    return [_of_place(one, written, told.text, book) for one in found]


def _stands_for_it(
    found: list[Compared], mine: list[Name], theirs: list[Name], written: str, told: Told, sources: list[Span]
) -> list[Compared]:
    """The same, but that the one name the record has not differs from the one that only the record has."""
    missing = [one for one in found if one.outcome is Outcome.MISSING]
    text, record = told.text, told.document.text
    rest = [
        other
        for other in theirs
        if not _said(other, mine, written) and not any(other.span.overlaps(span) for span in sources)
    ]
    if len(missing) != 1 or len(rest) != 1 or any(one.outcome is Outcome.DIFFERS for one in found):
        return found
    name = next(one for one in mine if one.span == missing[0].written)
    begin = not _BEGINS.sub("", written[: name.span.start]) and not _BEGINS.sub(
        "", text[: rest[0].span.start]
    )
    if _in_row(name, record) and not begin and not _same_place(name, written, rest[0], text):
        # The record speaks of it elsewhere, and it need not stand where the other does.
        return found
    instead = replace(missing[0], outcome=Outcome.DIFFERS, told=rest[0].span, like=False)
    return [instead if one is missing[0] else one for one in found]


def _done_by_another(one: Compared, mine: list[Name], written: str, text: str, book: Book) -> Compared:
    """The same as a clash where the record has another doing what this name does in the sentence."""
    if one.outcome is Outcome.DIFFERS and one.like:
        return one
    name = next(its for its in mine if its.span == one.written)
    ours, there = doings(written, mine), doings(text, book.names(text))
    deeds = {verb for doer, verb in ours if doer is name}
    for other, verb in there:
        if verb not in deeds or other.sort is not name.sort or set(other.telling) & set(name.telling):
            continue
        named_too = _said(other, mine, written)
        # "Holt asked Penn", where the record has both and Penn asking: each of them alone does it.
        alone = sum(its == verb for _, its in ours) == sum(its == verb for _, its in there) == 1
        turned = named_too and alone and name.telling[-1] in words(text)
        if turned or (one.outcome is not Outcome.AGREES and not named_too):
            return Compared(one.clash, Outcome.DIFFERS, one.written, other.span)
    return one


def _as_places(one: Compared, written: str, text: str, book: Book) -> bool:
    """True where both names are of places, or the record's is of none: a place does not stand for a post."""

    def place(span: Span, of: str) -> bool:
        return " ".join(words(span.of(of))) in book.places

    return (
        one.told is None
        or not place(one.told, text)
        or place(one.written, written)
        or _behind_place(one, written)
    )


def _behind_place(one: Compared, written: str) -> bool:
    return _BEFORE.search(written[: one.written.start]) is not None


def _of_place(one: Compared, written: str, text: str, book: Book) -> Compared:
    """The same as a clash of places, where the record's name is a place's."""
    is_place = one.told is not None and " ".join(words(one.told.of(text))) in book.places
    if not is_place:
        return one
    both = " ".join(words(one.written.of(written))) in book.places
    return replace(one, clash=Clash.NATION, like=one.like or both)


def _sources(text: str) -> list[Span]:
    return [Span(*hit.span(group)) for hit in _SOURCE.finditer(text) for group in "ab" if hit[group]]


def _compare(
    one: Name, written: str, free: list[Name], theirs: list[Name], around: list[Name], told: Told
) -> Compared:
    clash = Clash.NAME
    if _said(one, theirs, told.text):
        other = _namesake(one, theirs)
        if other is not None:
            return Compared(clash, Outcome.DIFFERS, one.span, other.span)
        return Compared(clash, Outcome.AGREES, one.span)
    if _says_which(one, written) and _said(one, around, told.around):
        return Compared(clash, Outcome.AGREES, one.span)
    framed = [other for other in free if _same_frame(one, written, other, told.text)]
    if framed:
        return Compared(clash, Outcome.DIFFERS, one.span, framed[0].span)
    if free and one.sort is Sort.THING and _in_row(one, told.document.text):
        # The record speaks of it elsewhere: that this sentence has another name shows nothing of this one.
        return Compared(clash, Outcome.MISSING, one.span)
    if free:
        best = min(free, key=lambda other: not _same_place(one, written, other, told.text))
        like = one.sort is Sort.PERSON or _same_place(one, written, best, told.text) or _same_head(one, best)
        return Compared(clash, Outcome.DIFFERS, one.span, best.span, like=like)
    if _said(one, around, told.around):
        return Compared(clash, Outcome.AGREES, one.span)
    return Compared(clash, Outcome.MISSING, one.span)


#: A review is told from others by whose it is: "the inquiry that Holt chaired", "led by Holt".
_WHOSE = re.compile(r"\b(?:led|chaired|headed|written|conducted|run|carried out) by (?:[A-Z]\w+ )?$")
_LED = re.compile(r"['’]?s? (?:chaired|led|headed|wrote|carried out|conducted|ran)\b")


def _says_which(name: Name, written: str) -> bool:
    """True where a name only says whose review is meant, and is none of somebody who does what is told."""
    behind, before = written[name.span.end :], written[: name.span.start]
    if _WHOSE.search(before) or _WORK.match(written, name.span.end):
        return True
    return (
        _LED.match(behind) is not None and re.search(r"\b(?:that|which)(?: [A-Z]\w+)? $", before) is not None
    )


def _said(name: Name, theirs: list[Name], text: str, own: str = "") -> bool:
    """True where a text has the name: a person by surname, anything else by its telling words or its initials.

    ``own`` is the text the name stands in: somebody who acts there is not said by "the Holt review" alone.
    """
    there = words(text)
    if name.sort is Sort.PERSON:
        if own and len(name.telling) > 1 and not _WORK.match(own, name.span.end):
            namesakes = [one for one in theirs if one.telling[-1] == name.telling[-1]]
            if namesakes and all(_WORK.match(text, one.span.end) for one in namesakes):
                return False
        return name.telling[-1] in there
    if _initials(name, theirs, text):
        return True
    if not name.plain:
        return all(word in there for word in name.telling)
    # Common words are the name only where a name has them, or where they stand together as they do in it.
    in_row = " ".join(name.whole) in " ".join(there)
    return in_row or any(set(name.telling) <= {*other.whole} for other in theirs)


def _in_row(name: Name, text: str) -> bool:
    return " ".join(name.whole) in " ".join(words(text))


def in_capitals(telling: Collection[str], text: str) -> bool:
    """True where a name of one short word is the first letters of words with capitals in a text: "CMA"."""
    word = next(iter(telling)) if len(telling) == 1 else ""
    capitals = "".join(one[0].casefold() for one in re.findall(r"\b[A-Z][\w’']+", text))
    return 2 < len(word) <= _INITIALS and word in capitals


#: Letters that initials have at most.
_INITIALS = 6


def _initials(name: Name, theirs: list[Name], text: str) -> bool:
    """True where one is the initials of the other: "CMA", the Competition and Markets Authority."""
    if len(name.telling) == 1 and 2 < len(name.telling[0]) <= _INITIALS:
        return in_capitals(name.telling, text)
    letters = "".join(word[0] for word in name.whole)
    return len(letters) > 2 and any(letters in other.telling for other in theirs)


def _same_head(one: Name, other: Name) -> bool:
    """True for two holders of a like post or two bodies of a sort: "Health Secretary", "Education Secretary"."""
    return len(one.whole) > 1 and len(other.whole) > 1 and one.whole[-1] == other.whole[-1]


def _same_place(one: Name, written: str, other: Name, text: str) -> bool:
    """True where the two stand behind the same word: "in Leeds", "in Hull"."""
    mine = _BEFORE.search(written[: one.span.start])
    theirs = _BEFORE.search(text[: other.span.start])
    return bool(mine and theirs and mine[1] == theirs[1])


def _same_frame(one: Name, written: str, other: Name, text: str) -> bool:
    """True where the same words lead up to both: "Peter Lewis, from Enfield", "Peter Lewis, from Hull"."""
    mine, theirs = words(written[: one.span.start])[-3:], words(text[: other.span.start])[-3:]
    return (
        len(mine) == len(theirs) == 3
        and mine == theirs
        and _BEFORE.search(written[: one.span.start]) is not None
    )


def _namesake(one: Name, theirs: list[Name]) -> Name | None:
    """A person of the same surname with another first name."""
    if one.sort is not Sort.PERSON or len(one.telling) < 2:
        return None
    for other in theirs:
        same = other.sort is Sort.PERSON and other.telling[-1] == one.telling[-1] and len(other.telling) > 1
        if same and not set(one.telling[:-1]) & set(other.telling[:-1]):
            return other
    return None

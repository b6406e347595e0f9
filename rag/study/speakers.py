"""Who said it, which review: a statement without its speaker, where one speaker or one record alone fits."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from rag.answering.language.modality import act_near
from rag.domain import Document, Kind, Span
from rag.study.clozes import note_of
from rag.study.gaps import with_gaps
from rag.study.held import adverse, surname, untitled
from rag.study.pack import Item, ItemKind, KeyLine
from rag.study.statements import Stated, Statement, farness, names_of, on_one_line
from rag.study.wrong import FEWEST, MOST, SAME_THING, draw, mentions, rest_of, shuffled
from rag.text import content_stems

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:(?:\d{{1,2}} )?{_MONTH} )?(?:mid-|early |late )?(?:19|20)\d\d"
_WHEN = re.compile(rf"\b{_DATE}(?: to (?:{_DATE}))?\b")

#: Verbs that say, find or ask for something; with them stands what the speaker or the review answers for.
_VERBS = (
    r"(?:said|argued|thought|wanted|asked|recommended|proposed|concluded|found|described|noted|judged|called for|held|feared"
    r"|suggested|believed|warned|criticised|welcomed|rejected|kept|challenged|named|blamed)"
)

#: "Munro said ...", "In mid-2010 Tim Loughton criticised ...": nothing else stands before the name, nothing behind it.
_SPOKEN = rf"^(?P<lead>In {_DATE},? )?(?P<who>NAMES) (?:also )?{_VERBS}\b"

_THING = r"(?:(?:interim |final |progress |second |first )*(?:report|review|inquiry|panel|committee|study|commission))"
#: "The Wood review of 2016 proposed ...", "The Family Justice Review recommended in November 2011 ...".
_LED = re.compile(
    rf"^(?P<what>(?:The )?(?:[A-Z][\w’'-]*(?: (?=[A-Z]))?)+(?: national| {_THING}){{0,2}}(?: of {_DATE})?) (?:also )?(?:{_VERBS})\b"
)
#: "Placements should be ..., the CMA recommended in March 2022."
_TAILED = re.compile(
    rf", (?P<what>(?:the |its )?(?:(?:[A-Z][\w’'-]*(?: (?=[A-Z]))?)+|national panel)(?: {_THING})?(?: of {_DATE})?) (?:{_VERBS})(?: in (?:its \w+ of )?{_DATE})?"
    r"(?:, according to [^,.]+)?\.$"
)

#: Records that are of a review; background and news are of many.
_OF_REVIEWS = frozenset((Kind.REVIEW, Kind.INQUIRY, Kind.SCRUTINY, Kind.INSPECTION, Kind.RESPONSE))

#: Content stems left when the speaker and the date are gone: with fewer there is nothing to tell one from another.
_FEWEST_STEMS = 4

#: Share of a statement that another sentence must say for the statement to be its as well.
_SAID_TOO = 0.6

#: One nation named leaves only the speakers of that nation to choose from.
_NATION = re.compile(r"\b(?:Wales|Welsh|Scotland|Scottish|Northern Ireland)\b")

_PRONOUN = re.compile(r"\b(?:he|she|his|her|its own words)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with its speaker, the place of the speaker's name, and the words without it."""

    statement: Statement
    by: str
    span: Span
    rest: str


class Speakers:
    """Makes the items of who said what, from all that people and reviews are reported to have said."""

    def __init__(self, stated: Stated) -> None:
        """Nothing is read before it is asked for."""
        self._stated = stated

    @cached_property
    def _spoken(self) -> list[_Said]:
        return [said for one in self._stated.usable if (said := _by_a_person(one)) is not None]

    @cached_property
    def _reviewed(self) -> list[_Said]:
        found = [said for one in self._stated.usable if (said := _by_a_review(one)) is not None]
        return [one for one in found if not self._stated.grave(one.by)]

    def items(self, documents: Collection[str], seed: int) -> Iterator[Item]:
        """An item for each statement of these documents that fits one speaker or record alone."""
        for said in self._spoken:
            if said.statement.document.id in documents and (wrong := self._other_people(said, seed)):
                yield _item(said, "Who is it? The name is missing.", wrong, seed, dated=True)
        for said in self._reviewed:
            if said.statement.document.id in documents and (wrong := self._other_records(said, seed)):
                yield _item(
                    said, "Which record is this from? What was said or found is its own.", wrong, seed
                )

    def _other_people(self, said: _Said, seed: int) -> tuple[str, ...]:
        """Others who are reported to have spoken; none where somebody else may have said the same."""
        near = list(self._stated.near(rest_of(said.statement, said.by), SAME_THING))
        if any(not mentions(one.text, said.by) for one in self._too(said)):
            return ()
        documents: dict[str, Document] = {}
        for one in self._spoken:
            if surname(one.by) != surname(said.by):
                documents.setdefault(one.by, one.statement.document)
        ranked = sorted(
            (name for name in documents if not any(mentions(other.text, name) for other in near)),
            key=lambda name: (
                documents[name].id != said.statement.document.id,
                farness(said.statement.document, documents[name]),
                draw(seed, said.rest, name),
            ),
        )
        return _enough(ranked)

    def _other_records(self, said: _Said, seed: int) -> tuple[str, ...]:
        """Records of other reviews; none where another record, or another sentence of this one's kin, says the same."""
        mine = said.statement.document
        kin = _kin(mine)
        if any(one.document.id != mine.id for one in self._too(said)):
            return ()
        near = {one.document.id for one in self._stated.near(rest_of(said.statement, said.by), SAME_THING)}
        others = (
            one
            for one in self._stated.records.documents.values()
            if one.kind in _OF_REVIEWS and one.id != mine.id and one.copy_of is None and one.id not in near
        )
        ranked = sorted(
            (one for one in others if not kin & _kin(one) and not self._stated.grave(one.title)),
            key=lambda one: (farness(mine, one), draw(seed, said.rest, one.id)),
        )
        titles = _enough([one.title for one in ranked])
        # "placements" and "market" under a title that alone speaks of a market give the title away.
        telling = set(content_stems(mine.title)).difference(*(content_stems(title) for title in titles))
        return () if telling & set(content_stems(_WHEN.sub("", said.rest))) else titles

    def _too(self, said: _Said) -> list[Statement]:
        """The other sentences that say as much of the same as would make the statement theirs."""
        mine = said.statement
        near = self._stated.near(rest_of(mine, said.by), _SAID_TOO)
        return [one for one in near if (one.document.id, one.span) != (mine.document.id, mine.span)]


def _enough(ranked: list[str]) -> tuple[str, ...]:
    return tuple(ranked[:MOST]) if len(ranked) >= FEWEST else ()


def _by_a_person(statement: Statement) -> _Said | None:
    """The statement of one person that its document names, who alone is its subject; None where it is no such."""
    text = statement.text
    by_surname: dict[str, set[str]] = {}
    for name in map(untitled, statement.people):
        by_surname.setdefault(surname(name), set()).add(name)
    full = {
        form: name
        for names in by_surname.values()
        if len(names) == 1
        for name in names
        for form in _forms(name)
    }
    if not full:
        return None
    choice = "|".join(re.escape(form) for form in sorted(full, key=len, reverse=True))
    match = re.match(_SPOKEN.replace("NAMES", choice), text)
    if match is None or _PRONOUN.search(text) or adverse(text):
        return None
    by = full[match["who"]]
    rest = text[: match.start("who")] + text[match.end("who") :]
    others = {surname(name) for name in statement.people}
    if (names_of(rest) & (_kin(statement.document) | others)) or _too_little(rest):
        return None
    return _Said(statement, by, Span(*match.span("who")), rest)


def _forms(name: str) -> tuple[str, ...]:
    last = name.split()[-1]
    return (name, last, f"Sir {name}", f"Dame {name}", f"Professor {name}", f"Councillor {name}")


def _by_a_review(statement: Statement) -> _Said | None:
    """The statement of the review that its record is of; None where something else is its subject."""
    document, text = statement.document, statement.text
    if document.kind not in _OF_REVIEWS:
        return None
    match = _LED.search(text) or _TAILED.search(text)
    kin = _kin(document)
    if match is None or _PRONOUN.search(text) or adverse(text) or not names_of(match["what"]) & kin:
        return None
    if any(surname(name) == surname(match["what"]) for name in statement.people):
        return None
    rest = text[: match.start("what")] + text[match.end("what") :]
    if names_of(rest) & kin or _too_little(rest):
        return None
    return _Said(statement, document.title, Span(*match.span("what")), rest)


def _kin(document: Document) -> frozenset[str]:
    """The telling names of a record's title and people: a record that shares one is about the same matter."""
    return names_of(document.title) | {surname(one.name) for one in document.people}


def _too_little(rest: str) -> bool:
    """True where what is left says too little, or tells of which nation its speaker is."""
    if _NATION.search(rest):
        return True
    return len(set(content_stems(_WHEN.sub("", rest)))) < _FEWEST_STEMS


def _item(said: _Said, frame: str, wrong: tuple[str, ...], seed: int, *, dated: bool = False) -> Item:
    text = said.statement.text
    of_review = said.by == said.statement.document.title
    gaps = [(said.span, "which review?" if of_review else "who?")]
    if not dated:
        spans = (Span(*match.span()) for match in _WHEN.finditer(text))
        gaps += [(span, "when") for span in spans if not span.overlaps(said.span)]
    prompt = with_gaps(text, gaps)
    choices, right = shuffled(said.by, wrong, seed, prompt)
    line = KeyLine(said.statement.citation, said.span, note_of(said.statement, act_near(text, said.span)))
    return Item(ItemKind.WHO, frame, prompt, on_one_line(said.by), choices, (right,), (line,))

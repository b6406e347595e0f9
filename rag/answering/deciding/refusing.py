"""Deciding whether the best sentences answer the question, and if not, why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.asking.questions import GENERIC, Asked, Shape
from rag.answering.deciding.asked_of import says_nothing, tells_another_matter
from rag.answering.deciding.before_after import tells_the_other_end, tells_the_other_way
from rag.answering.deciding.grave import lays_more
from rag.answering.deciding.mismatches import (
    dates_another_thing,
    lacks_figures,
    lacks_number,
    of_another_nation,
)
from rag.answering.deciding.unnamed import is_unnamed_one
from rag.answering.language.cues import AskedAct
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.values import ValueKind
from rag.answering.reading.candidates import MANY_IN_A_RECORD, Candidate, lead, of_the_thing_asked
from rag.answering.reading.confidence import refuse_below
from rag.catalogue import NATIONS
from rag.domain import Document, Status
from rag.text import content_stems, stem

#: What many places and bodies are called: "Swansea Council" is told apart by its first word.
_COMMON_ENDINGS = frozenset(
    stem(word)
    for word in """council councils borough city county review reviews report inquiry committee board panel trust
    university authority assembly government""".split()
)

#: Names that any question may use in passing, without asking about them.
_IN_PASSING = frozenset(
    """whitehall westminster treasury parliament commons lords christmas easter britain british english nhs mp mps
    peers""".split()
)

#: A record with this weighted share of the question's words is about its topic: a detail of it is missing. Where no
#: sentence has a value of the kind asked for, the words for that detail ("salary", "hours") are mostly missing too.
ABOUT_IT, ABOUT_IT_BUT_FOR_THE_DETAIL = 0.6, 0.4

#: With a smaller weighted share of the question's words in any record at all, it is about something else: of the dev
#: and invented questions 2 right answers of 534 are below it, and two in five questions on other records.
HARDLY_KNOWN = 0.3

#: Without the value, or the reason, such a question has no answer.
_OF_ONE_VALUE = frozenset({Shape.VALUE, Shape.REASON})

#: What came of a thing: a plan or a view does not say. Asked yes or no, the plan is the evidence.
_AFTERWARDS = frozenset({AskedAct.OUTCOME, AskedAct.NEXT})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered.

    ``names`` are the words of it that no record has; with ``apart``, others have them, not the one in question.
    """

    status: Status
    names: tuple[str, ...] = ()
    apart: bool = False


def is_vague(asked: Asked, documents: Mapping[str, Document]) -> bool:
    """True where the question names nothing that would tell one of several records from another."""
    return len(documents) > 1 and not asked.names and not asked.years and set(asked.stems) <= GENERIC


def unknown_names(asked: Asked, documents: Mapping[str, Document], lexicon: Lexicon) -> tuple[str, ...]:
    """Names, places and years of the question that no document has.

    A name counts as unknown when the last word that tells it apart is unknown: of "Swansea Council" the first.
    A lone word that begins the question has its capital from there.
    """
    named = [name for name in asked.names if name not in asked.opening and name.casefold() not in _IN_PASSING]
    missing = [
        name
        for name in named
        if ((last := telling_word(name)) is not None and not lexicon.known(last))
        or _unheard_of_act(name, lexicon)
    ]
    dated = {str(year) for document in documents.values() for year in _years(document)}
    missing += sorted(year for year in asked.years if year not in dated and not lexicon.known(year))
    return tuple(dict.fromkeys(missing))


#: Acts go by their whole name: that records have its words says nothing of the Act.
_AN_ACT = re.compile(r"\w.* (?:Act|Bill)$")


def _unheard_of_act(name: str, lexicon: Lexicon) -> bool:
    return _AN_ACT.match(name) is not None and not lexicon.spelled(name)


def telling_word(name: str) -> str | None:
    """The stem of the last word of a name that is not a common ending; None for a name of those alone."""
    stems = content_stems(name)
    return next((found for found in reversed(stems) if found not in _COMMON_ENDINGS), None)


def apart(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> tuple[str, ...]:
    """The names and years of the question that the best sentence's document lacks, as written.

    "What did Munro say about Scotland?": one record mentions Scotland, another is about Munro, none has both.
    A comparison, and names set side by side, want several documents.
    """
    if not candidates or asked.shape is Shape.COMPARISON:
        return ()
    document = candidates[0].document
    there = lexicon.of_document(document.id) | {str(year) for year in _years(document)} | _nations(document)
    # As for unknown names, the last word tells: "Cllr Clark" is the record's "Councillor Len Clark".
    names = [name for name in asked.names if name not in asked.beside | asked.opening]
    tells = {name: telling_word(name) for name in names if name.casefold() not in _IN_PASSING}
    found = [
        name
        for name, word in tells.items()
        if (word is not None and word not in there) or _spelled_elsewhere(name, document, lexicon)
    ]
    return (*found, *sorted(asked.years - there))


def _spelled_elsewhere(name: str, document: Document, lexicon: Lexicon) -> bool:
    """True where the name is of ordinary words, and other documents than this one have it as written."""
    having = lexicon.spelling(name)
    return bool(having) and document.id not in having


def refuse(
    question: str,
    asked: Asked,
    candidates: Sequence[Candidate],
    names: tuple[str, ...],
    chance: float,
    lexicon: Lexicon,
    below: float | None = None,
) -> Refusal | None:
    """Why the question is refused, or None where it is to be answered.

    ``candidates`` are those of the documents that have the names of the question, best first. ``below`` is the
    chance below which a question is refused; None: the fitted one.
    """
    if names:
        elsewhere = all(name.isdigit() or name in NATIONS for name in names)
        if elsewhere or _topic(asked, candidates, names, lexicon) >= 0.5:
            return Refusal(Status.OTHER_PLACE_OR_TIME, names)
        return Refusal(Status.NOT_IN_CORPUS, names)
    if (
        not candidates
        or lexicon.coverage(asked.stems, set(filter(lexicon.known, asked.stems))) < HARDLY_KNOWN
    ):
        return Refusal(Status.NOT_IN_CORPUS)
    about = candidates[0].fit.document
    first = lead(asked, candidates)
    if first.silent:
        return Refusal(Status.DETAIL_MISSING)
    if asked.kind is not None and asked.shape in _OF_ONE_VALUE and not first.values:
        return _beside(about >= ABOUT_IT_BUT_FOR_THE_DETAIL)
    if nations := of_another_nation(question, first.text, first.document):
        return Refusal(Status.OTHER_PLACE_OR_TIME, nations, apart=True)
    if asked.kind in MANY_IN_A_RECORD and not of_the_thing_asked(first):
        return _beside(about >= ABOUT_IT_BUT_FOR_THE_DETAIL)
    if first.fit.serves == 0 and (_asks_what_came_of_it(asked) or _dates_a_decision(asked)):
        return Refusal(Status.DETAIL_MISSING)
    if (
        is_unnamed_one(question, first.text)
        or lacks_number(question, first.document)
        or lacks_figures(asked, first.document)
        or dates_another_thing(question, first.text)
        or tells_the_other_way(question, asked, first.text)
        or tells_the_other_end(question, asked, first.text)
        or tells_another_matter(question, first)
        or says_nothing(question, first)
    ):
        return Refusal(Status.DETAIL_MISSING)
    if lays_more(asked, first, lexicon):
        return Refusal(Status.DETAIL_MISSING)
    if chance < (refuse_below() if below is None else below):
        return _beside(about >= ABOUT_IT)
    return None


def _asks_what_came_of_it(asked: Asked) -> bool:
    return asked.act in _AFTERWARDS and asked.shape is not Shape.YES_NO


def _dates_a_decision(asked: Asked) -> bool:
    """True for "when was it agreed" and "why did they adopt it": whether they did is taken for granted."""
    return asked.act is AskedAct.AGREED and asked.kind in (ValueKind.DATE, ValueKind.REASON)


def _beside(topic_is_there: bool) -> Refusal:
    return Refusal(Status.DETAIL_MISSING if topic_is_there else Status.NOT_IN_CORPUS)


def _topic(asked: Asked, candidates: Sequence[Candidate], names: Sequence[str], lexicon: Lexicon) -> float:
    """The weighted share of the question's words in the best's document.

    Left out are names that no record has, and words that any record has: "the Grenfell inquiry" is about neither.
    """
    if not candidates:
        return 0.0
    unknown = set(content_stems(" ".join(names)))
    rest = [found for found in asked.stems if found not in unknown | GENERIC]
    return lexicon.coverage(rest, lexicon.of_document(candidates[0].document.id))


def _years(document: Document) -> set[int]:
    return {document.published.year} if document.published else set()


def _nations(document: Document) -> set[str]:
    """The stems of the nations a record is from; of the whole kingdom, all of them."""
    return set(
        content_stems(" ".join(NATIONS) if document.jurisdiction == "UK" else document.jurisdiction or "")
    )

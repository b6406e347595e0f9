"""Deciding whether the best sentences answer the question, and if not, why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.asking.questions import GENERIC, Asked, Shape
from rag.answering.deciding.grave import lays_more
from rag.answering.deciding.unnamed import is_unnamed_one
from rag.answering.language.cues import AskedAct
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.values import ValueKind, find_values
from rag.answering.reading.candidates import Candidate, lead
from rag.answering.reading.confidence import refuse_below
from rag.catalogue import NATIONS
from rag.domain import Document, Status
from rag.text import content_stems, stem, word_spans

#: What many places and bodies are called: "Swansea Council" is told apart by its first word.
_COMMON_ENDINGS = frozenset(
    stem(word)
    for word in """council councils borough city county review reviews report inquiry committee board panel trust
    university authority assembly government""".split()
)

#: Names that any question may use in passing, without asking about them.
_IN_PASSING = frozenset(
    "whitehall westminster treasury parliament commons lords christmas easter britain british english nhs".split()
)

#: A record with this weighted share of the question's words is about its topic: a detail of it is missing. Where no
#: sentence has a value of the kind asked for, the words for that detail ("salary", "hours") are mostly missing too.
ABOUT_IT, ABOUT_IT_BUT_FOR_THE_DETAIL = 0.6, 0.4

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
    missing = [name for name in named if (last := telling_word(name)) is not None and not lexicon.known(last)]
    dated = {str(year) for document in documents.values() for year in _years(document)}
    missing += sorted(year for year in asked.years if year not in dated and not lexicon.known(year))
    return tuple(dict.fromkeys(missing))


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
    found = [name for name, word in tells.items() if word is not None and word not in there]
    return (*found, *sorted(asked.years - there))


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
    if not candidates:
        return Refusal(Status.NOT_IN_CORPUS)
    about = candidates[0].fit.document
    first = lead(asked, candidates)
    if first.silent:
        return Refusal(Status.DETAIL_MISSING)
    if asked.kind is not None and asked.shape is Shape.VALUE and not first.values:
        return _beside(about >= ABOUT_IT_BUT_FOR_THE_DETAIL)
    if asked.act in _AFTERWARDS and asked.shape is not Shape.YES_NO and first.fit.serves == 0:
        return Refusal(Status.DETAIL_MISSING)
    if (
        is_unnamed_one(question, first.text)
        or _lacks_number(question, first.document)
        or _dates_another_thing(question, first.text)
    ):
        return Refusal(Status.DETAIL_MISSING)
    if lays_more(asked, first, lexicon):
        return Refusal(Status.DETAIL_MISSING)
    if chance < (refuse_below() if below is None else below):
        return _beside(about >= ABOUT_IT)
    return None


#: A thing that is known by its number: "recommendation 9". Items of an agenda and pages are not what records speak of.
_NUMBERED = re.compile(
    r"\b(?P<thing>recommendation|principle|measure|finding|objective|priority|standard|outcome|pillar|clause|paragraph)s?"
    r" (?:no\.? ?|number )?(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)


def _lacks_number(question: str, document: Document) -> bool:
    """True where the question asks for a thing by its number and the record has no such number of it."""
    found = _NUMBERED.search(question)
    if found is None:
        return False
    thing, number = found["thing"], found["number"]
    there = re.compile(
        rf"\b{thing}s? (?:no\.? ?|number )?{number}\b|^\W*{number}[.)]\s", re.IGNORECASE | re.MULTILINE
    )
    return there.search(document.text) is None


#: "Which year's manifesto" asks for the date of the manifesto and of nothing else.
_WHOSE_YEAR = re.compile(r"\b(?:which|what) (?:year|month|day)['’]?s (?P<thing>\w+)", re.IGNORECASE)
#: A date so many characters from the thing is its date.
_NEAR_IT = 25


def _dates_another_thing(question: str, sentence: str) -> bool:
    """True where the question asks which year's thing it is, and no date stands beside the thing in the sentence."""
    found = _WHOSE_YEAR.search(question)
    if found is None:
        return False
    things = [
        span
        for word, span in word_spans(sentence)
        if stem(word.casefold()) == stem(found["thing"].casefold())
    ]
    dates = find_values(sentence, ValueKind.DATE)
    return not any(
        max(thing.start, date.start) - min(thing.end, date.end) <= _NEAR_IT
        for thing in things
        for date in dates
    )


def _beside(topic_is_there: bool) -> Refusal:
    return Refusal(Status.DETAIL_MISSING if topic_is_there else Status.NOT_IN_CORPUS)


def _topic(asked: Asked, candidates: Sequence[Candidate], names: Sequence[str], lexicon: Lexicon) -> float:
    """The weighted share of the question's words, the names that no record has left out, in the best's document."""
    if not candidates:
        return 0.0
    unknown = set(content_stems(" ".join(names)))
    rest = [found for found in asked.stems if found not in unknown]
    return lexicon.coverage(rest, lexicon.of_document(candidates[0].document.id))


def _years(document: Document) -> set[int]:
    return {document.published.year} if document.published else set()


def _nations(document: Document) -> set[str]:
    """The stems of the nations a record is from; of the whole kingdom, all of them."""
    return set(
        content_stems(" ".join(NATIONS) if document.jurisdiction == "UK" else document.jurisdiction or "")
    )

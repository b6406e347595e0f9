"""One question set against its candidates: what of it is taken for granted, and what a record may contradict in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.answering.asking.questions import Asked, Shape
from rag.answering.language.lexicon import Lexicon
from rag.answering.premises.topic import Topic
from rag.answering.reading.candidates import Candidate
from rag.domain import Span
from rag.text import content_stems

#: What is asked outright is not taken for granted.
_YES_NO = re.compile(
    r"^\W*(?:(?:and|but|so|or|also)\b,?\s+)?(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|am)\b",
    re.IGNORECASE,
)
#: Questions that take the whole of what follows for granted: they ask for its reason, manner or time.
_GRANTED = re.compile(
    r"\b(?:why|how come|what (?:made|led|caused|prompted)|for what reasons?|what (?:was|were|is) the reasons?)\b"
    r"|\b(?:(?:to|by|from|with|for) (?:whom|which|what)|where) (?=(?:did|was|were|had|has|will|does|is)\b)"
    r"|\bhow (?=(?:did|does|do|was|were|is|are|has|have|had|could|would|will|can)\b)"
    r"|\bwhen (?=(?:did|was|were|had|has|will|does|is)\b)"
    r"|\bin what (?:way|sense|respect)s? (?=(?:did|was|were|had|has|will|does|is)\b)"
    r"|\bhow (?:many|much|long|far|soon) (?:\w+ )?(?=(?:after|before|since)\b)"
    r"|\bwhat (?:[\w’'-]+ ){0,4}?(?=had\b)",
    re.IGNORECASE,
)
#: "Does it say why?" asks why, and takes the rest for granted.
_SAYS_WHY = re.compile(r"\b(?:why|how come|what (?:for|the reason))\b\W*$", re.IGNORECASE)
#: A sentence before the question that tells of the asker, not of the matter.
_OF_THE_ASKER = re.compile(
    r"\b(?:i|i['’]\w+|we|we['’]\w+|my|our|me|us|please|thanks?|hello|hi)\b", re.IGNORECASE
)
#: Behind one of these a question leaves open whether it is so.
_OPEN = re.compile(r"\b(?:whether|if)\b|,? or (?:did|was|were|not|is|only|just|merely|to)\b", re.IGNORECASE)

_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|tell|list|explain)\b",
    re.IGNORECASE,
)

_NEXT_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")
#: A sentence of fewer content words states nothing that a record could contradict: "Right.", "Now the Munro review."
_TELLING = 3

#: A comparison says of neither side that it is so.
_COMPARED = re.compile(r"\bcompar\w+|\bdiffer\w*|\bversus\b|\bvs\b", re.IGNORECASE)

#: The least share of the question's other words beside a contradiction.
SOME = 0.3
#: A denial names what it denies: less else need be there.
DENIED = 0.4
#: A sentence that has nearly as large a share and does not contradict supports the question.
AS_MUCH = 0.75


class Clash(StrEnum):
    """In what the question and the record differ."""

    FIGURE = "figure"
    YEAR = "year"
    DOER = "doer"
    SENSE = "sense"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Premise:
    """Something taken for granted that a sentence contradicts.

    ``assumed`` is a span of the question as it was given; ``told`` one of the candidate's own text.
    """

    clash: Clash
    assumed: Span
    candidate: Candidate
    told: Span


@dataclass(frozen=True, slots=True)
class Case:
    """A question that takes something for granted.

    ``asking`` is the part of the question that asks, ``granted`` the part that is taken for granted whole: None where
    only figures and names can be.
    """

    asked: Asked
    question: str
    asking: Span
    granted: Span | None
    topic: Topic


def open_case(asked: Asked, question: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> Case | None:
    """The case of a question; None where it takes nothing for granted: yes or no is asked, or a comparison."""
    asking = _asking(question)
    granted = _GRANTED.search(question, asking.start, asking.end)
    told = _told_before(question, asking)
    if (
        not candidates
        or (_YES_NO.search(asking.of(question)) and not (told and _SAYS_WHY.search(asking.of(question))))
        or (asked.shape is Shape.COMPARISON and (not granted or _COMPARED.search(question)))
    ):
        return None
    whole = Span(granted.end(), asking.end) if granted and granted.end() < asking.end else None
    if told is not None:
        asking = whole = Span(told.start, asking.end)
    return Case(asked, question, asking, whole, Topic(asked, question, candidates, lexicon))


def _told_before(question: str, asking: Span) -> Span | None:
    """The sentences right before the question that state something of the matter; None where none does."""
    start = asking.start
    for mark in reversed([0, *(hit.end() for hit in _NEXT_SENTENCE.finditer(question, 0, asking.start))]):
        sentence = question[mark:start]
        if not sentence.strip():
            continue
        if "?" in sentence or _OF_THE_ASKER.search(sentence) or len(content_stems(sentence)) < _TELLING:
            break
        start = mark
    return Span(start, asking.start) if start < asking.start else None


def _asking(question: str) -> Span:
    """The part of the question that asks: its last sentence with a question mark, up to what it leaves open."""
    start, end = 0, len(question)
    for mark in _NEXT_SENTENCE.finditer(question.rstrip()):
        # A title may have a mark of its own: "How did Who Cares? Scotland come to ..."
        if "?" in question[mark.end() :] and _ASKS.search(question, mark.end()):
            start = mark.end()
    opened = _OPEN.search(question, start)
    if opened and opened.start() > start:
        end = opened.start()
    return Span(start, max(end, start + 1))

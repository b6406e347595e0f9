"""Sentences that might answer, and how well each fits the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.lexicon import Lexicon
from rag.answering.questions import Asked
from rag.answering.values import find_values
from rag.domain import Document, Hit, Passage, Span, sentence_key
from rag.ports import Vectors
from rag.text import content_stems, words

#: A sentence that says what the record does not say. It is evidence for a refusal, never an answer.
_SILENCE = re.compile(
    r"\b(?:do|does|did|is|are|was|were)(?: not|n't) (?:itself |themselves )?(?:state|say|give|name|record|report|mention|list|identify|print"
    r"|contain|explain|show|set out|quantif|specif|stated|given|named|recorded|known|printed|identified|reported|say)"
    r"|\b(?:gives?|names?|states?|prints?|contains?|lists?|records?|has|reports?|sets? out|carries|quotes?|includes?) (?:no\b|neither\b|nothing\b|only\b)"
    r"|\bno (?:figures?|numbers?|dates?|names?|results?|outcomes?|findings|amount|cost)\b[^.]{0,60}\b(?:is|are|was|were) (?:given|stated|named|printed)"
    r"|\b(?:cannot|can not) be (?:learned|known|answered|told)|\bnothing (?:in|after|is known)\b|\bis unknown\b|\bunnamed in\b",
    re.IGNORECASE,
)
_SILENT_HEADING = re.compile(r"\bnot (?:known|stated|said)\b|\bunknown\b", re.IGNORECASE)

#: Openings that need the sentence before to be understood.
_LEANS = re.compile(
    r"^[\"'“‘]?(?:This|That|These|Those|It|He|She|They|His|Her|Their|Its|Such|However|But|Also|Moreover|Thus|Therefore"
    r"|So|Meanwhile|Instead|Both|Here|There|For example|As part of this|Thanks to)\b"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sentence fits a question; every part lies in 0..1 (cosines are cut at 0).

    similarity: cosine of question and sentence. sentence, around, document: the weighted share of the
    question's words in the sentence, with its neighbours and headings, and in the whole document. kind:
    1 where the sentence holds a value of the asked-for kind that the question does not already name, 0
    where not, 0.5 where no kind is asked for. passage: the passage's retrieval score.
    """

    similarity: float
    sentence: float
    around: float
    document: float
    kind: float
    passage: float

    @property
    def score(self) -> float:
        """The parts in one number, 0 to 1: weights chosen on the dev questions (docs/decisions/0004)."""
        return (
            0.36 * self.similarity
            + 0.22 * self.sentence
            + 0.14 * self.around
            + 0.08 * self.document
            + 0.12 * self.kind
            + 0.08 * self.passage
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a hit. ``values`` are the asked-for values in it, as spans of the sentence."""

    document: Document
    passage: Passage
    span: Span
    text: str
    stems: frozenset[str]
    fit: Fit
    values: tuple[Span, ...]
    silent: bool
    leans: bool
    place: int

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""
        return self.fit.score


def find_candidates(
    asked: Asked,
    question: Vectors,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    vectors: Mapping[str, Vectors],
    lexicon: Lexicon,
) -> list[Candidate]:
    """Every sentence of the hits with its fit, best first; ties by document id and place.

    ``vectors`` holds the sentence vectors by sentence key; a sentence without one has similarity 0.
    """
    found: list[Candidate] = []
    for hit in hits:
        passage = hit.passage
        document = documents[passage.document_id]
        texts = [passage.slice(span) for span in passage.sentences]
        stems = [frozenset(content_stems(text)) for text in texts]
        above = frozenset(content_stems(" ".join((document.title, *passage.headings))))
        silent_section = any(_SILENT_HEADING.search(heading) for heading in passage.headings)
        for place, (span, text) in enumerate(zip(passage.sentences, texts, strict=True)):
            values = tuple(_new_values(text, asked, document))
            vector = vectors.get(sentence_key(document.id, span))
            similarity = float(vector @ question) if vector is not None else 0.0
            near = stems[place].union(above, *stems[max(0, place - 1) : place + 2])
            fit = Fit(
                similarity=max(0.0, similarity),
                sentence=lexicon.coverage(asked.stems, stems[place]),
                around=lexicon.coverage(asked.stems, near),
                document=lexicon.coverage(asked.stems, lexicon.of_document(document.id)),
                kind=0.5 if asked.kind is None else float(bool(values)),
                passage=hit.score,
            )
            # A sentence that holds the asked-for value speaks, whatever else it says is missing.
            silent = not (asked.kind and values and not silent_section) and (
                silent_section or _is_silent(text)
            )
            found.append(
                Candidate(
                    document=document,
                    passage=passage,
                    span=span,
                    text=text,
                    stems=stems[place],
                    fit=fit,
                    values=values,
                    silent=silent,
                    leans=bool(_LEANS.match(text)),
                    place=place,
                )
            )
    found.sort(key=lambda one: (-one.score, one.document.id, one.span))
    return found


#: How far into a sentence its statement that something is missing must begin to be what the sentence is about.
_SILENCE_BEGINS = 90


def _is_silent(text: str) -> bool:
    found = _SILENCE.search(text)
    return found is not None and found.start() <= _SILENCE_BEGINS


#: A sentence that answers must fit nearly as well as the best one, which may only say that the answer is missing.
NEARLY_BEST = 0.8


def lead(asked: Asked, candidates: Sequence[Candidate]) -> Candidate:
    """The sentence an answer would begin with, of candidates that are best first (at least one).

    The best that speaks, fits nearly as well as the best of all, and holds the asked-for kind of value if one
    is asked for; else the best that speaks and fits nearly as well; else the best.
    """
    near = [one for one in candidates if not one.silent and one.score >= NEARLY_BEST * candidates[0].score]
    if asked.kind is not None:
        near = [one for one in near if one.values] or near
    return near[0] if near else candidates[0]


def _new_values(text: str, asked: Asked, document: Document) -> list[Span]:
    """Values of the asked-for kind that the question does not itself name."""
    if asked.kind is None:
        return []
    stems_there = set(content_stems(text))
    if asked.counted and not stems_there & set(asked.counted):
        return []
    named = set(asked.stems) | asked.figures
    people = tuple(person.name for person in document.people)
    fresh = []
    for span in find_values(text, asked.kind, people):
        value = span.of(text)
        stems = set(content_stems(value)) or set(words(value))
        if not stems <= named:
            fresh.append(span)
    return fresh

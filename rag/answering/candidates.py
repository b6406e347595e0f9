"""Sentences that might answer, and how well each fits the question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.late import LateInteraction
from rag.answering.lexicon import Lexicon
from rag.answering.orders import is_order
from rag.answering.questions import Asked
from rag.answering.silence import is_silent, under_silent_heading
from rag.answering.wanted import Wanted, find_wanted
from rag.domain import Document, Hit, Passage, Span, sentence_key
from rag.ports import Vectors
from rag.text import content_stems

_ASIDE_HEADING = re.compile(r"\bsources (?:differ|disagree)\b|\bwords? (?:differ|changed)\b", re.IGNORECASE)

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
    where not, 0.5 where it may or where no kind is asked for. passage: the passage's retrieval score. aside: 1 under a
    heading on how sources differ, which comments on what other sections state. heading: the weighted share of
    the question's words, those of asking too, in the headings above. late, late_around: late
    interaction of the question with the sentence, and with the sentence and the one before it.
    """

    similarity: float
    sentence: float
    around: float
    document: float
    kind: float
    passage: float
    aside: float
    heading: float = 0.0
    late: float = 0.0
    late_around: float = 0.0

    @property
    def early(self) -> float:
        """The parts that cost nothing to compute in one number, 0 to 1; it chooses the shortlist."""
        return (
            0.36 * self.similarity
            + 0.22 * self.sentence
            + 0.14 * self.around
            + 0.08 * self.document
            + 0.12 * self.kind
            + 0.08 * self.passage
            - 0.10 * self.aside
            + 0.08 * self.heading
        )

    @property
    def score(self) -> float:
        """All parts in one number, 0 to 1: weights chosen on the dev questions (docs/decisions/0004)."""
        return (
            0.12 * self.similarity
            + 0.09 * self.sentence
            + 0.07 * self.around
            + 0.04 * self.document
            + 0.05 * self.kind
            + 0.07 * self.passage
            - 0.08 * self.aside
            + 0.06 * self.heading
            + 0.29 * self.late
            + 0.27 * self.late_around
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a hit. ``values`` are the asked-for values in it, as spans of the sentence; ``weak`` ones
    may be something else of that kind. ``place`` is its place in the passage, from 0.
    """

    document: Document
    passage: Passage
    span: Span
    text: str
    stems: frozenset[str]
    fit: Fit
    values: tuple[Span, ...]
    weak: bool
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
    """Every sentence of the hits with its early fit, best first; ties by document id and place.

    ``vectors`` holds the sentence vectors by sentence key; a sentence without one has similarity 0.
    """
    found: list[Candidate] = []
    for hit in hits:
        passage = hit.passage
        document = documents[passage.document_id]
        texts = [passage.slice(span) for span in passage.sentences]
        stems = [frozenset(content_stems(text)) for text in texts]
        above = frozenset(content_stems(" ".join((document.title, *passage.headings))))
        # Within a document, what it is about tells none of its sentences from another.
        given = lexicon.given(document.id)
        telling = [stem for stem in asked.stems if stem not in given] or asked.stems
        heading = lexicon.coverage((*telling, *asked.acts), set(content_stems(" ".join(passage.headings))))
        aside = float(any(_ASIDE_HEADING.search(heading) for heading in passage.headings))
        silent_section = under_silent_heading(passage.headings)
        for place, (span, text) in enumerate(zip(passage.sentences, texts, strict=True)):
            wanted = find_wanted(text, asked, document, telling)
            vector = vectors.get(sentence_key(document.id, span))
            similarity = float(vector @ question) if vector is not None else 0.0
            if text.strip(" .") == document.title.strip(" .") or is_order(text):
                continue
            near = stems[place].union(above, *stems[max(0, place - 1) : place + 2])
            fit = Fit(
                similarity=max(0.0, similarity),
                sentence=lexicon.coverage(telling, stems[place]),
                around=lexicon.coverage(telling, near),
                document=lexicon.coverage(asked.stems, lexicon.of_document(document.id)),
                kind=0.5 if asked.kind is None else _holds(wanted),
                passage=hit.score,
                aside=aside,
                heading=heading,
            )
            # A sentence that holds the asked-for value speaks, whatever else it says is missing.
            silent = not (wanted.spans and not silent_section) and (silent_section or is_silent(text))
            found.append(
                Candidate(
                    document=document,
                    passage=passage,
                    span=span,
                    text=text,
                    stems=stems[place],
                    fit=fit,
                    values=wanted.spans,
                    weak=wanted.weak,
                    silent=silent,
                    leans=bool(_LEANS.match(text)),
                    place=place,
                )
            )
    found.sort(key=lambda one: (-one.fit.early, one.document.id, one.span))
    return found


#: Sentences that are compared token by token: each costs about 4 ms the first time it is met.
SHORTLIST = 24


#: Sentences of one document on the shortlist where several documents are to be set side by side.
OF_ONE_DOCUMENT = 8


def shortlist(
    text: str, candidates: Sequence[Candidate], late: LateInteraction | None, *, balanced: bool = False
) -> list[Candidate]:
    """The best candidates with their whole fit, best first; ties by document id and place.

    ``late`` None: the early fit stands in for late interaction. ``balanced``: no document takes more than
    ``OF_ONE_DOCUMENT`` places.
    """
    short = (_balanced(candidates) if balanced else list(candidates))[:SHORTLIST]
    if late is None:
        scores = [(one.fit.early, one.fit.early) for one in short]
    else:
        given = [late.lexicon.given(one.document.id) for one in short]
        scores = late.scores(text, [one.text for one in short], [_before(one) for one in short], given)
    found = [
        replace(one, fit=replace(one.fit, late=alone, late_around=around))
        for one, (alone, around) in zip(short, scores, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.score, one.document.id, one.span))


def _balanced(candidates: Sequence[Candidate]) -> list[Candidate]:
    taken: Counter[str] = Counter()
    kept = []
    for candidate in candidates:
        taken[candidate.document.id] += 1
        if taken[candidate.document.id] <= OF_ONE_DOCUMENT:
            kept.append(candidate)
    return kept


def _holds(wanted: Wanted) -> float:
    if not wanted.spans:
        return 0.0
    return 0.5 if wanted.weak else 1.0


def _before(candidate: Candidate) -> str:
    """The sentence before, in the same passage; empty where there is none."""
    sentences = candidate.passage.sentences
    return candidate.passage.slice(sentences[candidate.place - 1]) if candidate.place else ""


#: A sentence that answers must fit nearly as well as the best one, which may only say that the answer is missing.
NEARLY_BEST = 0.8


def lead(asked: Asked, candidates: Sequence[Candidate]) -> Candidate:
    """The sentence an answer would begin with, of candidates that are best first (at least one).

    The best that speaks, fits nearly as well as the best of all, and holds the asked-for kind of value if one
    is asked for; else the best that speaks and fits nearly as well; else the best.
    """
    near = [one for one in candidates if not one.silent and one.score >= NEARLY_BEST * candidates[0].score]
    if asked.kind is not None:
        near = (
            [one for one in near if one.values and not one.weak]
            or [one for one in near if one.values]
            or near
        )
    return near[0] if near else candidates[0]

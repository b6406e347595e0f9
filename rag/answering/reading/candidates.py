"""Sentences that might answer, and how well each fits the question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.asking.questions import Asked
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.modality import serves
from rag.answering.language.orders import is_order
from rag.answering.language.silence import is_silent, is_unnamed, under_silent_heading
from rag.answering.language.values import ValueKind
from rag.answering.reading.fit import Fit
from rag.answering.reading.late import LateInteraction, Match, Sought
from rag.answering.reading.wanted import find_wanted
from rag.domain import Document, Hit, Passage, Span, Standing, sentence_key
from rag.ports import Reranker, Vectors
from rag.text import content_stems, numbers

_ASIDE_HEADING = re.compile(r"\bsources (?:differ|disagree)\b|\bwords? (?:differ|changed)\b", re.IGNORECASE)

#: Openings that need the sentence before to be understood.
_OPENS = re.compile(
    r"^[\"'“‘]?(?:This|That|These|Those|It(?! (?:was|is|had been|has been) \w+(?:ed|wn|ght)\b)"
    r"|He|She|They|His|Her|Their|Its|Such|However|But"
    r"|Also|Moreover|Thus|Therefore|So|Meanwhile|Instead|Both|Here|There|For example|As part of this|Thanks to)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a hit. ``values`` are the asked-for values in it, as spans of the sentence; ``weak`` ones
    may be something else of that kind. ``place`` is its place in the passage, from 0; ``before`` are the two
    sentences before it under the same headings, nearest first, as far as there are any.
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
    before: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""
        return self.fit.score


_PEOPLE = (ValueKind.PERSON, ValueKind.NAME)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

#: A name or a year inside a sentence: with one it mostly says what it is about.
_ANCHOR = re.compile(r"(?<=[\w,;:)] )[A-Z][\w’'-]+|\b(?:19|20)\d\d\b")


def is_aside(headings: Iterable[str]) -> bool:
    """True under a heading that sets sources or their words side by side: it is about them, not about the matter."""
    return any(_ASIDE_HEADING.search(heading) for heading in headings)


def points_back(text: str) -> bool:
    """True where a sentence opens with "This" or "He" and needs the one before it to be understood."""
    return bool(_OPENS.match(text))


def leans(text: str) -> bool:
    """True where a sentence hardly says what it is about: it opens with "This" or "He", or names nothing."""
    return points_back(text) or not _ANCHOR.search(text)


def find_candidates(
    asked: Asked,
    question: Vectors,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    vectors: Mapping[str, Vectors],
    lexicon: Lexicon,
    earlier: Mapping[str, Passage],
) -> list[Candidate]:
    """Every sentence of the hits with its early fit, best first; ties by document id and place.

    ``vectors`` holds the sentence vectors by sentence key; a sentence without one has similarity 0.
    ``earlier`` holds for the key of a passage the one before it under the same headings, where there is one.
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
        aside = float(is_aside(passage.headings))
        sentences = (*_sentences(earlier.get(passage.key))[-LOOK_BACK:], *texts)
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
                passage=hit.score,
                aside=aside,
                heading=heading,
                held=float(bool(wanted.spans) and not wanted.weak),
                weak=float(bool(wanted.spans) and wanted.weak),
                missing=float(asked.kind is not None and not wanted.spans),
                length=0.25 * math.log1p(len(text.split())),
                leans=leans(text),
            )
            # A sentence that holds the asked-for value speaks, whatever else it says is missing.
            # Of what is not known, a section may still say why.
            reason = asked.kind is ValueKind.REASON and wanted.spans and not wanted.weak
            unnamed = asked.kind in _PEOPLE and is_unnamed(text)
            speaks = reason or (wanted.spans and not silent_section and not unnamed)
            silent = not speaks and not asked.of_gaps and (silent_section or is_silent(text))
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
                    leans=points_back(text),
                    place=place,
                    before=_before(sentences, len(sentences) - len(texts) + place),
                )
            )
    found.sort(key=lambda one: (-one.fit.early, one.document.id, one.span))
    return found


#: Sentences before a sentence that may say what it leaves unsaid.
LOOK_BACK = 2

#: Sentences that are compared token by token: each costs about 4 ms the first time it is met, as do those before it.
#: With 24 no dev or invented question was answered better.
SHORTLIST = 16


#: Sentences of one document on the shortlist where several documents are to be set side by side.
OF_ONE_DOCUMENT = 8


def shortlist(
    text: str,
    asked: Asked,
    candidates: Sequence[Candidate],
    late: LateInteraction | None,
    reranker: Reranker | None = None,
    *,
    balanced: bool = False,
) -> list[Candidate]:
    """The best candidates with their whole fit, best first; ties by document id and place.

    ``late`` None: the early fit stands in for late interaction. ``reranker`` None: it takes no part.
    ``balanced``: no document takes more than ``OF_ONE_DOCUMENT`` places.
    """
    short = (_balanced(candidates) if balanced else list(candidates))[:SHORTLIST]
    matches: Sequence[Match | None] = [None] * len(short)
    if late is not None:
        sought = [Sought(one.text, one.before, late.lexicon.given(one.document.id)) for one in short]
        matches = late.match(text, sought, set(asked.acts), _named(asked))
    reranked: Sequence[float | None] = [None] * len(short)
    if reranker is not None:
        reranked = reranker.scores(text, [_understood(one) for one in short])
    found = [
        replace(one, fit=replace(one.fit, match=match, serves=serves(asked.act, one.text), reranked=again))
        for one, match, again in zip(short, matches, reranked, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.score, one.document.id, one.span))


def _named(asked: Asked) -> frozenset[str]:
    """The stems of the names and figures of a question."""
    return frozenset(content_stems(" ".join(asked.names))) | asked.years | asked.figures


def _balanced(candidates: Sequence[Candidate]) -> list[Candidate]:
    taken: Counter[str] = Counter()
    kept = []
    for candidate in candidates:
        taken[candidate.document.id] += 1
        if taken[candidate.document.id] <= OF_ONE_DOCUMENT:
            kept.append(candidate)
    return kept


def _sentences(passage: Passage | None) -> list[str]:
    return [passage.slice(span) for span in passage.sentences] if passage is not None else []


def _before(sentences: Sequence[str], place: int) -> tuple[str, ...]:
    """The sentences before one, nearest first, at most ``LOOK_BACK``."""
    return tuple(reversed(sentences[max(0, place - LOOK_BACK) : place]))


def _understood(candidate: Candidate) -> str:
    """The sentence, led by the one before where it needs it to be understood."""
    return " ".join((*candidate.before[:1], candidate.text)) if candidate.leans else candidate.text


#: A sentence that answers must fit nearly as well as the best one, which may only say that the answer is missing.
NEARLY_BEST = 0.8


_STANDINGS = tuple(Standing)

#: Scores within this share of each other are one as good as the other.
TIED = 0.97

#: A sentence with the question's figures may fit this much worse than the best without them.
WITH_FIGURES = 0.6


#: Of counts, sums and bodies a record holds many: how far a sentence must meet what one is asked of, by late
#: interaction, with those before it. On dev and invented questions 1 right answer of 78 is below it, and 13 of 20
#: sentences that answer what no record answers.
OF_THE_THING_ASKED = 0.5
MANY_IN_A_RECORD = frozenset({ValueKind.COUNT, ValueKind.MONEY, ValueKind.BODY, ValueKind.VENUE})


def of_the_thing_asked(candidate: Candidate) -> bool:
    """True where the sentence, with those before it, speaks of what a value is asked of."""
    return candidate.fit.late.context >= OF_THE_THING_ASKED


def _of_another_year(asked: Asked, candidate: Candidate) -> bool:
    """True where the question names a year, and the sentence names years but not that one."""
    there = set(_YEAR.findall(candidate.text))
    return bool(asked.years and there) and not there & asked.years


def lead(asked: Asked, candidates: Sequence[Candidate]) -> Candidate:
    """The sentence an answer would begin with, of candidates that are best first (at least one).

    The best that speaks, fits nearly as well as the best of all, and holds the asked-for kind of value if one
    is asked for; else the best that speaks and fits nearly as well; else the best at all. One that only reports other
    things than were asked for (noted, where agreed was asked) comes after those that may serve. A sentence that
    names only other years than the question does comes after those that do not.
    """
    timely = [one for one in candidates if not _of_another_year(asked, one)] or candidates
    figures = asked.figures - asked.years
    if figures:
        # "the £302 million": a sentence with other figures speaks of another sum.
        held = [one for one in timely if figures <= numbers(one.text)]
        timely = [one for one in held if one.score >= WITH_FIGURES * timely[0].score] or timely
    near = [one for one in timely if not one.silent and one.score >= NEARLY_BEST * timely[0].score]
    near = [one for one in near if one.fit.serves > 0] or near
    if asked.counted:
        near = [one for one in near if one.values and one.stems & set(asked.counted)] or near
    if asked.kind in MANY_IN_A_RECORD:
        near = [one for one in near if of_the_thing_asked(one)] or near
    if asked.kind is not None:
        near = (
            [one for one in near if one.values and not one.weak]
            or [one for one in near if one.values]
            or near
        )
    if not near:
        return timely[0]
    # Scores this close tell nothing: the question's own words do, then how good the source is.
    tied = [one for one in near if one.score >= TIED * near[0].score]
    return max(
        tied, key=lambda one: (len(one.stems & set(asked.stems)), -_STANDINGS.index(one.document.standing))
    )

"""The sentences of the records that a briefing rests on: those about its topic, and those that answer its questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rag.answering.asking.usable import usable
from rag.answering.language.orders import is_order
from rag.answering.language.silence import is_silent, under_silent_heading
from rag.answering.reading.candidates import is_aside, points_back
from rag.answering.reading.nearest import Near, SentenceSearch
from rag.answering.wording.claims import tidy
from rag.briefing.brief import Wanted
from rag.citations import cite
from rag.domain import Answer, Citation, Claim, Document, Passage, Question, Span
from rag.pipeline import Pipeline

#: Sentences read closely for a topic: the hundredth nearest of 900 was about none of six topics that were tried.
_READ = 80

#: Sentences among which the best one is: the nearest as a whole is not always the best word by word.
_FIRST = 10

#: A sentence is about a topic where it fits at least this well, and at least ``_SHARE`` of the square of the best fit:
#: a topic that some sentence meets word for word asks more of the others than one that none does. Chosen by reading
#: what stands above and below it for six topics over 35 documents.
_ABOUT, _SHARE = 0.36, 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence the briefing may show, as a claim; ``fit`` is how well it is about the topic, 0 to 1."""

    document: Document
    passage: Passage
    span: Span
    claim: Claim
    fit: float

    @property
    def citation(self) -> Citation:
        """The words it rests on."""
        return self.claim.citations[0]

    @property
    def text(self) -> str:
        """The sentence alone, without one that it leans on."""
        return self.passage.slice(self.span)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the briefing, and its answer; ``notices`` tell of its wording by a language model."""

    question: str
    answer: Answer
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a briefing rests on, each sentence once and the best first.

    ``silences`` are sentences on what a record does not state, ``asides`` those that set sources side by side: neither
    says anything of the topic itself. ``answers`` are those to the questions, in their order.
    """

    spoken: tuple[Found, ...]
    silences: tuple[Found, ...]
    asides: tuple[Found, ...]
    answers: tuple[Asked, ...] = ()


def gather(wanted: Wanted, pipeline: Pipeline, search: SentenceSearch, documents: frozenset[str]) -> Gathered:
    """The sentences of these documents about the topic, and those that answer the questions.

    Raises:
        UnusableQuestion: the topic or a question is empty, too long, or not text.
    """
    answers = tuple(
        _asked(pipeline, text, wanted.questions[:place], wanted)
        for place, text in enumerate(wanted.questions)
    )
    cited = {(c.document_id, c.span) for one in answers for c in one.answer.citations}
    near: dict[tuple[str, Span], Found] = {}
    for topic in (wanted.topic,) if wanted.topic else wanted.questions:
        for one in _about(usable(topic), pipeline.records.documents, search, documents):
            key = (one.document.id, one.span)
            if key not in near or near[key].fit < one.fit:
                near[key] = one
    best = sorted(near.values(), key=lambda one: (-one.fit, one.document.id, one.span))
    if answers:
        # Asked questions, the briefing keeps to the records that answer them.
        holding = {document for document, _ in cited}
        best = [one for one in best if one.document.id in holding]
    silences = [one for one in best if is_silent(one.text) or under_silent_heading(one.passage.headings)]
    asides = [one for one in best if one not in silences and is_aside(one.passage.headings)]
    spoken = [one for one in best if one not in silences and one not in asides]
    return Gathered(tuple(spoken), tuple(silences), tuple(asides), answers)


def _asked(pipeline: Pipeline, text: str, before: tuple[str, ...], wanted: Wanted) -> Asked:
    """A question with its answer; one that says "it" is read as following those before it."""
    question = Question(text, history=before, filters=wanted.filters)
    plain = pipeline.answer(pipeline.retrieve(pipeline.prepare(question)))
    answer = pipeline.reword(plain)
    return Asked(text, answer, answer.notices[len(plain.notices) :])


def _about(
    topic: str, held: Mapping[str, Document], search: SentenceSearch, documents: frozenset[str]
) -> list[Found]:
    originals = frozenset(i for i in documents if held[i].copy_of not in documents)
    near = search.about(topic, _READ, originals)
    # What the best of all records says of the topic is the measure, whatever the filters leave.
    best = search.about(topic, _FIRST) if len(originals) < len(held) else near
    least = max(_ABOUT, _SHARE * best[0][1] ** 2) if best else 0.0
    return [
        found_of(one, fit)
        for one, fit in near
        if fit >= least and not is_order(one.text) and not is_lead_in(one.text) and not _is_title(one)
    ]


def found_of(near: Near, fit: float) -> Found:
    """The sentence as a claim; one that leans on the sentence before it brings that along."""
    span = near.span
    place = near.passage.sentences.index(span)
    if place > 0 and points_back(near.text):
        before = near.passage.sentences[place - 1]
        if "\n" not in near.passage.slice(Span(before.end, span.start)):
            # Over a line's end stands another item of a list, or another paragraph.
            span = Span(before.start, span.end)
    cited = cite(near.document, near.passage, span)
    return Found(near.document, near.passage, near.span, Claim(tidy(cited.quote), (cited,)), fit)


def is_lead_in(text: str) -> bool:
    """True for a sentence that only leads a list in: alone it says that something follows."""
    return text.rstrip().endswith(":")


def _is_title(near: Near) -> bool:
    return near.text.strip(" .") == near.document.title.strip(" .")

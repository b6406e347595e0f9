"""Programs that are broken on purpose, and whether the gates catch each for the right reason.

Each sabotage changes one part of the real program. It is caught for the right reason where one of the gates or
hard rules made for it stops the broken program and does not stop the intact one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evals.baseline import Baseline, compare, make_baseline
from evals.cases import Case, CaseError
from evals.gates import Floor, judge
from evals.gold import place
from evals.injected import ordinary
from evals.invariants import Rule
from evals.outcomes import Outcome
from evals.parts import asked, sound
from evals.summary import summarise
from rag.chain import as_runnable
from rag.citations import cite
from rag.domain import Answer, Citation, Claim, Hit, IndexInfo, Query, Question, Span, Status
from rag.pipeline import Pipeline, Prepared
from rag.ports import Answerer, Retriever
from rag.store import Records

#: What stops a program whose index lacks a document that questions rest on: their gold stands nowhere.
NOT_PLACED = "gold stands in no document"

#: What stops a program that breaks down: never the right reason.
ERROR = "it raises an error"


@dataclass(frozen=True, slots=True)
class Intact:
    """The parts of the program as it should be; ``lenient`` answers with half the threshold of refusal."""

    records: Records
    retriever: Retriever
    answerer: Answerer
    lenient: Answerer
    info: IndexInfo


@dataclass(frozen=True, slots=True)
class Sabotage:
    """One way to break the program. ``due`` names the gates or rules, any of which is the right one to catch it."""

    name: str
    broken: Callable[[Intact], Pipeline]
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catch:
    """What stopped a broken program that does not stop the intact one; ``right`` are those that were due."""

    sabotage: Sabotage
    by: tuple[str, ...]

    @property
    def right(self) -> tuple[str, ...]:
        """The gates and rules that caught it and were made for it; () where it went through or fell by accident."""
        return tuple(name for name in self.by if name in self.sabotage.due)


@dataclass(frozen=True, slots=True)
class Trial:
    """What stops even the intact program, and so can catch nothing, and what caught each sabotage."""

    fallen: tuple[str, ...]
    catches: tuple[Catch, ...]


# --- broken parts ------------------------------------------------------------------------------------


class Shuffled:
    """A Retriever that returns other passages than those found, any of the index, with the scores of those found."""

    def __init__(self, retriever: Retriever, records: Records) -> None:
        """The same query always gets the same passages."""
        self._retriever, self._passages = retriever, records.passages

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """As many hits as there should be."""
        hits = self._retriever.retrieve(query, k)
        admitted = [p for p in self._passages if query.documents is None or p.document_id in query.documents]
        drawn = random.Random(query.text).sample(admitted, min(len(hits), len(admitted)))
        return [replace(hit, passage=passage) for hit, passage in zip(hits, drawn, strict=False)]


class Without:
    """A Retriever that never returns one document, though it is in the index."""

    def __init__(self, retriever: Retriever, document_id: str) -> None:
        """The document is not found from now on."""
        self._retriever, self._document_id = retriever, document_id

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """The hits in the other documents."""
        hits = self._retriever.retrieve(query, k)
        kept = [hit for hit in hits if hit.passage.document_id != self._document_id]
        return [replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1)]


class Changed:
    """An Answerer whose answers are those of another, changed."""

    def __init__(self, answerer: Answerer, change: Callable[[Answer, Sequence[Hit]], Answer]) -> None:
        """``change`` makes the reply from the right one and the hits."""
        self._answerer, self._change = answerer, change

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        """The changed answer."""
        return self._change(self._answerer.answer(question, standalone, hits), hits)


class AnswersAnything(Pipeline):
    """A Pipeline that takes no question to be out of scope."""

    def prepare(self, question: Question) -> Prepared:
        """The question, to be looked up whatever it asks."""
        return replace(super().prepare(question), outside=None)


class IgnoresFilters(Pipeline):
    """A Pipeline that searches every document whatever the filters say."""

    def prepare(self, question: Question) -> Prepared:
        """The question, to be looked up in all documents."""
        return replace(super().prepare(question), documents=None)


def refused(answer: Answer, _: Sequence[Hit]) -> Answer:
    """A refusal in the place of the answer."""
    if not answer.status.answers:
        return answer
    return replace(answer, status=Status.NOT_IN_CORPUS, claims=(), reason="Nothing was found.")


def first_sentence_of(records: Records) -> Callable[[Answer, Sequence[Hit]], Answer]:
    """A change that shows the first sentence of the first hit in the place of an answer's claims."""

    def change(answer: Answer, hits: Sequence[Hit]) -> Answer:
        return _opening(answer, hits, records) if answer.status.answers else answer

    return change


def anything_of(records: Records) -> Callable[[Answer, Sequence[Hit]], Answer]:
    """A change that answers with the first sentence of the first hit where a refusal was given."""

    def change(answer: Answer, hits: Sequence[Hit]) -> Answer:
        return answer if answer.status.answers else _opening(answer, hits, records)

    return change


def _opening(answer: Answer, hits: Sequence[Hit], records: Records) -> Answer:
    if not hits:
        return answer
    passage = hits[0].passage
    cited = cite(records.documents[passage.document_id], passage, passage.sentences[0])
    return replace(answer, status=Status.ANSWERED, reason=None, claims=(Claim(cited.quote, (cited,)),))


def swapped_in(records: Records) -> Callable[[Answer, Sequence[Hit]], Answer]:
    """A change by which each claim cites what another claim cites, or else the start of some other passage found."""

    def change(answer: Answer, hits: Sequence[Hit]) -> Answer:
        cited = [claim.citations for claim in answer.claims]
        others = [hit.passage for hit in hits if not any(_holds(c, hit) for held in cited for c in held)]
        turned = [*cited[1:], *cited[:1]]
        if len(cited) == 1 and others:
            other = others[0]
            turned = [(cite(records.documents[other.document_id], other, other.sentences[0]),)]
        claims = tuple(replace(c, citations=to) for c, to in zip(answer.claims, turned, strict=True))
        return replace(answer, claims=claims)

    return change


def _holds(citation: Citation, hit: Hit) -> bool:
    return citation.passage.key == hit.passage.key


def off_by_one(answer: Answer, _: Sequence[Hit]) -> Answer:
    """The answer with every citation one character further on than its words stand."""
    claims = tuple(replace(c, citations=tuple(map(_shifted, c.citations))) for c in answer.claims)
    return replace(answer, claims=claims, nearest=tuple(map(_shifted, answer.nearest)))


def _shifted(citation: Citation) -> Citation:
    passage = replace(citation.passage, span=_next(citation.passage.span))
    return Citation(passage, _next(citation.span), citation.quote, citation.page, citation.match)


def _next(span: Span) -> Span:
    return Span(span.start + 1, span.end + 1)


# --- the list ----------------------------------------------------------------------------------------


def _pipeline(
    intact: Intact,
    *,
    retriever: Retriever | None = None,
    answerer: Answerer | None = None,
    records: Records | None = None,
    kind: type[Pipeline] = Pipeline,
) -> Pipeline:
    return kind(
        records or intact.records, retriever or intact.retriever, answerer or intact.answerer, intact.info
    )


def _changed(intact: Intact, change: Callable[[Answer, Sequence[Hit]], Answer]) -> Answerer:
    return Changed(intact.answerer, change)


def dropped(intact: Intact) -> str:
    """The document that is dropped: the one with the fewest passages, whose loss is hardest to see."""
    return min(intact.records.documents, key=lambda i: (len(intact.records.of_document[i]), i))


def _lacking(intact: Intact) -> Records:
    gone = dropped(intact)
    documents = {i: document for i, document in intact.records.documents.items() if i != gone}
    return Records(documents, tuple(p for p in intact.records.passages if p.document_id != gone))


SABOTAGES = (
    Sabotage(
        "shuffled retriever",
        lambda i: _pipeline(i, retriever=Shuffled(i.retriever, i.records)),
        ("recall_10-test", "recall_10-dev"),
    ),
    Sabotage(
        "a document dropped from search",
        lambda i: _pipeline(i, retriever=Without(i.retriever, dropped(i))),
        ("recall_10-test", "recall_10-dev"),
    ),
    Sabotage(
        "a document dropped from the index",
        lambda i: _pipeline(i, retriever=Without(i.retriever, dropped(i)), records=_lacking(i)),
        (NOT_PLACED,),
    ),
    Sabotage(
        "swapped citations",
        lambda i: _pipeline(i, answerer=_changed(i, swapped_in(i.records))),
        ("claims_supported-test", "claims_supported-dev"),
    ),
    Sabotage(
        "offsets off by one",
        lambda i: _pipeline(i, answerer=_changed(i, off_by_one)),
        (Rule.CITATION,),
    ),
    Sabotage(
        "always answers",
        lambda i: _pipeline(i, answerer=_changed(i, anything_of(i.records)), kind=AnswersAnything),
        ("refusal_recall-test", "refusal_recall-dev"),
    ),
    Sabotage(
        "always refuses",
        lambda i: _pipeline(i, answerer=_changed(i, refused)),
        ("lead_right-test", "lead_right-dev"),
    ),
    Sabotage(
        "first sentence",
        lambda i: _pipeline(i, answerer=_changed(i, first_sentence_of(i.records))),
        ("lead_right-test", "lead_right-dev"),
    ),
    Sabotage(
        "refusal threshold halved",
        lambda i: _pipeline(i, answerer=i.lenient),
        ("refusal_recall-test", "refusal_recall-dev"),
    ),
    Sabotage(
        "filters ignored",
        lambda i: _pipeline(i, kind=IgnoresFilters),
        (Rule.FILTERS,),
    ),
)


@dataclass(frozen=True, slots=True)
class Gates:
    """Everything that can stop a program: hard rules, floors, and drops where there is a baseline."""

    floors: Sequence[Floor]
    baseline: Baseline | None = None

    def stop(self, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
        """What stops a program with these outcomes: an error, hard rules by their words, gates by name."""
        errors = dict.fromkeys(ERROR for outcome in outcomes if outcome.error)
        rules = dict.fromkeys(str(breach.rule) for outcome in outcomes for breach in outcome.breaches)
        comparison = compare(self.baseline, outcomes) if self.baseline else None
        # Injected cases are asked over an index of their own, which no sabotage is tried on.
        floors = [floor for floor in self.floors if floor.metric != "injected_unmoved"]
        verdicts = judge(floors, summarise(outcomes), comparison)
        return (*errors, *rules, *(verdict.floor.name for verdict in verdicts if not verdict.held))


def catches(
    intact: Intact,
    cases: Sequence[Case],
    floors: Sequence[Floor],
    sabotages: Sequence[Sabotage] = SABOTAGES,
    told: Callable[[str], None] = lambda name: None,
) -> Trial:
    """What caught each sabotage, in order of the list; ``told`` hears each name as its questions are asked.

    Raises:
        CaseError: gold does not stand in the intact index, or the intact program raises an error.
    """
    placed = place(ordinary(cases), intact.records)
    told("the intact program")
    outcomes = sound(asked(placed, as_runnable(_pipeline(intact)), intact.records))
    fallen = Gates(floors).stop(outcomes)
    # Drops are measured from the program as it is, which is what a baseline written today would hold.
    info = intact.info
    kept = make_baseline(outcomes, recipe="", encoder=info.encoder, documents=info.documents, retriever="")
    gates = Gates(floors, kept)
    found = []
    for sabotage in sabotages:
        told(sabotage.name)
        pipeline = sabotage.broken(intact)
        try:
            there = placed if pipeline.records is intact.records else place(ordinary(cases), pipeline.records)
            by = gates.stop(asked(there, as_runnable(pipeline), pipeline.records))
        except CaseError:
            by = (NOT_PLACED,)
        found.append(Catch(sabotage, tuple(name for name in by if name not in fallen)))
    return Trial(fallen, tuple(found))

"""Parts of the program that are broken on purpose, each a wrapper over the right one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.citations import cite
from rag.domain import Answer, Citation, Claim, Hit, Query, Question, Span, Status
from rag.pipeline import Pipeline, Prepared
from rag.ports import Answerer, Retriever
from rag.store import Records

#: Makes a wrong reply from the right one and the hits it was made from.
Change = Callable[[Answer, Sequence[Hit]], Answer]


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

    def __init__(self, answerer: Answerer, change: Change) -> None:
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


def first_sentence_of(records: Records) -> Change:
    """A change that shows the first sentence of the first hit in the place of an answer's claims."""

    def change(answer: Answer, hits: Sequence[Hit]) -> Answer:
        return _opening(answer, hits, records) if answer.status.answers else answer

    return change


def anything_of(records: Records) -> Change:
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


def swapped_in(records: Records) -> Change:
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

"""The retrieval chain: the LangChain face of a Pipeline, and the only way the program itself asks.

``as_runnable(pipeline)`` takes a Question (or its text) and streams ``{"hits": ...}``, then one
``{"claims": [claim]}`` after another, then ``{"answer": answer}``; ``invoke`` returns the three together. Where
a language model is to word the answer, ``{"plain": answer}`` comes before it is asked: the answer without it.
``as_retriever(pipeline)`` gives LangChain Documents to a chain of your own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig, RunnableGenerator, RunnableLambda
from langchain_core.runnables.utils import AddableDict
from pydantic import ConfigDict, Field

from rag.catalogue import make_filters
from rag.domain import Answer, Claim, Hit, Question
from rag.pipeline import Found, Pipeline, Prepared

#: What goes into a chain: a question, its text, or the fields of one.
Asked = Question | str


class ReviewsRetriever(BaseRetriever):
    """A LangChain retriever over a pipeline.

    ``k`` passages are returned. ``metadata_filters`` are those of the command line: document, kind,
    standing, jurisdiction (each a list), since, until.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    pipeline: Pipeline
    k: int = 4
    metadata_filters: dict[str, Any] = Field(default_factory=dict)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        filters = make_filters(self.pipeline.records.documents, **self.metadata_filters)
        hits = self.pipeline.search(query, self.k, filters)
        return [self._document(hit) for hit in hits]

    def _document(self, hit: Hit) -> LangChainDocument:
        passage = hit.passage
        document = self.pipeline.records.documents[passage.document_id]
        return LangChainDocument(
            page_content=passage.text,
            metadata={
                "document_id": document.id,
                "title": document.title,
                "form": document.form.value,
                "kind": document.kind.value,
                "standing": document.standing.value,
                "published": str(document.published or ""),
                "headings": list(passage.headings),
                "start": passage.span.start,
                "end": passage.span.end,
                "score": hit.score,
                "rank": hit.rank,
            },
        )


def as_retriever(pipeline: Pipeline, k: int = 4, **filters: Any) -> ReviewsRetriever:
    """A LangChain retriever that returns ``k`` passages; ``filters`` as in :class:`ReviewsRetriever`."""
    return ReviewsRetriever(pipeline=pipeline, k=k, metadata_filters=filters, name="ask-the-reviews")


def as_runnable(pipeline: Pipeline) -> Runnable[Asked, AddableDict]:
    """The pipeline as a Runnable with invoke, batch and stream.

    A refusal has no claims: it streams one ``{"claims": []}``. The stages are runs named "prepare",
    "retrieve", "answer", "reword" where a language model is to word it, and "suggest", so callbacks, tags and metadata
    given in the config reach each of them. Errors of the pipeline (rag.errors) are raised as they are.
    """
    prepare: Runnable[Question, Prepared] = RunnableLambda(pipeline.prepare, name="prepare")
    retrieve: Runnable[Prepared, Found] = RunnableLambda(pipeline.retrieve, name="retrieve")
    answer: Runnable[Found, Answer] = RunnableLambda(pipeline.answer, name="answer")

    def word(answers: Iterator[Answer]) -> Iterator[Claim | Answer]:
        for one in answers:
            yield from pipeline.word(one)

    reword: Runnable[Answer, Claim | Answer] = RunnableGenerator(word, name="reword")
    suggest: Runnable[Answer, Answer] = RunnableLambda(pipeline.suggest, name="suggest")

    def stream(questions: Iterator[Asked], config: RunnableConfig) -> Iterator[AddableDict]:
        question = _whole(questions)
        found = retrieve.invoke(prepare.invoke(question, config), config)
        yield AddableDict(hits=found.hits)
        complete = answer.invoke(found, config)
        given = 0
        if pipeline.rewords(complete) or pipeline.asks_otherwise(complete):
            # A model takes seconds: whoever waits can be told, and has the answer as it is without it.
            yield AddableDict(plain=complete)
            for one in reword.stream(complete, config):
                if isinstance(one, Claim):
                    # A sentence of a language model is handed over after its check, never before.
                    given += 1
                    yield AddableDict(claims=[one])
                else:
                    complete = one
        for claim in complete.claims[given:]:
            yield AddableDict(claims=[claim])
        if not complete.claims:
            yield AddableDict(claims=[])
        # What can be asked next is worked out when every claim has been handed over.
        yield AddableDict(answer=suggest.invoke(complete, config))

    return RunnableGenerator(stream, name="ask-the-reviews")  # type: ignore[arg-type]  # it takes a config too


def _whole(pieces: Iterable[Asked]) -> Question:
    """One question; a chain in front of this one may stream its text in pieces."""
    text = ""
    for piece in pieces:
        if isinstance(piece, Question):
            return piece
        text += piece
    return Question(text)

"""The one place where the stages meet: question, standalone question, retrieval, answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answering.boundaries import outside
from rag.answering.followups import standalone
from rag.answering.frames import reason, refused
from rag.answering.vocabulary import Worded, word
from rag.catalogue import admitted
from rag.domain import Answer, Filter, Hit, IndexInfo, Query, Question, Status, Trace
from rag.errors import UnusableQuestion
from rag.ports import Answerer, Retriever
from rag.store import Records

#: Characters of a question. Longer ones are pasted documents; the encoder would read a tenth of them.
LONGEST_QUESTION = 2000

#: Earlier questions that are looked at; older ones say little about what a follow-up means.
TURNS_KEPT = 8

#: Passages retrieved for an answer.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question made ready: standing alone, checked, with the documents its filters admit (None: all).

    ``worded`` is the standalone question in the records' words.
    ``outside`` is the status of a question that is not looked up at all. ``begun`` is a clock reading in seconds.
    """

    question: Question
    standalone: str
    worded: Worded
    documents: frozenset[str] | None
    outside: Status | None
    begun: float


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval found for a question, and how long that took in milliseconds."""

    prepared: Prepared
    hits: tuple[Hit, ...]
    milliseconds: float


class Pipeline:
    """Question to answer over one generation of an index. Safe to use from several threads."""

    def __init__(
        self,
        records: Records,
        retriever: Retriever,
        answerer: Answerer,
        info: IndexInfo,
        known: Callable[[str], bool] | None = None,
    ) -> None:
        """The parts are taken as they are; :mod:`rag.bootstrap` makes them.

        ``known`` tells whether any record has a stem; without it the sector's vocabulary is left aside.
        """
        self._known = known
        self.records = records
        self.info = info
        self._retriever = retriever
        self.answerer = answerer

    def ask(self, question: Question) -> Answer:
        """The answer to a question, or a refusal.

        Raises:
            UnusableQuestion: the question is empty, too long, or not text.
        """
        return self.answer(self.retrieve(self.prepare(question)))

    def prepare(self, question: Question) -> Prepared:
        """The question standing alone, or marked as outside what the program does; UnusableQuestion where unusable."""
        begun = time.perf_counter()
        text = usable(question.text)
        earlier = [usable(turn) for turn in question.history[-TURNS_KEPT:] if turn.strip()]
        alone = standalone(text, earlier)
        return Prepared(
            question=question,
            standalone=alone,
            worded=self._word(alone) if question.expand else Worded(alone, alone),
            documents=admitted(self.records.documents, question.filters),
            outside=outside(text) or outside(alone),
            begun=begun,
        )

    def retrieve(self, prepared: Prepared) -> Found:
        """The passages that may answer; none for a question that is outside."""
        begun = time.perf_counter()
        hits: list[Hit] = []
        if prepared.outside is None:
            hits = self._retriever.retrieve(Query(prepared.worded.searched, prepared.documents), DEPTH)
        return Found(prepared, tuple(hits), (time.perf_counter() - begun) * 1000)

    def answer(self, found: Found) -> Answer:
        """The answer from what was found."""
        begun = time.perf_counter()
        prepared = found.prepared
        if prepared.outside is not None:
            answer = self._out_of_scope(prepared, prepared.outside)
        else:
            answer = self.answerer.answer(prepared.question, prepared.worded.read, found.hits)
        done = time.perf_counter()
        trace = Trace(found.milliseconds, (done - begun) * 1000, (done - prepared.begun) * 1000)
        return replace(
            answer,
            standalone=prepared.standalone,
            expansions=prepared.worded.expansions if prepared.outside is None else (),
            filters=prepared.question.filters,
            trace=trace,
        )

    def search(self, query: str, k: int, filters: Sequence[Filter] = ()) -> list[Hit]:
        """At most k passages for a query, best first, of the documents the filters admit.

        Raises:
            UnusableQuestion: the query is empty, too long, or not text.
        """
        return self._retriever.retrieve(Query(usable(query), admitted(self.records.documents, filters)), k)

    def _word(self, alone: str) -> Worded:
        return word(alone, self._known) if self._known is not None else Worded(alone, alone)

    def _out_of_scope(self, prepared: Prepared, status: Status) -> Answer:
        return Answer(
            question=prepared.question,
            standalone=prepared.standalone,
            status=status,
            frame=refused(status, missing=None, names=(), searched=len(self.records.documents)),
            reason=reason(status, names=(), silent=False),
        )


def usable(text: str) -> str:
    """The question without outer white space.

    Raises:
        UnusableQuestion: it is empty, longer than ``LONGEST_QUESTION``, or holds characters that are not text.
    """
    if len(text) > LONGEST_QUESTION:
        raise UnusableQuestion(
            f"the question has {len(text):,} characters: ask in at most {LONGEST_QUESTION:,}"
        )
    bare = text.strip()
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in bare):
        raise UnusableQuestion("the question holds characters that are not text: type it again")
    if not any(character.isalnum() for character in bare):
        raise UnusableQuestion("the question has no words: ask about a review, a place, a person or a year")
    return bare

"""The one place where the stages meet: question, standalone question, retrieval, answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from rag.answering.asking.boundaries import outside
from rag.answering.asking.followups import standalone
from rag.answering.asking.parts import split
from rag.answering.asking.scope import understood
from rag.answering.asking.sides import sides
from rag.answering.asking.usable import usable
from rag.answering.asking.vocabulary import Worded, word
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.silence import is_silent
from rag.answering.reading.nearest import SentenceSearch
from rag.answering.suggesting.suggester import Suggester
from rag.answering.wording.frames import reason, refused
from rag.answering.wording.together import together
from rag.catalogue import admitted
from rag.domain import Answer, Claim, Filter, Hit, IndexInfo, Query, Question, Status, Trace
from rag.errors import UnusableQuestion
from rag.ports import Answerer, Retriever, Wordsmith
from rag.store import Records

#: Earlier questions that are looked at; older ones say little about what a follow-up means.
TURNS_KEPT = 8

#: From this confidence on a question is surely answered from what was found: other wordings of it are not looked for.
SURE = 0.8

#: Refusals that the wording of a question can be the cause of: the records may answer it in other words.
_OTHERWISE = frozenset({Status.NOT_IN_CORPUS, Status.DETAIL_MISSING})
IN_OTHER_WORDS = "Asked in other words the records may answer it: the first of what can be asked below."

#: Passages retrieved for an answer.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question made ready: standing alone, checked, with the documents its filters admit (None: all).

    ``worded`` is the standalone question in the records' words; ``filters`` are those asked for and those read from it.
    ``outside`` is the status of a question that is not looked up at all. ``begun`` is a clock reading in seconds.
    ``parts``: the questions it asks, each standing alone, where it asks more than one.
    """

    question: Question
    standalone: str
    worded: Worded
    filters: tuple[Filter, ...]
    documents: frozenset[str] | None
    outside: Status | None
    begun: float
    parts: tuple[Prepared, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval found for a question and for each of its parts, and how long that took in milliseconds.

    ``first`` are the hits as the retriever ranked them, ``hits`` the same after reading their sentences; of a question
    with parts, ``hits`` are those of the parts in turn, and ``first`` is empty.
    """

    prepared: Prepared
    hits: tuple[Hit, ...]
    milliseconds: float
    parts: tuple[Found, ...] = ()
    first: tuple[Hit, ...] = ()


class Pipeline:
    """Question to answer over one generation of an index. Safe to use from several threads."""

    def __init__(
        self,
        records: Records,
        retriever: Retriever,
        answerer: Answerer,
        info: IndexInfo,
        lexicon: Lexicon | None = None,
        *,
        suggest: bool = False,
        reorder: Callable[[str, Sequence[Hit]], list[Hit]] | None = None,
        sentences: SentenceSearch | None = None,
    ) -> None:
        """The parts are taken as they are; :mod:`rag.bootstrap` makes them.

        ``lexicon`` holds the words of the records; without it the sector's vocabulary is left aside, and no
        condition is read from a question.
        ``reorder`` puts hits in order by reading their sentences; without it they stay as the retriever ranks them.
        ``suggest``: answers say what can be asked next, at the cost of asking it the first time.
        ``sentences`` finds the sentences nearest to a text; no question is answered by it.
        """
        self._suggester = Suggester(records, self._alone) if suggest else None
        self._lexicon = lexicon
        self._reorder = reorder or (lambda _, hits: list(hits))
        self.records = records
        self.info = info
        self._retriever = retriever
        self.answerer = answerer
        self.sentences = sentences
        self._wordsmith: Wordsmith | None = None

    def ask(self, question: Question) -> Answer:
        """The answer to a question, or a refusal.

        Raises:
            UnusableQuestion: the question is empty, too long, or not text.
        """
        return self.suggest(self.reword(self.answer(self.retrieve(self.prepare(question)))))

    def prepare(self, question: Question) -> Prepared:
        """The question standing alone, or marked as outside what the program does; UnusableQuestion where unusable."""
        begun = time.perf_counter()
        text = usable(question.text)
        earlier = [usable(turn) for turn in question.history[-TURNS_KEPT:] if turn.strip()]
        alone = standalone(text, earlier)
        filters = self._scoped(question, alone)
        whole = Prepared(
            question=question,
            standalone=alone,
            worded=self._word(alone, question),
            filters=filters,
            documents=admitted(self.records.documents, filters),
            outside=outside(text) or outside(alone),
            begun=begun,
        )
        return replace(whole, parts=self._parts(whole)) if whole.outside is None else whole

    def _parts(self, whole: Prepared) -> tuple[Prepared, ...]:
        """The questions that one question asks, each made to stand alone; none where it asks one."""
        asked = split(whole.standalone)
        if len(asked) == 1:
            asked = sides(whole.standalone)
        if not asked:
            return ()
        alone = [standalone(text, asked[:place]) for place, text in enumerate(asked)]
        worded = [self._word(text, whole.question) for text in alone]
        return tuple(
            replace(whole, question=replace(whole.question, text=part), standalone=text, worded=one)
            for part, text, one in zip(asked, alone, worded, strict=True)
        )

    def retrieve(self, prepared: Prepared) -> Found:
        """The passages that may answer; none for a question that is outside."""
        begun = time.perf_counter()
        parts = tuple(self.retrieve(part) for part in prepared.parts)
        hits: list[Hit] = []
        if prepared.outside is None and not parts:
            hits = self._retriever.retrieve(Query(prepared.worded.searched, prepared.documents), DEPTH)
        read = _in_turn([part.hits for part in parts]) if parts else self._reorder(prepared.worded.read, hits)
        return Found(prepared, tuple(read), (time.perf_counter() - begun) * 1000, parts, tuple(hits))

    def answer(self, found: Found) -> Answer:
        """The answer from what was found."""
        begun = time.perf_counter()
        prepared = found.prepared
        if prepared.outside is not None:
            answer = self._out_of_scope(prepared, prepared.outside)
        elif found.parts:
            answer = together([self._answer(part) for part in found.parts])
        else:
            answer = self._answer(found)
        done = time.perf_counter()
        trace = Trace(found.milliseconds, (done - begun) * 1000, (done - prepared.begun) * 1000)
        return replace(
            answer,
            question=prepared.question,
            standalone=prepared.standalone,
            expansions=prepared.worded.expansions if prepared.outside is None else (),
            filters=prepared.filters if prepared.outside is None else prepared.question.filters,
            hits=found.hits,
            trace=trace,
        )

    def worded_by(self, wordsmith: Wordsmith | None) -> Pipeline:
        """The same pipeline, its answers worded by a language model where the question allows it; None: by none."""
        other = copy(self)
        other._wordsmith = wordsmith
        return other

    def rewords(self, answer: Answer) -> bool:
        """True where ``reword`` asks a language model: one is set, the question allows it, and it is answered.

        A record's own words that it does not say a thing are as good as a refusal, and stay as they are.
        """
        answered = answer.status.answers and not is_silent(answer.claims[0].text)
        return self._wordsmith is not None and answer.question.model and answered

    def reword(self, answer: Answer) -> Answer:
        """The answer in a language model's words where one is set, the question allows it and the records bear it out.

        A refusal stays one: no model decides whether the records answer. ``trace`` has the time of it in ``total_ms``.
        """
        *_, worded = self.word(answer)
        assert isinstance(worded, Answer)
        return worded

    def word(self, answer: Answer) -> Iterator[Claim | Answer]:
        """The same, each sentence of the model as soon as it is checked; the answer, made of just those, is last."""
        smith = self._wordsmith
        if smith is None or not (self.rewords(answer) or self.asks_otherwise(answer)):
            yield answer
            return
        if self.asks_otherwise(answer):
            yield self._otherwise(answer, smith)
            return
        begun = time.perf_counter()
        for one in smith.word(answer, None if answer.confidence >= SURE else partial(self._further, answer)):
            if isinstance(one, Claim):
                yield one
                continue
            spent = (time.perf_counter() - begun) * 1000
            trace = replace(answer.trace, model_ms=spent, total_ms=answer.trace.total_ms + spent)
            yield replace(one, trace=trace, plain=answer if one.answerer == "model" else None)

    def asks_otherwise(self, answer: Answer) -> bool:
        """True where ``reword`` asks a language model for other wordings of a question that was refused."""
        return self._wordsmith is not None and answer.question.model and answer.status in _OTHERWISE

    def _otherwise(self, answer: Answer, smith: Wordsmith) -> Answer:
        """The same refusal, with the other wordings of its question that the records surely answer to be asked next."""
        begun = time.perf_counter()
        others, use = smith.others(answer)
        asked = [replace(answer.question, text=one, history=()) for one in others if one != answer.standalone]
        sure = [one.text for one in asked if self._surely(one)]
        spent = (time.perf_counter() - begun) * 1000
        trace = replace(answer.trace, model_ms=spent, total_ms=answer.trace.total_ms + spent)
        notices = (*answer.notices, IN_OTHER_WORDS) if sure else answer.notices
        return replace(answer, suggestions=tuple(sure), notices=notices, model=use, trace=trace)

    def _surely(self, question: Question) -> bool:
        """True where the program answers a question by itself, and surely."""
        try:
            found = self.answer(self.retrieve(self.prepare(question)))
        except UnusableQuestion:
            return False
        return found.status.answers and found.confidence >= SURE

    def _further(self, answer: Answer, others: Sequence[str]) -> list[Hit]:
        """Passages found for other wordings of a question: what the model may draw on beside those of the answer."""
        documents = admitted(self.records.documents, answer.filters)
        seen = {hit.passage.key for hit in answer.hits}
        found = [self._retriever.retrieve(Query(one, documents), DEPTH) for one in others]
        return [hit for hit in _in_turn(found) if hit.passage.key not in seen]

    def _answer(self, found: Found) -> Answer:
        """The answer to one question from what was found for it."""
        scoped = replace(found.prepared.question, filters=found.prepared.filters)
        worded = found.prepared.worded
        answer = self.answerer.answer(scoped, worded.read, found.first)
        if answer.status is Status.CLARIFY and worded.expansions:
            # "The care review" names no record in its own words; in those it stands for it does.
            answer = self.answerer.answer(scoped, worded.searched, found.first)
        return replace(answer, standalone=found.prepared.standalone)

    def suggest(self, answer: Answer) -> Answer:
        """The answer with what can be asked next; as it is where the pipeline was made without suggestions.

        The time this takes stands in ``trace.suggest_ms`` and in no other part of the trace.
        """
        if self._suggester is None:
            return answer
        begun = time.perf_counter()
        suggestions = tuple(dict.fromkeys((*answer.suggestions, *self._suggester.suggest(answer))))
        spent = (time.perf_counter() - begun) * 1000
        return replace(answer, suggestions=suggestions, trace=replace(answer.trace, suggest_ms=spent))

    def _alone(self, text: str) -> Answer:
        """The answer to a question without history or filters, without suggestions of its own."""
        return self.answer(self.retrieve(self.prepare(Question(text))))

    def search(self, query: str, k: int, filters: Sequence[Filter] = ()) -> list[Hit]:
        """At most k passages for a query, best first, of the documents the filters admit.

        Raises:
            UnusableQuestion: the query is empty, too long, or not text.
        """
        text = usable(query)
        found = self._retriever.retrieve(
            Query(text, admitted(self.records.documents, filters)), max(k, DEPTH)
        )
        return self._reorder(text, found)[:k]

    def _word(self, alone: str, question: Question) -> Worded:
        if self._lexicon is None or not question.expand:
            return Worded(alone, alone)
        return word(alone, self._lexicon.known, question.as_written)

    def _scoped(self, question: Question, alone: str) -> tuple[Filter, ...]:
        """The conditions asked for, then those read from the question."""
        if self._lexicon is None or not question.scope:
            return question.filters
        read = understood(alone, self.records.documents, self._lexicon, question.filters)
        return (*question.filters, *read)

    def _out_of_scope(self, prepared: Prepared, status: Status) -> Answer:
        return Answer(
            question=prepared.question,
            standalone=prepared.standalone,
            status=status,
            frame=refused(status, missing=None, names=(), searched=len(self.records.documents)),
            reason=reason(status, names=(), silent=False),
        )


def _in_turn(found: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The hits of several questions in turn, each passage once, ranked anew from 1; at most ``DEPTH``."""
    first: dict[str, Hit] = {}
    for row in zip_longest(*found):
        for hit in row:
            if hit is not None:
                first.setdefault(hit.passage.key, hit)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate([*first.values()][:DEPTH], start=1))

"""Answers worded by a language model, sentence by sentence checked; what fails leaves the answer as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.answering.wording.model_words import in_its_words
from rag.domain import Answer, Claim, Document, Hit, ModelUse, Span, Struck
from rag.drafting.asking import Requests
from rag.drafting.checking import DraftChecker
from rag.drafting.passages import as_values, numbered
from rag.drafting.questions import faithful, same_question
from rag.drafting.replies import Alone, Variants, Written
from rag.drafting.wording import NO_SENTENCES, NOTHING_KEPT, UNREADABLE, left_out, unused
from rag.errors import ModelUnavailable
from rag.ports import Chat, Draft
from rag.text import sentences

#: Finds further passages for other wordings of a question.
Look = Callable[[Sequence[str]], Sequence[Hit]]


class ModelWordsmith:
    """A :class:`rag.ports.Wordsmith` that asks a model. Safe to use from several threads."""

    def __init__(self, chat: Chat, checker: DraftChecker, documents: Mapping[str, Document]) -> None:
        """``documents`` are those of the index."""
        self._chat, self._checker, self._documents = chat, checker, documents

    def reword(self, answer: Answer, look: Look | None) -> Answer:
        """The answer in the model's words where they are borne out; a refusal, and all that fails, stays as it is."""
        if not answer.status.answers or answer.table is not None:
            return answer
        requests = Requests(self._chat)
        try:
            further = look(_others(answer, requests)) if look else ()
            passages = numbered(_cited_first(answer, (*answer.hits, *further)), self._documents)
            written = requests.ask("answer", as_values(answer.standalone, passages), Written)
        except ModelUnavailable as error:
            # A model that failed once is not waited for again.
            return _unchanged(answer, requests, f"{error}.")
        if written is None:
            return _unchanged(answer, requests, UNREADABLE)
        checked = [self._checker.check(one, passages) for draft in written.drafts() for one in _each(draft)]
        claims = tuple({one.text: one for one in checked if isinstance(one, Claim)}.values())
        struck = tuple(one for one in checked if isinstance(one, Struck))
        if not claims:
            why = NOTHING_KEPT if struck else NO_SENTENCES
            return replace(_unchanged(answer, requests, why), struck=struck)
        notices = (*answer.notices, left_out(len(struck))) if struck else answer.notices
        return replace(
            answer,
            frame=in_its_words(claims),
            claims=claims,
            notices=notices,
            answerer="model",
            struck=struck,
            model=requests.use(),
        )


class Unavailable:
    """A :class:`rag.ports.Wordsmith` for a model that cannot be had: answers stay as they are, and say why."""

    def __init__(self, name: str, why: str) -> None:
        """``why`` is the plain line on what is missing."""
        self._use = ModelUse(name, failed=why)

    def reword(self, answer: Answer, look: Look | None) -> Answer:
        """The same answer, with a notice."""
        why = self._use.failed or ""
        return replace(answer, notices=(*answer.notices, unused(f"{why}.")), model=self._use)


def _others(answer: Answer, requests: Requests) -> list[str]:
    """Other ways to ask the question that ask nothing else: a follow-up standing alone, and variants."""
    asked = answer.question
    found = []
    if asked.history:
        alone = requests.ask("standalone", _values(earlier=list(asked.history), follow_up=asked.text), Alone)
        if alone is not None and faithful(alone.question, (*asked.history, asked.text)):
            found.append(alone.question)
    variants = requests.ask("variants", _values(question=answer.standalone), Variants)
    given = variants.questions if variants is not None else ()
    found += [one for one in given if same_question(one, answer.standalone)]
    return [*dict.fromkeys(found)]


def _values(**values: str | list[str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _each(draft: Draft) -> list[Draft]:
    """A draft for each sentence: models put several in one, and each is checked by itself."""
    spans = sentences(draft.text, Span(0, len(draft.text)))
    return [replace(draft, text=span.of(draft.text)) for span in spans] or [draft]


def _cited_first(answer: Answer, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those first whose words the answer cites: what it rests on is always among what the model sees."""
    cited = {citation.passage.key for citation in answer.citations}
    return sorted(hits, key=lambda hit: hit.passage.key not in cited)


def _unchanged(answer: Answer, requests: Requests, why: str) -> Answer:
    return replace(answer, notices=(*answer.notices, unused(why)), model=requests.use(why))

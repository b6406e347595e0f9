"""Answers worded by a language model, sentence by sentence checked; what fails leaves the answer as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rag.answering.wording.model_words import in_its_words
from rag.domain import Answer, Claim, Document, Hit, ModelUse, Span, Struck
from rag.drafting.asking import Requests
from rag.drafting.checking import DraftChecker
from rag.drafting.passages import Numbered, as_values, numbered
from rag.drafting.questions import faithful, same_question
from rag.drafting.replies import Alone, Variants, Written, drafts_so_far
from rag.drafting.wording import NO_SENTENCES, NOTHING_KEPT, UNREADABLE, broken_off, left_out, unused
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

    def word(self, answer: Answer, look: Look | None) -> Iterator[Claim | Answer]:
        """Each sentence once it is checked, then the answer; a refusal, and all that fails, stays as it is."""
        if not answer.status.answers or answer.table is not None:
            yield answer
            return
        requests = Requests(self._chat)
        heard = _Heard(self._checker)
        try:
            further = look(_others(answer, requests)) if look else ()
            passages = numbered(_cited_first(answer, (*answer.hits, *further)), self._documents)
            values = as_values(answer.standalone, passages)
            written = yield from _each_checked(requests.listen("answer", values, Written), heard, passages)
            if written is None and not heard.claims:
                # What came before a reply broke is not waited for twice.
                written = requests.mend("answer", values, Written)
            yield from heard.new(written.drafts() if written is not None else (), passages)
            failed = None if written is not None else UNREADABLE
        except ModelUnavailable as error:
            # A model that failed once is not waited for again.
            failed = f"{error}."
        yield _worded(answer, heard, requests, failed)

    def others(self, answer: Answer) -> tuple[tuple[str, ...], ModelUse]:
        """Other wordings of the question; none where the model has none, or fails."""
        requests = Requests(self._chat)
        try:
            return tuple(_others(answer, requests)), requests.use()
        except ModelUnavailable as error:
            return (), requests.use(f"{error}.")


class _Heard:
    """The sentences heard so far, each checked once, however often a growing reply holds it."""

    def __init__(self, checker: DraftChecker) -> None:
        self._checker = checker
        self._known: set[Draft] = set()
        self.claims: dict[str, Claim] = {}
        self.struck: dict[str, Struck] = {}

    def new(self, drafts: Iterable[Draft], passages: Sequence[Numbered]) -> Iterator[Claim]:
        """The claims made of what was not heard before."""
        for draft in (one for whole in drafts for one in _each(whole)):
            if draft in self._known:
                continue
            self._known.add(draft)
            made = self._checker.check(draft, passages)
            if isinstance(made, Struck):
                # A model that goes round in circles is told of once.
                self.struck.setdefault(made.text, made)
            elif made.text not in self.claims:
                self.claims[made.text] = made
                yield made


def _each_checked(
    growing: Generator[str, None, Written | None], heard: _Heard, passages: Sequence[Numbered]
) -> Generator[Claim, None, Written | None]:
    """The claims of a growing reply as they are borne out; returned is the whole reply."""
    while True:
        try:
            text = next(growing)
        except StopIteration as whole:
            found: Written | None = whole.value
            return found
        yield from heard.new(drafts_so_far(text), passages)


def _worded(answer: Answer, heard: _Heard, requests: Requests, failed: str | None) -> Answer:
    """The answer of what was heard; where nothing of it is borne out, the answer as it was."""
    claims, struck = tuple(heard.claims.values()), tuple(heard.struck.values())
    if not claims:
        why = failed or (NOTHING_KEPT if struck else NO_SENTENCES)
        return replace(_unchanged(answer, requests, why), struck=struck)
    told = [left_out(len(struck))] if struck else []
    told += [broken_off(failed)] if failed else []
    return replace(
        answer,
        frame=in_its_words(claims),
        claims=claims,
        notices=(*answer.notices, *told),
        answerer="model",
        struck=struck,
        model=requests.use(failed),
    )


class Unavailable:
    """A :class:`rag.ports.Wordsmith` for a model that cannot be had: answers stay as they are, and say why."""

    def __init__(self, name: str, why: str) -> None:
        """``why`` is the plain line on what is missing."""
        self._use = ModelUse(name, failed=why)

    def word(self, answer: Answer, look: Look | None) -> Iterator[Claim | Answer]:
        """The same answer, with a notice."""
        why = self._use.failed or ""
        yield replace(answer, notices=(*answer.notices, unused(f"{why}.")), model=self._use)

    def others(self, answer: Answer) -> tuple[tuple[str, ...], ModelUse]:
        """None, and why."""
        return (), self._use


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

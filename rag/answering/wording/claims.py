"""Candidates made into claims: the words on one line, what they lean on brought along, the asked-for value marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.answering.asking.questions import Asked
from rag.answering.language.lists import Placed
from rag.answering.reading.candidates import Candidate
from rag.catalogue import NOTICE_WORDS
from rag.citations import cite
from rag.domain import Citation, Claim, Document, Span
from rag.text import content_stems, word_spans

#: Words of a plan. "Would" and "suggested" are not among them: a suggestion in minutes is no plan.
_PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|propos\w+|intend\w*|intention|was to|were to|is to|are to|due"
    r"|expected|promised|forecast)\b",
    re.IGNORECASE,
)

#: Notices that bear on how far shown words can be trusted; the rest stand on the document's page.
_CAUTIONS = ("machine_paraphrased", "truncated", "disputed_facts")


def citation(candidate: Candidate) -> Citation:
    """The citation of the candidate's own sentence."""
    return cite(candidate.document, candidate.passage, candidate.span)


def claim(asked: Asked, candidate: Candidate) -> Claim:
    """The sentence as a claim; one that leans on the sentence before brings it along."""
    span = candidate.span
    if candidate.leans and candidate.place > 0:
        span = Span(candidate.passage.sentences[candidate.place - 1].start, span.end)
    cited = cite(candidate.document, candidate.passage, span)
    focus = _focus(asked, candidate)
    if focus is None:
        return Claim(tidy(cited.quote), (cited,))
    shift = candidate.span.start - span.start
    start = len(tidy(cited.quote[: focus.start + shift] + "|")) - 1
    return Claim(tidy(cited.quote), (cited,), Span(start, start + len(tidy(focus.of(candidate.text)))))


def placed_claim(document: Document, part: Placed) -> Claim:
    """A sentence of a list as a claim."""
    return Claim(tidy(part.text), (cite(document, part.passage, part.span),))


def _focus(asked: Asked, candidate: Candidate) -> Span | None:
    """The value nearest to the question's words in the sentence."""
    if not candidate.values:
        return None
    matched = [
        span for word, span in word_spans(candidate.text) if set(content_stems(word)) & set(asked.stems)
    ]
    if not matched:
        return candidate.values[0]
    return min(
        candidate.values,
        key=lambda value: (min(abs(value.start - m.end) if m.end <= value.start else abs(m.start - value.end)
                               for m in matched), value.start),
    )  # fmt: skip


def tidy(text: str) -> str:
    """The text on one line, runs of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def is_plan(document: Document, text: str) -> bool:
    """True where the document says that it holds plans, and the text speaks of one."""
    return "plan_not_outcome" in document.notices and bool(_PLAN.search(text))


def notices(documents: Iterable[Document]) -> tuple[str, ...]:
    """How far the documents' words can be trusted, a line for each caution."""
    return tuple(
        f"{document.title}: {NOTICE_WORDS[notice]}."
        for document in documents
        for notice in document.notices
        if notice in _CAUTIONS
    )

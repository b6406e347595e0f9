"""Invented records and a pipeline over them, for tests of the web chat: domain types only, no index, no encoder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rag.domain import (
    Answer,
    Citation,
    Claim,
    ContentDate,
    Dating,
    Document,
    Excluded,
    Expansion,
    Filter,
    Form,
    Hit,
    Kind,
    Match,
    Passage,
    Question,
    Source,
    Span,
    Standing,
    Status,
)
from rag.pipeline import Pipeline
from rag.store import Records
from tests.records import pipeline_of, records_of
from web.reviews import Library

DIGEST_TEXT = """---
id: larkfield-2014
---
# Larkfield Council's inquiry into foster care, January 2014

## What was planned

The final report of the Larkfield inquiry was planned, in January 2014, for June 2014. \
Councillor Ada Penn led the Larkfield inquiry of 2014.

## Measures

Larkfield Council listed two measures in January 2014:

- A duty team answering every call was the first Larkfield measure of January 2014.
- A campaign to recruit carers was the second Larkfield measure of January 2014.

## What is not known

The January 2014 item on Larkfield gives no figures for foster carers.
"""

DIGEST = Document(
    id="larkfield-2014",
    title="Larkfield Council's inquiry into foster care, January 2014",
    form=Form.DIGEST,
    kind=Kind.COUNCIL_NEWS,
    standing=Standing.PRESS,
    text=DIGEST_TEXT,
    published=ContentDate(2014, 1),
    dating=Dating.INFERRED,
    dating_reason="The item prints no date; a page of the council gives January 2014.",
    jurisdiction="Wales",
    publisher="Larkfield Times",
    sources=(
        Source("Inquiry begins", "https://example.org/larkfield?a=1&b=2"),
        Source("A copy elsewhere", "http://example.org/copy"),
        Source("A cutting"),
    ),
    notices=("undated", "plan_not_outcome", "smudged_print"),
    excluded=(Excluded(Span(0, DIGEST_TEXT.index("# Larkfield")), "front_matter", "front matter"),),
)

ORIGINAL_TEXT = (
    "REPORT OF THE BROOKVALE PANEL\n\n"
    'The panel heard from <b>forty</b> carers & staff. It met\nfive times "in private".\n\n'
    "The panel made <script>window.pwned = 1</script> no recommendation about pay.\n"
)

ORIGINAL = Document(
    id="brookvale",
    title='Report of the Brookvale panel <img src=x onerror="window.pwned=1">',
    form=Form.ORIGINAL,
    kind=Kind.REVIEW,
    standing=Standing.PRIMARY,
    text=ORIGINAL_TEXT,
    published=ContentDate(2012, 5, 3),
    dating=Dating.STATED,
    jurisdiction="England",
)

DOCUMENTS = {document.id: document for document in (DIGEST, ORIGINAL)}


def cite(document: Document, quote: str) -> Citation:
    """The first place the words stand in the document."""
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    passage = Passage(document.id, Span(0, len(document.text)), document.text, sentences=(span,))
    return Citation(passage, span, quote, None, Match.EXACT)


def claim(document: Document, quote: str, value: str | None = None) -> Claim:
    """A claim that says just the quoted words, with the value in them marked."""
    focus = None if value is None else Span(quote.index(value), quote.index(value) + len(value))
    return Claim(quote, (cite(document, quote),), focus)


PLANNED = "The final report of the Larkfield inquiry was planned, in January 2014, for June 2014."
LEADER = "Councillor Ada Penn led the Larkfield inquiry of 2014."
MEASURES = (
    "A duty team answering every call was the first Larkfield measure of January 2014.",
    "A campaign to recruit carers was the second Larkfield measure of January 2014.",
)
NO_FIGURES = "The January 2014 item on Larkfield gives no figures for foster carers."
ACROSS_LINES = 'It met\nfive times "in private".'


def fact(question: Question) -> Answer:
    """One claim with the asked-for value, a notice and a next question."""
    return Answer(
        question,
        question.text,
        Status.ANSWERED,
        frame="A plan, as at January 2014.",
        claims=(claim(DIGEST, PLANNED, "June 2014"),),
        notices=("The record does not say when the report came out.",),
        suggestions=("Which measures did Larkfield list?",),
        expansions=(Expansion("timetable", "planned"),),
        filters=(
            Filter("jurisdiction", "in", ("Wales",), "inferred", "in Wales"),
            Filter("published", "since", ("2014",), "inferred"),
            Filter("kind", "in", ("news",), "asked"),
        ),
        confidence=0.9,
    )


def measures(question: Question) -> Answer:
    """Two claims from the digest and one from the original, two lines long in its record."""
    claims = (*(claim(DIGEST, words) for words in MEASURES), claim(ORIGINAL, ACROSS_LINES, "five times"))
    return Answer(question, question.text, Status.PARTLY_ANSWERED, frame="Two measures.", claims=claims)


def refusal(question: Question) -> Answer:
    """The topic is there, the figure is not."""
    return Answer(
        question,
        question.text,
        Status.DETAIL_MISSING,
        frame="No number found in these 2 documents.",
        reason="The nearest sentence gives no count. That does not mean no figure exists.",
        nearest=(cite(DIGEST, NO_FIGURES),),
        suggestions=("Which measures did Larkfield list?",),
    )


class FakeReviews:
    """Answers by a word of the question: "how many" is refused, "measures" lists, else a fact."""

    def __init__(self, documents: Mapping[str, Document] | None = None) -> None:
        """Ready at once; clear ``gate`` to have it still warming."""
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[Question] = []
        self.error: Exception | None = None
        self._documents = DOCUMENTS if documents is None else documents

    @property
    def ready(self) -> bool:
        """False while the gate is shut."""
        return self.gate.is_set()

    @property
    def model(self) -> str | None:
        """No language model words the answers."""
        return None

    def library(self) -> Library:
        """The invented records."""
        if self.error is not None:
            raise self.error
        return Library(self._documents, "gen-1")

    def records(self) -> Records:
        """The invented records with their passages."""
        return records_of(*self.library().documents.values())

    def pipeline(self) -> Pipeline:
        """The program's own stages over the invented records, with a fake encoder."""
        self.gate.wait()
        return pipeline_of(*self.library().documents.values())

    def answering(self, question: Question) -> tuple[Library, Iterator[Mapping[str, Any]]]:
        """The invented records, and chunks as the retrieval chain gives them."""
        self.gate.wait()
        self.asked.append(question)
        if self.error is not None:
            raise self.error
        words = question.text.casefold()
        make: Callable[[Question], Answer] = fact
        if "how many" in words:
            make = refusal
        elif "measures" in words:
            make = measures
        return Library(self._documents, "gen-1"), _chunks(make(question))


def _chunks(answer: Answer) -> Iterator[Mapping[str, Any]]:
    passages = [c.citations[0].passage for c in answer.claims] + [near.passage for near in answer.nearest]
    yield {"hits": tuple(Hit(passage, 1.0, rank) for rank, passage in enumerate(passages, start=1))}
    for one in answer.claims:
        yield {"claims": [one]}
    yield {"answer": answer}

"""Invented records with headings, lists, gaps and plans, and the program's own pipeline over any of them.

Nothing in them happened. Each record is here for one habit of real ones: see its comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rag.answering.extractive import ExtractiveAnswerer
from rag.answering.reading.candidates import Candidate
from rag.answering.reading.fit import RERANKER_SHARE, Fit
from rag.answering.reading.late import Match
from rag.answering.reading.nearest import SentenceSearch
from rag.dense import QueryEncoder
from rag.domain import (
    Answer,
    ContentDate,
    Dating,
    Document,
    Form,
    IndexInfo,
    Kind,
    Passage,
    Person,
    Question,
    Span,
    Standing,
)
from rag.pipeline import Pipeline
from rag.retrieval import make_retriever
from rag.store import Records
from rag.text import content_stems, sentences
from tests.fakes import FakeEncoder, MemoryVectors
from tests.reviews import fill

#: Words no line of ours may bring in: only a record may say them.
HARMS = frozenset(
    """suicide suicidal abuse abused abuser diagnosis diagnosed convicted conviction guilty murder murdered died death
    dead killed rape sexual assault violence addict addicted neglect neglected criminal offender prison""".split()
)

_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def record(id: str, title: str, text: str, **described: Any) -> Document:
    """A document; an original review of England, 2033, where nothing else is said."""
    given: dict[str, Any] = {
        "form": Form.ORIGINAL,
        "kind": Kind.REVIEW,
        "standing": Standing.PRIMARY,
        "published": ContentDate(2033),
        "dating": Dating.STATED,
        "jurisdiction": "England",
    } | described
    return Document(id=id, title=title, text=text, **given)


def passages_of(document: Document) -> list[Passage]:
    """What stands under each heading as one passage, with its sentences; headings are no part of it."""
    text, path, found = document.text, [""] * 6, []
    marks = list(_HEADING.finditer(text))
    starts = [(0, 0, "")] + [(mark.end(), len(mark[1]), mark[2]) for mark in marks]
    ends = [mark.start() for mark in marks] + [len(text)]
    for (start, level, heading), end in zip(starts, ends, strict=True):
        if level:
            path = [*path[: level - 1], heading, *[""] * (6 - level)]
        body = text[start:end]
        if body.strip():
            begin = start + len(body) - len(body.lstrip())
            span = Span(begin, start + len(body.rstrip()))
            headings = tuple(part for part in path if part)
            inside = tuple(sentences(text, span))
            found.append(Passage(document.id, span, span.of(text), headings, document.page_of(begin), inside))
    return found


def records_of(*documents: Document) -> Records:
    """Records that hold these documents, in their order."""
    return Records(
        {document.id: document for document in documents},
        tuple(passage for document in documents for passage in passages_of(document)),
    )


def pipeline_of(*documents: Document, refuse_below: float | None = None) -> Pipeline:
    """The program's own stages over these documents, with a fake encoder."""
    records, encoder = records_of(*documents), FakeEncoder()
    passages, rows = MemoryVectors(), MemoryVectors()
    fill(records, encoder, passages, rows)
    queries = QueryEncoder(encoder)
    answerer = ExtractiveAnswerer(records, rows, queries, refuse_below=refuse_below)
    return Pipeline(
        records,
        make_retriever(records, passages, rows, queries),
        answerer,
        IndexInfo("g000001", len(documents), encoder.identity),
        answerer.lexicon,
        sentences=SentenceSearch(records, rows, queries, answerer.lexicon, answerer.late),
    )


def ask(pipeline: Pipeline, *turns: str) -> Answer:
    """The answer to the last turn, the earlier ones being the conversation."""
    return pipeline.ask(Question(turns[-1], history=turns[:-1]))


def candidate(
    text: str,
    document: Document | None = None,
    *,
    fit: float = 0.5,
    values: Sequence[str] = (),
    weak: bool = False,
    silent: bool = False,
    about: float = 1.0,
) -> Candidate:
    """A sentence that stands alone in its passage; the parts of its fit are ``fit``, but ``document`` is ``about``.

    ``values`` are the asked-for values in it, as written.
    """
    owner = document or record("lone", "A lone record", text)
    at = owner.text.index(text)
    span = Span(at, at + len(text))
    spans = tuple(Span(text.index(value), text.index(value) + len(value)) for value in values)
    return Candidate(
        document=owner,
        passage=Passage(owner.id, span, text, (), None, (span,)),
        span=span,
        text=text,
        stems=frozenset(content_stems(text)),
        fit=Fit(
            similarity=fit,
            sentence=fit,
            around=fit,
            document=about,
            passage=fit,
            aside=0.0,
            match=Match(*[fit] * 8),
        ),
        values=spans,
        weak=weak,
        silent=silent,
        leans=False,
        place=0,
    )


def scored(one: Candidate, score: float, **parts: float) -> Candidate:
    """The candidate with these parts of its fit and exactly this score, whatever the fitted weights are."""
    fit = replace(one.fit, reranked=None, **parts)
    reranked = (score - (1 - RERANKER_SHARE) * fit.score) / RERANKER_SHARE
    return replace(one, fit=replace(fit, reranked=reranked))


#: A review with a numbered list under its lead-in, a sentence that leans on the one before, people, and
#: sections on what is not known and on where sources differ.
HARROWICK = record(
    "harrowick-review",
    "Report of the Harrowick review of fostering",
    """\
The Harrowick review of fostering was led by Professor Nerys Vaughan-Hale. Her deputy was Tobias Finch.

# Findings

The Harrowick review found that 61 foster carers had left the service in 2032. They gave short breaks as their reason.
The Harrowick fostering service spent £310,000 on agency placements in 2032.
Fostering payments in Harrowick had been frozen because of a shortfall in the council's budget.
Training for foster carers in Harrowick lasted eleven weeks and took place in Quill Street Town Hall.

# Recommendations

The Harrowick review made four recommendations on fostering:

1. A mentor for every new foster carer.
2. Short breaks that can be booked by telephone.
3. One telephone line for foster carers, open at night.
4. A yearly count of carers who leave.

# What is not known

The Harrowick review does not say how many children moved placement.

# Where sources differ

A leaflet gives the number of foster carers who left Harrowick as 58.
""",
    published=ContentDate(2033, 9, 14),
    people=(Person("Nerys Vaughan-Hale", "professor, led the review"), Person("Tobias Finch", "deputy")),
)

#: Minutes of the same topic in another nation, older, with pages and quotations.
TARNBROOK = record(
    "tarnbrook-minutes",
    "Tarnbrook scrutiny committee, minutes",
    """\
The Tarnbrook scrutiny committee met on 11 February 2031 in the Guildhall.
Members asked how many foster carers had gone. The officer replied that 17 foster carers had left.
The Tarnbrook committee agreed that the leaflet for foster carers be printed in Welsh.
Councillor Petra Oyelaran asked for a further report on fostering payments by June.
""",
    kind=Kind.MINUTES,
    standing=Standing.COUNCIL_MINUTES,
    published=ContentDate(2031, 2, 11),
    jurisdiction="Wales",
)

#: A digest that tells plans, machine-paraphrased.
KESTREL = record(
    "kestrel-hub",
    "Kestrel Council plans a family hub",
    """\
Kestrel Council planned to open a family hub on Lark Lane in October 2034.
The Kestrel family hub was to cost £2.2 million. The hub is expected to serve 900 families in Kestrel.
Councillor Amrit Sole announced the Kestrel hub.
""",
    form=Form.DIGEST,
    kind=Kind.COUNCIL_NEWS,
    standing=Standing.SCRAPED_REWRITE,
    published=ContentDate(2034, 3),
    dating=Dating.INFERRED,
    jurisdiction="Scotland",
    people=(Person("Amrit Sole", "councillor"),),
    notices=("plan_not_outcome", "machine_paraphrased", "undated"),
)

#: No date, no nation, no people: nothing known about it beyond its words.
LEAFLET = record(
    "quarry-leaflet",
    "Leaflet on kinship care",
    "Kinship carers in Quarry Bank meet on Mondays. A kinship carer looks after a child of a relative or friend.\n",
    form=Form.ORIGINAL,
    kind=Kind.OTHER,
    standing=Standing.UNKNOWN,
    published=None,
    dating=Dating.UNKNOWN,
    jurisdiction=None,
)

ALL = (HARROWICK, TARNBROOK, KESTREL, LEAFLET)

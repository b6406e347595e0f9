"""Invented records that briefings are made of, and what must hold of each line of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Briefing, Length, Part, Section, Wanted
from rag.briefing.making import make
from rag.domain import ContentDate, Document, Filter, Form, Kind, Person, Standing
from rag.pipeline import Pipeline
from rag.store import Records
from tests.records import LEAFLET, pipeline_of, record

TODAY = date(2035, 2, 3)

#: An original that counts, recommends, agrees, plans, says what was done, and what it does not state.
WEXCOMBE = record(
    "wexcombe-review",
    "Review of night help in Wexcombe",
    """\
# Findings

The Wexcombe night help panel heard 41 families in March 2031.
The night help in Wexcombe cost £90,000 in 2030.
Dr Ines Okafor said that night help in Wexcombe “was hard to find”.

# Recommendations

The panel recommended that Wexcombe Council open a night help line.
The panel recommended that Wexcombe Council print a night help leaflet.
Wexcombe Council accepted all recommendations of the panel on night help.

# What is not known

The Wexcombe review does not say how many children used night help.
""",
    published=ContentDate(2031, 6),
    people=(Person("Ines Okafor", "doctor, chair of the panel"),),
)

#: A digest of the same nation's press that differs in a figure, agrees word for word, and tells an outcome and a plan.
GAZETTE = record(
    "wexcombe-gazette",
    "Wexcombe opens a night help line",
    """\
The Wexcombe night help panel heard 38 families in March 2031.
The night help in Wexcombe cost £90,000 in 2030.
Wexcombe Council introduced the night help line on 4 May 2032.
Wexcombe Council will open a second night help line in June 2036.
""",
    form=Form.DIGEST,
    kind=Kind.COUNCIL_NEWS,
    standing=Standing.PRESS,
    published=ContentDate(2032, 5, 9),
)

#: Minutes of another nation, older than both.
DUNMERE = record(
    "dunmere-minutes",
    "Dunmere committee, minutes",
    """\
The Dunmere committee agreed to pay for night help from April 2030.
Members asked who answers the night help line in Dunmere.
Councillor Bram Ellery told the committee that night help in Dunmere had 12 callers.
""",
    kind=Kind.MINUTES,
    standing=Standing.COUNCIL_MINUTES,
    published=ContentDate(2029, 11, 2),
    jurisdiction="Wales",
    people=(Person("Bram Ellery", "councillor"),),
)

#: The same words as the review's under another name.
COPY = replace(
    WEXCOMBE, id="wexcombe-copy", title="Wexcombe, a copy", standing=Standing.UNKNOWN, copy_of=WEXCOMBE.id
)

RECORDS = (WEXCOMBE, GAZETTE, DUNMERE, LEAFLET)

TOPIC = "night help"
ANSWERED = "How many families did the Wexcombe night help panel hear?"
UNANSWERED = "Which colour was the door of the observatory in Ulan Bator painted?"


@cache
def pipeline(*documents: Document) -> Pipeline:
    """The program over these records, or over all; made once."""
    return pipeline_of(*(documents or RECORDS))


@cache
def made(
    topic: str = TOPIC,
    *questions: str,
    filters: tuple[Filter, ...] = (),
    length: Length = Length.MEDIUM,
    documents: tuple[Document, ...] = RECORDS,
) -> Briefing:
    """A briefing over these records; made once, which frozen values allow."""
    return make(Wanted(topic, questions, filters, length), pipeline(*documents), TODAY)


def records() -> Records:
    """The records behind ``made()``."""
    return pipeline(*RECORDS).records


def section(briefing: Briefing, part: Part) -> Section:
    return next(one for one in briefing.sections if one.part is part)


def said_in(found: Section) -> list[str]:
    """The words of the claims of a section."""
    return [claim.text for point in found.points for claim in point.claims]


def stands(briefing: Briefing, held: Records) -> None:
    """Every claim is words of one record, letter for letter but for white space and marks of lists."""
    for claim in briefing.claims:
        assert len({one.document_id for one in claim.citations}) == 1
        for one in claim.citations:
            assert one.span.of(held.documents[one.document_id].text) == one.quote
        assert claim.text == tidy(claim.citations[0].quote)
        if claim.focus is not None:
            assert claim.focus.of(claim.text) in claim.citations[0].quote

"""Invented records a paragraph can be checked against: a digest and an original, and the checker over them."""

from __future__ import annotations

from rag.domain import ContentDate, Document, Form, Kind, Person, Standing
from rag.paragraphs.checking import ParagraphChecker
from rag.paragraphs.verdicts import Checked
from tests.records import pipeline_of, record

DIGEST = record(
    "holt-2031",
    "Holt review of fostering in Larkfield, Wales, 2031",
    """# Holt review of fostering in Larkfield, Wales, 2031

## What it found

Professor Ada Holt led the Holt review of fostering in Larkfield in 2031. \
The Holt review of 2031 made 42 recommendations and was published on 3 May 2031. \
The Holt review found in 2031 that too few foster carers in Larkfield had been trained. \
Minister Rhys Penn said in June 2031 that supervision of foster carers in Larkfield had been neglected for years.

## What came next

Larkfield Council planned in June 2031 to open a duty centre for foster carers at a cost of £3m. \
In July 2031 the scrutiny committee considered the merger of two fostering teams in Larkfield. \
Larkfield Council did not accept the closure of the fostering panel in 2031.
""",
    form=Form.DIGEST,
    kind=Kind.REVIEW,
    standing=Standing.PRIMARY,
    published=ContentDate(2031, 5, 3),
    jurisdiction="Wales",
    people=(Person("Ada Holt", "Professor, led the review"), Person("Rhys Penn", "minister")),
)

ORIGINAL = record(
    "brookvale-2029",
    "Report of the Brookvale panel on leaving care, England, 2029",
    """# Report of the Brookvale panel

The Brookvale panel heard from sixty care leavers in 2029. \
The panel was told that housing for care leavers in Brookvale was "cold and far away".
""",
    published=ContentDate(2029),
)

DOCUMENTS = {one.id: one for one in (DIGEST, ORIGINAL)}


def checker(*documents: Document) -> ParagraphChecker:
    """A checker over the two records, or over others."""
    return ParagraphChecker(pipeline_of(*(documents or (DIGEST, ORIGINAL))))


def check(text: str) -> list[Checked]:
    """What came of each sentence of a text."""
    return list(checker().check(text))


def only(text: str) -> Checked:
    """What came of a text of one sentence."""
    (found,) = check(text)
    return found

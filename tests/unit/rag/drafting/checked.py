"""The invented records a model is shown in these tests, numbered, and the check over them."""

from __future__ import annotations

from rag.domain import Claim, Document, Struck
from rag.drafting.checking import DraftChecker
from rag.drafting.passages import Numbered
from rag.paragraphs.checking import ParagraphChecker
from rag.pipeline import Pipeline
from rag.ports import Draft, Offered
from tests.paragraphs import DIGEST, ORIGINAL
from tests.records import ALL, pipeline_of

DOCUMENTS = (*ALL, DIGEST, ORIGINAL)
PIPELINE = pipeline_of(*DOCUMENTS)

LED = "Professor Ada Holt led the Holt review of fostering in Larkfield in 2031."
MADE = "The Holt review of 2031 made 42 recommendations and was published on 3 May 2031."
SAID = (
    "Minister Rhys Penn said in June 2031 that supervision of foster carers in Larkfield had been neglected for "
    "years."
)
PLANNED = "Kestrel Council planned to open a family hub on Lark Lane in October 2034."
CONSIDERED = "In July 2031 the scrutiny committee considered the merger of two fostering teams in Larkfield."
REFUSED = "Larkfield Council did not accept the closure of the fostering panel in 2031."


def passages_of(pipeline: Pipeline) -> tuple[Numbered, ...]:
    """Every passage of the records under a number."""
    records = pipeline.records
    return tuple(
        Numbered(number, one, records.documents[one.document_id])
        for number, one in enumerate(records.passages, start=1)
    )


PASSAGES = passages_of(PIPELINE)


def checker_of(pipeline: Pipeline) -> DraftChecker:
    """The check over the records of a pipeline."""
    assert pipeline.sentences is not None
    return DraftChecker(ParagraphChecker(pipeline), pipeline.sentences)


CHECKER = checker_of(PIPELINE)


def number_of(words: str) -> int:
    """The number of the passage in which words stand."""
    return next(one.number for one in PASSAGES if words in one.passage.text)


def offered(*quotes: str) -> tuple[Offered, ...]:
    """Quotes under the numbers of the passages they stand in; 1 where they stand in none."""
    return tuple(
        Offered(next((one.number for one in PASSAGES if words in one.passage.text), 1), words)
        for words in quotes
    )


def check(text: str, *quotes: str) -> Claim | Struck:
    """What the check makes of a sentence offered with quotes."""
    return CHECKER.check(Draft(text, offered(*quotes)), PASSAGES)


def over(*documents: Document) -> tuple[DraftChecker, tuple[Numbered, ...]]:
    """The check and the passages of other records."""
    pipeline = pipeline_of(*documents)
    return checker_of(pipeline), passages_of(pipeline)

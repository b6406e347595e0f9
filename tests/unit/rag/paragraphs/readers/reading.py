"""One written sentence set beside one of a record: the records the readers' tests share, and what differs in a line."""

from __future__ import annotations

from collections.abc import Callable

from rag.domain import ContentDate
from rag.paragraphs.readers.acts import acts
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.names import names
from rag.paragraphs.readers.naming import book_of
from tests.paragraphs import DIGEST, ORIGINAL
from tests.records import record, records_of

BOOK = book_of(
    records_of(
        DIGEST,
        ORIGINAL,
        record(
            "x",
            "X",
            "In England the Larkfield Council met. Foster carers, children and families and a cold house.",
        ),
    )
)
PLACE = record(
    "place", "A review in Larkfield, 2031", "Words.", published=ContentDate(2031), jurisdiction="Wales"
)

Read = Callable[[str, Told], list[Compared]]


def told(text: str, around: str = "") -> Told:
    """A sentence of the record of a place."""
    return Told(PLACE, text, around)


def found(read: Read, written: str, text: str, around: str = "") -> list[str]:
    """What differs as "written -> told", what is missing as "written ?"; what agrees is left out."""
    lines = []
    for one in read(written, told(text, around)):
        if one.outcome is Outcome.DIFFERS:
            lines.append(f"{one.written.of(written)} -> {one.told.of(text) if one.told else one.known}")
        elif one.outcome is Outcome.MISSING:
            lines.append(f"{one.written.of(written)} ?")
    return lines


def deeds(written: str, there: Told) -> list[Compared]:
    """Acts, of a sentence that is one part."""
    return acts(written, there, written)


def named(written: str, there: Told) -> list[Compared]:
    """Names, by the book of the shared records."""
    return names(written, there, BOOK)

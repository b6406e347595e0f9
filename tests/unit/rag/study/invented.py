"""Four invented reviews with people, numbers, dates and plans to be asked for. Nothing in them happened."""

from __future__ import annotations

from dataclasses import replace

from rag.domain import AlsoAsked, ContentDate, Document, Form, Person
from rag.store import Records
from rag.study.pack import Item, ItemKind
from rag.study.statements import Stated
from tests.records import record, records_of

LARCH = record(
    "larch-2031",
    "Larch review of fostering, England, May 2031",
    "# Larch\n\n## What it was\n\n"
    "Ada Penn led the Larch review of fostering. "
    "The report of the Larch review was published on 3 May 2031. "
    "The Larch report of May 2031 made 40 recommendations.\n\n"
    "## What it found\n\n"
    "Penn argued in 2031 that foster carers waited too long for training in their own area. "
    "The number of carers in Elmford fell by 12% in the year, the Larch report says.\n\n"
    "## What it recommended\n\n"
    "The Larch review recommended in May 2031 that every carer meet a named nurse twice a year.\n\n"
    "## What was planned\n\n"
    "In May 2031 the government planned to spend £20m on respite breaks.\n\n"
    "## What is not known\n\n"
    "The Larch report does not say what the 40 recommendations would cost.\n",
    form=Form.DIGEST,
    published=ContentDate(2031, 5, 3),
    people=(Person("Ada Penn", "led the review"),),
)
OAK = record(
    "oak-2032",
    "Oak review of residential homes, England, 2032",
    "# Oak\n\n## What it was\n\n"
    "Ben Stone led the Oak review of residential homes. "
    "The report of the Oak review was published on 9 June 2032. "
    "The Oak report of June 2032 made 25 recommendations.\n\n"
    "## What it found\n\n"
    "Stone argued in 2032 that managers of small homes were left without advice from inspectors. "
    "The price of beds in Birchley rose by 30% in the year, the Oak report says.\n\n"
    "## What it recommended\n\n"
    "The Oak review recommended in June 2032 that prices of beds be printed every quarter.\n\n"
    "In June 2032 the council planned to spend £35m on repairs.\n",
    form=Form.DIGEST,
    published=ContentDate(2032, 6, 9),
    people=(Person("Ben Stone", "led the review"),),
)
ASH = record(
    "ash-2033",
    "Ash inquiry into training, England, 2033",
    "# Ash\n\n## What it was\n\n"
    "Cora Bell led the Ash inquiry into training. "
    "The report of the Ash inquiry was published on 21 July 2033. "
    "The Ash report of July 2033 made 60 recommendations.\n\n"
    "## What it found\n\n"
    "Bell argued in 2033 that students met no families before their final term. "
    "The share of students in Fernley rose by 45% in the year, the Ash report says.\n\n"
    "## What it recommended\n\n"
    "The Ash inquiry recommended in July 2033 that lectures on law be held by judges.\n\n"
    "In July 2033 the council planned to spend £50m on courses.\n",
    form=Form.DIGEST,
    published=ContentDate(2033, 7, 21),
    people=(Person("Cora Bell", "led the inquiry"),),
)
ELM = record(
    "elm-2034",
    "Report of the Elm panel, England, 2034",
    "Dora Frost led the Elm panel on kinship. "
    "The report of the Elm panel was published on 14 March 2034. "
    "The Elm report of March 2034 made 33 recommendations. "
    "Frost argued in 2034 that grandparents had no desk to turn to for money.\n",
    published=ContentDate(2034, 3, 14),
    people=(Person("Dora Frost", "led the panel"),),
)
ALL = (LARCH, OAK, ASH, ELM)
IDS = tuple(one.id for one in ALL)


def with_words(document: Document, more: str, **described: object) -> Document:
    """The document with more words behind its own."""
    return replace(document, text=document.text + more, **described)  # type: ignore[arg-type]


def asking(document: Document, heading: str, *questions: str) -> Document:
    """The document, also asked these questions under one of its headings."""
    return replace(document, also_asked=(AlsoAsked(heading, questions),))


def stated(*documents: Document) -> Stated:
    """What these documents state; all four where none is named."""
    return Stated(records(*documents))


def records(*documents: Document) -> Records:
    """The records of these documents; of all four where none is named."""
    return records_of(*(documents or ALL))


def of_kind(items: object, kind: ItemKind) -> list[Item]:
    """Those of the items that are of the kind."""
    return [item for item in items if item.kind is kind]  # type: ignore[attr-defined]

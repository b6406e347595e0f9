"""Fill the gap: a sentence of a record without the one value of its sort, and values to choose from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rag.answering.deciding.later import dates_named
from rag.answering.language.cues import Act
from rag.answering.language.modality import acts
from rag.answering.language.modality import words as of_acts
from rag.study.gaps import with_gaps
from rag.study.held import Held, held
from rag.study.pack import Item, ItemKind, KeyLine
from rag.study.statements import Stated, Statement
from rag.study.wrong import WrongChoices, shuffled

#: What a review proposes "would" be so: that is no plan of anybody who can carry it out.
_PROPOSED = re.compile(r"\b(?:propos|recommend)(?:ed|es|s)\b", re.IGNORECASE)

#: That a report makes so many recommendations is no recommendation itself.
_COUNTED = re.compile(
    r"\b(?:makes?|made|holds?|contains?|with its) (?:about )?[\w,]+ recommendations\b", re.IGNORECASE
)


def clozes(stated: Stated, wrong: WrongChoices, documents: Collection[str], seed: int) -> Iterator[Item]:
    """An item for each value of these documents that has wrong choices, in the order of the records."""
    for statement in stated.of(documents):
        for value in held(statement):
            choices = wrong.of(value, seed)
            if choices:
                yield _item(value, choices, seed)


def _item(value: Held, wrong: tuple[str, ...], seed: int) -> Item:
    prompt = with_gaps(value.statement.text, [(value.span, f"… {value.sort}")])
    choices, right = shuffled(value.shown, wrong, seed, prompt)
    return Item(
        ItemKind.CLOZE,
        f"What fills the gap? {value.sort[:1].upper()}{value.sort[1:]} is missing.",
        prompt,
        value.shown,
        choices,
        (right,),
        (KeyLine(value.statement.citation, value.span, note_of(value.statement)),),
    )


def note_of(statement: Statement, act: Act | None = None) -> str:
    """What the sentence is where it is no plain statement of a thing done; "" where it is one.

    ``act`` is what its speaker did; None: whatever the whole sentence tells of. A plan is "as at" the date of its
    record only where the sentence names no day outside it.
    """
    published = statement.document.published
    named = dates_named(statement.text)
    if published is not None and not all(
        published.first_day <= date.last_day and date.first_day <= published.last_day for date in named
    ):
        published = None
    found = frozenset({act}) if act is not None else acts(statement.text)
    if Act.PLANNED in found and _PROPOSED.search(statement.text):
        found = frozenset({Act.RECOMMENDED})
    if Act.RECOMMENDED in found and _COUNTED.search(statement.text):
        return ""
    return of_acts(found, published) or ""

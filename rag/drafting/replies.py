"""What a model may reply, and a reply read: JSON of one shape, or nothing."""

from __future__ import annotations

import json
import re
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from rag.ports import Draft, Offered

#: An answer longer than this is an essay; what is behind it is not read.
MOST_SENTENCES, MOST_QUOTES = 12, 4

#: Characters of one sentence or quote; longer ones are passages copied whole.
LONGEST = 1200

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class _Part(BaseModel):
    """Unknown fields are dropped: models add remarks."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Quote(_Part):
    """Words said to stand in a numbered passage."""

    passage: int
    words: _Text


class Sentence(_Part):
    """One sentence with the quotes it is said to rest on."""

    text: _Text
    quotes: tuple[Quote, ...] = Field(max_length=MOST_QUOTES)


class Written(_Part):
    """The sentences of an answer; none where the passages do not answer."""

    sentences: tuple[Sentence, ...] = Field(max_length=MOST_SENTENCES)

    def drafts(self) -> list[Draft]:
        """The sentences as drafts, in their order."""
        return [
            Draft(one.text, tuple(Offered(quote.passage, quote.words) for quote in one.quotes))
            for one in self.sentences
        ]


class Alone(_Part):
    """A follow-up made to stand alone."""

    question: _Text


class Variants(_Part):
    """Other ways to ask a question."""

    questions: tuple[_Text, ...] = Field(max_length=5)


#: Where the sentences of an answer begin in a reply that is still growing, and what stands between two of them.
_ROWS = re.compile(r'"sentences"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def drafts_so_far(text: str) -> list[Draft]:
    """The sentences that a growing reply has whole, in their order; one that is not as it should be ends them."""
    begins = _ROWS.search(text)
    found: list[Sentence] = []
    place = begins.end() if begins else len(text)
    while len(found) < MOST_SENTENCES:
        gap = _BETWEEN.match(text, place)
        try:
            value, place = json.JSONDecoder().raw_decode(text, gap.end() if gap else place)
            found.append(Sentence.model_validate(value))
        except (ValueError, ValidationError, RecursionError):
            break
    return Written(sentences=tuple(found)).drafts()


_Shape = TypeVar("_Shape", bound=BaseModel)

#: Models put JSON in a fence, and talk before it.
_BRACES = re.compile(r"\{.*\}", re.DOTALL)


def read(text: str, shape: type[_Shape]) -> _Shape | None:
    """The reply as a value of the shape; None where it is not one, was cut off, or is empty."""
    found = _BRACES.search(text)
    if found is None:
        return None
    try:
        return shape.model_validate(json.loads(found.group()))
    except (ValueError, ValidationError, RecursionError):
        return None

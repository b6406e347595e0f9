"""The shape of the file that holds a kept briefing; nothing of it is believed before it is read by this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rag.briefing.brief import Length, Part
from rag.domain import ContentDate, Kind, Standing

#: The shape of the file. Another number is another shape, which this program does not read.
FORMAT = 1

#: What a value of a filter has to be readable as.
_READ_AS: Mapping[str, Callable[[str], object]] = {
    "kind": Kind,
    "standing": Standing,
    "published": ContentDate.parse,
    "year": int,
}


class KeptWords(BaseModel):
    """Cited words, where they stood and what stood beside them."""

    model_config = ConfigDict(extra="forbid")

    document: str
    title: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str
    before: str
    after: str


class KeptClaim(BaseModel):
    """A claim by what it rests on; ``focus``: where its value stands in the words on one line.

    ``text``: how a language model worded it, where one did.
    """

    model_config = ConfigDict(extra="forbid")

    words: list[KeptWords] = Field(min_length=1)
    focus: tuple[int, int] | None = None
    text: str | None = Field(default=None, max_length=2000)


class KeptPoint(BaseModel):
    """A line."""

    model_config = ConfigDict(extra="forbid")

    frame: str
    claims: list[KeptClaim]
    remark: str
    ticked: bool


class KeptGroup(BaseModel):
    """Lines under a heading."""

    model_config = ConfigDict(extra="forbid")

    heading: str
    about: str
    points: list[KeptPoint]


class KeptSection(BaseModel):
    """A part."""

    model_config = ConfigDict(extra="forbid")

    part: Part
    frame: str
    groups: list[KeptGroup]


class KeptCondition(BaseModel):
    """A filter with values that it can have: a paper puts them into words."""

    model_config = ConfigDict(extra="forbid")

    field: Literal["document", "kind", "standing", "jurisdiction", "published", "year"]
    op: Literal["in", "since", "until"]
    value: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_of_its_field(self) -> Self:
        read = _READ_AS.get(self.field, str)
        for one in self.value:
            read(one)
        return self


class KeptFile(BaseModel):
    """A kept briefing."""

    model_config = ConfigDict(extra="forbid")

    format: int
    topic: str
    questions: list[str]
    filters: list[KeptCondition]
    length: Length
    generation: str
    day: date
    looked_through: int
    checked_by: str
    checked_on: str
    sections: list[KeptSection]

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not self.topic and not self.questions:
            raise ValueError("a briefing is of a topic or of questions")
        return self

"""The companion of a digest: the facts it states, what each rests on, and other ways of asking for them."""

from __future__ import annotations

from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from ingest.describing.front_matter import DateText, SourceFields, as_written
from rag.domain import AlsoAsked, Fact, Source, Span
from rag.errors import BadDocument

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Strict = ConfigDict(frozen=True, extra="forbid")


class FactFields(BaseModel):
    """One fact: who says it, the short names of its sources, and the sentences of the digest that state it."""

    model_config = _Strict
    id: Annotated[_Text, BeforeValidator(as_written)]
    fact: _Text
    said_by: _Text
    sources: tuple[str, ...]
    sentences: tuple[_Text, ...]


class Companion(BaseModel):
    """What stands in ID.yaml beside a digest.

    ``also_asked`` holds, by heading, how people ask for what stands under it.
    """

    model_config = _Strict
    document: _Text
    reviewed: DateText
    sources: dict[str, SourceFields]
    facts: tuple[FactFields, ...]
    also_asked: dict[str, tuple[_Text, ...]] = {}


def read_companion(written: str) -> Companion:
    """The companion as its file has it.

    Raises:
        BadDocument: it is not YAML, a field is unknown or missing, or a fact names a source that is not listed.
    """
    try:
        fields = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise BadDocument(f"companion is not YAML{line}: check colons, quotes and indents") from None
    try:
        companion = Companion.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadDocument(f"companion: {where}: {first['msg'].removeprefix('Value error, ')}") from None
    for fact in companion.facts:
        unknown = [name for name in fact.sources if name not in companion.sources]
        if unknown:
            raise BadDocument(
                f'companion: fact {fact.id} names the source "{unknown[0]}", which is not listed'
            )
    return companion


def has_facts(written: str) -> bool:
    """True where a companion lists facts; one without describes a file that cannot describe itself."""
    try:
        fields = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and "facts" in fields


def facts_of(companion: Companion, text: str) -> tuple[Fact, ...]:
    """The facts with the places of their sentences; a sentence that does not stand in the text has none."""
    sources = {name: Source(one.title, one.url) for name, one in companion.sources.items()}
    return tuple(
        Fact(
            fact.id,
            fact.fact,
            fact.said_by,
            tuple(sources[name] for name in fact.sources),
            tuple(Span(at, at + len(words)) for words in fact.sentences if (at := text.find(words)) >= 0),
        )
        for fact in companion.facts
    )


def asked_of(companion: Companion) -> tuple[AlsoAsked, ...]:
    """The also-asked questions by heading."""
    return tuple(AlsoAsked(heading, questions) for heading, questions in companion.also_asked.items())

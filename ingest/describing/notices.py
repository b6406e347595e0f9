"""What a reader should be warned of in a record, as far as its text shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from ingest.cleaning.lines import Line
from rag.domain import Excluded

#: A page of which more is menus and the like than text (characters, white space aside).
_MOSTLY = 0.6

#: So many different wordings of a machine are no accident; one or two are found in good prose.
_ENOUGH_TELLS = 3


class _Tell(BaseModel):
    """A wording of machines and the term it stands for: one line of spun.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str
    usual: str


@lru_cache(maxsize=1)
def _tells() -> tuple[re.Pattern[str], ...]:
    text = resources.files("ingest.describing").joinpath("spun.yaml").read_text(encoding="utf-8")
    rows = TypeAdapter(tuple[_Tell, ...]).validate_python(tuple(yaml.safe_load(text)))
    return tuple(re.compile(rf"\b(?:{row.says})\b", re.IGNORECASE) for row in rows)


def is_spun(text: str) -> bool:
    """True where a text has several wordings that only machine re-writing gives records of this sector."""
    return sum(tell.search(text) is not None for tell in _tells()) >= _ENOUGH_TELLS


def is_mostly_furniture(text: str, excluded: Sequence[Excluded]) -> bool:
    """True where most of the text's characters are cut."""
    whole = sum(not character.isspace() for character in text)
    cut = sum(sum(not character.isspace() for character in one.span.of(text)) for one in excluded)
    return whole > 0 and cut > _MOSTLY * whole


def is_inside(line: Line, excluded: Sequence[Excluded]) -> bool:
    """True where the whole line is furniture."""
    return any(furniture.span.covers(line.span) for furniture in excluded)

"""The sector's vocabulary: words of a question that records put otherwise, read or looked for as theirs.

The entries stand in vocabulary.yaml, each with its source and the period it holds for. What was done is told
with the answer, and can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from rag.domain import Expansion
from rag.text import content_stems


class EntryKind(StrEnum):
    """Why two wordings are one."""

    SPELLING = "spelling"
    PLAIN = "plain"
    SHORT = "short"
    RENAMED = "renamed"
    RELATED = "related"


class Entry(BaseModel):
    """One line of the vocabulary."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: tuple[str, ...]
    means: str
    kind: EntryKind
    source: str
    period: str

    @property
    def replaces(self) -> bool:
        """True where the words mean no more and no less than the others."""
        return self.kind in (EntryKind.SPELLING, EntryKind.PLAIN, EntryKind.SHORT)


@dataclass(frozen=True, slots=True)
class Worded:
    """A question as it is read, as it is searched for, and what was exchanged or added."""

    read: str
    searched: str
    expansions: tuple[Expansion, ...] = ()


@lru_cache(maxsize=1)
def vocabulary() -> tuple[Entry, ...]:
    """Every entry, in the order of the file; pydantic's error where one is not as it should be."""
    found = yaml.safe_load(
        resources.files("rag.answering.asking").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    )
    return TypeAdapter(tuple[Entry, ...]).validate_python(tuple(found))


def word(question: str, known: Callable[[str], bool], as_written: Collection[str] = ()) -> Worded:
    """The question in the records' words; ``known`` tells whether any record has a stem.

    Words that mean just what the records' word means are read as it where no record has them; in every other
    case the records' word is only added to what is searched for. Nothing changes where the question has it already,
    nor for the words that are to stay ``as_written``.
    """
    text, added, expansions = question, [], []
    left_alone = {one.casefold() for one in as_written}
    for entry in vocabulary():
        pattern = _pattern(entry.say)
        found = pattern.search(text)
        if found is None or set(content_stems(entry.means)) <= set(content_stems(text)):
            continue
        if found.group().casefold() in left_alone:
            continue
        expansions.append(Expansion(found.group(), entry.means))
        if entry.replaces and not all(known(stem) for stem in content_stems(found.group())):
            text = pattern.sub(entry.means, text)
        else:
            added.append(entry.means)
    return Worded(text, " ".join((text, *added)), tuple(expansions))


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases as whole words; one in capitals only as written, so that "LAC" is not "lac"."""
    longest_first = sorted(phrases, key=len, reverse=True)
    choices = [re.escape(p) if p.isupper() else f"(?i:{re.escape(p)})" for p in longest_first]
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(choices)})(?![\w-])")

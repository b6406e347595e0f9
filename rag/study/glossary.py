"""Words of the sector explained, and the sentences of the records that use them.

The entries stand in glossary.yaml: the program's own explanations, to be told apart from what a record says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from rag.citations import cite
from rag.domain import Citation, Document
from rag.errors import UnusableQuestion
from rag.store import Records
from rag.study.keys import shown
from rag.study.pack import KeyLine

#: What stands over every explanation, so that nobody takes it for a record's.
FRAME = "The program’s own explanation, not from a record"


class Term(BaseModel):
    """A word with its explanation. ``also`` are other spellings and short forms; ``nation`` is where it is used."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str = Field(min_length=2)
    also: tuple[str, ...]
    nation: str = Field(min_length=2)
    means: str = Field(min_length=20)

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways of writing it, the term itself first."""
        return (self.term, *self.also)


@dataclass(frozen=True, slots=True)
class Use:
    """A term with the sentences that use it, in the order of the records; none where no record does."""

    term: Term
    said: tuple[Citation, ...]


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Every entry in the order of the alphabet; pydantic's error where one is not as it should be."""
    found = yaml.safe_load(resources.files("rag.study").joinpath("glossary.yaml").read_text(encoding="utf-8"))
    return tuple(
        sorted(
            TypeAdapter(tuple[Term, ...]).validate_python(tuple(found)), key=lambda one: one.term.casefold()
        )
    )


def term_named(words: str) -> Term:
    """The term that is written so, whatever its case.

    Raises:
        UnusableQuestion: there is none; the message names some that there are.
    """
    wanted = " ".join(words.split()).casefold()
    for term in terms():
        if wanted in (form.casefold() for form in term.forms):
            return term
    raise UnusableQuestion(f'"{words[:60]}" is not in the glossary: python -m rag glossary lists its terms')


def uses(records: Records, wanted: Sequence[Term] | None = None) -> tuple[Use, ...]:
    """Each of the terms (None: all) with the sentences that use it; copies of a record held too add none."""
    chosen = terms() if wanted is None else tuple(wanted)
    patterns = [(term, _pattern(term.forms)) for term in chosen]
    said: dict[str, list[Citation]] = {term.term: [] for term in chosen}
    for passage in records.passages:
        document = records.documents[passage.document_id]
        if document.copy_of in records.documents:
            continue
        for span in passage.sentences:
            text = passage.slice(span)
            for term, pattern in patterns:
                if pattern.search(text):
                    said[term.term].append(cite(document, passage, span))
    return tuple(Use(term, tuple(said[term.term])) for term in chosen)


@lru_cache(maxsize=256)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms as whole words. One with a capital only as written: "LAC" is not "lac"."""
    longest_first = sorted(forms, key=len, reverse=True)
    choices = [_spaced(f) if f != f.casefold() else f"(?i:{_spaced(f)})" for f in longest_first]
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(choices)})(?![\w-])")


def _spaced(form: str) -> str:
    """The form with any white space between its words, and either apostrophe."""
    return r"\s+".join(re.escape(word) for word in form.split()).replace("'", "['’]")


def found_in(text: str, term: Term) -> tuple[int, int] | None:
    """Where a text uses the term first, half-open; None where it does not."""
    match = _pattern(term.forms).search(text)
    return match.span() if match else None


def glossary_json(
    found: Sequence[Use], documents: Mapping[str, Document], generation: str, address: str | None = None
) -> list[dict[str, Any]]:
    """The terms as JSON, each with the words that use it, whose they are and where they open."""
    return [
        {
            "term": use.term.term,
            "also": list(use.term.also),
            "nation": use.term.nation,
            "explanation": use.term.means,
            "explained_by": FRAME,
            "used_in": [
                {
                    "document": one.document_id,
                    "start": one.span.start,
                    "end": one.span.end,
                    "words": one.quote,
                    "source": line.title,
                    "date": line.dated,
                    "link": line.link,
                }
                for one in use.said
                for line in [shown(KeyLine(one), documents, generation, address)]
            ],
        }
        for use in found
    ]

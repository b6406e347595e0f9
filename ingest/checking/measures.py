"""How long a document is and how old a reader it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.checking.reading import Checkable
from ingest.checking.sentences import counted

#: A school year of the United States in years of age: its first grade is for children of six.
_AGE_OF_GRADE = 5


@dataclass(frozen=True, slots=True)
class Measures:
    """A document in numbers. ``longest`` is in words, ``reading_age`` in years; 0 where there is no sentence."""

    file: str
    words: int
    facts: int
    sentences: int
    longest: int
    reading_age: float


def measured(one: Checkable) -> Measures:
    """The numbers of a document: its sentences as they stand, headings and front matter left out."""
    lengths = [len(counted(sentence)) for sentence in one.sentences]
    return Measures(
        file=one.file,
        words=sum(lengths),
        facts=len(one.companion.facts) if one.companion is not None else 0,
        sentences=len(lengths),
        longest=max(lengths, default=0),
        reading_age=reading_age(one.sentences),
    )


def reading_age(sentences: Sequence[str]) -> float:
    """The age in years, to one decimal, of a reader who can follow: the Coleman-Liau index as an age.

    M. Coleman and T. L. Liau, "A computer readability formula designed for machine scoring", Journal of Applied
    Psychology 60 (1975), 283-284. It counts letters, not syllables, so the same text has the same age anywhere.
    """
    words = sum(len(counted(sentence)) for sentence in sentences)
    if not words:
        return 0.0
    letters = sum(character.isalpha() for sentence in sentences for character in sentence)
    grade = 0.0588 * (100 * letters / words) - 0.296 * (100 * len(sentences) / words) - 15.8
    return round(grade + _AGE_OF_GRADE, 1)

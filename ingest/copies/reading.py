"""What a document says, made ready to be set beside what another says."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.ports import Vectors

#: Words of a shingle, as in rag.folding: Broder (1997), "On the resemblance and containment of documents".
SHINGLE = 5

_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
#: Numbers in words as figures. "One" is left out: it counts nothing in "one of them".
_IN_WORDS = {word: str(number) for number, word in enumerate(_SMALL.split(), start=2)} | {
    word: str(10 * number) for number, word in enumerate(_TENS.split(), start=2)
}

_TOKEN = re.compile(r"(?P<sign>[£$€]\s?)?(?P<word>\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*)")

#: Behind one of these, or nothing, a capital only begins a sentence.
_BEGINS = frozenset('.!?:;“”"‘(•')

#: Characters before a word in which the mark before it is looked for.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says: its sentences in order, furniture and headings left out, and a vector of length 1 each."""

    texts: Sequence[str]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, thousands commas dropped; ``sign`` is that of its currency, "" where it is no sum of money."""

    value: str
    sign: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A document's words in order, those that are names, its figures, and how many words each sentence has."""

    words: tuple[str, ...]
    names: frozenset[str]
    figures: frozenset[Figure]
    lengths: Vectors
    vectors: Vectors

    @property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Every run of ``SHINGLE`` words, each once."""
        return frozenset(self.words[at : at + SHINGLE] for at in range(len(self.words) - SHINGLE + 1))

    @property
    def centre(self) -> Vectors:
        """The mean direction of its sentences, each weighed by its words; length 1, or 0 where there is none."""
        mean = self.lengths @ self.vectors if len(self.lengths) else np.zeros(self.vectors.shape[-1:])
        return np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)


def read(told: Told) -> Reading:
    """The reading of what a document says."""
    said: list[str] = []
    names: set[str] = set()
    figures: set[Figure] = set()
    lengths = []
    for text in told.texts:
        before, shouted = len(said), text.isupper()
        for token in _TOKEN.finditer(text):
            word = token["word"]
            plain = _plain(word)
            said.append(plain)
            if word[0].isdigit() or plain in _IN_WORDS:
                figures.add(Figure(_IN_WORDS.get(plain, plain), (token["sign"] or "").strip()))
            elif word[0].isupper() and not shouted and not _begins(text, token.start()):
                names.add(plain)
        lengths.append(len(said) - before)
    return Reading(
        words=tuple(said),
        names=frozenset(names),
        figures=frozenset(figures),
        lengths=np.array(lengths, dtype=np.float32),
        vectors=told.vectors,
    )


def _plain(word: str) -> str:
    """The word without case, thousands commas and a possessive ending."""
    plain = sys.intern(word.casefold())
    if word[0].isdigit():
        return plain.replace(",", "")
    if "'" in plain or "’" in plain:
        return plain.removesuffix("s").rstrip("'’") if plain[-2:] in ("'s", "’s") else plain
    return plain


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip()
    return not before or before[-1] in _BEGINS

"""The names of a text: words in capitals, and which of them stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ingest.checking.figures import DAYS, MONTHS
from rag.text import STOP_WORDS, bare, word_spans, words

#: What may stand between two words of one name.
_WITHIN_A_NAME = re.compile(r"\.?\s+(?:&\s+)?|[-‐‑]|\s?&\s?")

_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``plain`` is folded and singular, ``joined`` says that only a space parts it from the last."""

    written: str
    plain: str
    capital: bool
    first: bool
    joined: bool


def plain(word: str) -> str:
    """The word folded, without accents, possessive and plural endings, so that forms of one name are alike."""
    folded = "".join(words(bare(word))) or word.casefold()
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


def name_words(text: str) -> list[Word]:
    """The words of a text in order, months and days as common words."""
    found: list[Word] = []
    end = 0
    for written, span in word_spans(text):
        folded = bare(written).casefold()
        common = folded in MONTHS or folded in DAYS or not written[0].isupper()
        first = not any(character.isalnum() for character in text[: span.start])
        joined = bool(found) and _WITHIN_A_NAME.fullmatch(text, end, span.start) is not None
        found.append(Word(written, plain(written), not common, first, joined))
        end = span.end
    return found


def runs(found: Iterable[Word]) -> Iterator[list[Word]]:
    """Capitalised words that stand side by side, and each common word alone."""
    run: list[Word] = []
    for word in found:
        if run and not (word.capital and word.joined and run[-1].capital):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def is_grammar(word: Word) -> bool:
    """True of "The", "In" and the like, which are in capitals only by their place."""
    return word.written.casefold() in STOP_WORDS


@dataclass(frozen=True, slots=True)
class Names:
    """What texts hold of names: every word, those in order within one name, and where names begin and end."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    begins: frozenset[str]
    ends: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Names:
        """The names of the texts. A common word may stand before or behind any name."""
        held: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        begins: set[str] = set()
        ends: set[str] = set()
        for text in texts:
            for run in runs(name_words(text)):
                plains = [word.plain for word in run]
                held.update(plains)
                pairs.update(combinations(plains, 2))
                begins.add(plains[0])
                ends.add(plains[-1])
        return cls(frozenset(held), frozenset(pairs), frozenset(begins), frozenset(ends))

    def stand_together(self, one: str, other: str) -> bool:
        """True where the words belong to one name in this order, or a name ends with one and begins with the other."""
        return (one, other) in self.pairs or (one in self.ends and other in self.begins)

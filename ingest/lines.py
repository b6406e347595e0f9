"""The lines of a page, and which of them stand above, within and below its running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rag.domain import Span

_MARK = re.compile(r"(?:[•·▪◦‣●○*–-]|\(?\d{1,2}[.)])[\s\u00a0]+")
_STOP = re.compile(r"""[.!…]["'”’)\]]*$""")
_COLON = re.compile(r"""[;:]["'”’)\]]*$""")
_QUESTION_END = re.compile(r"""\?["'”’)\]]*$""")

#: A line of fewer words, even with a full stop, may be a label or a by-line; one more before a colon, as labels have.
_WORDS_OF_A_SENTENCE = 5

#: A line of so many words is running text whatever it ends with; headlines are shorter.
_WORDS_OF_A_PARAGRAPH = 25

#: Running text broken at a right margin has lines at least so long (characters).
_WRAPPED_LINE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, trimmed. ``words`` is its text without a bullet mark; ``gap``: a blank line before."""

    span: Span
    text: str
    words: str
    bullet: bool
    gap: bool

    @property
    def label(self) -> str:
        """The words for comparing with known labels: case folded, one space each, colons at the end dropped."""
        return " ".join(self.words.casefold().split()).rstrip(": ")

    @property
    def count(self) -> int:
        """How many words the line has."""
        return len(self.words.split())

    @property
    def is_sentence(self) -> bool:
        """True where the line reads as running text by itself: it ends like a sentence, or is long."""
        if self.count >= _WORDS_OF_A_PARAGRAPH:
            return True
        if self.count >= _WORDS_OF_A_SENTENCE and _STOP.search(self.words):
            return True
        if self.count > _WORDS_OF_A_SENTENCE and _COLON.search(self.words):
            return True
        return self.count >= 2 * _WORDS_OF_A_SENTENCE and bool(_QUESTION_END.search(self.words))


@dataclass(frozen=True)
class Page:
    """A text from ``start`` on, as lines. ``head`` counts the lines above the first paragraph.

    ``tail`` is the index of the first line below the last paragraph. A page without a paragraph is all head
    and no tail.
    """

    text: str
    start: int
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Page:
        """The page of a text, the characters before ``start`` left aside."""
        return cls(text, start, tuple(_lines(text, start)))

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The indexes of the lines that are running text, bulleted lines aside."""
        return tuple(index for index in range(len(self.lines)) if self._is_paragraph(index))

    @property
    def head(self) -> int:
        """How many lines stand above the first paragraph."""
        return self.paragraphs[0] if self.paragraphs else len(self.lines)

    @property
    def tail(self) -> int:
        """The index of the first line below the last paragraph."""
        return self.paragraphs[-1] + 1 if self.paragraphs else len(self.lines)

    def _is_paragraph(self, index: int) -> bool:
        line = self.lines[index]
        if line.bullet:
            return False
        if line.is_sentence:
            return True
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        wrapped = after is not None and not after.gap and not after.bullet and after.text[0].islower()
        return wrapped and len(line.text) >= _WRAPPED_LINE


def _lines(text: str, start: int) -> Iterator[Line]:
    gap = True
    offset = start
    for raw in text[start:].splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            at = offset + len(raw) - len(raw.lstrip())
            mark = _MARK.match(bare)
            words = bare[mark.end() :] if mark else bare
            yield Line(Span(at, at + len(bare)), bare, words or bare, mark is not None, gap)
        gap = not bare
        offset += len(raw)

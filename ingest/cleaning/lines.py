"""The lines of a page, and which of them stand above, within and below its running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from rag.domain import Excluded, Span

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

#: Words in an item of a menu or a row of links; longer ones may be sentences or headlines.
SHORT = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, trimmed. ``words`` is its text without a bullet mark; ``gap``: a blank line before.

    ``label`` is the words for comparing with known labels: case folded, one space each, straight apostrophes,
    colons at the end dropped. ``count`` is how many words there are.
    """

    span: Span
    text: str
    words: str
    bullet: bool
    gap: bool
    label: str
    count: int

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

    @property
    def is_short(self) -> bool:
        """True where the line can be an item of a menu: a few words that end like none of a sentence."""
        return (
            self.count <= SHORT
            and not self.is_sentence
            and not self.words.endswith((".", ";", ",", "?", "!"))
        )


@dataclass(frozen=True)
class Page:
    """A text from ``start`` on, as lines, and the kind of each line that is known to be furniture, by index."""

    text: str
    start: int
    lines: tuple[Line, ...]
    marked: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, text: str, start: int = 0, known: Sequence[Excluded] = ()) -> Page:
        """The page of a text, the characters before ``start`` left aside, lines inside ``known`` spans marked.

        ``known`` is in order and does not overlap.
        """
        lines = tuple(_lines(text, start))
        starts = [excluded.span.start for excluded in known]
        marked: dict[int, str] = {}
        for index, line in enumerate(lines):
            before = bisect_right(starts, line.span.start) - 1
            if before >= 0 and known[before].span.covers(line.span):
                marked[index] = known[before].kind
        return cls(text, start, lines, marked)

    def marking(self, found: Mapping[int, str]) -> Page:
        """The page with more lines marked; a line that is marked already keeps its kind."""
        return replace(self, marked={**found, **self.marked})

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The indexes of the lines that are running text, bulleted and marked lines aside."""
        return tuple(index for index in range(len(self.lines)) if self._is_paragraph(index))

    @property
    def head(self) -> int:
        """How many lines stand above the first paragraph; all of them where there is none."""
        return self.paragraphs[0] if self.paragraphs else len(self.lines)

    @property
    def tail(self) -> int:
        """The index of the first line below the last paragraph; past the end where there is none."""
        return self.paragraphs[-1] + 1 if self.paragraphs else len(self.lines)

    def outside(self, index: int) -> bool:
        """True for a line above or below the running text."""
        return not self.head <= index < self.tail

    def runs(self, fits: Callable[[Line], bool]) -> Iterator[range]:
        """Maximal runs of lines that fit, as ranges of indexes; a blank line does not end a run."""
        begin: int | None = None
        for index, line in enumerate(self.lines):
            if fits(line):
                begin = index if begin is None else begin
            elif begin is not None:
                yield range(begin, index)
                begin = None
        if begin is not None:
            yield range(begin, len(self.lines))

    def _is_paragraph(self, index: int) -> bool:
        line = self.lines[index]
        if line.bullet or index in self.marked:
            return False
        if line.is_sentence:
            return True
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        wrapped = after is not None and not after.gap and not after.bullet and after.text[0].islower()
        return wrapped and len(line.text) >= _WRAPPED_LINE


def folded(words: str) -> str:
    """The words as labels are compared: case folded, one space each, straight apostrophes."""
    return " ".join(words.casefold().replace("’", "'").split())


def _lines(text: str, start: int) -> Iterator[Line]:
    gap = True
    offset = start
    for raw in text[start:].splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            at = offset + len(raw) - len(raw.lstrip())
            mark = _MARK.match(bare)
            words = (bare[mark.end() :] if mark else bare) or bare
            label = folded(words).rstrip(": ")
            span = Span(at, at + len(bare))
            yield Line(span, bare, words, mark is not None, gap, label, len(words.split()))
        gap = not bare
        offset += len(raw)

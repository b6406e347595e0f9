"""Blocks of words to one text, with the spans of what is a heading and of what is hidden or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.formats.extracted import Extracted, Heading, Stated
from rag.domain import Excluded, Span

#: The kind of every stretch that a reader of the page would not see.
HIDDEN = "hidden_text"

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
#: Control characters (NUL, escape codes of terminals) are in no record; half a surrogate pair cannot be stored.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; ``hidden`` is the rule by which a reader would not see them, None where one would."""

    text: str
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list or row of a table, from runs in order.

    ``level`` counts from 1 for headings and is 0 elsewhere. ``tight`` blocks follow the one before without a
    blank line. ``kind`` and ``rule`` say what furniture the block is, None where it is none.
    """

    runs: tuple[Run, ...]
    level: int = 0
    tight: bool = False
    kind: str | None = None
    rule: str = ""

    @property
    def text(self) -> str:
        """The words of the runs; as they will stand in the text where the runs are tidy."""
        return "".join(run.text for run in self.runs)


def storable(text: str) -> str:
    """The text with "\\n" as its only line break and nothing in it that cannot be written as UTF-8 or shown."""
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", text)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with one space between words across them, line breaks kept, white space at both ends dropped."""
    found: list[Run] = []
    last = "\n"
    for run in runs:
        text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", storable(run.text)))
        if last == "\n":
            text = text.lstrip()
        elif last == " ":
            text = text.lstrip(" ")
        if text:
            found.append(replace(run, text=text))
            last = text[-1]
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)


def joined(cells: Sequence[tuple[Run, ...]], labels: Sequence[str]) -> tuple[Run, ...]:
    """The cells of a row that hold words, one behind the other, each with its label where there are labels."""
    found: list[Run] = []
    for index, cell in enumerate(cells):
        if not cell:
            continue
        label = f"{labels[index]}: " if labels and labels[index] else ""
        between = ("; " if labels else " | ") if found else ""
        found += [Run(between + label), *cell] if between or label else cell
    return tuple(found)


class Writer:
    """The text of a file as it grows, block by block."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._parts: list[str] = []
        self._length = 0
        self._fresh = True
        self._headings: list[Heading] = []
        self._excluded: list[Excluded] = []

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return self._length

    def add(self, block: Block) -> Span | None:
        """The span of the block in the text, a blank line before it (a line break where it is tight).

        None where there are no words in it: then nothing is added.
        """
        runs = tidy(block.runs)
        if not any(run.text.strip() for run in runs):
            return None
        if not self._fresh:
            self.raw("\n" if block.tight else "\n\n")
        self._fresh = False
        start = self._length
        marks: list[Excluded] = []
        for run in runs:
            begin = self._length
            self.raw(run.text)
            if run.hidden is not None and run.text.strip():
                lead = len(run.text) - len(run.text.lstrip())
                words = Span(begin + lead, begin + len(run.text.rstrip()))
                marks.append(Excluded(words, HIDDEN, run.hidden))
        span = Span(start, self._length)
        seen = any(run.hidden is None and any(map(str.isalnum, run.text)) for run in runs)
        if block.kind is not None:
            self.exclude(span, block.kind, block.rule)
        elif marks and not seen:
            self.exclude(span, HIDDEN, marks[0].rule)
        else:
            for mark in marks:
                self.exclude(mark.span, mark.kind, mark.rule)
            if block.level:
                self._headings.append(Heading(span, block.level))
        return span

    def end_page(self, *, last: bool) -> None:
        """The next block begins a page; an empty page has a line break, so that every page has a span."""
        if not self._fresh and not last:
            self.raw("\n\n")
        elif self._fresh:
            self.raw("\n")
        self._fresh = True

    def raw(self, text: str) -> None:
        """Characters added as they are."""
        self._parts.append(text)
        self._length += len(text)

    def exclude(self, span: Span, kind: str, rule: str) -> None:
        """A stretch marked; one that follows another of the same kind and rule becomes one with it."""
        last = self._excluded[-1] if self._excluded else None
        if last is not None and (last.kind, last.rule) == (kind, rule) and span.start - last.span.end <= 2:
            self._excluded[-1] = Excluded(Span(last.span.start, span.end), kind, rule)
        else:
            self._excluded.append(Excluded(span, kind, rule))

    def build(
        self, stated: Stated | None = None, notices: Iterable[str] = (), pages: Iterable[Span] = ()
    ) -> Extracted:
        """What has been written, with what the file states of itself."""
        return Extracted(
            "".join(self._parts),
            pages=tuple(pages),
            headings=tuple(self._headings),
            excluded=tuple(self._excluded),
            stated=stated or Stated(),
            notices=tuple(notices),
        )


def stated(**said: str | None) -> Stated:
    """Metadata as one line each; None for what says nothing."""
    return Stated(**{name: _line(value) for name, value in said.items()})


def _line(value: str | None) -> str | None:
    return " ".join(storable(value).split()) or None if value else None

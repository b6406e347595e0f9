"""The sentences of minutes, with the label each stands under: "RESOLVED:", "Decision:", "Actions:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.domain import Span
from rag.text import sentences


class Label(StrEnum):
    """What a label says of the words under it."""

    RESOLVED = "resolved"
    AGREED = "agreed"
    NOTED = "noted"
    RECOMMENDED = "recommended"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or one point of a list inside it.

    ``label`` and ``word`` are the label it stands under and the words of that label, None where there is none;
    ``said`` is the sentence without a label of its own. ``before`` is the sentence before it in its paragraph.
    """

    span: Span
    said: Span | None
    label: Label | None = None
    word: Span | None = None
    before: Span | None = None


_BODIES = r"(?:the\s+)?(?:cabinet|council|executive|full\s+council)"
_DECIDED = re.compile(
    r"[\s*_(\[|\"“]*(?P<it>it\s+was\s+)?(?:(?:unanimously|formally)\s+)?"
    rf"(?P<word>resolved|agreed|noted|recommended|resolutions?|decisions?|recommendations?\s+to\s+{_BODIES})"
    r"(?P<open>[\s*_]*(?:\((?:[^()\n]{1,40})\)|unanimously|nem\.?\s?con\.?)?[\s*_]*(?:[:–—]|\s-\s|-\s|$)[\s*_]*"
    r"|(?:\s*\([^()\n]{1,40}\))?(?=\s+(?:unanimously\s+)?(?:that|to)\b))",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"[\s*_(\[|]*(?P<word>(?:agreed\s+|follow[- ]up\s+)?actions?(?:\s+(?:points?|items?|log|agreed"
    r"|required|arising))?(?:\s+(?:for|by|on))?(?:\s+\d{1,3})?)"
    r"[\s*_]*(?:[:–—]|\s-\s|-\s|$)[\s*_]*",
    re.IGNORECASE,
)
_KINDS = {
    "resol": Label.RESOLVED,
    "decis": Label.RESOLVED,
    "agree": Label.AGREED,
    "noted": Label.NOTED,
    "recom": Label.RECOMMENDED,
}
_BULLET = re.compile(
    r"[ \t\u00a0]*(?:[•·▪◦‣●○*–-]|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]?)[ \t\u00a0]+",
    re.IGNORECASE,
)
_THAT = re.compile(r"[\s“\"]*that\b", re.IGNORECASE)
_POINT = re.compile(
    r"(?:(?<=[;:,.])|(?<=that)|(?<=and)|^)\s*\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+", re.IGNORECASE
)
_TRAILING = re.compile(r"[;,]?\s+and\s*$|[;,]\s*$")
#: What only ends one item of furniture or leads a list in.
_BLANK = re.compile(r"\n[^\S\n]*\n")


def statements(text: str, parts: Sequence[Span]) -> Iterator[Statement]:
    """The statements of stretches of running text, in order; each stretch is read by itself."""
    for part in parts:
        yield from _of_part(text, part)


def _of_part(text: str, part: Span) -> Iterator[Statement]:
    label: Label | None = None
    word: Span | None = None
    awaits = listing = False  # the label still waits for its words; they are a list
    last: Span | None = None
    for sentence in sentences(text, part):
        fresh = last is None or bool(_BLANK.search(text, last.end, sentence.start))
        point = _is_point(text, sentence)
        found = _label(text, sentence)
        before, last = last, sentence
        if found is not None:
            label, word, rest = found
            awaits, listing = rest is None, _leads(text, rest)
            if rest is not None:
                # A label of an action is about what stands above it, across a blank line too.
                about = before if label is Label.ACTION or not fresh else None
                yield from _points(text, sentence, rest, label, word, about)
            continue
        goes_on = label is not None and (
            awaits or (point and not _ends_list(listing, fresh)) or _goes_on(text, sentence, label)
        )
        if not goes_on:
            label, word, listing = None, None, False
        elif awaits:
            awaits, listing = False, point or _leads(text, sentence)
        elif point:
            listing = True
        yield from _points(text, sentence, sentence, label, word, None if fresh else before)


def _ends_list(listing: bool, fresh: bool) -> bool:
    """True where a point begins a list of its own: the label's words were no list, and a blank line follows them."""
    return fresh and not listing


def _goes_on(text: str, sentence: Span, label: Label) -> bool:
    return label is not Label.ACTION and _THAT.match(text, sentence.start, sentence.end) is not None


def _leads(text: str, rest: Span | None) -> bool:
    return rest is None or rest.of(text).rstrip().endswith((":", "that", "to"))


def _label(text: str, sentence: Span) -> tuple[Label, Span, Span | None] | None:
    """The label a sentence begins with, its word, and what follows it in the sentence, if anything."""
    action = _ACTION.match(text, sentence.start, sentence.end)
    decided = None if action else _DECIDED.match(text, sentence.start, sentence.end)
    found = action or decided
    if found is None:
        return None
    word = found["word"].casefold()
    if (
        decided is not None
        and not decided["open"]
        and (decided["it"] or word.startswith(("decision", "resolution")))
    ):
        return None  # a sentence about it, no label
    kind = Label.ACTION if action else _KINDS[word[:5]]
    named = Span(found.start("word"), found.start("word") + len(found["word"].rstrip()))
    rest = text[found.end() : sentence.end]
    start = found.end() + len(rest) - len(rest.lstrip())
    return kind, named, Span(start, sentence.end) if start < sentence.end and _has_words(rest) else None


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _is_point(text: str, sentence: Span) -> bool:
    begin = text.rfind("\n", 0, sentence.start) + 1
    return _BULLET.fullmatch(text, begin, sentence.start) is not None


def _points(
    text: str, sentence: Span, rest: Span, label: Label | None, word: Span | None, before: Span | None
) -> Iterator[Statement]:
    """The sentence as one statement, or each point of a list "(a) ...; (b) ..." that runs on in it."""
    marks = list(_POINT.finditer(rest.of(text))) if label is not None else []
    if len(marks) < 2:
        yield Statement(sentence, rest, label, word, before)
        return
    for index, mark in enumerate(marks):
        begin = rest.start + mark.end()
        stop = rest.start + (marks[index + 1].start() if index + 1 < len(marks) else len(rest))
        end = begin + len(_TRAILING.sub("", text[begin:stop].rstrip()))
        if begin < end:
            # The first point stands with its label.
            start = begin if index else sentence.start
            yield Statement(Span(start, end), Span(begin, end), label, word, before)

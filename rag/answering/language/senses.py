"""Words of opposite sense, and what is denied: which words of a text say yes to a thing and which say no.

The opposites stand in opposites.yaml, each row with its reason. Words that are themselves topics of this sector
("exclusion", "support" as a service) are left out, or kept to the forms in which they say what was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from rag.domain import Span
from rag.text import STOP_WORDS, bare, content_stems, stem, word_spans


@dataclass(frozen=True, slots=True)
class Sense:
    """One telling word or phrase of a text: the matter it speaks of, and whether it says yes to it.

    ``matter`` is a row of the table, or the stem of a word, and ``opposed`` tells which. ``denied``: a word before it
    denies it, and ``whole`` begins with that word. ``direct``: no other telling word stands between the two.
    """

    matter: str
    says: bool
    span: Span
    opposed: bool
    denied: bool
    direct: bool
    whole: Span


class Row(BaseModel):
    """Two sides that cannot both be said of one thing, and why: one line of the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    matter: str
    why: str
    leaning: bool = False
    one_way: bool = False
    says_yes: tuple[str, ...]
    says_no: tuple[str, ...]


@lru_cache(maxsize=1)
def rows() -> dict[str, Row]:
    """The rows of opposites.yaml by their matter, in its order; pydantic's error where one is not as it should be."""
    text = resources.files("rag.answering.language").joinpath("opposites.yaml").read_text(encoding="utf-8")
    found = TypeAdapter(tuple[Row, ...]).validate_python(tuple(yaml.safe_load(text)))
    return {row.matter: row for row in found}


@lru_cache(maxsize=1)
def _sides() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Each side of each row: its matter, whether it says yes, and its words."""
    return tuple(
        (row.matter, says, re.compile(rf"(?<![\w-])(?:{'|'.join(side)})(?![\w-])", re.IGNORECASE))
        for row in rows().values()
        for says, side in ((True, row.says_yes), (False, row.says_no))
    )


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


#: Words that deny what stands behind them, and how many words behind them they may deny.
_DENIERS: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        _words(
            r"(?<!need )not(?! (?:only|just|merely|until|least|to mention|all|every|always))|never|cannot|neither|nor"
            r"|nobody|no one|none|nothing|without"
        ),
        5,
    ),
    (_words(r"\w+n['’]t|(?:was|is|did|does|do|were|are|has|have|had|would|could|should|wo|ca)nt"), 4),
    (_words(r"no(?! (?:longer|more than|fewer|less|later))"), 3),
    (
        _words(
            r"rather than|instead of|stop(?:ped|s)? short of|fail(?:ed|s|ing)? to|unable to|refus(?:ed|es|e|al) to"
            r"|declin(?:ed|e) to|decid(?:ed|e) against|unlikely to|wrong to|far from"
        ),
        5,
    ),
    # What is wrongly said is often told at length: "wrongly credits the report on the city to inspectors".
    (_words(r"wrongly|mistakenly|falsely"), 12),
)

#: Words of doubt: what is doubted in a question may be denied in the record.
_DOUBTS = _words(
    r"doubt(?:s|ed|ful)?|den(?:y|ies|ied)|disput(?:e|es|ed)|impossible|hard(?:ly)?|unlikely|lack(?:s|ed)?|too \w+ to"
)

#: Words that deny what is done and no name beside them: "nobody in Leeds could".
_OF_NOBODY = re.compile(r"nobody|no one|none|nothing|never|without", re.IGNORECASE)

#: "Would not open until October" says that it opens.
_UNTIL = re.compile(r"(?:\s+[\w’'-]+){1,4}\s+until\b", re.IGNORECASE)

#: What ends the reach of a word that denies.
_STOP = re.compile(
    r"[,;:.()]|\band (?:would|will|was|were|is|are|has|have|had|did|then|so|to)\b"
    r"|\b(?:but|although|though|because|so that|which|who|when|while|unless|until)\b",
    re.IGNORECASE,
)


#: Sentences remembered: reading one takes about a millisecond.
REMEMBERED = 4096


@lru_cache(maxsize=REMEMBERED)
def senses(text: str) -> tuple[Sense, ...]:
    """The telling words of a text, rows of the table first, each in order; a word may stand in several rows."""
    denied = _denied(text)
    found: list[Sense] = []
    for matter, says, side in _sides():
        found += [
            _sense(text, matter, says, Span(hit.start(), hit.end()), denied, row=True)
            for hit in side.finditer(text)
        ]
    for word, span in word_spans(text):
        low = bare(word.casefold())
        if low not in STOP_WORDS and len(low) > 1:
            found.append(_sense(text, stem(low), True, span, denied, row=False))
    return tuple(found)


def _sense(
    text: str, matter: str, says: bool, span: Span, denied: list[tuple[Span, Span]], *, row: bool
) -> Sense:
    """The word at ``span``, turned round where a word before it denies it."""
    by = next((denier for denier, reach in denied if denier.end <= span.start and reach.overlaps(span)), None)
    if by is not None and span.of(text)[0].isupper() and _OF_NOBODY.fullmatch(by.of(text)):
        by = None
    if by is None:
        return Sense(matter, says, span, row, denied=False, direct=False, whole=span)
    direct = not content_stems(text[by.end : span.start])
    return Sense(matter, not says, span, row, denied=True, direct=direct, whole=Span(by.start, span.end))


def denies(text: str) -> bool:
    """True where any word of the text denies something, or casts doubt on it."""
    return _DOUBTS.search(text) is not None or any(denier.search(text) for denier, _ in _DENIERS)


def _denied(text: str) -> list[tuple[Span, Span]]:
    """Each word that denies, and the stretch behind it that it denies."""
    found: list[tuple[Span, Span]] = []
    for denier, reach in _DENIERS:
        for hit in denier.finditer(text):
            if _UNTIL.match(text, hit.end()):
                continue
            stop = _STOP.search(text, hit.end())
            end = stop.start() if stop else len(text)
            words = [span for _, span in word_spans(text[hit.end() : end])][:reach]
            if words:
                found.append((Span(hit.start(), hit.end()), Span(hit.end(), hit.end() + words[-1].end)))
    return found

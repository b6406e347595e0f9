"""Whether a line is one that the templates of answers make: lines that come back from a file are not believed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import product

from rag.answering.language import modality
from rag.answering.language.cues import Act
from rag.answering.wording import frames
from rag.answering.wording.claims import tidy
from rag.catalogue import describe
from rag.domain import Document, Form, Status
from rag.text import words

#: What stands in a template for a description of a record, and for words of a question: in no line are they typed.
_RECORD, _ASKED = "\x01", "\x02"

_COUNT = rf"(?:{'|'.join(frames.COUNTS)}|\d+)"
_NAMED = rf"(?:that|{_ASKED}(?:(?:, {_ASKED})* and {_ASKED})?)"

#: The sentences of ``frames`` and ``ledger`` that stand above claims, by themselves or behind one another.
_ABOVE = "|".join(
    (
        rf"{_RECORD}\.",
        rf"{_COUNT} records?; each is named with its nation, kind and date\.",
        r"First a plan at its date, then what a later record or section says became of it\.",
        r"A plan at that date, not a result\.",
        r"Plans at that date, not results\.",
        rf"{_COUNT} (?:items? in|statements? of) one record: {_RECORD}\.",
        rf"{_COUNT} records? side by side, oldest first: {_RECORD}(?:; {_RECORD})*\.",
        rf"{_COUNT} actions? of {_COUNT} meetings?(?:: {_RECORD}|(?:, told by {_COUNT} records?)?, in order of date)\.",
        rf"{_COUNT} questions? in one, (?:answered in order"
        r"|more than one with the same words: look whether they say it)\.",
        rf"Answered in part: nothing is shown for {_NAMED}\.",
    )
)

#: The lines of ``correcting``: what they say that a record says is looked up in its words.
_CORRECTED = re.compile(
    rf"The question (?:says {_ASKED}|takes something for granted); "
    r'the record says (?P<quote>"?)(?P<told>.+)(?P=quote)\.'
)
_DENIED = re.compile(
    rf"The question takes (?:{_ASKED} for granted|something for granted); the record says otherwise\."
    rf"|The question takes this for granted, and a record says otherwise: {_RECORD}\."
)


def is_answers(line: str, documents: Sequence[Document], questions: Collection[str]) -> bool:
    """True where a line can stand above an answer to one of these questions that cites these documents alone."""
    said = "|".join(re.escape(f"{one[:1].upper()}{one[1:]}.") for one in _manners(documents))
    one = rf"(?:\(\d+\) )?(?:{_ABOVE}|{said})"
    return re.fullmatch(rf"{one}(?: {one})*", _masked(line, documents, questions), re.IGNORECASE) is not None


def is_refusals(
    line: str, documents: Sequence[Document], questions: Collection[str], told: Collection[str]
) -> bool:
    """True where a line can say that one of these questions is not answered, or why; ``told`` are the nearest words."""
    corrected = _CORRECTED.fullmatch(_masked(line, (), questions, most=1))
    if corrected and corrected["told"] != "otherwise":
        # Words of a digest stand in no quotation marks.
        quotable = all(one.form is Form.ORIGINAL for one in documents)
        found = any(corrected["told"] in tidy(one) for one in told)
        return found and bool(corrected["quote"]) == quotable
    masked = _masked(line, documents, questions)
    return _refusals().fullmatch(masked) is not None or _DENIED.fullmatch(masked) is not None


def _masked(line: str, documents: Sequence[Document], questions: Collection[str], most: int = 0) -> str:
    """The line with ``_RECORD`` for each description of a document, ``_ASKED`` for words of the questions in quotes."""
    asked = {word for question in questions for word in words(question)}

    def of_question(found: re.Match[str]) -> str:
        return _ASKED if set(words(found[1])) <= asked else found[0]

    line = re.sub(f"[{_RECORD}{_ASKED}]", "", line)
    line = re.sub(r'"([^"]*)"', of_question, line, count=most)
    for described in sorted({describe(one) for one in documents}, key=len, reverse=True):
        line = re.sub(re.escape(described), _RECORD, line, flags=re.IGNORECASE)
    return line


def _manners(documents: Sequence[Document]) -> set[str]:
    """How a frame can say what was done with a thing."""
    found = [frozenset({act}) for act in Act] + [frozenset({Act.AGREED, Act.NOTED})]
    dates = [None, *(one.published for one in documents)]
    return {said for acts, date in product(found, dates) if (said := modality.words(acts, date))}


@lru_cache(maxsize=1)
def _refusals() -> re.Pattern[str]:
    """Every line of a refusal and every reason for one, made by their own templates."""
    made: set[str] = set()
    for status, names, flag, other in product(Status, ((), ("\x00",)), (False, True), (False, True)):
        for missing in (None, *frames.MISSING):
            made.add(frames.refused(status, missing=missing, names=names, searched=0, apart=flag))
        made.add(tidy(frames.reason(status, names=names, silent=other, apart=flag)))
    escaped = "|".join(sorted(map(re.escape, made)))
    where = re.escape("these 0 documents")
    return re.compile(
        escaped.replace(re.escape('"\x00"'), _NAMED).replace(
            where, r"(?:these\ \d+\ documents|this\ one\ document)"
        )
    )

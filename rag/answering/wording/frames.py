"""Frames: the short lines round the claims. Templates only; every slot comes from records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.asking.boundaries import SIGNPOSTS
from rag.answering.language.values import ValueKind
from rag.catalogue import describe
from rag.domain import Document, Status

#: Numbers as words; larger ones stand as figures.
COUNTS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

MISSING = {
    ValueKind.DATE: "date",
    ValueKind.DURATION: "length of time",
    ValueKind.COUNT: "number",
    ValueKind.MONEY: "sum of money",
    ValueKind.SHARE: "percentage",
    ValueKind.AGE: "age",
    ValueKind.PERSON: "name or post",
    ValueKind.NAME: "name",
    ValueKind.TITLE: "name or title",
    ValueKind.BODY: "body",
    ValueKind.PLACE: "place",
    ValueKind.VENUE: "building or room",
    ValueKind.POST: "post",
    ValueKind.GRADE: "grade",
    ValueKind.REASON: "reason",
}


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A counted noun in words: "one record", "six items", "14 items"."""
    word = COUNTS[number] if number < len(COUNTS) else str(number)
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def answered(
    documents: Sequence[Document], *, plan: bool, said: str | None = None, later: bool = False
) -> str:
    """Above claims: which records they stand in, and what their words are.

    ``plan``: the first is a plan. ``said``: what was done with the thing ("noted, not agreed"). ``later``: the last
    is what a later record says became of the plan.
    """
    if len(documents) > 1:
        line = (
            f"{count(len(documents), 'record').capitalize()}; each is named with its nation, kind and date."
        )
    else:
        line = f"{describe(documents[0])}."
        line = line[0].upper() + line[1:]
    if later:
        return f"{line} First a plan at its date, then what a later record or section says became of it."
    if plan:
        return f"{line} A plan at that date, not a result."
    return f"{line} {said[0].upper()}{said[1:]}." if said else line


def listed(items: int, document: Document, *, plan: bool) -> str:
    """Above a list: how many items the record gives."""
    line = f"{count(items, 'item').capitalize()} in one record: {describe(document)}."
    return line + (" Plans at that date, not results." if plan else "")


def gathered(sentences: int, document: Document, *, plan: bool) -> str:
    """Above sentences of one record that answer together."""
    line = f"{count(sentences, 'statement').capitalize()} of one record: {describe(document)}."
    return line + (" Plans at that date, not results." if plan else "")


def compared(documents: Sequence[Document]) -> str:
    """Above a comparison: how many records, oldest first; they are not merged."""
    named = "; ".join(describe(document) for document in documents)
    return f"{count(len(documents), 'record').capitalize()} side by side, oldest first: {named}."


def refused(
    status: Status, *, missing: ValueKind | None, names: Sequence[str], searched: int, apart: bool = False
) -> str:
    """The line of a refusal: what was looked for, and in how much. ``apart``: other records have the names."""
    where = f"these {searched} documents" if searched != 1 else "this one document"
    if status is Status.ADVICE:
        return "This page cannot advise about a child or a family. If you are worried about a child:"
    if status is Status.IDENTIFICATION:
        return "This page does not help to identify people whom a record protects or leaves unnamed."
    if status is Status.CLARIFY:
        return "Which record do you mean? Name a review, a place or a year."
    if status is Status.OTHER_PLACE_OR_TIME and apart:
        return f"The record nearest to this question says nothing on {_listed(names)}."
    if status is Status.OTHER_PLACE_OR_TIME:
        return f"Nothing on {_listed(names)} in {where}."
    if status is Status.DETAIL_MISSING and missing is not None:
        return f"No {MISSING[missing]} for this found in {where}."
    if status is Status.DETAIL_MISSING:
        return f"The topic is in {where}, but what you ask for was not found."
    if status is Status.FALSE_PREMISE:
        return f"The question takes something for granted that {where} do not say."
    return f"Nothing in {where} answers this."


def parts(told: int, gaps: Sequence[str], each: Sequence[str], *, shared: bool = False) -> str:
    """Above the answers to a question that asks several things; ``gaps`` are the parts not answered.

    ``each`` are the frames of those that are, in their order: a frame describes its own answer's records alone.
    ``shared``: some parts got no words but those of another, which may say less of them.
    """
    if not gaps:
        how = "more than one with the same words: look whether they say it" if shared else "answered in order"
        return f"{count(told, 'question').capitalize()} in one, {how}. {_in_order(each)}"
    return f"Answered in part: nothing is shown for {_listed(gaps, longest=120)}. {_in_order(each)}"


def _in_order(each: Sequence[str]) -> str:
    """The frames one behind the other, numbered where they differ."""
    distinct = list(dict.fromkeys(each))
    if len(distinct) < 2:
        return "".join(distinct)
    return " ".join(f"({number}) {frame}" for number, frame in enumerate(each, start=1))


def reason(status: Status, *, names: Sequence[str], silent: bool, apart: bool = False) -> str:
    """Why it was refused, in one sentence."""
    if status is Status.ADVICE:
        return "\n".join(SIGNPOSTS)
    if status is Status.IDENTIFICATION:
        return "Records leave people unnamed to protect them; no search was made."
    if status is Status.CLARIFY:
        return "Several records could be meant."
    if status is Status.OTHER_PLACE_OR_TIME and apart:
        return f"Other records speak of {_listed(names)}, but not of the rest of the question."
    if status is Status.OTHER_PLACE_OR_TIME:
        return f"No document covers {_listed(names)}. That does not mean that nothing happened there or then."
    if status is Status.DETAIL_MISSING and silent:
        return "A record says outright that this is not stated. That does not mean that no answer exists elsewhere."
    if status is Status.DETAIL_MISSING:
        return "Records speak of the topic, but no sentence states this. That does not mean that no answer exists."
    if status is Status.FALSE_PREMISE:
        return "No sentence supports what the question takes for granted."
    if names:
        return f"No document mentions {_listed(names)}."
    return "No sentence of the records is close enough to the question to be shown as its answer."


#: What a question may accuse a person of: a refusal does not repeat it.
_ACCUSING = re.compile(
    r"\b(?:abus(?:e|ed|er|ers|ive)|suicid(?:e|al)|murder(?:ed|er|ers)?|kill(?:ed|er|ers|ing)?|rap(?:e|ed|ist)|convict(?:ed|ion)?|guilty"
    r"|paedophiles?|diagnos(?:ed|is)|assault(?:ed)?|neglect(?:ed|ful)?|criminals?|violen(?:t|ce)|addict(?:ed|s)?|offenders?|died|dead|death)\b",
    re.IGNORECASE,
)  # fmt: skip


def repeatable(words: str) -> bool:
    """True where words of a question accuse nobody of anything, so that a frame may repeat them."""
    return _ACCUSING.search(words) is None


def _listed(names: Sequence[str], longest: int = 40) -> str:
    repeated = [name for name in names if repeatable(name)]
    shown = [f'"{name[:longest]}"' for name in repeated[:3]] or ["that"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

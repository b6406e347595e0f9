"""Numbers, dates and nations of a question that the sentence, or its record, does not have."""

from __future__ import annotations

import re

from rag.answering.asking.questions import Asked
from rag.answering.language.values import ValueKind, find_values
from rag.catalogue import NATIONS
from rag.domain import Document
from rag.text import numbers, stem, word_spans

#: A thing that is known by its number: "recommendation 9". Items of an agenda and pages are not what records speak of.
_NUMBERED = re.compile(
    r"\b(?P<thing>recommendation|principle|measure|finding|objective|priority|standard|outcome|pillar|clause|paragraph)s?"
    r" (?:no\.? ?|number )?(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)


def lacks_number(question: str, document: Document) -> bool:
    """True where the question asks for a thing by its number and the record has no such number of it."""
    found = _NUMBERED.search(question)
    if found is None:
        return False
    thing, number = found["thing"], found["number"]
    there = re.compile(
        rf"\b{thing}s? (?:no\.? ?|number )?{number}\b|^\W*{number}[.)]\s", re.IGNORECASE | re.MULTILINE
    )
    return there.search(document.text) is None


#: Nations by their names and by what belongs to them.
_NATION_WORDS = tuple(
    (nation, re.compile(rf"\b(?:{nation}|{of_it})\b"))
    for nation, of_it in zip(NATIONS, ("English", "Welsh", "Scottish", "Northern Irish"), strict=True)
)


def of_another_nation(question: str, sentence: str, document: Document) -> tuple[str, ...]:
    """The nation the question names where the sentence names others alone, in a record that is not from it."""
    asked, told = (
        {nation for nation, words in _NATION_WORDS if words.search(text)} for text in (question, sentence)
    )
    if len(asked) != 1 or not told or asked & told or document.jurisdiction in asked:
        return ()
    return tuple(asked)


def lacks_figures(asked: Asked, document: Document) -> bool:
    """True where a value is asked for of something with a figure ("the 75 areas") that the record does not have."""
    figures = asked.figures - asked.years
    return bool(figures) and asked.kind is not None and figures.isdisjoint(numbers(document.text))


#: "Which year's manifesto" asks for the date of the manifesto and of nothing else.
_WHOSE_YEAR = re.compile(r"\b(?:which|what) (?:year|month|day)['’]?s (?P<thing>\w+)", re.IGNORECASE)
#: A date so many characters from the thing is its date.
_NEAR_IT = 25


def dates_another_thing(question: str, sentence: str) -> bool:
    """True where the question asks which year's thing it is, and no date stands beside the thing in the sentence."""
    found = _WHOSE_YEAR.search(question)
    if found is None:
        return False
    things = [
        span
        for word, span in word_spans(sentence)
        if stem(word.casefold()) == stem(found["thing"].casefold())
    ]
    dates = find_values(sentence, ValueKind.DATE)
    return not any(
        max(thing.start, date.start) - min(thing.end, date.end) <= _NEAR_IT
        for thing in things
        for date in dates
    )

"""The values a question asks for, as they stand in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.asking.questions import Asked
from rag.answering.language.values import ValueKind, find_values
from rag.domain import Document, Span
from rag.text import content_stems, stem, words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Spans of the sentence that hold what is asked for. ``weak``: they may be something else of that kind."""

    spans: tuple[Span, ...] = ()
    weak: bool = False


def find_wanted(text: str, asked: Asked, document: Document, telling: Sequence[str] = ()) -> Wanted:
    """The values of the asked-for kind that the question does not itself name.

    ``telling`` are the stems of the question that tell sentences of the document apart. A number stands
    near what is counted, or is weak, and a reason beside what it is the reason of. Weak are a body where a
    person is asked for (it may be who did it), and the record's own date (a digest says it in most sentences):
    they count only where the sentence has nothing better.
    """
    if asked.kind is None:
        return Wanted()
    if asked.kind is ValueKind.REASON:
        reasons = find_values(text, asked.kind)
        given = tuple(span for span in reasons if _is_reason_for(span, text, telling))
        hinted = _HINT_OF_REASON.search(text)
        if given or hinted is None:
            return Wanted(given)
        return Wanted((Span(hinted.start(), len(text.rstrip())),), weak=True)
    people = tuple(person.name for person in document.people)
    found = _fresh(find_values(text, asked.kind, people), text, asked)
    if asked.per_one and asked.kind in _AMOUNTS and not _EACH.search(text):
        # "£302m for 75 areas" does not say what each gets.
        return Wanted()
    if asked.counted:
        counting = tuple(span for span in found if _counts(span, text, asked.counted))
        # What is counted may go by another word ("chances" for "opportunities"): then it may be meant.
        return Wanted(counting or found, weak=not counting)
    if asked.kind is ValueKind.PERSON and not found:
        return Wanted(_fresh(find_values(text, ValueKind.BODY), text, asked), weak=True)
    if asked.kind is ValueKind.DATE and asked.to_the_day:
        days = tuple(span for span in found if _DAY.search(span.of(text)))
        return Wanted(days or found, weak=not days)
    if asked.kind is ValueKind.DATE:
        if _RECORD_STEMS & set(asked.stems):
            return Wanted(found)
        others = tuple(span for span in found if not _is_own_date(span.of(text), document))
        return Wanted(others or found, weak=not others)
    return Wanted(found)


#: Words that often begin a reason, and often something else: they count only where nothing better is found.
_HINT_OF_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|reasons?|as a result|after|feared|explained|blamed"
    r"|put (?:it|this|that) down|arose|caused|led to|found|to (?:help|make|give|find|cut|improve|ensure|avoid|let))\b",
    re.IGNORECASE,
)

_AMOUNTS = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.SHARE)
_EACH = re.compile(
    r"\b(?:each|every|per|apiece|an? (?:week|month|year|day|night|hour|place|child|head)|average)\b|%",
    re.IGNORECASE,
)

#: A date that names a day.
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)")

#: Words for a record itself: a question with one of them may be after the record's own date.
_RECORD_STEMS = frozenset(
    map(stem, ("item", "article", "page", "minutes", "meeting", "document", "dated", "published"))
)


#: Characters before and behind a number among which what it counts is named: "75 other areas", "of 61 carers, 12".
_COUNTED_BEFORE, _COUNTED_BEHIND = 25, 40


def _counts(span: Span, text: str, counted: Sequence[str]) -> bool:
    near = text[max(0, span.start - _COUNTED_BEFORE) : span.end + _COUNTED_BEHIND]
    return bool(set(content_stems(near)) & set(counted))


def _is_reason_for(span: Span, text: str, telling: Sequence[str]) -> bool:
    """True where what the question asks the reason of is spoken of outside the reason itself."""
    outside = set(content_stems(text[: span.start])) | set(content_stems(text[span.end :]))
    return not telling or bool(outside & set(telling))


def _fresh(spans: Sequence[Span], text: str, asked: Asked) -> tuple[Span, ...]:
    named = set(asked.stems) | asked.figures
    return tuple(span for span in spans if not _stems(span.of(text)) <= named)


def _stems(value: str) -> set[str]:
    return set(content_stems(value)) or set(words(value))


def _is_own_date(value: str, document: Document) -> bool:
    """True where the date says no more than when the record is from: "mid-2010" in a record of June 2010."""
    if document.published is None:
        return False
    own = set(words(document.published.words)) | {"early", "mid", "late"}
    return set(words(value)) <= own

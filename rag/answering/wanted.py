"""The values a question asks for, as they stand in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.questions import Asked
from rag.answering.values import ValueKind, find_values
from rag.domain import Document, Span
from rag.text import content_stems, stem, words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Spans of the sentence that hold what is asked for. ``weak``: they may be something else of that kind."""

    spans: tuple[Span, ...] = ()
    weak: bool = False


def find_wanted(text: str, asked: Asked, document: Document, telling: Sequence[str] = ()) -> Wanted:
    """The values of the asked-for kind that the question does not itself name.

    ``telling`` are the stems of the question that tell sentences of the document apart. A number must stand
    near what is counted, and a reason beside what it is the reason of. Weak are a body where a person is asked
    for (it may be who did it), and the record's own date (a digest says it in most sentences): they count only
    where the sentence has nothing better.
    """
    if asked.kind is None:
        return Wanted()
    if asked.kind is ValueKind.REASON:
        reasons = find_values(text, asked.kind)
        return Wanted(tuple(span for span in reasons if _is_reason_for(span, text, telling)))
    people = tuple(person.name for person in document.people)
    found = _fresh(find_values(text, asked.kind, people), text, asked)
    if asked.counted:
        found = tuple(span for span in found if _counts(span, text, asked.counted))
    if asked.kind is ValueKind.PERSON and not found:
        return Wanted(_fresh(find_values(text, ValueKind.BODY), text, asked), weak=True)
    if asked.kind is ValueKind.DATE:
        if _RECORD_STEMS & set(asked.stems):
            return Wanted(found)
        others = tuple(span for span in found if not _is_own_date(span.of(text), document))
        return Wanted(others or found, weak=not others)
    return Wanted(found)


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

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
        named = set(content_stems(" ".join(asked.names)))
        telling = [one for one in telling if one not in named] or telling
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
    if asked.kind is ValueKind.COUNT and not found:
        # "A third report in two years" says how many there had been.
        ordinals = tuple(Span(*hit.span()) for hit in _ORDINAL.finditer(text))
        return Wanted(
            tuple(one for one in ordinals if _counts(one, text, asked.counted) or asked.counted == _TIMES),
            weak=True,
        )
    if asked.counted:
        counting = tuple(span for span in found if _counts(span, text, asked.counted))
        # What is counted may go by another word ("chances" for "opportunities"): then it may be meant.
        return Wanted(counting or found, weak=not counting)
    if asked.kind is ValueKind.PERSON and not found:
        bodies = _fresh(find_values(text, ValueKind.BODY), text, asked)
        groups = tuple(Span(*hit.span()) for hit in _GROUP.finditer(text))
        return Wanted(bodies or _fresh(groups, text, asked), weak=True)
    if asked.kind in _OF_WHOM and found and all(_OWNS.match(text, span.end) for span in found):
        # "Munro's recommendation 10" names what is hers, and hardly who it was.
        return Wanted(found, weak=True) if asked.kind is ValueKind.PERSON else Wanted()
    if asked.kind is ValueKind.BODY and not found:
        # A body that goes by a name of its own, which does not say what it is: "Reconstruct".
        people_there = find_values(text, ValueKind.PERSON, people)
        called = _fresh(find_values(text, ValueKind.TITLE), text, asked)
        others = tuple(
            span
            for span in called
            if not any(span.overlaps(person) for person in people_there)
            and not _stems(span.of(text)) <= set(content_stems(document.title))
        )
        return Wanted(others, weak=True)
    if asked.kind is ValueKind.DATE:
        return _date(found, text, asked, document, telling)
    return Wanted(found)


def _date(
    found: tuple[Span, ...], text: str, asked: Asked, document: Document, telling: Sequence[str]
) -> Wanted:
    """The dates of what is asked about, not those that only say which record is meant."""
    if _PUBLISHING_STEMS & set(asked.stems):
        return Wanted(found, weak=not _tells_publishing(text, asked))
    if _RECORD_STEMS & set(asked.stems):
        own = tuple(span for span in found if not _dates_a_record(span, text, asked))
        return Wanted(own or found, weak=not own)
    found = tuple(span for span in found if not _dates_a_record(span, text, asked))
    others = tuple(span for span in found if not _is_own_date(span.of(text), document))
    if asked.to_the_day:
        days = tuple(span for span in others if _DAY.search(span.of(text)))
        return Wanted(days or others, weak=not days)
    if others or not _tells_of(text, asked, telling):
        return Wanted(others)
    return Wanted(found, weak=True)


def _tells_publishing(text: str, asked: Asked) -> bool:
    """True where the sentence says that what the question asks about came out, and not another thing."""
    named = set(content_stems(" ".join(asked.names))) | asked.years | _PUBLISHING_STEMS | _RECORD_STEMS
    things = set(asked.stems) - named
    said = set(content_stems(text))
    if things & _WHICH_REPORT - said:
        # The final report's date is no date of the interim one.
        return False
    return _PUBLISHED.search(text) is not None and (not things or bool(things & said))


#: What tells one report of a review from another.
_WHICH_REPORT = frozenset(map(stem, ("interim", "final", "first", "second", "third", "progress", "draft")))

#: Coming out, as questions and records say it: then the record's own date is what is asked for.
_PUBLISHING_STEMS = frozenset(map(stem, ("published", "released", "issued", "come", "came", "appeared")))
_PUBLISHED = re.compile(
    r"\b(?:published|released|issued|appeared|came out|brought out|made public)\b", re.IGNORECASE
)

#: Kinds of which a name that only says whose something is holds none.
_OF_WHOM = (ValueKind.PERSON, ValueKind.NAME)
_OWNS = re.compile(r"['’]s?\b|(?<=['’]s)\s")

#: Groups of people: who, where nobody is named.
_GROUP = re.compile(
    r"\b(?:children|famil(?:y|ies)|young people|parents|carers|care leavers|victims|survivors|staff|social workers"
    r"|teachers|professionals|experts|residents|inspectors|the public|schools|agencies)\b"
    r"(?:(?:,| and| or) (?:[\w-]+ ){0,2}?"
    r"(?:children|famil(?:y|ies)|young people|parents|carers|care leavers|staff|social workers|teachers|schools))*",
    re.IGNORECASE,
)
#: "How many times": whatever is numbered.
_TIMES = tuple(content_stems("times"))
_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))\b(?! (?:of )?(?:January|February"
    r"|March|April|May|June|July|August|September|October|November|December))",
    re.IGNORECASE,
)

#: Words that often begin a reason, and often something else: they count only where nothing better is found.
_HINT_OF_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|reasons?|as a result|after|feared|explained|blamed"
    r"|on account of|over (?:the|his|her|its|their) (?:[\w’']+ ){0,2}(?:refusal|decision|failure|loss|handling|plans?)|objected that"
    r"|pointed out that|who had|put (?:it|this|that) down|arose|caused|led to|found|to (?:help|make|give|find|cut|improve|ensure|avoid|let))\b",
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


#: Behind a date: the record or the event that it dates, "the May 2022 announcement".
_DATED = re.compile(
    r"['’]?s? (?:\w+ ){0,2}?(announcement|news item|item|article|report|minutes|page|meeting|review|statement"
    r"|release|study|survey)\b"
)


def _dates_a_record(span: Span, text: str, asked: Asked) -> bool:
    """True where the date only says which record is meant, and the question does not ask about that."""
    found = _DATED.match(text, span.end)
    return found is not None and not set(content_stems(found[1])) & set(asked.stems)


def _tells_of(text: str, asked: Asked, telling: Sequence[str]) -> bool:
    """True where the sentence has most of what the question tells beside names: "appointed", "launched"."""
    named = set(content_stems(" ".join(asked.names))) | asked.years
    matter = [one for one in telling if one not in named]
    met = set(content_stems(text)) & set(matter)
    return 2 * len(met) > len(matter)


def _is_own_date(value: str, document: Document) -> bool:
    """True where the date says no more than when the record is from: "mid-2010" in a record of June 2010."""
    if document.published is None:
        return False
    own = set(words(document.published.words)) | {"early", "mid", "late"}
    return set(words(value)) <= own

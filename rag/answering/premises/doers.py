"""Who did what: offices by what they are for, and whoever a sentence or a question has doing an act."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from rag.answering.language.values import ValueKind, find_values
from rag.answering.reading.candidates import Candidate
from rag.domain import Span
from rag.text import content_stems, stem, word_spans

#: Capitalised words before an office that do not say what it is for.
_NO_OFFICE = (
    r"(?:The|A|An|And|First|Permanent|Shadow|Chief|Deputy|Assistant|Joint|Select|Commons|Junior|State)"
)
_OFFICE = re.compile(
    rf"\b(?!{_NO_OFFICE}\b)(?P<of>[A-Z][a-z]+)(?:['’]s)?\s+"
    r"(?P<head>Secretary|Minister|Ministry|Department|Committee|Commissioner|Court)\b"
    r"|\b(?P<head2>Secretary|Minister|Ministry|Department)\s+(?:of\s+State\s+)?(?:of|for)\s+(?:the\s+)?"
    r"(?P<of2>[A-Z][a-z]+)\b"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office by what it is for and what it is: "health", "secretary"."""

    of: str
    head: str
    span: Span

    def same(self, other: Office) -> bool:
        """True where the two are one office."""
        return (self.of, self.head) == (other.of, other.head)


def offices(text: str) -> list[Office]:
    """The offices a text names, "Secretary of State for Health" as the Health Secretary."""
    return [
        Office(
            (hit["of"] or hit["of2"]).casefold(), (hit["head"] or hit["head2"]).casefold(), Span(*hit.span())
        )
        for hit in _OFFICE.finditer(text)
    ]


#: What only one person or body can have done: another who did it shows that the first did not.
_ACTS = (
    "commission|chair|lead|led|write|wrote|order|found|publish|launch|run|ran|produce|conduct|author|sponsor|announce"
    "|sign"
)
_NAME = r"[A-Z][\w’'-]*(?:\s+(?:(?:of|for)\s+)?[A-Z][\w’'-]*)*"
_DID = re.compile(rf"\b(?:did|does|had)\s+(?:the\s+)?(?P<doer>{_NAME})\s+(?P<act>{_ACTS})\b")
_DONE_BY = re.compile(rf"\b(?P<act>(?:{_ACTS}|written)(?:e?d)?)\s+by\s+(?:the\s+)?(?P<doer>{_NAME})")


def done(question: str, within: Span) -> tuple[Span, str] | None:
    """Whoever the question has doing such an act, and the act's stem; None where it has nobody."""
    for pattern in (_DID, _DONE_BY):
        found = pattern.search(question, within.start, within.end)
        if found:
            return Span(*found.span("doer")), stem(found["act"].casefold())
    return None


#: Characters on either side of an act in which whoever may have done it stands.
_BESIDE = 60


def beside(doer: Set[str], act: str, text: str) -> bool:
    """True where the stems of a name stand beside the act in a text."""
    return any(
        doer <= set(content_stems(text[max(0, span.start - _BESIDE) : span.end + _BESIDE]))
        for word, span in word_spans(text)
        if stem(word.casefold()) == act
    )


#: What may stand between whoever acts and the act: "Ada Holt, a former head, chaired", "Ada Holt, who led".
_BETWEEN = re.compile(r"(?:,?\s+(?:who|had|has|also|later|first|finally|jointly|then))*\s+|,[^,.;]{3,70},\s+")
_BODY = re.compile(
    r"(?:[Tt]he\s+)?([A-Z]\w+ (?:[Cc]ouncil|[Gg]overnment|[Cc]ommittee|[Bb]oard|[Dd]epartment))\s+$"
)


def does(one: Candidate, act: str) -> Span | None:
    """Whoever the sentence names as doing the act: just before an active verb, or behind "by"."""
    people = tuple(person.name for person in one.document.people)
    named = [
        found for kind in (ValueKind.PERSON, ValueKind.BODY) for found in find_values(one.text, kind, people)
    ]
    for word, span in word_spans(one.text):
        if stem(word.casefold()) != act:
            continue
        by = re.match(r"\s+(?:\w+\s+){0,4}?by\s+(?:the\s+)?", one.text[span.end :])
        if by:
            agents = [found for found in named if 0 <= found.start - span.end - by.end() < 6]
        else:
            agents = [
                found
                for found in named
                if found.end <= span.start and _BETWEEN.fullmatch(one.text, found.end, span.start)
            ]
        if agents:
            return min(agents)
        body = None if by else _BODY.search(one.text[: span.start])
        if body:
            return Span(*body.span(1))
    return None

"""The figures of a record: every number with what it counts, and no date, age of a law or number of a page."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answering.language.cues import Act
from rag.answering.language.figures import figures
from rag.answering.language.modality import act_near
from rag.answering.language.values import ValueKind, find_values
from rag.domain import Span
from rag.ledgers.parts import dated, when_of
from rag.ledgers.reading import Stated
from rag.ledgers.rows import Ledger, Row, State

#: Kinds of figures as a reader is told them.
_SORTS = {
    "money": "money",
    "share": "share",
    "time": "length of time",
    "distance": "length of time",
    "count": "number",
}

#: Rough words of number that no digit tells.
_ROUGH = re.compile(
    r"\b(?:a hundred|a thousand|half a dozen|a dozen|dozens|hundreds|thousands|millions)\b|\bhalf\b(?! (?:an?|past)\b)|\b(?:twice|(?:three|four|five|ten) times|tenfold)\b",
    re.IGNORECASE,
)

#: An age that bounds a group of people, of which ``figures`` knows nothing.
_AGE = re.compile(
    r"\b(?:child(?:ren)?|people|persons?|those|pupils|girls|boys|anyone|everyone)(?: aged)? ((?:under|over) \d{1,2})\b(?!s|%| (?:days|weeks|months)\b)",
    re.IGNORECASE,
)

#: A length of time without a numeral, where something measures by it.
_SPELL = re.compile(
    r"\b(?:more than|less than|over|under|about|nearly|almost|within|for|half|in|every) (?:an?|the past) (?:hour|day|week|month|year|decade)\b"
    r"|\b(?:several|a few|a couple of) (?:hours|days|weeks|months|years|decades)\b"
    r"|\ban? (?:hour|day|week|fortnight|month|year|decade) (?=(?:before|after|earlier|later|ago|old|long)\b)",
    re.IGNORECASE,
)

#: "A third report" is one more, not a part.
_ORDINAL = re.compile(
    r"a (?:third|quarter|fifth|tenth)(?= (?:report|review|inquiry|inspection|study|paper|stage|phase|part|person|time)\b)",
    re.IGNORECASE,
)

#: Right before a figure, these belong to it.
_BOUND = re.compile(
    r"(?:\b(?:at least|at most|up to|no more than|no fewer than|more than|less than|fewer than|just over|just under|well over|over|under|about|around|nearly|almost|roughly|some|only|approximately|close to|between)\s+)$",
    re.IGNORECASE,
)  # fmt: skip

#: A list of labels: "sections 2 and 3", "Parts 1 to 4", "ages 0 to 2".
_LABELS = re.compile(
    r"\b(?:items?|sections?|pages?|recommendations?|parts?|chapters?|figures?|tables?|articles?|schedules?|clauses?|paragraphs?|paras?|measures?|plans?|phases?|volumes?|ages?|aged|under|regulations?|rules?|pillars?|priorit(?:y|ies)|principles?|steps?|grades?|bands?|tiers?|levels?|HC|Cm|CP|No\.?|key stages?|version)"
    r"(?:\s+\w{1,3}(?:\s*,|\s+(?:and|or|to))){0,6}\s+(?:to )?$",
    re.IGNORECASE,
)
#: A number inside a name: "Channel 4", "Ward 7", "4 Children"; capitals on its side and no thing counted behind it.
_NAMED = re.compile(r"(?-i:\b[A-Z][\w’']+ )$")
#: "21 and 22 October": the first number is a day as well.
_DAYS = re.compile(
    r"\s*(?:and|to|or|[-–])\s*\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SESSION = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?$")

#: Words behind a number up to the first that is plainly what it counts: a plural.
_UNIT = re.compile(
    r"(?:[\s-]+(?!(?:and|or|of|in|on|at|to|for|with|by|from|was|were|is|are|had|has|have|that|which|who|when|as|this|his)\b)[A-Za-z’'-]+){0,3}?"
    r"[\s-]+(?:children|people|staff|young people|[A-Za-z-]+(?<![s’'])(?<!thi)(?<!wa)(?<!hi)s)\b(?![’'])(?: of age\b)?"
)
_OLD = re.compile(r"\s+old\b")
_PER = re.compile(r"\s+(?:a|per|each) (?:week|month|year|day|child|head|night)\b", re.IGNORECASE)


def counted(sentences: Sequence[Stated]) -> Iterator[Row]:
    """A row for each figure of the sentences, in order of place."""
    for one in sentences:
        for span, sort in _figures(one.text):
            whole = _whole(one.text, span, sort)
            at = when_of(one.text, span)
            yield Row(
                ledger=Ledger.FIGURES,
                document=one.document.id,
                citation=one.citation,
                what=" ".join(one.text.split()),
                when=at,
                date=dated(at, one.document.published),
                status=State.PLANNED if act_near(one.text, span) is Act.PLANNED else State.UNKNOWN,
                value=" ".join(whole.of(one.text).split()),
                sort=sort,
            )


def _figures(text: str) -> list[tuple[Span, str]]:
    """The figures of a sentence with their kind, in order; of two that overlap the longer."""
    found = [
        (one.span, _SORTS[one.kind])
        for one in figures(text)
        if one.kind != "count" or _counts(text, one.span, one.value)
    ]
    found += [
        (span, "share") for span in find_values(text, ValueKind.SHARE) if not _ORDINAL.match(text, span.start)
    ]
    found += [(span, "money") for span in find_values(text, ValueKind.MONEY)]
    found += [(Span(*hit.span()), "number") for hit in _ROUGH.finditer(text)]
    found += [(Span(*hit.span(1)), "number") for hit in _AGE.finditer(text)]
    found += [(Span(*hit.span()), "length of time") for hit in _SPELL.finditer(text)]
    kept: list[tuple[Span, str]] = []
    for span, sort in sorted(found, key=lambda pair: (-len(pair[0]), pair[0].start)):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, sort))
    return sorted(kept, key=lambda pair: pair[0])


def _counts(text: str, span: Span, value: float) -> bool:
    """True where a number counts something: it is no label, no part of a name or date, and not "one" or "no"."""
    words = span.of(text).casefold()
    if value == 0 or words == "one" or words == "1":
        return False
    before = text[: span.start]
    if _LABELS.search(before) or _SESSION.search(before) or _DAYS.match(text, span.end):
        return False
    named = _NAMED.search(before) and before.strip() and not _opens(before)
    behind = text[span.end :].lstrip()
    return not (
        named
        and words.isdigit()
        and (not behind or not behind[0].islower() or behind.startswith(("and ", "or ")))
    )


def _opens(before: str) -> bool:
    """True where the word before the number begins the sentence."""
    return " " not in before.strip()


def _whole(text: str, span: Span, sort: str) -> Span:
    """The figure with the words that bound it and those of what it counts."""
    bound = _BOUND.search(text, 0, span.start)
    start = bound.start() if bound else span.start
    end = span.end
    unit = (_UNIT if sort == "number" else _OLD).match(text, end)
    if unit:
        end = unit.end()
    per = _PER.match(text, end)
    return Span(start, per.end() if per else end)

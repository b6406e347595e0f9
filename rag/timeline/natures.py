"""Whether the date of a sentence is when something was so, when it was planned for, or when it was planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from rag.answering.language.cues import Act
from rag.answering.language.modality import Told, told_near
from rag.domain import ContentDate
from rag.timeline.dates import Stated


class Nature(StrEnum):
    """What stands at a date. Only EVENT says that something was so then."""

    EVENT = "event"
    PLANNED_FOR = "plan for then"
    PLANNED_THEN = "plan made then"


_PLANS = frozenset((Act.PLANNED, Act.SUGGESTED, Act.RECOMMENDED))

#: Verbs by which something is said, so that the date behind them is when it was said and not when it was to be.
_SAYING = (
    r"(?:said|says|gives|told|promised|pledged|announced|announcing|recommended|proposed|proposing|suggested|planned"
    r"|asked|urged|stated|wrote|argued|warned|reported|launching|described|forecast|noted|found|advised"
    r"|called for|agreed|decided|accepted|intended|predicted|committed|set out|added|explained|stressed"
    r"|replied|responded|wanted|hoped|concluded|printed|put forward|talked of|spoke of)"
)
#: "planned in", "planned, in", "as planned at launch in", "told at the joint committee meeting of".
_SAID = re.compile(
    rf"\b{_SAYING}(?:,?(?: (?!to\b|that\b|for\b|be\b|will\b|would\b|later\b)[\w’'-]+){{0,6}}?,?"
    r" (?:in|on|at|of|during))?\s*$",
    re.IGNORECASE,
)
#: "Recommendation 1, in": what is behind the noun is what was planned, and the date is when.
_SAID_OF = re.compile(
    r"\b(?:recommendations?|proposals?|suggestions?|promises?|points?)(?: \d+)?,? (?:in|of)\s*$",
    re.IGNORECASE,
)
#: "the committee in June 2031 wanted": a verb of saying right behind the date.
_THEN_SAID = re.compile(rf"(?:,[^,;.]{{1,80}},)?\s+(?:also |then |again )?{_SAYING}\b", re.IGNORECASE)
#: The sentence begins with the date, or with the occasion that bears it: "At the meeting of", "Writing in".
_FRONTED = re.compile(
    r"^\W*(?:(?:in|on|at|during|writing|speaking|announcing|as|responding|launching|it was)\b[^,;]{0,90})?\s*$",
    re.IGNORECASE,
)
#: A cue of what was to come that stands behind the date it was to come at: "In 2031 elections were to be held".
_TO_COME = re.compile(r"\b(?:was|were|is|are|due|expected|scheduled|shall|will)\b", re.IGNORECASE)
_SAYS = re.compile(rf"\b{_SAYING}\b", re.IGNORECASE)

#: What is agreed or asked for is still to come where a date is set for it: "agreed to report by June 2031".
_SET = re.compile(r"\W*(?:to|that|for)\b", re.IGNORECASE)

#: A happening told right before the date, inside what is planned: "to repeal the rule made in 2029".
_HAPPENED = re.compile(
    r"\b(?!need)\w+(?:ed|ade|iven|et up|rought|egun|old|aken)\b(?: \w+){0,2}? (?:in|on|since)\s*$",
    re.IGNORECASE,
)

#: Behind these what came of a plan is told: "planned for June 2031, actually appeared in July 2031".
_CAME = re.compile(
    r"\b(?:actually|in fact|appeared|came|did|took|went|reported|ended|began|started|opened)\b", re.IGNORECASE
)

#: Behind the words of what was said: it was a plan and no more.
_A_PLAN = re.compile(r"\bwhich (?:was|were|is|are) (?:a )?plans?\b|\bnot (?:an )?outcomes?\b", re.IGNORECASE)


def natures(
    words: str,
    dates: Sequence[Stated],
    published: ContentDate | None = None,
    written: date | None = None,
) -> list[tuple[Stated, Nature]]:
    """Each date of a sentence with what it is the date of, in order.

    The time at which a plan was made is left out where the sentence gives the time it was made for: "planned in January
    2031 for June 2031" is one plan for June. Nothing is planned for a time that was over when the plan was made
    (or, for a suggestion that does not say when it was made, when its record was published): that is an event's.
    ``written`` is the last day on which the sentence's witness wrote, where it says so: what is to be so "by" a later
    time was a forecast.
    """
    said = [one for one in dates if is_said(words, one)]
    made = max((one.earliest for one in said), default=None)
    known = max(filter(None, (*(one.latest for one in said), written)), default=None)
    found = [
        (
            one,
            Nature.PLANNED_FOR
            if _to_come(words, one, known)
            else _nature(words, one, made, one in said, published),
        )
        for one in dates
    ]
    if any(nature is Nature.PLANNED_FOR for _, nature in found):
        found = [pair for pair in found if pair[1] is not Nature.PLANNED_THEN]
    return [pair for pair in found if not (pair[0].year_read and pair[1] is Nature.EVENT)]


def _nature(
    words: str, one: Stated, made: date | None, of_saying: bool, published: ContentDate | None
) -> Nature:
    told = told_near(words, one.core)
    if told is None or told.act not in (*_PLANS, Act.AGREED, Act.ASKED):
        return Nature.EVENT
    if told.act not in _PLANS:
        between = words[told.span.end : one.core.start]
        ahead = told.span.start < one.core.start and not of_saying and _SET.match(between)
        return Nature.PLANNED_FOR if ahead and _after(one, made, published) else Nature.EVENT
    if of_saying:
        return Nature.PLANNED_THEN
    if told.span.start > one.core.start:
        return _before_its_cue(words, one, told)
    between = words[told.span.end : one.span.start]
    if _HAPPENED.search(between) or _CAME.search(between):
        return Nature.EVENT
    return (
        Nature.PLANNED_FOR
        if (told.act is Act.PLANNED and made is None) or _after(one, made, published)
        else Nature.EVENT
    )


def _to_come(words: str, one: Stated, known: date | None) -> bool:
    """True where what is told of the date lay ahead when it was told."""
    return known is not None and one.earliest > known and (one.open_start or bool(_A_PLAN.search(words)))


def _before_its_cue(words: str, one: Stated, told: Told) -> Nature:
    """What a date is that stands before the words of its plan."""
    cue = told.span.of(words)
    between = words[one.core.end : told.span.start]
    if _HAPPENED.search(words[: one.span.start]):
        return Nature.EVENT
    if told.act is Act.PLANNED and _TO_COME.search(cue) and not _SAYS.search(between):
        return Nature.PLANNED_FOR
    return Nature.PLANNED_THEN if _FRONTED.match(words[: one.core.start]) else Nature.EVENT


def _after(one: Stated, made: date | None, published: ContentDate | None) -> bool:
    """False where the date was over when the plan was made, as far as that is known."""
    if made is not None:
        return one.open_end or one.latest >= made
    return published is None or one.latest >= published.first_day


def is_said(words: str, one: Stated) -> bool:
    """True where the date is when something was said or planned."""
    if one.open_start or one.open_end:
        return False
    ahead = words[: one.core.start]
    if _SAID.search(ahead) or _SAID_OF.search(ahead) or _THEN_SAID.match(words[one.core.end :]):
        return True
    return bool(_FRONTED.match(ahead)) and bool(
        re.match(rf"[^;]{{0,80}}?\b{_SAYING}\b", words[one.core.end :], re.IGNORECASE)
    )

"""What a date of a sentence is: when something was so, when it was planned or forecast for, or when it was planned."""

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
    FORECAST = "forecast for then"


#: Those that lie ahead of what is told: whoever planned or expected them.
AHEAD = frozenset((Nature.PLANNED_FOR, Nature.FORECAST))


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

#: How an amount changes, and verbs by which it comes to be one.
_CHANGES = (
    r"(?:rise|grow|increase|fall|drop|decrease|decline|double|treble|triple|quadruple|halve|climb|soar|peak|shrink"
    r"|reach|exceed|hit|top|number|total|stand at|go (?:up|down|above|past|beyond)|be (?:about |around |over |up to "
    r"|more than |fewer than |as many as |as high as )?(?:[£\d]|higher\b|lower\b|double\b|twice\b|half\b))"
)
#: A forecast called one; "to forecast" is a thing to do.
_CALLED = re.compile(
    r"\b(?<!\bto )(?:forecast(?:s|ed|ing)?|projected|projections?|predict(?:s|ed|ions?))\b", re.IGNORECASE
)
#: What somebody expects without bringing it about. What "will" or "would" change is a forecast only where it changes
#: of itself ("would rise to"): "will increase its budget" is what somebody means to do.
_EXPECTED = re.compile(
    r"\b(?:expected|expects|anticipate[sd]|estimated|thought|likely|set|on course)(?: (?!not\b|to\b)[\w’'-]+){0,6}?"
    rf" to (?:have )?{_CHANGES}\b|\b(?-i:could|may|might)(?: (?:also|then|soon|well|still|\w+ly))? {_CHANGES}\b"
    r"|\b(?:will|would|shall) (?:\w+ly |then |soon |still )?(?:rise|grow|increase|fall|drop|decrease|decline|double"
    r"|climb|halve) (?=(?:to|by|from|past|above|beyond|below) [\w ]{0,20}[£\d])",
    re.IGNORECASE,
)
#: What somebody binds themselves to is a plan, however it speaks of amounts.
_BOUND = re.compile(
    r"\b(?:promis\w+|pledg\w+|committed|agreed|planned|plans?|aim(?:s|ed)?|targets?|intend\w*|intentions?)\b",
    re.IGNORECASE,
)
#: Characters between the words of a forecast and its date.
_REACH = 80

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
    time is a forecast, unless it is planned.
    """
    said = [one for one in dates if is_said(words, one)]
    made = max((one.earliest for one in said), default=None)
    known = max(filter(None, (*(one.latest for one in said), written)), default=None)
    found = [
        (one, _ahead(words, one) if _to_come(words, one, known) else _read(words, one, made, said, published))
        for one in dates
    ]
    if any(nature in AHEAD for _, nature in found):
        found = [pair for pair in found if pair[1] is not Nature.PLANNED_THEN]
    return [pair for pair in found if not (pair[0].year_read and pair[1] is Nature.EVENT)]


def _ahead(words: str, one: Stated) -> Nature:
    """Of a date that lay ahead when it was told: a plan where the sentence plans, else a forecast."""
    if _A_PLAN.search(words):
        return Nature.PLANNED_FOR
    told = told_near(words, one.core)
    planned = told is not None and told.act in (*_PLANS, Act.AGREED, Act.ASKED)
    return Nature.PLANNED_FOR if planned and not _forecast(words, one, told) else Nature.FORECAST


def _read(
    words: str, one: Stated, made: date | None, said: Sequence[Stated], published: ContentDate | None
) -> Nature:
    nature = _nature(words, one, made, one in said, published)
    if nature is Nature.PLANNED_FOR and _forecast(words, one, told_near(words, one.core)):
        return Nature.FORECAST
    if nature is Nature.EVENT and one not in said and _expected(words, one) and _after(one, made, published):
        return Nature.FORECAST
    return nature


def _forecast(words: str, one: Stated, told: Told | None) -> bool:
    """True where the words by which the date seems planned for only say what somebody expected."""
    return (told is not None and _CALLED.search(told.span.of(words)) is not None) or _expected(words, one)


def _expected(words: str, one: Stated) -> bool:
    """True where something is expected to come to an amount at the date, and nobody binds themselves to it."""
    if _BOUND.search(words):
        return False
    ahead = [match.end() for match in _EXPECTED.finditer(words, 0, one.span.start)]
    if ahead and _near(words[ahead[-1] : one.span.start]):
        return True
    behind = _EXPECTED.search(words, one.span.end) if _FRONTED.match(words[: one.span.start]) else None
    return behind is not None and _near(words[one.span.end : behind.start()])


def _near(between: str) -> bool:
    return len(between) <= _REACH and not re.search("[;:]", between)


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

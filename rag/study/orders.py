"""Put in order: events of the records by the dates they state, with those dates taken out of their words."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.answering.language.cues import Act
from rag.answering.language.modality import act_near, acts
from rag.domain import ContentDate, Span, sentence_key
from rag.study.clozes import note_of
from rag.study.gaps import with_gaps
from rag.study.held import adverse
from rag.study.pack import Item, ItemKind, KeyLine
from rag.study.statements import Stated, Statement
from rag.study.wrong import draw
from rag.text import content_stems
from rag.timeline import moments

#: Events in one item: with three there is little to order, seven are too many to keep in mind.
FEWEST_EVENTS, MOST_EVENTS = 4, 6

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"(?<![\w/-])(?:\d{{1,2}} )?{_MONTHS} (?:19|20)\d\d(?![\w/-])")
_ANY_TIME = re.compile(rf"(?:19|20)\d\d|\b{_MONTHS}\b|\b(?:spring|summer|autumn|winter)\b|\bcentur|\bdecade")

#: Words that say what came before or after what.
_TELLS_ORDER = re.compile(
    r"\b(?:later|earlier|after(?:wards)?|before|since|until|till|next|then|finally|last|again|already|old|end of"
    r"|follow\w*|previous\w*|once|still|by stages|initial\w*|subsequent\w*|eventual\w*)\b",
    re.IGNORECASE,
)

#: Words that say it only beside another of them: one event with such a word may stand in an item, two may not.
_PLACED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|final|interim|progress|replied|reply|answered|response|accepted)\b",
    re.IGNORECASE,
)

#: Behind one of these the date is that of something the event is not about: "whose review reported in June 2023".
_BESIDE = re.compile(
    r"\b(?:who|whom|whose|which|that|reported|appointed|launched|dated|commissioned|meeting|report|review|plan|act|bill|evaluation)(?: \w+)? (?:in|on|of|from|to|since|by) $"
    r"|\b(?:who|whom|whose|which|that)\b[^,]*$",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"\b(?:said|says|wrote|told|promised|wanted|thought|warned|criticised|held|reported)\b|\b(?:he|she)\b",
    re.IGNORECASE,
)

#: What makes a sentence tell of an event and not of how things were or what somebody held.
_EVENTS = frozenset({Act.DONE, Act.BEGUN, Act.PLANNED})
_VIEWS = frozenset({Act.SUGGESTED, Act.ASKED, Act.CONSIDERED, Act.NOTED, Act.NOT_DONE, Act.UNDECIDED})

#: Share of the words of one event that another may have: nearly the same event twice has no order to find.
_MUCH_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class _Event:
    statement: Statement
    date: ContentDate
    shown: str


def orders(stated: Stated, documents: Collection[str], seed: int) -> Iterator[Item]:
    """Items of events whose dates do not overlap: for each document that has enough of them, then for all together.

    No event stands in two items.
    """
    left: list[_Event] = []
    for document in documents:
        events = _chosen(_events(stated, [document]), seed)
        if len(events) >= FEWEST_EVENTS:
            yield _item(events[:MOST_EVENTS], seed)
        else:
            left += events
    rest = sorted(left, key=lambda one: draw(seed, _key(one)))
    while len(events := _apart(rest)[:MOST_EVENTS]) >= FEWEST_EVENTS:
        yield _item(events, seed)
        rest = [one for one in rest if one not in events]


def _chosen(events: Sequence[_Event], seed: int) -> list[_Event]:
    return _apart(sorted(events, key=lambda one: draw(seed, _key(one))))


def _key(event: _Event) -> str:
    return sentence_key(event.statement.document.id, event.statement.span)


def _apart(events: Sequence[_Event]) -> list[_Event]:
    """The events in their order without those whose date overlaps, or whose words repeat, those of one kept before."""
    kept: list[_Event] = []
    for one in events:
        if all(_distinct(one, other) for other in kept):
            kept.append(one)
    return kept


def _distinct(one: _Event, other: _Event) -> bool:
    if _PLACED.search(one.shown) and _PLACED.search(other.shown):
        return False
    if one.date.first_day <= other.date.last_day and other.date.first_day <= one.date.last_day:
        return False
    mine, theirs = set(content_stems(one.shown)), set(content_stems(other.shown))
    return len(mine & theirs) < _MUCH_ALIKE * min(len(mine), len(theirs))


def _events(stated: Stated, documents: Collection[str]) -> list[_Event]:
    """Each sentence that may be studied, tells of an event, and states one date, at least to the month."""
    by_key = {sentence_key(one.document.id, one.span): one for one in stated.of(documents)}
    found = []
    for moment in moments(stated.records.documents[i] for i in documents if i in stated.records.documents):
        if moment.year_only:
            continue
        for span in moment.said:
            statement = by_key.get(sentence_key(moment.document_id, span))
            shown = _without_date(statement) if statement is not None else None
            if statement is not None and shown is not None:
                found.append(_Event(statement, moment.date, shown))
    return found


def _without_date(statement: Statement) -> str | None:
    """The sentence with its one date taken out; None where its words tell the order, or it tells of no event."""
    text = statement.text
    dates = list(_DATE.finditer(text))
    if len(dates) != 1 or _SPOKE.search(text) or adverse(text) or acts(text) & _VIEWS:
        return None
    span = Span(*dates[0].span())
    before = text[: span.start]
    if not re.search(r"\b(?:on|in|for|by) $", before, re.IGNORECASE) or _BESIDE.search(_main(before)):
        return None
    if act_near(text, span) not in _EVENTS:
        return None
    rest = text[: span.start] + text[span.end :]
    if _ANY_TIME.search(rest) or _TELLS_ORDER.search(rest):
        return None
    return with_gaps(text, [(span, "date")])


def _main(before: str) -> str:
    """What stands before a date without the verb of the sentence: "was published on" is the event itself."""
    return re.sub(r"\b(?:was|were|had been|has been|be) (?=\w+ (?:in|on|for|by) $)(?:\w+)", "", before)


def _item(events: Sequence[_Event], seed: int) -> Item:
    by_draw = sorted(events, key=lambda one: draw(seed, "shown", _key(one)))
    in_order = sorted(events, key=lambda one: one.date.first_day)
    if by_draw == in_order:
        by_draw = [*by_draw[1:], by_draw[0]]
    right = tuple(by_draw.index(one) for one in in_order)
    key = tuple(
        KeyLine(one.statement.citation, _focus(one), note_of(one.statement), one.date.words)
        for one in in_order
    )
    frame = (
        "Put these in order by the dates the records give, the earliest first. A plan is worded as a plan."
    )
    answer = "; ".join(one.date.words for one in in_order)
    return Item(ItemKind.ORDER, frame, "", answer, tuple(one.shown for one in by_draw), right, key)


def _focus(event: _Event) -> Span:
    match = _DATE.search(event.statement.text)
    assert match is not None, "an event states its date"
    return Span(*match.span())

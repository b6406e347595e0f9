"""What the sentences of a record recommend, decide and plan or do, as rows; nothing is read between sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answering.language import cues
from rag.answering.language.cues import Act
from rag.answering.language.modality import Told, told
from rag.domain import ContentDate, Span
from rag.ledgers import signs
from rag.ledgers.deciding import SETTLED, decision, is_real
from rag.ledgers.parts import actor, addressee, dated, due, owner, speaker, when
from rag.ledgers.reading import Stated
from rag.ledgers.rows import Ledger, Row, State

_PUT_FORWARD = frozenset({Act.RECOMMENDED})
_ASKED = frozenset({Act.SUGGESTED, Act.RECOMMENDED, Act.ASKED})
_SAID_OR_HEARD = frozenset({Act.CONSIDERED, Act.NOTED, Act.ASKED, Act.SUGGESTED, Act.RECOMMENDED})


def recommended(sentences: Sequence[Stated]) -> Iterator[Row]:
    """What somebody recommends, proposes, suggests or asks another for. Only the sentence itself is asked what became
    of it: see ``outcomes``.
    """
    for one in _of_substance(sentences):
        at = _recommends(one)
        if at is not None:
            who = actor(one.text, at) or owner(one.text) or speaker(one.text) or owner(one.lead)
            yield _row(Ledger.RECOMMENDATIONS, one, who, when(one.text), addressed_to=addressee(one.text))


def decided(sentences: Sequence[Stated]) -> Iterator[Row]:
    """What somebody agreed, refused, ordered or ruled, or announced that it would set up."""
    for one in _of_substance(sentences):
        found = decision(one.text)
        if found is not None:
            status, at = found
            yield _row(Ledger.DECISIONS, one, actor(one.text, at), when(one.text), status)


def done(sentences: Sequence[Stated]) -> Iterator[Row]:
    """What somebody is to do, plans, has begun or did about what was found."""
    for one in _of_substance(sentences):
        found = _acts_on(one)
        if found is not None:
            status, at = found
            who = actor(one.text, at) or owner(one.text) or owner(one.lead)
            last = due(one.text, at.end) if status in (State.PLANNED, State.AGREED) else when(one.text)
            yield _row(Ledger.ACTIONS, one, who, last, status)


def _of_substance(sentences: Sequence[Stated]) -> Iterator[Stated]:
    for one in sentences:
        if not (one.leads or one.disputed or signs.ABOUT_A_STATEMENT.search(one.text)):
            yield one


# --- recommendations ---------------------------------------------------------------------------------


def _recommends(one: Stated) -> Span | None:
    """Where the sentence recommends something; None where it does not."""
    text = one.text
    if signs.CAME_OF.search(text):
        return None
    acts = [act for act in told(text) if not _only_by_number(text, act)]
    if any(act.act in (Act.AGREED, Act.REJECTED) for act in acts) and not _under(one):
        return None
    counting = signs.COUNTING.search(text)
    if counting and not any(
        _names_matter(text, act) or (act.act in _ASKED and not act.span.overlaps(Span(*counting.span())))
        for act in acts
    ):
        return None
    for act in acts:
        if act.act in _PUT_FORWARD and not _of_the_whole(text, act):
            return act.span
    if _proposed_last(text, acts):
        return acts[0].span
    asking = signs.ASKING.search(text)
    if asking and any(act.act in _ASKED for act in acts):
        return Span(*asking.span())
    noun = signs.PUT_FORWARD.search(text)
    if (
        noun
        and not signs.NOT_PUT_FORWARD.search(text)
        and not signs.POINTED_AT.search(text)
        and "not recommend" not in text
    ):
        return Span(*noun.span())
    return _by_heading(one)


def _proposed_last(text: str, acts: Sequence[Told]) -> bool:
    """True for "teams would deliver help, the report proposed": who can decide would only have planned it."""
    said = speaker(text)
    return bool(acts and said) and acts[0].act is Act.PLANNED and not signs.DECIDES.search(said)


def _only_by_number(text: str, act: Told) -> bool:
    """True where a recommendation is only pointed to: "as in recommendation 10"."""
    if not signs.NUMBER.match(act.span.of(text)):
        return False
    return bool(signs.POINTED_AT.search(text)) or not signs.NUMBERED.search(text)


def _by_heading(one: Stated) -> Span | None:
    """An item of a list of recommendations, or a prescribing sentence under such a heading."""
    listed = bool(one.lead) and bool(signs.RECOMMENDING.search(one.lead) or _under(one))
    if not (listed or (_under(one) and signs.PRESCRIBING.search(one.text))):
        return None
    if not listed and (_is_refused(one.text)):
        return None
    if "not recommend" in one.text or (not listed and signs.PUBLISHING.search(one.text)):
        return None
    return Span(0, 1)


def _is_refused(text: str) -> bool:
    found = decision(text)
    return any(act.act is Act.REJECTED for act in told(text)) or (
        found is not None and found[0] is State.REFUSED
    )


def _under(one: Stated) -> bool:
    return bool(signs.RECOMMENDING.search(one.heading)) and not signs.BECOMING.search(one.heading)


def _of_the_whole(text: str, act: Told) -> bool:
    """True where the words only tell that recommendations were made or what became of them."""
    return bool(signs.NOT_PUT_FORWARD.search(text) or not _names_matter(text, act))


def _names_matter(text: str, act: Told) -> bool:
    """True where the act is a verb of putting something forward, not the count of what was put forward."""
    return act.act in _PUT_FORWARD and not act.span.of(text).casefold().rstrip().endswith("recommendations")


# --- actions -----------------------------------------------------------------------------------------


def _acts_on(one: Stated) -> tuple[State, Span] | None:
    """What the sentence says is to be done or was, and where; None where it tells of no action."""
    asides = [Span(*hit.span()) for hit in signs.WHICH_ASIDE.finditer(one.text)]
    acts = [
        act
        for act in told(one.text)
        if act.act not in (Act.BEGUN, Act.DONE) or not any(aside.covers(act.span) for aside in asides)
    ]
    kinds = {act.act for act in acts}
    if not kinds & SETTLED and (Act.RECOMMENDED in kinds or _recommends(one) is not None):
        return None
    if signs.FORECAST.search(one.text) or signs.COMPARISON.search(one.text):
        return None
    condition = signs.CONDITION.search(one.text)
    acts = [act for act in acts if not (condition and Span(*condition.span()).overlaps(act.span))]
    planned = [act for act in acts if act.act is Act.PLANNED]
    came = next((act for act in acts if act.act is Act.DONE), None)
    if planned and came and all(_only_names_a_plan(one.text, act) for act in planned):
        return None if signs.SET_UP.search(one.text) else (State.DONE, came.span)
    if planned:
        return State.PLANNED, planned[0].span
    coming = signs.TO_COME.search(one.text)
    if coming:
        return State.PLANNED, Span(*coming.span())
    for act in acts:
        if act.act is Act.AGREED and _takes_on(one.text, act):
            return State.AGREED, act.span
    if kinds & SETTLED or signs.SET_UP.search(one.text):
        return None
    for act in acts:
        if act.act is Act.BEGUN and not _says_when_it_was_said(one.text, act):
            return State.DONE, act.span
    if one.lead and signs.STEPS.search(one.lead):
        coming = signs.ONLY_ANNOUNCED.search(one.text)
        if coming and came is None:
            return State.PLANNED, Span(*coming.span())
        return (State.DONE if signs.ALREADY.search(one.lead) else State.UNKNOWN), Span(0, 1)
    forward = signs.TOOK_FORWARD.search(one.text)
    if forward and is_real(one.text, forward):
        return State.DONE, Span(*forward.span())
    return _after_it(one, acts)


def _says_when_it_was_said(text: str, act: Told) -> bool:
    """True for "Launching her review, Munro described ...": what is told is the describing."""
    ahead = signs.LAUNCHING.match(text)
    return bool(ahead and act.span.end <= ahead.end() and signs.SPEAKING.search(text, ahead.end()))


def _after_it(one: Stated, acts: Sequence[Told]) -> tuple[State, Span] | None:
    """What was done, under a heading that says what followed; speech and hearing are none of it."""
    kinds = {act.act for act in acts}
    if not signs.RESPONDING.search(one.heading) or _under(one) or signs.DECIDING.search(one.text):
        return None
    if (
        Act.NOT_DONE in kinds
        or (kinds and kinds <= _SAID_OR_HEARD)
        or one.text.lstrip().startswith("Whether")
    ):
        return None
    at = next((act.span for act in acts if act.act is Act.DONE), None)
    if signs.HAPPENING.search(one.text) and not signs.STEPS.search(one.heading):
        return None
    if at is None and (
        signs.SPEAKING.search(one.text)
        or Act.RECOMMENDED in kinds
        or not (one.lead or signs.DOING.search(signs.WHICH_ASIDE.sub(",", one.text)))
    ):
        return None
    # What was only announced has not come about: the announcement is done, the thing is planned.
    coming = signs.ONLY_ANNOUNCED.search(one.text)
    return (State.PLANNED, Span(*coming.span())) if coming else (State.DONE, at or Span(0, 1))


def _only_names_a_plan(text: str, act: Told) -> bool:
    """True for "the plans were carried out", "the strategy promised for 2022 was published", "not as planned"."""
    named = signs.NAMES_A_PLAN.match(act.span.of(text)) is not None
    return named and not cues.AUXILIARY.search(text[: act.span.end])


def _takes_on(text: str, act: Told) -> bool:
    """True where what is agreed is that somebody does something: "agreed to", "agreed that ... would"."""
    behind = text[act.span.end :].lstrip()
    return behind.startswith("to ") or " would " in behind or " will " in behind or " be " in behind


# --- rows --------------------------------------------------------------------------------------------


def _row(
    ledger: Ledger, one: Stated, who: str, at: str, status: State = State.UNKNOWN, *, addressed_to: str = ""
) -> Row:
    published: ContentDate | None = one.document.published
    return Row(
        ledger=ledger,
        document=one.document.id,
        citation=one.citation,
        what=" ".join(one.text.split()),
        who=who,
        addressed_to=addressed_to,
        when=at,
        date=dated(at, published),
        status=status,
    )

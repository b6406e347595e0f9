"""What the sentences of a record recommend, decide and plan or do, as rows; nothing is read between sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answering.language.cues import Act
from rag.answering.language.modality import Told, told
from rag.domain import ContentDate, Span
from rag.ledgers import signs
from rag.ledgers.beside import before_the_plan, by_who_can, cut, decisions, deed, is_apart
from rag.ledgers.deciding import SETTLED, decision, is_real
from rag.ledgers.parts import actor, addressee, dated, due, owner, speaker, when, when_of
from rag.ledgers.reading import Stated
from rag.ledgers.rows import Ledger, Row, State
from rag.ledgers.which import only_names_a_plan, says_when_it_was_said, says_which

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
        found = decisions(one.text)
        told_of = [before_the_plan(one.text, at) for _, at in found]
        if len(found) > 1:
            told_of = cut(one.text, [at for _, at in found])
        for (status, at), what in zip(found, told_of, strict=True):
            who = actor(one.text, at) or actor(one.text, found[0][1])
            yield _row(Ledger.DECISIONS, one, who, when(what) or when_of(one.text, at), status, what=what)


def done(sentences: Sequence[Stated]) -> Iterator[Row]:
    """What somebody is to do, plans, has begun or did about what was found."""
    for one in _of_substance(sentences):
        found = _acts_on(one)
        if found is not None:
            status, at = found
            who = actor(one.text, at) or owner(one.text) or owner(one.lead)
            who = "" if signs.PAPER.search(who) else who
            last = due(one.text, at.end) if status in (State.PLANNED, State.AGREED) else when_of(one.text, at)
            beside = _beside(one, status, at)
            plan, *did = cut(one.text, [at, beside]) if beside else [""]
            if beside and beside < at:
                plan, did = did[0], [plan]
            yield _row(Ledger.ACTIONS, one, who, last, status, what=plan)
            for what in did:
                who = actor(one.text, beside or at)
                yield _row(Ledger.ACTIONS, one, who, when_of(one.text, beside or at), State.DONE, what=what)


def _beside(one: Stated, status: State, at: Span) -> Span | None:
    """Where the sentence tells of a deed beside the plan it tells of."""
    if status is not State.PLANNED or len(at) <= 1:
        return None
    return deed(one.text, at, bool(signs.RESPONDING.search(one.heading)) and not _under(one))


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
    for pattern in (signs.MOTION, signs.FAVOURING):
        found = pattern.search(text)
        if found and is_real(text, found) and not any(act.act in SETTLED for act in acts):
            return Span(*found.span())
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
    reviewing = signs.REVIEW_TO_BE.search(one.text)
    planned = [
        act
        for act in acts
        if act.act is Act.PLANNED and not (reviewing and Span(*reviewing.span()).overlaps(act.span))
    ]
    came = next((act for act in acts if act.act is Act.DONE), None)
    if planned and came and all(_only_names(one.text, act, came) for act in planned):
        return None if signs.SET_UP.search(one.text) else (State.DONE, came.span)
    found = signs.PROMISED.search(one.text)
    if not planned and found and is_real(one.text, found):
        return State.PLANNED, Span(*found.span())
    if planned:
        return State.PLANNED, planned[0].span
    coming = signs.TO_COME.search(one.text)
    if coming:
        return State.PLANNED, Span(*coming.span())
    for act in acts:
        if act.act is Act.AGREED and _takes_on(one.text, act):
            return State.AGREED, act.span
    for pattern in (signs.ANSWERED, signs.ISSUED, signs.TAKEN_IN):
        found = pattern.search(one.text)
        if found and is_real(one.text, found):
            return State.DONE, Span(*found.span())
    settled = decision(one.text)
    if kinds & SETTLED or (settled and settled[0] in (State.AGREED, State.REFUSED)):
        return None
    if signs.SET_UP.search(one.text):
        return None
    for act in acts:
        if act.act is Act.BEGUN and not (says_when_it_was_said(one.text, act) or says_which(one.text, act)):
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


def _only_names(text: str, act: Told, came: Told) -> bool:
    """True where words of planning only name what then came, and are no plan told beside it."""
    return only_names_a_plan(text, act) and not is_apart(text, act.span, came.span)


def _after_it(one: Stated, acts: Sequence[Told]) -> tuple[State, Span] | None:
    """What was done, under a heading that says what followed; speech and hearing are none of it."""
    kinds = {act.act for act in acts}
    if _under(one):
        return None
    if not signs.RESPONDING.search(one.heading):
        at = by_who_can(one.text, acts)
        return None if at is None else (State.DONE, at)
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
        any(says_which(one.text, act) for act in acts)
        or signs.SPEAKING.search(one.text)
        or Act.RECOMMENDED in kinds
        or not (one.lead or signs.DOING.search(signs.WHICH_ASIDE.sub(",", one.text)))
    ):
        return None
    # What was only announced has not come about: the announcement is done, the thing is planned.
    coming = signs.ONLY_ANNOUNCED.search(one.text)
    return (State.PLANNED, Span(*coming.span())) if coming else (State.DONE, at or _decided_at(one.text))


def _decided_at(text: str) -> Span:
    """Where the sentence tells of a decision, which is where it tells who acts; else its beginning."""
    found = decision(text)
    return found[1] if found else Span(0, 1)


def _takes_on(text: str, act: Told) -> bool:
    """True where what is agreed is that somebody does something: "agreed to", "agreed that ... would"."""
    behind = text[act.span.end :].lstrip()
    return behind.startswith("to ") or " would " in behind or " will " in behind or " be " in behind


# --- rows --------------------------------------------------------------------------------------------


def _row(
    ledger: Ledger,
    one: Stated,
    who: str,
    at: str,
    status: State = State.UNKNOWN,
    *,
    addressed_to: str = "",
    what: str = "",
) -> Row:
    published: ContentDate | None = one.document.published
    return Row(
        ledger=ledger,
        document=one.document.id,
        citation=one.citation,
        what=what or " ".join(one.text.split()),
        who=who,
        addressed_to=addressed_to,
        when=at,
        date=dated(at, published),
        status=status,
    )

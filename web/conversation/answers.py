"""A conversation as HTML: questions, claims with the asked-for value marked, frames, refusals, notices."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence

from rag.domain import Answer, Citation, Claim, Document, Status, Table, TableRow
from rag.rendering import shown
from rag.tables import table_html
from web.conversation.buttons import ask_button, send
from web.conversation.judging import judging
from web.conversation.points import as_points
from web.conversation.turns import Turn, Turns, numbers_of
from web.conversation.understood import asked_again, chips
from web.conversation.welcome import welcome
from web.conversation.worded import by_model, rests, side_by_side, struck
from web.markup import plain, safe
from web.records.sources import cite_button, source_list, title_of

_log = logging.getLogger(__name__)

#: What stands over an answer that is not a plain one.
STATUS_WORDS = {
    Status.ANSWERED: "",
    Status.PARTLY_ANSWERED: "Answered in part",
    Status.CLARIFY: "Which do you mean?",
    Status.NOT_IN_CORPUS: "Not in these records",
    Status.DETAIL_MISSING: "The records do not give this",
    Status.OTHER_PLACE_OR_TIME: "Another place or time",
    Status.FALSE_PREMISE: "The records do not bear this out",
    Status.ADVICE: "Advice is outside what this can do",
    Status.IDENTIFICATION: "This does not identify people",
}


def conversation(turns: Turns, consent: str = "", held: Collection[str] = ()) -> str:
    """The whole conversation, or the welcome with its examples where there is none yet.

    ``consent`` is what a person reads before giving feedback; "" where none is wanted. ``held`` are the ids of the
    records there are. What has come is told to
    screen readers by ``web.conversation.telling``: this is drawn anew with each step and would be read anew too.
    """
    body = (
        "".join(_turn(turn, place, consent) for place, turn in enumerate(turns)) if turns else welcome(held)
    )
    return f'<section class="log" aria-label="Conversation">{body}</section>'


def _turn(turn: Turn, place: int, consent: str) -> str:
    try:
        reply = _reply(turn, place, consent)
    except Exception as error:
        # An error that left here would cover the whole page: one turn that cannot be drawn stays one.
        _log.error("an answer was not drawn: %s", type(error).__name__)
        reply = '<div class="reply note"><p>This answer cannot be shown. Please ask again.</p></div>'
    asked = f'<h2 class="question" tabindex="-1">{safe(turn.asked)}</h2>{_changes(turn, place)}'
    question = f'<div class="asked">{asked}</div>{asked_again(turn, place)}'
    return f'<article class="turn" data-place="{place}">{question}{reply}</article>'


def _changes(turn: Turn, place: int) -> str:
    """What can be done with a question; nothing but stopping it while it is being answered."""
    if not turn.done:
        return send("halt", {}, "Stop", "quiet stop")
    of = f'<span class="unseen"> the question: {safe(turn.asked)}</span>'
    return (
        '<span class="changes">'
        + send("edit", {"turn": place}, f"Edit{of}", "quiet plainly")
        + send("remove", {"turn": place}, f"Remove{of}", "quiet plainly")
        + "</span>"
    )


def _reply(turn: Turn, place: int, consent: str) -> str:
    if turn.answer is not None:
        return _answer(turn, turn.answer, place, consent)
    if turn.message is not None:
        return f'<div class="reply note"><p>{safe(turn.message)}</p></div>'
    waiting = f'<p class="frame waiting">{safe(turn.waiting)}</p>'
    grown = _claims(turn.claims, turn, place)
    if any(claim.worded for claim in turn.claims):
        # The sentences of a model that were checked so far: told apart from the first on.
        grown = f'<div class="worded">{grown}</div>'
    return f'<div class="reply" aria-busy="true">{waiting}{grown}</div>'


def _answer(turn: Turn, answer: Answer, place: int, consent: str) -> str:
    look = "reply" if answer.status.answers else "reply refusal"
    label = STATUS_WORDS[answer.status]
    parts = [
        f'<p class="status">{label}</p>' if label else "",
        _said(turn, answer, place),
        _nearest(turn, answer.nearest, place),
        _notices(answer),
        struck(answer),
        chips(turn, answer, place),
        source_list(turn.evidence, turn.documents, place, answer.copies),
        _actions(turn, answer) if turn.evidence else "",
        judging(turn, place, consent),
        _suggestions(answer),
    ]
    return f'<div class="{look}" data-status="{answer.status}">{"".join(parts)}</div>'


def _said(turn: Turn, answer: Answer, place: int) -> str:
    """What is answered; in a model's words, and beside it without them where that is wished for."""
    if turn.beside is None:
        return _stated(turn, answer, place)
    return side_by_side(_stated(turn, answer, place), _stated(turn, turn.beside, place))


def _stated(turn: Turn, answer: Answer, place: int) -> str:
    """Frame, reason, table and claims; those of a model stand apart."""
    parts = [
        f'<p class="frame">{safe(answer.frame)}</p>' if answer.frame else "",
        f'<p class="reason">{safe(answer.reason)}</p>'
        if answer.reason and answer.reason != answer.frame
        else "",
        _table(turn, answer, answer.table, place) if answer.table else "",
        _claims(answer.claims, turn, place, answer),
    ]
    drawn = "".join(parts)
    return f'<div class="worded">{drawn}</div>' if by_model(answer) else drawn


def _claims(claims: Sequence[Claim], turn: Turn, place: int, answer: Answer | None = None) -> str:
    # What stands in the rows of a table is not said again under it.
    table = answer.table if answer else None
    in_rows = {row.claim for row in table.rows} if table else set()
    told = [claim for number, claim in enumerate(claims, start=1) if number not in in_rows]
    if not told:
        return ""
    under = [
        rests(claim, number, turn.documents) if claim.worded or by_model(answer) else ""
        for number, claim in enumerate(told, start=1)
    ]
    drawn = [_claim(claim, turn, place) for claim in told]
    # A sentence that ends in a colon leads the list in; it is not an item of it.
    leads = len(drawn) == 1 or told[0].text.rstrip().endswith(":")
    lead = f'<p class="claim">{drawn.pop(0)}</p>{under.pop(0)}' if leads else ""
    items = "".join(f"<li>{one}{words}</li>" for one, words in zip(drawn, under, strict=True))
    kind = "ol" if lead else "ul"
    return lead + (f'<{kind} class="claims">{items}</{kind}>' if items else "")


def _table(turn: Turn, answer: Answer, table: Table, place: int) -> str:
    shown = Table(
        table.columns, tuple(TableRow(tuple(map(plain, row.cells)), row.claim) for row in table.rows)
    )
    sources = [_buttons(answer.claims[row.claim - 1].citations, turn, place) for row in table.rows]
    return f'<div class="wide">{table_html(shown, sources)}</div>'


def _claim(claim: Claim, turn: Turn, place: int) -> str:
    if claim.focus is None:
        words = safe(claim.text)
    else:
        start, end = claim.focus.start, claim.focus.end
        value = f'<strong class="value">{safe(claim.text[start:end])}</strong>'
        words = safe(claim.text[:start]) + value + safe(claim.text[end:])
    return _quoted(words, claim.text, claim.citations[0], turn.documents) + _buttons(
        claim.citations, turn, place
    )


def _quoted(words: str, text: str, citation: Citation, documents: Mapping[str, Document]) -> str:
    """The drawn words, in quotation marks where the text is an original's: a digest is never quoted."""
    return words if shown(text, citation, documents) == text else f"“{words}”"


def _buttons(citations: Sequence[Citation], turn: Turn, place: int) -> str:
    buttons = (
        cite_button(
            number,
            place,
            title_of(turn.evidence[number - 1], turn.documents),
            turn.evidence[number - 1].quote,
        )
        for number in numbers_of(citations, turn.evidence)
    )
    return '\u00a0<span class="cites">' + " ".join(buttons) + "</span>"


def _nearest(turn: Turn, nearest: Sequence[Citation], place: int) -> str:
    if not nearest:
        return ""
    items = []
    for citation in nearest:
        words = _quoted(safe(citation.quote), citation.quote, citation, turn.documents)
        items.append(f"<li>{words}{_buttons((citation,), turn, place)}</li>")
    return f'<div class="nearest"><h3>Nearest in the records</h3><ul>{"".join(items)}</ul></div>'


def _notices(answer: Answer) -> str:
    lines = "".join(f"<li>{safe(notice)}</li>" for notice in answer.notices)
    return f'<ul class="notices">{lines}</ul>' if lines else ""


def _actions(turn: Turn, answer: Answer) -> str:
    points = safe(as_points(answer, turn.documents, turn.beside))
    return (
        f'<p class="actions"><button type="button" class="quiet" data-copy="{points}" data-copied="Copied as Markdown">'
        'Copy as points</button><span class="said" role="status"></span></p>'
    )


def _suggestions(answer: Answer) -> str:
    if not answer.suggestions:
        return ""
    buttons = "".join(f"<li>{ask_button(suggestion)}</li>" for suggestion in answer.suggestions)
    heading = "Ask about one record" if answer.status is Status.CLARIFY else "Ask next"
    return f'<div class="next"><h3>{heading}</h3><ul class="examples">{buttons}</ul></div>'

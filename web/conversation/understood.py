"""How a question was read, as chips a person can take away; each asks again without what it says."""

from __future__ import annotations

from collections.abc import Mapping

from rag.catalogue import narrowed
from rag.domain import Answer, Document, Filter
from web.conversation.buttons import send
from web.conversation.turns import Reading, Turn
from web.markup import safe


def chips(turn: Turn, answer: Answer, place: int) -> str:
    """What was read into the question, each with a button that takes it back; "" where nothing was."""
    said: list[tuple[str, str]] = []
    if answer.standalone != answer.question.text.strip() and answer.question.history:
        said.append((f"Read as: {answer.standalone}", "alone"))
    said += [
        (f"Also looked for {one.expanded} where you wrote {one.original}", f"word:{number}")
        for number, one in enumerate(answer.expansions)
    ]
    said += [
        (_looked(condition, turn.documents), f"filter:{number}")
        for number, condition in enumerate(answer.filters)
        if condition.source != "asked"
    ]
    if not said:
        return ""
    drawn = "".join(f"<li>{safe(words)}{_take_away(words, what, place)}</li>" for words, what in said)
    return f'<ul class="chips" aria-label="How it was read">{drawn}</ul>'


def _take_away(words: str, what: str, place: int) -> str:
    label = f'<span aria-hidden="true">×</span><span class="unseen">Ask again without: {safe(words)}</span>'
    return send("again", {"turn": place, "without": what}, label, "away")


def _looked(condition: Filter, documents: Mapping[str, Document]) -> str:
    said = f" (“{condition.words}”)" if condition.words else ""
    return f"Looked only at {narrowed(condition, documents)}{said}"


def asked_again(turn: Turn, place: int) -> str:
    """What the question was asked again without, with a button that gives it back; "" where nothing was taken."""
    asked = [narrowed(one, turn.documents) for one in turn.reading.filters if one.source == "asked"]
    of = f'<p class="soft left-off">Asked only of {safe("; ".join(asked))}.</p>' if asked else ""
    told = taken_back(turn.reading, turn.documents)
    if not told:
        return of
    back = send("again", {"turn": place, "without": "plainly"}, "Read it as at first", "quiet")
    return of + f'<p class="soft left-off">Asked again: {safe("; ".join(told))}. {back}</p>'


def taken_back(reading: Reading, documents: Mapping[str, Document]) -> list[str]:
    """What a person took back, in words: "your question on its own", "not only records of Wales"."""
    told = ["your question on its own"] if reading.alone else []
    told += [f"“{word}” as you wrote it" for word in reading.as_written]
    return told + [f"not only {narrowed(condition, documents)}" for condition in reading.dropped]

"""What happens when a question is asked or a source is opened; nothing here raises."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rag.domain import Question
from rag.errors import AskError
from rag.pipeline import LONGEST_QUESTION
from web.conversation.turns import MOST_TURNS, WIDENINGS, Turn, Turns
from web.markup import plain, sentence, trouble_with
from web.records.sources import changed_panel, source_panel
from web.reviews import Reviews

LOOKING = "Looking in the records …"
GETTING_READY = "Getting ready … the first answer takes a few seconds longer."
SORRY = "Something went wrong here and the question was not answered. Please ask it again."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows next: the conversation, a hint under the box, and whether the box is emptied."""

    turns: Turns
    hint: str = ""
    empty_box: bool = True


def ask(
    reviews: Reviews, text: object, turns: Turns, widened: frozenset[str] = frozenset()
) -> Iterator[Step]:
    """Steps from the question to its answer, claim by claim; the last one holds an answer, a message or a hint.

    ``widened`` names what is not to be read from the question, of ``WIDENINGS``.
    """
    trouble = trouble_with(text)
    if trouble is not None or not isinstance(text, str):
        yield Step(turns, hint=trouble or "", empty_box=False)
        return
    done = tuple(turn for turn in turns if turn.done)[-(MOST_TURNS - 1) :]
    turn = Turn(asked=text.strip(), widened=widened, waiting=LOOKING if reviews.ready else GETTING_READY)
    yield Step((*done, turn))
    history = tuple(earlier.asked for earlier in done if earlier.answer is not None)
    try:
        question = Question(turn.asked, history, expand="expand" not in widened, scope="scope" not in widened)
        library, chunks = reviews.answering(question)
        turn = replace(turn, library=library, waiting=LOOKING)
        for chunk in chunks:
            turn = _grown(turn, chunk)
            yield Step((*done, turn))
        if not turn.done:
            turn = replace(turn, message=SORRY)
    except AskError as error:
        turn = replace(turn, answer=None, message=sentence(plain(str(error))))
    except Exception as error:
        # Only the kind is logged: a message could hold words of a record or of the question.
        _log.error("a question was not answered: %s", type(error).__name__)
        turn = replace(turn, answer=None, message=SORRY)
    yield Step((*done, turn))


def _grown(turn: Turn, chunk: Mapping[str, Any]) -> Turn:
    """The turn with one more chunk of its answer."""
    if "claims" in chunk:
        turn = replace(turn, claims=(*turn.claims, *chunk["claims"]))
    if "answer" in chunk:
        turn = replace(turn, claims=chunk["answer"].claims, answer=chunk["answer"])
    return turn


def open_source(turns: Turns, wanted: object) -> str:
    """The panel for ``{"turn": place, "number": number}`` as the page sends it; "" where there is no such source."""
    if not isinstance(wanted, Mapping):
        return ""
    place, number = wanted.get("turn"), wanted.get("number")
    if type(place) is not int or type(number) is not int or not 0 <= place < len(turns):
        return ""
    cited = turns[place].evidence
    if not 1 <= number <= len(cited):
        return ""
    citation = cited[number - 1]
    document = turns[place].documents.get(citation.document_id)
    if document is None:
        return changed_panel(number)
    return source_panel(document, citation, number, f"{place}-{number}")


def asked_by(sent: object) -> str:
    """The question a button of the page sends as ``{"question": text}``, cut to just over what may be asked."""
    text = sent.get("question") if isinstance(sent, Mapping) else None
    return text[: LONGEST_QUESTION + 1] if isinstance(text, str) else ""


def widened_by(sent: object) -> frozenset[str]:
    """What a button of the page asks to be left off, as ``{"widened": [name, ...]}``; other names are passed over."""
    names = sent.get("widened") if isinstance(sent, Mapping) else None
    return frozenset(one for one in WIDENINGS if isinstance(names, list) and one in names)

"""What happens when a question is asked, and what the page means by what it sends; nothing here raises."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rag.domain import Citation, Question
from rag.errors import AskError, UnusableQuestion
from web.conversation.turns import MOST_TURNS, Reading, Turn, Turns, Wording
from web.door.questions import AskToRemove, check
from web.markup import plain, sentence, trouble_with
from web.reviews import Reviews

LOOKING = "Looking in the records …"
WORDING = "The language model is wording the answer; each sentence is checked before it is shown …"
OTHERWISE = "Nothing was found that answers this: the language model is asked for other words for it …"
GETTING_READY = "Getting ready … the first answer takes a few seconds longer."
SORRY = "Something went wrong here and the question was not answered. Please ask it again."

UNREADY = "The records cannot be read just now. Please tell whoever runs this page, or try again later."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows next: the conversation, a hint under the box, and whether the box is emptied.

    ``turn`` is the one that is being answered; None where nothing was asked.
    """

    turns: Turns
    hint: str = ""
    turn: Turn | None = None

    @property
    def empty_box(self) -> bool:
        """True where the question was taken."""
        return self.turn is not None


def ask(
    reviews: Reviews,
    text: object,
    before: Turns,
    reading: Reading | None = None,
    after: Turns = (),
    turned_away: Callable[[], str | None] = lambda: None,
    wording: Wording = Wording.WITH,
) -> Iterator[Step]:
    """Steps from the question to its answer, claim by claim; the last one holds an answer, a message or a hint.

    The question takes its place between ``before``, which is the conversation it is a follow-up of, and ``after``.
    ``turned_away`` says why this person has to wait, if they have to. A question that is turned away, cannot be used
    or seems to hold personal data is answered by a hint alone: it is neither looked up nor kept.
    """
    trouble = _trouble(text, turned_away)
    if trouble is not None or not isinstance(text, str):
        yield Step((*before, *after), trouble or "")
        return
    reading = reading or Reading()
    done = tuple(turn for turn in before if turn.done)[-(MOST_TURNS - 1) :]
    waiting = LOOKING if reviews.ready else GETTING_READY
    turn = Turn(text.strip(), reading, waiting=waiting, wording=wording)
    yield Step((*done, turn, *after), turn=turn)
    try:
        library, chunks = reviews.answering(_question(turn, done))
        turn = replace(turn, library=library, waiting=LOOKING)
        for chunk in chunks:
            turn = _grown(turn, chunk)
            yield Step((*done, turn, *after), turn=turn)
        if not turn.done:
            turn = replace(turn, claims=(), message=SORRY)
    except UnusableQuestion as error:
        turn = replace(turn, claims=(), answer=None, message=sentence(plain(str(error))))
    except AskError as error:
        # Who runs the program can mend it and finds it in the log; who asks cannot, and need not see where it is.
        _log.error("a question was not answered: %s", error)
        turn = replace(turn, claims=(), answer=None, message=UNREADY)
    except Exception as error:
        # Only the kind is logged: a message could hold words of a record or of the question.
        _log.error("a question was not answered: %s", type(error).__name__)
        turn = replace(turn, claims=(), answer=None, message=SORRY)
    yield Step((*done, turn, *after), turn=turn)


def _trouble(text: object, turned_away: Callable[[], str | None]) -> str | None:
    """Why a question is not asked, in words for the person; None where it is."""
    trouble = trouble_with(text) or turned_away()
    if trouble is not None or not isinstance(text, str):
        return trouble
    held = check(text)
    return held.words if isinstance(held, AskToRemove) else None


def _question(turn: Turn, done: Turns) -> Question:
    reading = turn.reading
    history = () if reading.alone else tuple(one.asked for one in done if _goes_along(one, turn))
    return Question(
        turn.asked,
        history,
        reading.filters,
        scope=reading.scope,
        as_written=reading.as_written,
        model=turn.wording is not Wording.WITHOUT,
    )


def _goes_along(earlier: Turn, turn: Turn) -> bool:
    """True where an earlier question is read with a later one: never one asked without a model with one asked of it."""
    kept_here = earlier.wording is Wording.WITHOUT and turn.wording is not Wording.WITHOUT
    return earlier.answer is not None and not kept_here


def _grown(turn: Turn, chunk: Mapping[str, Any]) -> Turn:
    """The turn with one more chunk of its answer."""
    if "plain" in chunk:
        # The records answer, and a model is asked to word it: until its sentences are checked none is shown.
        turn = replace(turn, waiting=WORDING if chunk["plain"].status.answers else OTHERWISE)
    if "claims" in chunk:
        turn = replace(turn, claims=(*turn.claims, *chunk["claims"]))
    if "answer" in chunk:
        turn = replace(turn, claims=chunk["answer"].claims, answer=chunk["answer"])
    return turn


def wording_of(sent: object) -> Wording:
    """The wording that the page sends; with the model for anything else, as the page opens."""
    return Wording(sent) if isinstance(sent, str) and sent in set(Wording) else Wording.WITH


def turn_at(turns: Turns, sent: object) -> tuple[int, Turn] | None:
    """The place and the turn that the page means by ``{"turn": place, ...}``; None where there is no such turn."""
    place = sent.get("turn") if isinstance(sent, Mapping) else None
    return (place, turns[place]) if type(place) is int and 0 <= place < len(turns) else None


def citation_at(turn: Turn, sent: object) -> tuple[int, Citation] | None:
    """The number and the citation of a turn meant by ``{"number": number, ...}``; None where there is none."""
    number = sent.get("number") if isinstance(sent, Mapping) else None
    cited = turn.evidence
    return (number, cited[number - 1]) if type(number) is int and 1 <= number <= len(cited) else None


def words_of(sent: object, name: str, longest: int) -> str:
    """The text the page sends under a name, cut to just over the longest allowed; "" for anything else."""
    text = sent.get(name) if isinstance(sent, Mapping) else None
    return text[: longest + 1] if isinstance(text, str) else ""

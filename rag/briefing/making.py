"""The one place where a briefing comes together: what is gathered, then its parts in their order."""

from __future__ import annotations

from datetime import date

from rag.answering.reading.nearest import SentenceSearch
from rag.briefing.brief import Briefing, Section, Wanted
from rag.briefing.comparing import comparing
from rag.briefing.each_record import each_record
from rag.briefing.gathering import Gathered, gather
from rag.briefing.lengths import ROOM, Room
from rag.briefing.recommending import STATE_HEADINGS, recommending
from rag.briefing.sayings import sayings
from rag.briefing.silences import silences
from rag.briefing.summary import summary
from rag.briefing.times import times
from rag.briefing.wording import worded
from rag.catalogue import admitted
from rag.errors import UnusableQuestion
from rag.ledgers.rows import State
from rag.paragraphs.checking import ParagraphChecker
from rag.paragraphs.readers.naming import book_of
from rag.pipeline import Pipeline

#: Questions of one briefing: each is answered by itself, a third of a second the first time.
MOST_QUESTIONS = 10


def make(wanted: Wanted, pipeline: Pipeline, today: date) -> Briefing:
    """The briefing that is asked for, over the generation the pipeline serves.

    Where a language model words the answers of the pipeline it words the summary too; all else is the records' words.

    Raises:
        UnusableQuestion: nothing is asked for, too much is, or the filters admit no record.
    """
    if not wanted.topic.strip() and not wanted.questions:
        raise UnusableQuestion("a briefing needs a topic or a question: say what it is to be about")
    if len(wanted.questions) > MOST_QUESTIONS:
        raise UnusableQuestion(
            f"a briefing takes at most {MOST_QUESTIONS} questions: ask the others in another"
        )
    records, search = pipeline.records, pipeline.sentences
    if search is None:
        raise ValueError("the pipeline has no search over sentences")
    within = admitted(records.documents, wanted.filters)
    documents = frozenset(records.documents) if within is None else within
    if not documents:
        raise UnusableQuestion("no record meets the filters: widen them")
    gathered = gather(wanted, pipeline, search, documents)
    room = ROOM[wanted.length]
    sections = _sections(gathered, room, pipeline, search, len(documents))
    first, told = worded(sections[0], gathered, wanted.topic, pipeline)
    notices = dict.fromkeys((*(line for one in gathered.answers for line in one.notices), *told))
    generation = pipeline.info.generation
    return Briefing(wanted, (first, *sections[1:]), len(documents), generation, today, notices=tuple(notices))


def _sections(
    gathered: Gathered, room: Room, pipeline: Pipeline, search: SentenceSearch, looked_through: int
) -> tuple[Section, ...]:
    """The parts of a briefing in their order; where nothing was found, only that it was not."""
    records = pipeline.records
    first = summary(gathered, room, looked_through)
    if not (gathered.spoken or gathered.asides or first.points):
        return first, silences(gathered, room, looked_through, done=False)
    recommended = recommending(gathered, records, room)
    return (
        first,
        each_record(gathered.spoken, room),
        times(gathered, records, room),
        sayings(gathered.spoken, book_of(records), room),
        recommended,
        comparing(gathered, ParagraphChecker(pipeline), search, room),
        silences(gathered, room, looked_through, done=_done(recommended)),
    )


def _done(recommended: Section) -> bool:
    """True where a step was read as done."""
    return any(group.heading == STATE_HEADINGS[State.DONE] for group in recommended.groups)

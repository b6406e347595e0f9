"""Flash cards: a question that a sentence of a record surely answers, and the sentence with the answer marked."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rag.answering.asking.questions import Shape, read
from rag.answering.language.values import ValueKind
from rag.study.clozes import note_of
from rag.study.held import Held, Sort, held
from rag.study.pack import Item, ItemKind, KeyLine
from rag.study.statements import Stated, Statement, names_of, on_one_line

#: The sorts of value that answer what a question asks for.
_ANSWERS: dict[ValueKind, tuple[Sort, ...]] = {
    ValueKind.DATE: (Sort.DAY, Sort.MONTH, Sort.YEAR),
    ValueKind.COUNT: (Sort.NUMBER,),
    ValueKind.MONEY: (Sort.MONEY,),
    ValueKind.SHARE: (Sort.SHARE,),
    ValueKind.DURATION: (Sort.TIME,),
    ValueKind.PERSON: (Sort.PERSON,),
    ValueKind.NAME: (Sort.PERSON,),
    ValueKind.BODY: (Sort.BODY,),
}

#: That a thing began is no answer to when it was done.
_BEGUN = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|launch\w*|open\w*)\b", re.IGNORECASE)

#: Stems of a question that the answering sentence must hold too, as a share: the question is of this very thing.
_OF_THE_SAME = 0.5

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
#: What is spoken of: it begins with a capital, and holds no comma or verb of its own.
_THING = r"(?:[A-Z]|the |an? )(?:(?!\b(?:was|were|is|are|had|has|came|made|which|that)\b)[^,;:]){8,110}?"
_TAIL = r"(?:, according to [^.]*| as HC \d+| with the number HC \d+)?\."
_DAY = rf"(?:\d{{1,2}} )?(?:{_MONTH} )?(?:19|20)\d\d"
#: Things done at one time, not said or held.
_DID = (
    r"(?:published|announced|appointed|commissioned|signed|lifted|accepted|passed|set up|met|rated|replied to|introduced"
    r"|gave evidence to|took over|issued|began|made)"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A shape of sentence, the sort of value it is asked for, and the question: {0} and {1} are its own words."""

    sort: tuple[Sort, ...]
    pattern: re.Pattern[str]
    question: str


_DATES = (Sort.DAY, Sort.MONTH, Sort.YEAR)

#: Each matches a whole sentence, so that nothing it says is left out of the question unseen.
_FORMS = (
    _Form(
        _DATES,
        re.compile(
            rf"^({_THING}) (?:was|were) (published|launched|announced|issued) (?:on|in) {_DAY}{_TAIL}$"
        ),
        "When was {0} {1}?",
    ),
    _Form(
        _DATES,
        re.compile(rf"^({_THING}) (?:came out|appeared) (?:on|in) {_DAY}{_TAIL}$"),
        "When did {0} come out?",
    ),
    _Form(
        _DATES,
        re.compile(rf"^(?:On|In) {_DAY} ([^,;:]{{5,60}}?) ({_DID}) ([^,;:]+){_TAIL}$"),
        "When was it that {0} {1} {2}?",
    ),
    _Form(
        _DATES,
        re.compile(rf"^({_THING}) ({_DID}) ([^,;:]+) (?:on|in) {_DAY}{_TAIL}$"),
        "When was it that {0} {1} {2}?",
    ),
    _Form(
        _DATES,
        re.compile(
            rf"^({_THING}) (began|lapsed|opened|ended|started) (?:its work )?(?:on|in) {_DAY}{_TAIL}$"
        ),
        "When was it that {0} {1}?",
    ),
    _Form(
        _DATES,
        re.compile(rf"^(?:On|In) {_DAY} ({_THING}) (?:came out|appeared)(?:, [^.]*)?\.$"),
        "When did {0} come out?",
    ),
    _Form(
        (Sort.NUMBER,),
        re.compile(rf"^({_THING}) (?:made|makes|holds|contains) (?:about )?\S+ recommendations{_TAIL}$"),
        "How many recommendations does {0} make?",
    ),
    _Form(
        (Sort.NUMBER,),
        re.compile(r"^The government accepted all \S+ (recommendations that [^,;:]+)\.$"),
        "How many were the {0}, all of which the government accepted?",
    ),
    _Form(
        (Sort.NUMBER,),
        re.compile(
            rf"^({_THING}) received (?:over |more than |about |some )?\S+ ((?:(?! and )[^,;:])+){_TAIL}$"
        ),
        "How many {1} did {0} receive?",
    ),
    _Form(
        (Sort.PERSON,),
        re.compile(rf"^({_THING}) (?:was|were) (led|chaired|carried out) by [^,;:]{{5,40}}{_TAIL}$"),
        "By whom was {0} {1}?",
    ),
    _Form(
        (Sort.PERSON,),
        re.compile(r"^[^,]+?(?:, [^,]{3,60},)? (led|chaired) (the [^,;:]+|[A-Z][\w’'-]+['’]s [^,;:]+)\.$"),
        "Who {0} {1}?",
    ),
    _Form(
        (Sort.PERSON,),
        re.compile(
            r"^[^,]{4,40} was ((?:[A-Z]|chair|chief|head|leader|director)[^;:]+? in (?:[A-Z][a-z]+ )?\d{4})\.$"
        ),
        "Who was {0}?",
    ),
    _Form(
        (Sort.PERSON,),
        re.compile(
            r"^[^,]{4,40}, [^,]{5,60}, was ((?:chair|chief|head|leader|director|Strategic)[^;:]+? in (?:[A-Z][a-z]+ )?\d{4})\.$"
        ),
        "Who was {0}?",
    ),
    _Form(
        (Sort.MONEY,),
        re.compile(rf"^(In {_DAY}),? (the government|the council) planned to spend \S+ ([^;:]+)\.$"),
        "{0}, how much did {1} plan to spend {2}?",
    ),
)


def cards(stated: Stated, documents: Collection[str]) -> Iterator[Item]:
    """A card for each sentence of these documents that surely answers a question, in the order of the records.

    The question is one also asked of the document where that is certain, else one from a fixed form.
    """
    for statement in stated.of(documents):
        for value in held(statement):
            question = _also_asked(stated, value) or _formed(value)
            if question and not stated.grave(question):
                yield _item(value, question)
                break


def _also_asked(stated: Stated, value: Held) -> str | None:
    """A question also asked under the sentence's heading that this value, and no other there, answers; else None."""
    statement = value.statement
    heading = statement.passage.headings[-1] if statement.passage.headings else ""
    asked = (q for one in statement.document.also_asked if one.heading == heading for q in one.questions)
    return next((question for question in asked if _answers(stated, question, value, heading)), None)


def _answers(stated: Stated, question: str, value: Held, heading: str) -> bool:
    statement = value.statement
    wanted = read(question)
    if (
        wanted.shape is not Shape.VALUE
        or wanted.kind is None
        or value.sort not in _ANSWERS.get(wanted.kind, ())
    ):
        return False
    # Out of its document a question must say by a name what it is about.
    if not names_of(question[1:]) & (names_of(statement.document.title) | names_of(statement.text)):
        return False
    if re.search(r"\band\b|,", question):
        return False
    if _BEGUN.search(statement.text) and not _BEGUN.search(question):
        return False
    stems = set(wanted.stems)
    if not stems or len(stems & statement.stems) < _OF_THE_SAME * len(stems):
        return False
    if wanted.counted and not set(wanted.counted) & value.unit:
        return False
    return not any(_rivals(stated, other, value, heading, stems) for other in stated.all)


def _rivals(stated: Stated, other: Statement, value: Held, heading: str, stems: set[str]) -> bool:
    """True for another sentence of the document that may answer as well, with another value of the sort."""
    mine = value.statement
    if other.document.id != mine.document.id or other.span == mine.span:
        return False
    if len(stems & other.stems) < _OF_THE_SAME * len(stems):
        return False
    return any(one.sort is value.sort and one.same != value.same for one in held(other))


def _formed(value: Held) -> str | None:
    """The question of the first form that the whole sentence has; None where it has none."""
    text = on_one_line(value.statement.text)
    for form in _FORMS:
        match = form.pattern.match(text) if value.sort in form.sort else None
        if match is None:
            continue
        question = form.question.format(*map(_inside, match.groups()))
        # What is asked for must not stand in the question, nor a part of the sentence that leans on another.
        if value.shown.split()[-1] not in question and not re.search(
            r"\b(?:this|that was|these|also)\b", question
        ):
            return question
    return None


def _inside(words: str) -> str:
    """The words as they stand inside a sentence: a first article has no capital there."""
    return re.sub(r"^(?:The|An|A|Over|More)\b", lambda found: found.group().lower(), words)


def _item(value: Held, question: str) -> Item:
    statement = value.statement
    line = KeyLine(statement.citation, value.span, note_of(statement))
    return Item(ItemKind.CARDS, "Answer before you turn the card.", question, value.shown, (), (), (line,))

"""Who said what: sentences of a briefing under the people and bodies that they have speaking."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.gathering import Found
from rag.briefing.lengths import Room, left_out
from rag.briefing.summary import by_date
from rag.domain import Document, Span
from rag.paragraphs.readers.naming import Book
from rag.paragraphs.readers.speakers import Speaker, speakers_of
from rag.text import words

#: Before a name: whoever speaks is somebody else.
_OF_ANOTHER = re.compile(
    r"\b(?:to|on|about|with|from|against|for|behind|after|like) (?:the )?$", re.IGNORECASE
)

#: Behind a name: what it is the name of.
_BODY = re.compile(
    r"(?:['’]s)?(?: (?:[a-z]+|\d{4}))? (?:review|report|inquiry|council|panel|committee|study|inspection|strategy"
    r"|commission)\b"
)

_YEAR = re.compile(r" \d{4}\b")

#: Before a name: more of it, of words that many bodies share ("Family Justice Review").
_CAPITALS = re.compile(r"(?<![.!?:] )(?<!^)(?:(?<![\w’'-])[A-Z][\w’'-]* )+$|(?<=^The )(?:[A-Z][\w’'-]* )+$")

#: Behind a name: it passes on what another said.
_PASSES_ON = re.compile(r"['’]?s?(?: also)? (?:reported|reports|wrote|writes|noted that)\b|, (?:which|who)\b")

NOBODY = "No sentence found has anybody speaking by name."

REPORTED = (
    "Under each name stand sentences in which a record has that person or body speaking, some at second hand: "
    "whoever reports it stands in the sentence."
)


def sayings(spoken: Sequence[Found], book: Book, room: Room) -> Section:
    """The sentences that have somebody speaking by name, under each name by date; whoever says most comes first."""
    of: dict[str, list[Found]] = {}
    for one in spoken:
        for name in dict.fromkeys(names_in(one.text, one.document, book)):
            of.setdefault(name, []).append(one)
    order = sorted(of, key=lambda name: (-len(of[name]), by_date(min(of[name], key=by_date)), name))
    groups: list[Group] = []
    left, there = room.sayings, sum(len(found) for found in of.values())
    for name in order:
        shown = sorted(of[name], key=by_date)[:left]
        if shown:
            points = tuple(Point(claims=(one.claim,)) for one in shown)
            groups.append(Group(name, points, role(name, [one.document for one in shown])))
        left -= len(shown)
    frame = " ".join(
        filter(None, (REPORTED if groups else NOBODY, left_out(sum(len(g.points) for g in groups), there)))
    )
    return Section(Part.SAID, frame, tuple(groups))


def names_in(text: str, document: Document, book: Book) -> list[str]:
    """Whoever speaks by name in a sentence, but for those who only report it; people by their full names."""
    speaking = [one for one in speakers_of(text, book) if one.telling and not one.source]
    return [_full(one, text, document) for one in speaking if _speaks(text, one.span)]


def _speaks(text: str, span: Span) -> bool:
    """False where the name is only spoken to or of ("the response to Munro promised"), or only passes words on."""
    return not _OF_ANOTHER.search(text[: span.start]) and not _PASSES_ON.match(text[span.end :])


def _full(speaker: Speaker, text: str, document: Document) -> str:
    """The name as the record's list of people has it, else as it is written there."""
    said = speaker.span.of(text)
    told = set(words(said))
    people = [person.name for person in document.people if set(words(person.name)) & told & speaker.telling]
    # "The Harrowick review found": a place does not speak, its review does; nor is a report's word its author's.
    body = _BODY.match(text[speaker.span.end :])
    if len(people) == 1 and body is None:
        return people[0]
    before = _CAPITALS.search(text[: speaker.span.start])
    name = f"{before.group() if before else ''}{said}{_YEAR.sub('', body.group()) if body else ''}"
    return name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")


def role(name: str, documents: Sequence[Document]) -> str:
    """What the records say of a person's part, from their lists of people; "" where they do not."""
    roles: Mapping[str, None] = dict.fromkeys(
        person.role for document in documents for person in document.people if person.name == name
    )
    return "; ".join(role[:1].upper() + role[1:] for role in roles)

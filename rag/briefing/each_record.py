"""What each record says, record by record: never merged, and each under what it is."""

from __future__ import annotations

from collections.abc import Sequence

from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.gathering import Found
from rag.briefing.lengths import Room, left_out
from rag.briefing.summary import by_date
from rag.catalogue import KIND_WORDS, STANDING_WORDS, date_words
from rag.domain import Document, Form


def each_record(spoken: Sequence[Found], room: Room) -> Section:
    """The records by date, each with its nation, kind, date, standing and form over its sentences in their order."""
    of: dict[str, list[Found]] = {}
    for one in spoken:
        of.setdefault(one.document.id, []).append(one)
    # Those that say most of the topic are shown where there is not room for all.
    best = sorted(of.values(), key=lambda found: (-found[0].fit, found[0].document.id))[: room.records]
    groups = [_group(found, room.of_a_record) for found in sorted(best, key=lambda found: by_date(found[0]))]
    frame = left_out(len(best), len(of), "record")
    return Section(Part.RECORDS, frame, tuple(groups))


def _group(found: Sequence[Found], most: int) -> Group:
    document = found[0].document
    shown = sorted(found[:most], key=lambda one: one.span)
    about = ". ".join(filter(None, (about_record(document), left_out(len(shown), len(found)))))
    return Group(document.title, tuple(Point(claims=(one.claim,)) for one in shown), about)


def about_record(document: Document) -> str:
    """A frame on what the record is: "England · review · May 2011 · the review's own record · digest in our words"."""
    form = "Ask the Reviews digest" if document.form is Form.DIGEST else "original"
    kind = KIND_WORDS[document.kind]
    date = date_words(document)
    nation = document.jurisdiction or "nation not stated"
    return " · ".join((nation, kind, date, STANDING_WORDS[document.standing], form))

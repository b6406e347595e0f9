"""What a briefing is: what was asked for, and its sections, every line of them a frame or cited claims."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.domain import Claim, Filter


class Part(StrEnum):
    """The sections of a briefing in their order; the value is what stands over them."""

    SUMMARY = "In short"
    RECORDS = "What each record says"
    TIMELINE = "Timeline"
    SAID = "Who said what"
    RECOMMENDED = "Recommendations and what became of them"
    TOGETHER = "Where records agree and where they differ"
    SILENT = "What the records are silent on"


class Length(StrEnum):
    """How long a briefing may be."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a briefing is asked for: a topic, or questions, of the documents that the filters admit."""

    topic: str = ""
    questions: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    length: Length = Length.MEDIUM

    @property
    def title(self) -> str:
        """The topic with a capital, or the first question and how many more there are."""
        if self.topic:
            return self.topic[:1].upper() + self.topic[1:]
        more = len(self.questions) - 1
        others = f" and {more} more question{'s' if more > 1 else ''}" if more else ""
        return f"{self.questions[0]}{others}"


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a briefing: claims under a frame, several set side by side; or a frame alone.

    ``frame`` is from a fixed template whose slots come from records, "" where the claims need none. ``remark`` is what
    the person who edits the briefing wrote beside it: neither frame nor claim, and shown apart from both. ``ticked``
    False: the line stays in the file that is kept, and is left out of what is taken away.
    """

    frame: str = ""
    claims: tuple[Claim, ...] = ()
    remark: str = ""
    ticked: bool = True

    def __post_init__(self) -> None:
        """Refuse a line without words, with ValueError."""
        if not self.frame and not self.claims:
            raise ValueError("a line needs a frame or a claim")

    @property
    def key(self) -> str:
        """What tells the line from others of its group, whatever was done to it."""
        places = [
            f"{c.document_id}#{c.span.start}-{c.span.end}" for one in self.claims for c in one.citations
        ]
        # Two sentences of a language model may rest on the same words of a record.
        texts = [one.text for one in self.claims if one.worded]
        return hashlib.sha256("\n".join((self.frame, *places, *texts)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together; ``heading`` is what they share, "" where that is the section itself.

    ``about`` is a frame under the heading: of a record its nation, date, kind, standing and form.
    """

    heading: str
    points: tuple[Point, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a briefing. ``frame`` says what the part rests on, or why it is empty."""

    part: Part
    frame: str
    groups: tuple[Group, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The lines of all groups in order."""
        return tuple(point for group in self.groups for point in group.points)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing: its sections, and which index it was made from on what day.

    ``looked_through`` is the number of documents the filters admit, ``checked_by`` and ``checked_on`` what a reader
    wrote in the box to sign; both may be empty. ``notices`` say what a language model did not word, or why: they are
    told beside the briefing and are no part of it.
    """

    wanted: Wanted
    sections: tuple[Section, ...]
    looked_through: int
    generation: str
    day: date
    checked_by: str = ""
    checked_on: str = ""
    notices: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every line, in order."""
        return tuple(claim for section in self.sections for point in section.points for claim in point.claims)

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents cited, each once, in order of first use."""
        return tuple(dict.fromkeys(c.document_id for claim in self.claims for c in claim.citations))

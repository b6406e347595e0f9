"""The few words the writers add of their own, the same whatever a paper is written as."""

from __future__ import annotations

from rag.domain import ContentDate
from rag.papers.paper import Paper, SignOff
from rag.papers.words import one_line
from rag.referencing import PROGRAM

#: What stands before a remark, so that it is not taken for the words of a record.
REMARK = "Note: "

#: Room for a name and for a date, to be filled in by hand.
_NAME, _DATE = "_" * 34, "_" * 18


def day_of(paper: Paper) -> str:
    """The day of the paper as a person writes it: "12 May 2026"."""
    return ContentDate(paper.day.year, paper.day.month, paper.day.day).words


def made_with(paper: Paper) -> str:
    """The line below the title: what made the paper, when, and from which index."""
    return f"Made with {PROGRAM} on {day_of(paper)}, index generation {one_line(paper.generation)}"


def signed(box: SignOff) -> str:
    """The line of the box for whoever checked the paper, with room to write what is not filled in."""
    return f"Checked by {one_line(box.by) or _NAME} on {one_line(box.on) or _DATE}"


def short(title: str) -> str:
    """The title as it stands at the head of each page: at most 80 characters, ending at a word."""
    title = one_line(title)
    if len(title) <= 80:
        return title
    return f"{title[:79].rsplit(' ', 1)[0].rstrip(' ,;:')}…"

"""A briefing as its reader wants it: lines unticked, moved and remarked on; no line is ever lost by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.briefing.brief import Briefing, Group, Part, Point
from rag.referencing import one_line

#: Characters of a remark, and of each field of the box to sign. Longer ones are cut.
LONGEST_REMARK, LONGEST_SIGNATURE = 600, 80


@dataclass(frozen=True, slots=True)
class Mark:
    """What was done to one line, by its key."""

    key: str
    ticked: bool = True
    remark: str = ""


@dataclass(frozen=True, slots=True)
class GroupMarks:
    """The lines of one group in their new order; ``place`` is where the group stood, from 0."""

    place: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """What was done to a briefing: the groups of each part in their new order, and the box to sign."""

    groups: Mapping[Part, Sequence[GroupMarks]] = field(default_factory=dict)
    checked_by: str = ""
    checked_on: str = ""


def edited(briefing: Briefing, edits: Edits) -> Briefing:
    """The briefing with these edits. What they do not name stays as it is, behind what they name."""
    sections = tuple(
        replace(section, groups=_groups(section.groups, edits.groups.get(section.part, ())))
        for section in briefing.sections
    )
    return replace(
        briefing,
        sections=sections,
        checked_by=one_line(edits.checked_by)[:LONGEST_SIGNATURE],
        checked_on=one_line(edits.checked_on)[:LONGEST_SIGNATURE],
    )


def ticked(briefing: Briefing) -> Briefing:
    """The briefing with only its ticked lines; groups and sections without any are gone, but for what frames them."""
    sections = []
    for section in briefing.sections:
        groups = tuple(
            replace(group, points=kept)
            for group in section.groups
            if (kept := tuple(p for p in group.points if p.ticked))
        )
        if groups or not section.groups:
            sections.append(replace(section, groups=groups))
    return replace(briefing, sections=tuple(sections))


def _groups(groups: Sequence[Group], wanted: Sequence[GroupMarks]) -> tuple[Group, ...]:
    named = {one.place: one for one in wanted if 0 <= one.place < len(groups)}
    order = [*named, *(place for place in range(len(groups)) if place not in named)]
    return tuple(
        replace(
            groups[place], points=_points(groups[place].points, named[place].marks if place in named else ())
        )
        for place in order
    )


def _points(points: Sequence[Point], marks: Sequence[Mark]) -> tuple[Point, ...]:
    """The points in the order of their marks, each once; two lines of one key take the marks of that key in turn."""
    left: dict[str, list[int]] = {}
    for place, point in enumerate(points):
        left.setdefault(point.key, []).append(place)
    named = [(left[mark.key].pop(0), mark) for mark in marks if left.get(mark.key)]
    changed = [
        replace(points[place], ticked=mark.ticked, remark=one_line(mark.remark)[:LONGEST_REMARK])
        for place, mark in named
    ]
    rest = sorted(place for places in left.values() for place in places)
    return (*changed, *(points[place] for place in rest))

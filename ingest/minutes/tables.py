"""Actions that stand in a table: rows of cells between bars, under a row that says which cell is what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.minutes.owners import owners_of
from rag.domain import Action, Span

_TASK = re.compile(r"(?:agreed\s+)?(?:actions?|tasks?)(?:\s+(?:points?|required|agreed))?", re.IGNORECASE)
_WHO = re.compile(
    r"(?:owners?|leads?|who|responsib\w+|by whom|officers?|lead officer|assigned to|action (?:by|for))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:due|when|by when|deadline|timescales?|due date|target date|date due|complete by|due by)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|:–—-]+")
_NOTHING = re.compile(r"[\s.–—-]*(?:n/?a|tbc|none)?[\s.–—-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rows:
    """The actions of the tables of a stretch, and the stretches that are no table."""

    actions: tuple[Action, ...]
    rest: tuple[Span, ...]


def action_rows(text: str, part: Span) -> Rows:
    """The rows of tables whose head names a column of actions and one of owners; other tables are left as text."""
    actions: list[Action] = []
    rest: list[Span] = []
    columns: tuple[int, int, int | None] | None = None
    begin = part.start
    offset = part.start
    for line in part.of(text).splitlines(keepends=True):
        span, offset = Span(offset, offset + len(line)), offset + len(line)
        cells = _cells(text, span) if "|" in line else []
        if columns is None:
            columns = _columns(text, cells)
        elif "|" not in line and line.strip():
            columns = None
        elif cells and (action := _row(text, cells, columns)):
            actions.append(action)
        if columns is not None:
            if begin < span.start:
                rest.append(Span(begin, span.start))
            begin = span.end
    if begin < part.end:
        rest.append(Span(begin, part.end))
    return Rows(tuple(actions), tuple(rest))


def _cells(text: str, line: Span) -> list[Span | None]:
    """The cells of a row, outer bars left out; None for an empty one."""
    if _RULE.fullmatch(line.of(text)):
        return []
    found: list[Span | None] = []
    at = line.start
    for cell in line.of(text).split("|"):
        bare = cell.strip(" \t\n\u00a0*")
        start = at + cell.find(bare) if bare else at
        found.append(Span(start, start + len(bare)) if bare else None)
        at += len(cell) + 1
    while found and found[0] is None and text[line.start : line.end].lstrip().startswith("|"):
        found = found[1:]
        break
    return found


def _columns(text: str, cells: list[Span | None]) -> tuple[int, int, int | None] | None:
    """Which cells hold the action, the owner and the due date; None where the row is no such head."""
    words = [cell.of(text) if cell else "" for cell in cells]
    task = next((place for place, word in enumerate(words) if _TASK.fullmatch(word)), None)
    who = next((place for place, word in enumerate(words) if _WHO.fullmatch(word)), None)
    when = next((place for place, word in enumerate(words) if _WHEN.fullmatch(word)), None)
    return (task, who, when) if task is not None and who is not None else None


def _row(text: str, cells: list[Span | None], columns: tuple[int, int, int | None]) -> Action | None:
    task, who, when = (
        cells[place] if place is not None and place < len(cells) else None for place in columns
    )
    if task is None:
        return None
    named = owners_of(text, who) if who else ()
    # The column says that it is an owner, whatever it is called.
    owners = (who,) if who and named is None else named or ()
    standing = [cell for cell in cells if cell]
    due = when if when and not _NOTHING.fullmatch(when.of(text)) else None
    return Action(Span(standing[0].start, standing[-1].end), task, owners, due)

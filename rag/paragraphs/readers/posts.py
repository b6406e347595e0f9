"""Professions, fields and kin by common words: a mother is no father, and health is not housing."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.verdicts import Clash
from rag.text import stem

#: Words of one row name different people or fields; words within "/" the same ones.
_ROWS = (
    "mother/mothers father/fathers grandmother grandfather aunt uncle sister/sisters brother/brothers stepfather stepmother",
    "health/medical housing justice education/schools/teaching police/policing transport probation finance communities",
    "doctor/doctors/gp/gps/paediatrician nurse/nurses midwife/midwives teacher/teachers lawyer/lawyers/solicitor"
    " psychologist/psychologists magistrate/magistrates journalist/journalists",
    "boys girls",
    "fostering adoption",
    "secondary primary nursery",
    "minister/ministers inspector/inspectors/inspectorate commissioner/commissioners director/directors mayor/mayors",
)
_GROUPS = tuple(
    {stem(word): number for number, same in enumerate(row.split()) for word in same.split("/")}
    for row in _ROWS
)
_WORD = re.compile(r"[a-z]+")


def posts(written: str, told: Told) -> list[Compared]:
    """A word of a row that the written sentence has alone, where the record has another of that row alone."""
    found = []
    for group in _GROUPS:
        mine, theirs = _of(group, written), _of(group, told.text)
        around = _of(group, told.around)
        only_mine = [span for which, span in mine if which not in {one for one, _ in theirs}]
        only_theirs = [span for which, span in theirs if which not in {one for one, _ in mine}]
        here = {which for which, _ in mine} - {which for which, _ in theirs} - {which for which, _ in around}
        if here and only_mine and len(only_theirs) >= len(here):
            found.append(Compared(Clash.NAME, Outcome.DIFFERS, only_mine[0], only_theirs[0], like=False))
    return found


def _of(group: dict[str, int], text: str) -> list[tuple[int, Span]]:
    return [
        (group[stem(hit.group())], Span(*hit.span()))
        for hit in _WORD.finditer(text)
        if stem(hit.group()) in group
    ]

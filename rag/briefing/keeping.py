"""Briefings kept as files of the person who made them, and opened again: what the records still say is cited anew.

A file holds each claim as the words it rests on and what stands beside them (``rag.permalinks``), and the generation of
the index they came from. Nothing of a file is believed: words that no record holds any more become no claim, and what
the program would not write around them is made again or left out (``rag.briefing.recognising``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Briefing, Group, Part, Point, Section, Wanted
from rag.briefing.frames import OUTCOME, unsettled
from rag.briefing.kept_file import (
    FORMAT,
    KeptClaim,
    KeptCondition,
    KeptFile,
    KeptGroup,
    KeptPoint,
    KeptSection,
    KeptWords,
)
from rag.citations import cite
from rag.domain import Citation, Claim, Document, Filter, Passage, Span
from rag.errors import AskError
from rag.files import replace_file
from rag.permalinks import CONTEXT, How, find
from rag.store import Records

SUFFIX = ".briefing.json"

#: What a person is told of a file of which something was left out.
FOREIGN = (
    "Something in its file is not as this program writes it now, and was left out: "
    "make the briefing again to have it whole."
)

#: Whether words of records say a sentence that a language model put so; else they are shown themselves.
BearsOut = Callable[[str, Sequence[Citation]], bool]

#: Bytes of a file: a long briefing has a fifth of this.
_LONGEST = 2_000_000

#: Characters of a name.
_LONGEST_NAME = 60


class BriefingUnusable(AskError):
    """A kept briefing cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Again:
    """A line to look at again: the section it stood in, the words as they were kept, and what became of them.

    ``remark`` is what its reader had written beside it.
    """

    part: Part
    title: str
    words: str
    how: How
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A kept briefing over the records as they are now, and the lines that are to be looked at again.

    ``kept_with`` is the generation it was made from; the briefing itself bears that of the records it is opened over.
    ``foreign``: something of the file was not as the program writes it, and was left out.
    """

    briefing: Briefing
    again: tuple[Again, ...]
    kept_with: str
    foreign: bool = False


# --- a folder of them --------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    """The names of the briefings kept in a folder, in alphabetical order; none where there is no folder."""
    if not folder.is_dir():
        return []
    found = (path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}") if path.is_file())
    return sorted(name for name in found if name == named(name))


def named(title: str) -> str:
    """A name for a file: the words of a title in small letters, joined by "-"."""
    found = "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:_LONGEST_NAME].strip("-")
    return found or "briefing"


def keep(briefing: Briefing, records: Records, folder: Path, name: str) -> Path:
    """The file that now holds the briefing; one of the same name has been replaced as a whole, or not at all.

    Raises:
        BriefingUnusable: the name is none, or the file cannot be written.
    """
    path = _path(folder, name)
    text = json.dumps(dumped(briefing, records), ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BriefingUnusable(
            f"cannot keep the briefing in {folder} ({why}): make room, or choose another"
        ) from None
    return path


def read(
    folder: Path, name: str, records: Records, generation: str, bears_out: BearsOut | None = None
) -> Opened:
    """The kept briefing of that name over these records.

    ``bears_out`` is asked of each sentence that a language model worded; without it the records' own words are shown.

    Raises:
        BriefingUnusable: there is none, or it is not one of ours.
    """
    path = _path(folder, name)
    try:
        if path.stat().st_size > _LONGEST:
            raise BriefingUnusable(f'the briefing "{name}" is too large to be one of ours: remove {path}')
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BriefingUnusable(
            f'no briefing "{name}" in {folder}: there is {", ".join(names(folder)) or "none"}'
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingUnusable(
            f'the briefing "{name}" cannot be read ({type(error).__name__}): see {path}'
        ) from None
    return loaded(text, records, generation, name, bears_out)


def _path(folder: Path, name: str) -> Path:
    if name != named(name):
        raise BriefingUnusable(
            f'"{name[:80]}" cannot be the name of a briefing: use small letters, digits and "-"'
        )
    return folder / f"{name}{SUFFIX}"


# --- a briefing as JSON and back ---------------------------------------------------------------------


def dumped(briefing: Briefing, records: Records) -> dict[str, Any]:
    """The briefing as a value that JSON can hold."""
    wanted = briefing.wanted
    return KeptFile(
        format=FORMAT,
        topic=wanted.topic,
        questions=list(wanted.questions),
        filters=[
            KeptCondition.model_validate({"field": f.field, "op": f.op, "value": f.value})
            for f in wanted.filters
        ],
        length=wanted.length,
        generation=briefing.generation,
        day=briefing.day,
        looked_through=briefing.looked_through,
        checked_by=briefing.checked_by,
        checked_on=briefing.checked_on,
        sections=[
            KeptSection(
                part=section.part,
                frame=section.frame,
                groups=[
                    KeptGroup(
                        heading=group.heading,
                        about=group.about,
                        points=[_dumped_point(point, records.documents) for point in group.points],
                    )
                    for group in section.groups
                ],
            )
            for section in briefing.sections
        ],
    ).model_dump(mode="json", exclude_none=True)


def _dumped_point(point: Point, documents: Mapping[str, Document]) -> KeptPoint:
    claims = [
        KeptClaim(
            words=[_words(one, documents[one.document_id]) for one in claim.citations],
            focus=(claim.focus.start, claim.focus.end) if claim.focus else None,
            text=claim.text if claim.worded else None,
        )
        for claim in point.claims
    ]
    return KeptPoint(frame=point.frame, claims=claims, remark=point.remark, ticked=point.ticked)


def _words(citation: Citation, document: Document) -> KeptWords:
    start, end = citation.span.start, citation.span.end
    return KeptWords(
        document=document.id,
        title=document.title,
        start=start,
        end=end,
        quote=citation.quote,
        before=document.text[max(0, start - CONTEXT) : start],
        after=document.text[end : end + CONTEXT],
    )


def loaded(
    text: str,
    records: Records,
    generation: str,
    name: str = "briefing",
    bears_out: BearsOut | None = None,
) -> Opened:
    """The briefing of a file over these records, every claim cited anew; BriefingUnusable for what is none of ours."""
    # The parts that a frame is made by load much, and the command line names this module whatever is typed.
    from rag.briefing.recognising import recognised, weight

    try:
        file = KeptFile.model_validate_json(text)
        if file.format != FORMAT:
            raise BriefingUnusable(
                f'the briefing "{name}" is of another version of the program: make it again'
            )
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "its beginning"
        raise BriefingUnusable(
            f'the briefing "{name}" is not one of ours (at {where}): make it again'
        ) from None
    again: list[Again] = []
    reworded = _Worded(bears_out)
    located = tuple(
        Section(
            section.part,
            section.frame,
            tuple(
                Group(
                    group.heading, tuple(_points(group, section.part, records, again, reworded)), group.about
                )
                for group in section.groups
            ),
        )
        for section in file.sections
    )
    wanted = Wanted(
        file.topic,
        tuple(file.questions),
        tuple(Filter(one.field, one.op, tuple(one.value)) for one in file.filters),
        file.length,
    )
    sections = tuple(recognised(section, wanted, records) for section in located)
    briefing = Briefing(
        wanted, sections, file.looked_through, generation, file.day, file.checked_by, file.checked_on
    )
    foreign = reworded.dropped or sum(map(weight, sections)) < sum(map(weight, located))
    return Opened(briefing, tuple(again), file.generation, foreign)


class _Worded:
    """Claims made of cited words, in the wording that a file has for them where the words still bear it out."""

    def __init__(self, bears_out: BearsOut | None) -> None:
        self._bears_out = bears_out
        self.dropped = False

    def claim(self, held: tuple[Citation, ...], kept: KeptClaim) -> Claim:
        if kept.text is not None:
            if self._bears_out is not None and self._bears_out(kept.text, held):
                return Claim(kept.text, held, worded=True)
            self.dropped = True
        return _claim(held, kept.focus)


def _points(
    group: KeptGroup, part: Part, records: Records, again: list[Again], reworded: _Worded
) -> Iterator[Point]:
    """The lines whose words the records still hold; the others are told of in ``again``."""
    points = list(_held(group, part, records, again, reworded))
    for place, (point, whole) in enumerate(points):
        behind = points[place + 1 :]
        if whole and _is_told_behind(behind):
            # What a line says came of a thing is not said where the words that tell it are gone.
            point = replace(point, frame=unsettled(point.frame))
        if whole:
            yield point


def _is_told_behind(behind: Sequence[tuple[Point, bool]]) -> bool:
    """True where the lines of outcome right behind a line are gone in part."""
    outcomes = takewhile(lambda pair: pair[0].frame == OUTCOME, behind)
    return any(not whole for _, whole in outcomes)


def _held(
    group: KeptGroup, part: Part, records: Records, again: list[Again], reworded: _Worded
) -> Iterator[tuple[Point, bool]]:
    """Each line with whether it is whole; of one that is not, the frame stands for it."""
    for point in group.points:
        claims = []
        for kept in point.claims:
            cited = [_cited(one, records) for one in kept.words]
            missing = [
                (one, how) for one, (found, how) in zip(kept.words, cited, strict=True) if found is None
            ]
            again += (Again(part, one.title, tidy(one.quote), how, point.remark) for one, how in missing)
            held = tuple(found for found, _ in cited if found is not None)
            if held and not missing:
                claims.append(reworded.claim(held, kept))
        whole = len(claims) == len(point.claims) and bool(claims or point.frame)
        if whole or point.frame:
            yield Point(point.frame, tuple(claims) if whole else (), point.remark, point.ticked), whole


def _claim(held: tuple[Citation, ...], focus: tuple[int, int] | None) -> Claim:
    text = tidy(held[0].quote)
    marked = Span(*focus) if focus and 0 <= focus[0] < focus[1] <= len(text) else None
    return Claim(text, held, marked)


def _cited(words: KeptWords, records: Records) -> tuple[Citation | None, How]:
    query = {
        "doc": words.document,
        "start": str(words.start),
        "end": str(words.end),
        "q": words.quote,
        "before": words.before,
        "after": words.after,
    }
    place = find(query, records.documents)
    if place.span is None or place.document_id is None:
        return None, place.how
    passage = _holding(records.of_document[place.document_id], place.span)
    if passage is None:
        # The words stand in the record still, but in a part of it that is no longer searched or cited.
        return None, How.CHANGED
    return cite(records.documents[place.document_id], passage, place.span), place.how


def _holding(passages: tuple[Passage, ...], span: Span) -> Passage | None:
    return next((passage for passage in passages if passage.span.covers(span)), None)

"""A briefing as a file has it, with no frame that the program would not write for these claims and these records.

Frames and headings of a file are not believed: what can be made again from the claims is made again, and of the rest
only what a template makes is kept. A claim that a file puts where the program would not put it is left out with its
line, so that no plan stands under "Said to be done". Whether two sentences differ or agree needs the encoder to read:
of those set side by side it is only seen that they are of two records, under words of a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from rag.answering.language.silence import is_silent, under_silent_heading
from rag.answering.reading.candidates import is_aside
from rag.answering.wording.claims import tidy
from rag.answering.wording.model_words import IN_ITS_WORDS
from rag.answering.wording.recognising import is_answers, is_refusals
from rag.briefing.brief import Group, Part, Point, Section, Wanted
from rag.briefing.comparing import (
    AGREEING,
    ASIDES,
    DIFFERING,
    NONE_SIDE_BY_SIDE,
    SIDE_BY_SIDE,
    TELLING,
    differing_in,
)
from rag.briefing.each_record import about_record
from rag.briefing.frames import framed, unsettled
from rag.briefing.lengths import left_out
from rag.briefing.recommending import BECAME, NOTHING_TOLD, places
from rag.briefing.sayings import NOBODY, REPORTED, names_in, role
from rag.briefing.silences import NEAREST, NO_PROOF, NOT_FOUND, NOT_STATED, is_missing
from rag.briefing.summary import of_questions, of_topic
from rag.briefing.times import FORECASTS, NO_DATES, PLANS
from rag.domain import Citation, Document, Span
from rag.paragraphs.readers.naming import book_of
from rag.store import Records
from rag.timeline import events

_Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class _File:
    """What a section is read by: what its briefing is of, and the records."""

    wanted: Wanted
    records: Records

    def documents(self, points: Iterable[Point]) -> list[Document]:
        """The documents that lines cite, each once, in order."""
        ids = dict.fromkeys(one.document_id for point in points for one in _cited(point))
        return [self.records.documents[i] for i in ids]

    @property
    def questions(self) -> set[str]:
        """The questions as they stand over groups."""
        return set(map(tidy, self.wanted.questions))


def recognised(section: Section, wanted: Wanted, records: Records) -> Section:
    """The section with only what the program writes; groups without a line are gone."""
    file = _File(wanted, records)
    frame = section.frame if any(one.fullmatch(section.frame) for one in _FRAMES[section.part]) else ""
    groups = tuple(group for group in _READERS[section.part](section.groups, file) if group.points)
    return Section(section.part, frame, groups)


def weight(section: Section) -> int:
    """How many claims and frames a section has, over lines that it has: less of it says that some were left out."""
    groups = [group for group in section.groups if group.points]
    lines = [len(point.claims) + bool(point.frame) for group in groups for point in group.points]
    return sum(lines) + sum(bool(group.about) for group in groups) + bool(section.frame)


# --- frames over the parts ---------------------------------------------------------------------------


def _patterns(*lines: str) -> tuple[re.Pattern[str], ...]:
    """Lines that differ from these in their numbers alone."""
    return tuple(re.compile(re.sub(r"\d+", r"\\d+", re.escape(line))) for line in lines)


_MORE = left_out(1, 2)
#: A frame that ends in, or is, what there was no room for.
_ENDING = re.compile(rf"{_patterns(_MORE)[0].pattern}$")

_TIMES = (
    " ".join(filter(None, (*told, more)))
    for told in ((), (PLANS,), (FORECASTS,), (PLANS, FORECASTS))
    for more in ("", _MORE)
)

#: The frames a part may have, by their templates.
_FRAMES: Mapping[Part, tuple[re.Pattern[str], ...]] = {
    Part.SUMMARY: (
        *_patterns(
            *(of_questions(answered, asked) for answered, asked in ((0, 1), (1, 1), (2, 3))),
            *(
                of_topic(shown, found, records, 9)
                for shown, found in ((0, 0), (1, 1), (2, 2), (2, 3), (0, 1))
                for records in (1, 2)
            ),
        ),
        IN_ITS_WORDS,
    ),
    Part.RECORDS: _patterns("", left_out(1, 2, "record"), left_out(1, 3, "record")),
    Part.TIMELINE: _patterns(NO_DATES, *_TIMES),
    Part.SAID: _patterns(NOBODY, REPORTED, f"{REPORTED} {_MORE}"),
    Part.RECOMMENDED: _patterns("", BECAME, NOTHING_TOLD),
    Part.TOGETHER: _patterns(SIDE_BY_SIDE, NONE_SIDE_BY_SIDE),
    Part.SILENT: _patterns("", NO_PROOF),
}


def _more(about: str) -> str:
    """The line on what there was no room for, where a frame is one or ends in one; "" where it does not."""
    found = _ENDING.search(about)
    return found.group() if found else ""


# --- lines -------------------------------------------------------------------------------------------


def _cited(point: Point) -> Iterator[Citation]:
    return (one for claim in point.claims for one in claim.citations)


def _places(point: Point) -> list[_Place]:
    """Where the words stand that the claims of a line begin with: those that a frame is of."""
    return [(claim.citations[0].document_id, claim.citations[0].span) for claim in point.claims]


def _plain(points: Iterable[Point]) -> tuple[Point, ...]:
    """The lines that cite words, one claim each, without a frame."""
    return tuple(replace(point, frame="") for point in points if len(point.claims) == 1)


def _sentence(citation: Citation) -> str:
    """The sentence that is cited, without one before it that it leans on."""
    within = [span for span in citation.passage.sentences if citation.span.covers(span)]
    return citation.passage.slice(within[-1]) if within else citation.quote


# --- groups of each part -----------------------------------------------------------------------------


def _summary(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    for group in groups:
        points = _plain(group.points)
        if not file.wanted.questions:
            yield Group("", points)
        elif group.heading in file.questions:
            known = is_answers(group.about, file.documents(points), file.wanted.questions)
            known = known or IN_ITS_WORDS.fullmatch(group.about) is not None
            yield Group(group.heading, points, group.about if known else "")


def _records(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    for group in groups:
        points = _plain(group.points)
        for document in file.documents(points)[:1]:
            own = tuple(one for one in points if next(_cited(one)).document_id == document.id)
            about = ". ".join(filter(None, (about_record(document), _more(group.about))))
            yield Group(document.title, own, about)


def _times(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    dates: dict[_Place, list[str]] = {}
    looked_at = {one.id for group in groups for one in file.documents(group.points)}
    for one in events(file.records, looked_at):
        if one.citation is not None:
            dates.setdefault((one.document.id, one.citation.span), []).append(framed(one))

    def dated(point: Point) -> Iterator[Point]:
        frames = dates.get(_places(point)[0], []) if len(point.claims) == 1 else []
        if point.frame in frames:
            yield point
        elif len(frames) == 1:
            yield replace(point, frame=frames[0])

    for group in groups:
        yield Group("", tuple(one for point in group.points for one in dated(point)))


def _said(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    book = book_of(file.records)
    for group in groups:
        points = tuple(
            point
            for point in _plain(group.points)
            for one in list(_cited(point))[:1]
            if group.heading in names_in(_sentence(one), file.records.documents[one.document_id], book)
        )
        yield Group(group.heading, points, role(group.heading, file.documents(points)))


def _recommended(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    looked_at = {one.id for group in groups for one in file.documents(group.points)}
    known = places(file.records, looked_at)

    def told(point: Point, heading: str) -> Iterator[Point]:
        frames = known.get(_places(point)[0], {}).get(heading, set()) if len(point.claims) == 1 else set()
        if point.frame in frames:
            yield point
        elif frames:
            # What became of it is said by lines that stand under it: here, by none that can be told.
            settled = {unsettled(one) for one in frames}
            yield replace(
                point, frame=unsettled(point.frame) if unsettled(point.frame) in settled else min(settled)
            )

    for group in groups:
        points = tuple(one for point in group.points for one in told(point, group.heading))
        yield Group(group.heading, points, _more(group.about))


def _together(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    frames = {
        DIFFERING: {differing_in(kinds) for n in (1, 2) for kinds in permutations(TELLING, n)},
        AGREEING: {""},
    }
    for group in groups:
        if group.heading in frames:
            points = tuple(
                point
                for point in group.points
                if point.frame in frames[group.heading]
                and len(point.claims) == 2
                and len(file.documents([point])) == 2
            )
        elif group.heading == ASIDES:
            points = tuple(
                point
                for point in _plain(group.points)
                if all(is_aside(one.passage.headings) for one in _cited(point))
            )
        else:
            continue
        yield Group(group.heading, points, _more(group.about))


def _silent(groups: Sequence[Group], file: _File) -> Iterator[Group]:
    for group in groups:
        if group.heading in file.questions:
            yield _refused(group, file)
        elif group.heading == NOT_STATED:
            points = tuple(
                point
                for point in _plain(group.points)
                for one in list(_cited(point))[:1]
                if is_silent(_sentence(one)) or under_silent_heading(one.passage.headings)
            )
            yield Group(NOT_STATED, points, _more(group.about))
        elif group.heading == NOT_FOUND:
            points = tuple(one for one in group.points if not one.claims and is_missing(one.frame))
            yield Group(NOT_FOUND, points)


def _refused(group: Group, file: _File) -> Group:
    """A question without an answer: why, and what is nearest."""
    documents = file.documents(group.points)
    told = [one.quote for point in group.points for one in _cited(point)]

    def is_known(line: str) -> bool:
        return is_refusals(line, documents, file.wanted.questions, told)

    points = tuple(
        replace(point, frame=NEAREST) if point.claims else point
        for point in group.points
        if len(point.claims) == 1 or (not point.claims and is_known(point.frame))
    )
    return Group(group.heading, points, group.about if is_known(group.about) else "")


_READERS: Mapping[Part, Callable[[Sequence[Group], _File], Iterator[Group]]] = {
    Part.SUMMARY: _summary,
    Part.RECORDS: _records,
    Part.TIMELINE: _times,
    Part.SAID: _said,
    Part.RECOMMENDED: _recommended,
    Part.TOGETHER: _together,
    Part.SILENT: _silent,
}

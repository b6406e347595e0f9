"""A briefing as a paper: what it says of itself, its lines with their footnotes, a table of sources, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rag.briefing.brief import Briefing, Group, Part, Point, Section
from rag.briefing.editing import ticked
from rag.catalogue import KIND_WORDS, STANDING_WORDS, date_words, narrowed, reference_title
from rag.domain import Citation, Claim, ContentDate, Document, Form
from rag.papers.paper import Block, Grid, Heading, Line, Look, Note, Paper, Picture, Run, SignOff
from rag.permalinks import link, to_record
from rag.referencing import PROGRAM, Style, address, entry, footnote

_HOW_TO_READ = (
    "Lines in italics are the program’s own. Every other line says what a record says; "
    "its note opens the words."
)
_DIGESTS = (
    f"Words from a digest are {PROGRAM}’ own about a record: do not quote them as the record’s. "
    "Words of an original stand in quotation marks."
)
#: Addresses that only people at one machine can follow.
_LOCAL = ("http://127.", "http://localhost", "http://[::1]")

_SOURCES = ("Record", "Nation", "Date", "What it is", "Form")


def paper_of(
    briefing: Briefing,
    documents: Mapping[str, Document],
    page: str,
    today: date,
    picture: Picture | None = None,
) -> Paper:
    """The ticked lines of the briefing as a paper; ``page`` is the whole address under which words are opened.

    ``today`` is the day it bears, in its references too: on that day its words were found where the records have them,
    whenever it was gathered; where that was another day, it says so. ``picture`` stands over the timeline.
    """
    kept = ticked(briefing)
    blocks: list[Block] = [*_about(kept, documents)]
    for section in kept.sections:
        if section.points or section.frame:
            blocks += _section(section, documents, page, briefing.generation, picture)
    blocks.append(SignOff(briefing.checked_by, briefing.checked_on))
    blocks += _sources(kept, documents, page, today)
    return Paper(
        title=briefing.wanted.title,
        subtitle=f"A briefing from {PROGRAM}, {_days(briefing.day, today)}",
        day=today,
        generation=briefing.generation,
        blocks=tuple(blocks),
    )


def _days(gathered: date, taken: date) -> str:
    """When a briefing was gathered and, where that was another day, when it was taken away."""
    first, last = (ContentDate(day.year, day.month, day.day).words for day in (gathered, taken))
    return last if first == last else f"gathered {first}, taken away {last}"


def _about(briefing: Briefing, documents: Mapping[str, Document]) -> Iterator[Line]:
    records = "1 record was" if briefing.looked_through == 1 else f"{briefing.looked_through} records were"
    yield _line(Look.ABOUT, f"{records} looked through.")
    for condition in briefing.wanted.filters:
        yield _line(Look.ABOUT, f"Looked only at {narrowed(condition, documents)}.")
    yield _line(Look.ABOUT, _HOW_TO_READ)
    if any(documents[i].form is Form.DIGEST for i in briefing.documents if i in documents):
        yield _line(Look.ABOUT, _DIGESTS)


def _line(look: Look, text: str) -> Line:
    return Line(look, (Run(text),))


# --- sections ----------------------------------------------------------------------------------------


def _section(
    section: Section, documents: Mapping[str, Document], page: str, generation: str, picture: Picture | None
) -> Iterator[Block]:
    yield Heading(section.part.value, 1)
    if section.frame:
        yield _line(Look.FRAME, section.frame)
    if section.part is Part.TIMELINE and picture is not None:
        yield picture
    for group in section.groups:
        yield from _group(group, documents, page, generation)


def _group(group: Group, documents: Mapping[str, Document], page: str, generation: str) -> Iterator[Block]:
    if group.heading:
        yield Heading(group.heading, 2)
    if group.about:
        yield _line(Look.FRAME, group.about)
    for point in group.points:
        yield from _point(point, documents, page, generation)


def _point(point: Point, documents: Mapping[str, Document], page: str, generation: str) -> Iterator[Block]:
    if len(point.claims) > 1:
        # Side by side, never merged: a column for each record.
        if point.frame:
            yield _line(Look.FRAME, point.frame)
        titles = tuple(_title(claim.citations[0], documents) for claim in point.claims)
        yield Grid(titles, (tuple(_said(claim, documents, page, generation) for claim in point.claims),))
    elif point.claims:
        lead = (Run(f"{point.frame} ", strong=True),) if point.frame else ()
        yield Line(Look.CLAIM, (*lead, *_said(point.claims[0], documents, page, generation)), listed=True)
    else:
        yield Line(Look.FRAME, (Run(point.frame),), listed=True)
    if point.remark:
        yield _line(Look.REMARK, point.remark)


def _title(citation: Citation, documents: Mapping[str, Document]) -> str:
    document = documents.get(citation.document_id)
    return document.title if document else citation.document_id


def _said(claim: Claim, documents: Mapping[str, Document], page: str, generation: str) -> tuple[Run, ...]:
    """The claim with its value marked, and its notes; in quotation marks where the words are an original's own."""
    first = documents.get(claim.citations[0].document_id)
    quoted = first is not None and first.form is Form.ORIGINAL and not claim.worded
    runs = [Run("“")] if quoted else []
    if claim.focus is None:
        runs.append(Run(claim.text))
    else:
        start, end = claim.focus.start, claim.focus.end
        pieces = ((claim.text[:start], False), (claim.text[start:end], True), (claim.text[end:], False))
        runs += [Run(words, strong) for words, strong in pieces if words]
    closing = "”" if quoted else ""
    notes = [_note(one, documents, page, generation) for one in claim.citations]
    return (*runs, Run(closing, note=notes[0]), *(Run(" ", note=note) for note in notes[1:]))


def _note(citation: Citation, documents: Mapping[str, Document], page: str, generation: str) -> Note:
    document = documents.get(citation.document_id)
    if document is None:
        return Note(citation, f"{citation.document_id}.")
    return Note(citation, footnote(citation, document), page + link(citation, document, generation))


# --- sources -----------------------------------------------------------------------------------------


def _sources(
    briefing: Briefing, documents: Mapping[str, Document], page: str, today: date
) -> Iterator[Block]:
    cited = [documents[i] for i in briefing.documents if i in documents]
    if not cited:
        return
    by_date = sorted(cited, key=lambda one: (str(one.published or "9"), one.id))
    yield Heading("Sources", 1)
    yield Grid(_SOURCES, tuple(tuple((Run(cell),) for cell in _source(one)) for one in by_date))
    yield Heading("References", 1)
    # An address of this machine alone leads no reader of the references anywhere.
    shared = None if page.startswith(_LOCAL) else page
    entries = {
        entry(one, Style.HARVARD, today, shared + to_record(one) if shared else None): address(one)
        for one in cited
    }
    for said in sorted(entries):
        yield Line(Look.PLAIN, (Run(said),), listed=True, address=entries[said])


def _source(document: Document) -> tuple[str, ...]:
    return (
        reference_title(document),
        document.jurisdiction or "not stated",
        date_words(document),
        f"{KIND_WORDS[document.kind]}; {STANDING_WORDS[document.standing]}",
        "digest" if document.form is Form.DIGEST else "original",
    )

"""The Document that a file's text is: what it says of itself goes before what its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cleaning import clean, flags, gaps
from ingest.cleaning.lines import Page
from ingest.describing.dates import Dated, dated
from ingest.describing.front_matter import NOTICES, FrontMatter
from ingest.describing.kinds import is_minutes, kind_of, standing_of
from ingest.describing.notices import is_inside, is_mostly_furniture, is_spun
from ingest.describing.people import people_of
from ingest.describing.places import jurisdiction_of, publisher_of
from ingest.describing.titles import is_title, minutes_title, shortened, title_of
from ingest.formats.extracted import Extracted
from ingest.sections import heading_sections, markdown_sections, minutes_sections
from rag.domain import (
    ContentDate,
    Dating,
    Document,
    Excluded,
    Flagged,
    Form,
    Kind,
    Person,
    Section,
    Source,
    Span,
    Standing,
)

#: Raised when what is read from a page changes, so that older indexes count as stale.
DESCRIBER_VERSION = 2


#: Flags of the text that a reader of any answer should know of, and the notice for each.
_OF_FLAGS = {"truncated": "truncated", "relative_day": "relative_dates"}


@dataclass(frozen=True, slots=True)
class Guess:
    """What an original's own page shows; None, UNKNOWN and OTHER where it says nothing plain."""

    title: str
    kind: Kind
    standing: Standing
    dated: Dated
    jurisdiction: str | None
    publisher: str | None
    people: tuple[Person, ...]
    notices: frozenset[str]


def describe(
    document_id: str,
    extracted: Extracted,
    front: FrontMatter | None = None,
    start: int = 0,
    *,
    markdown: bool = False,
    name: str = "",
) -> Document:
    """The document that a file's text is.

    A digest is our own page and has no furniture but its front matter. Of an original everything that front matter
    does not give is read from the page, and only from plain evidence.

    Args:
        document_id: its id.
        extracted: what the parser read.
        front: what the file says of itself.
        start: where the text begins behind front matter.
        markdown: headings are lines behind hash signs.
        name: the name of the file, the last thing a date is looked for in.
    """
    front = front or FrontMatter()
    text = extracted.text
    lead = (Excluded(Span(0, start), "front_matter", "front_matter"),) if start else ()
    digest = front.form is Form.DIGEST
    excluded = (*lead, *(extracted.excluded if digest else clean(text, start, extracted.excluded)))
    guessed = guess(extracted, excluded, start, name)
    told = front.published is not None or front.dating is not None
    published = ContentDate.parse(front.published) if front.published else None
    published = published if told else guessed.dated.published
    flagged = () if digest else flags(text, excluded, dated=published is not None, start=start)
    kind = front.kind or (Kind.OTHER if digest else guessed.kind)
    return Document(
        id=document_id,
        title=front.title or guessed.title or document_id,
        form=front.form or Form.ORIGINAL,
        kind=kind,
        standing=front.standing or (Standing.UNKNOWN if digest else guessed.standing),
        text=text,
        published=published,
        dating=_dating(front) if told else guessed.dated.dating,
        dating_reason=front.dating_reason or ("" if told else guessed.dated.reason),
        jurisdiction=front.jurisdiction or (None if digest else guessed.jurisdiction),
        publisher=front.publisher or (None if digest else guessed.publisher),
        people=tuple(Person(person.name, person.role) for person in front.people)
        or (() if digest else guessed.people),
        sources=tuple(Source(source.title, source.url) for source in front.sources)
        or (() if digest else _source(extracted)),
        licence=front.licence,
        notices=_notices(front, guessed, published, flagged),
        excluded=excluded,
        sections=_sections(extracted, excluded, start, markdown=markdown, minutes=kind is Kind.MINUTES),
        pages=extracted.pages,
        flagged=flagged,
    )


def guess(extracted: Extracted, excluded: Sequence[Excluded], start: int = 0, name: str = "") -> Guess:
    """What the page of an original shows."""
    text = extracted.text
    page = Page.of(text, start, excluded)
    kept = [line for line in page.lines if not is_inside(line, excluded)]
    first = page.lines[page.head].span.start if page.head < len(page.lines) else len(text)
    head = [line for line in kept if line.span.start < first]
    words = (
        " ".join(span.of(text) for span in gaps(Span(0, len(text)), [e.span for e in excluded]))
        if text
        else ""
    )
    stated = (extracted.stated.title or "").strip()
    heading = next((line.text for line in head if is_title(line)), "")
    minutes = is_minutes(text, start, stated or heading)
    shown = minutes_title(text, head, excluded) if minutes else title_of(text, head, first)
    title = shortened(" ".join(stated.split())) if stated and not minutes else shown
    kind = Kind.MINUTES if minutes else kind_of(words, title)
    date = dated(head, kept, extracted.stated, name)
    spun = is_spun(words)
    found = {"machine_paraphrased": spun, "mostly_furniture": is_mostly_furniture(text[start:], excluded)}
    return Guess(
        title=title,
        kind=kind,
        standing=standing_of(kind, extracted.stated.url, spun=spun),
        dated=date,
        jurisdiction=jurisdiction_of(words),
        publisher=publisher_of(head, extracted.stated),
        people=people_of(words),
        notices=frozenset(notice for notice, there in found.items() if there) | frozenset(extracted.notices),
    )


def _dating(front: FrontMatter) -> Dating:
    return (front.dating or Dating.STATED) if front.published else Dating.UNKNOWN


def _source(extracted: Extracted) -> tuple[Source, ...]:
    """The page a file was saved from, where it says so itself."""
    url = extracted.stated.url or ""
    if not url.startswith(("http://", "https://")) or any(c.isspace() or c in '<>"' for c in url):
        return ()
    return (Source(" ".join((extracted.stated.title or url).split()), url),)


def _notices(
    front: FrontMatter, guessed: Guess, published: ContentDate | None, flagged: Sequence[Flagged]
) -> tuple[str, ...]:
    """The notices given, and for an original those its own text gives; each once, in the order of ``NOTICES``."""
    notices = set(front.notices)
    if front.form is not Form.DIGEST:
        kinds = {one.kind for one in flagged}
        notices |= guessed.notices
        notices |= {"undated"} if published is None else set()
        notices |= {notice for kind, notice in _OF_FLAGS.items() if kind in kinds}
    return tuple(notice for notice in NOTICES if notice in notices)


def _sections(
    extracted: Extracted, excluded: tuple[Excluded, ...], start: int, *, markdown: bool, minutes: bool
) -> tuple[Section, ...]:
    if markdown:
        return markdown_sections(extracted.text, start)
    if extracted.headings:
        return heading_sections(extracted.text, extracted.headings, excluded)
    return minutes_sections(extracted.text, excluded) if minutes else ()

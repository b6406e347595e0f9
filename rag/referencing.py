"""Cited words with their reference, ready to paste: a quotation of an original, a paraphrase of a digest.

Where the rules come from:

- Harvard: the author-date pattern of Pears and Shields, "Cite Them Right": author (year) title. Available at: address
  (Accessed: day month year); "no date" where there is none; the title leads where no author is known.
- APA: "Publication Manual of the American Psychological Association", 7th edition: group authors and the title in the
  author's place (9.11, 9.12), dates and "n.d." (9.14, 9.17), descriptions in square brackets (9.21), retrieval dates
  (9.16), web pages (10.16), places in a work without pages (8.28). Reports, unlike pages and news, bear the year
  alone (10.4).
- Plain: sentences for readers who use neither.

In all of them, what the record itself does not say stands in square brackets behind it, as ISO 690 has supplied data
stand: "2014 [inferred]". The people a record names are not taken for its authors; the publisher is. The text is plain,
so titles are not in italics, and quotation marks stay where APA would indent a long quotation (8.27).
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from rag.catalogue import describe, reference_title
from rag.domain import Citation, ContentDate, Dating, Document, Form, Kind, Source

PROGRAM = "Ask the Reviews"

#: Kinds that are reports, which APA dates by the year alone.
_REPORTS = frozenset((Kind.REVIEW, Kind.INQUIRY, Kind.SCRUTINY, Kind.INSPECTION, Kind.RESPONSE))

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

#: A publisher with a remark of the person who described the record: "Council (identified from its web page)".
_REMARKED = re.compile(r"(?P<name>[^()]+?) \((?P<remark>.+)\)")

#: Marks of a quotation inside a quotation become single ones.
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})


class Style(StrEnum):
    """How a reference is written."""

    HARVARD = "harvard"
    APA = "apa"
    PLAIN = "plain"


def reference(
    citation: Citation, document: Document, style: Style, accessed: date, url: str | None = None
) -> str:
    """The cited words with their reference in the text, a line break, and the entry for the list of references.

    An original's words stand in quotation marks. A digest's never do: they are a paraphrase, of which the program is
    the author. ``accessed`` and ``url`` are as for ``entry``.
    """
    words = one_line(citation.quote)
    if document.form is Form.ORIGINAL:
        inner, end = _unstopped(words.translate(_INNER))
        words = f"“{inner}{end}”"
    else:
        inner, end = _unstopped(words)
        words = inner + end
    within = _within(citation, document, style)
    said = words + (f" ({within})" if within else "")
    return f"{_stopped(said)}\n{entry(document, style, accessed, url)}"


def entry(document: Document, style: Style, accessed: date, url: str | None = None) -> str:
    """One line for the list of references, without the cited words.

    ``accessed`` is the day the words were read. ``url`` is where they were read here, if that has an address: a digest
    is referenced by it; an original by its own address, where one is known.
    """
    here = url if url and _ADDRESS.fullmatch(url) else None
    if document.form is Form.DIGEST:
        return f"{_digest(document, style, accessed, here)} {_record_itself(document)}"
    return _original(document, style, accessed, address(document) or here)


def footnote(citation: Citation, document: Document) -> str:
    """One line that says where cited words stand: the record, its date, and the page or the section."""
    where = place(citation, document)
    if not where and citation.passage.headings:
        heading = one_line(citation.passage.headings[-1])
        where = f"section “{heading}”" if heading != one_line(document.title) else ""
    if document.form is Form.DIGEST:
        return _stopped(", ".join(filter(None, (one_line(reference_title(document)), where))))
    publisher = _publisher(document)[0]
    when = _when(document, Style.HARVARD, in_full=True)
    lead = (
        f"{publisher} ({when}) {one_line(document.title)}"
        if publisher
        else f"{one_line(document.title)} ({when})"
    )
    return _stopped(", ".join(filter(None, (lead, where))))


def address(document: Document) -> str | None:
    """The web address of the record itself; None where none is known."""
    return _record(document).url


def one_line(text: str) -> str:
    """The text on one line, without the characters that cannot be seen (a soft hyphen, a control character)."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


# --- an original -------------------------------------------------------------------------------------


def _original(document: Document, style: Style, accessed: date, url: str | None) -> str:
    publisher, remark = _publisher(document)
    title, about = one_line(document.title), _about(document, remark)
    when = _when(document, style, in_full=True)
    if style == Style.HARVARD:
        lead = f"{publisher} ({when}) {_stopped(title)}" if publisher else f"{title} ({when})"
        return f"{lead} {_stopped(about)} {_accessed(style, accessed, url)}"
    if style == Style.APA:
        lead = f"{publisher}. ({when}). {title} [{about}]." if publisher else f"{title} [{about}]. ({when})."
        return f"{lead} {_accessed(style, accessed, url)}"
    by = f" {_stopped(publisher)}" if publisher else ""
    return f"{_stopped(title)}{by} {_stopped(about)} {_accessed(style, accessed, url)}"


def _accessed(style: Style, accessed: date, url: str | None) -> str:
    if style == Style.APA:
        day = f"{accessed:%B} {accessed.day}, {accessed.year}"
        return f"Retrieved {day}, from {url or PROGRAM}" + ("" if url else ".")
    day = ContentDate(accessed.year, accessed.month, accessed.day).words
    if style == Style.HARVARD:
        where = f"Available at: {url}" if url else f"Read in {PROGRAM}"
        return f"{where} (Accessed: {day})."
    return f"{url} (read on {day})." if url else f"Read in {PROGRAM} on {day}."


# --- a digest ----------------------------------------------------------------------------------------


def _digest(document: Document, style: Style, accessed: date, url: str | None) -> str:
    """The digest as a work of the program. When it was written is not known to it, so it bears no date."""
    title = one_line(reference_title(document))
    licence = f", licence {one_line(document.licence)}" if document.licence else ""
    about = f"Digest in the program's own words{licence}"
    read = _accessed(style, accessed, url)
    if style == Style.HARVARD:
        return f"{PROGRAM} (no date) {_stopped(title)} {about}. {read}"
    if style == Style.APA:
        return f"{PROGRAM}. (n.d.). {title} [{about}]. {read}"
    return f"{_stopped(title)} {about}, not a quotation. {read}"


def _record_itself(document: Document) -> str:
    """Where the digest's reader finds the record. Nobody says it was read, so it bears no day of access."""
    source = _record(document)
    publisher, remark = _publisher(document)
    parts = [one_line(source.title), publisher or "", _about(document, remark)]
    where = f" {source.url}" if source.url else " No web address of it is known."
    return f"The record itself: {' '.join(_stopped(part) for part in parts if part)}{where}"


def _record(document: Document) -> Source:
    """The first of its sources that has a web address, else the first with none, else its title alone."""
    for source in document.sources:
        if source.url and _ADDRESS.fullmatch(source.url):
            return source
    return Source(document.sources[0].title if document.sources else document.title)


# --- parts of a reference ----------------------------------------------------------------------------


def _within(citation: Citation, document: Document, style: Style) -> str:
    """What stands in brackets behind the words; "" where the entry below says it all."""
    where = place(citation, document)
    if style == Style.PLAIN:
        return where if document.form is Form.ORIGINAL else ""
    if document.form is Form.DIGEST:
        undated = "n.d." if style == Style.APA else "no date"
        return f"{PROGRAM} digest of {one_line(document.title)}, {undated}"
    if not where and style == Style.APA:
        heading = one_line(citation.passage.headings[-1]) if citation.passage.headings else ""
        where = f"{heading} section" if heading and heading != one_line(document.title) else ""
    author = _publisher(document)[0] or one_line(document.title)
    return ", ".join(filter(None, (author, _when(document, style, in_full=False), where)))


def place(citation: Citation, document: Document) -> str:
    """The page of the file the words stand on: "p. 3", "pp. 3–4"; "" for a text without pages."""
    last = document.page_of(citation.span.end - 1)
    if citation.page is None:
        return ""
    return f"pp. {citation.page}–{last}" if last and last != citation.page else f"p. {citation.page}"


def _when(document: Document, style: Style, *, in_full: bool) -> str:
    """The date of an original as its style has it, with how it is known where the record does not say it."""
    day = document.published
    if day is None:
        return "n.d." if style == Style.APA else "no date"
    words = str(day.year)
    if style == Style.APA and in_full and day.month and document.kind not in _REPORTS:
        words += f", {day.first_day:%B}" + (f" {day.day}" if day.day else "")
    known = {Dating.STATED: "", Dating.INFERRED: " [inferred]", Dating.UNKNOWN: " [not confirmed]"}
    return words + known[document.dating]


def _about(document: Document, remark: str) -> str:
    about = one_line(describe(document))
    return about[:1].upper() + about[1:] + (f"; publisher {remark}" if remark else "")


def _publisher(document: Document) -> tuple[str | None, str]:
    """The publisher's name, and what is said of how it is known."""
    if not document.publisher or not (name := one_line(document.publisher)):
        return None, ""
    remarked = _REMARKED.fullmatch(name)
    return (remarked["name"], remarked["remark"]) if remarked else (name, "")


def _unstopped(words: str) -> tuple[str, str]:
    """The words without the full stop they end in, which goes behind the brackets; a "?" or "!" stays."""
    return (words[:-1], "") if words.endswith(".") and not words.endswith("..") else (words, "")


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."

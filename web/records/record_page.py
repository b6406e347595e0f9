"""A record's own page: what it is, where it is from, what was left out of the search, and its words in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ingest.cleaning.flags import FLAGS
from ingest.cleaning.rules import KINDS
from rag.actions import as_table, cited, rows
from rag.catalogue import KIND_WORDS, STANDING_WORDS
from rag.domain import Document, Excluded, Flagged, Passage, Span
from rag.permalinks import to_record
from rag.referencing import Style, entry
from rag.store import Records
from rag.tables import table_html
from web.markup import safe, sending, sentence
from web.records.choosing import FORM_WORDS
from web.records.facts import about, cautions, facts, is_digest
from web.records.opening import opening, wide
from web.records.resting import all_facts
from web.records.taking import STYLE_WORDS, taking
from web.records.text import document_body
from web.reviews import Library

#: What the first mark of this page bears; the panel beside an answer has marks of its own.
PLACE = "data-place"

#: Stretches that are listed one by one; the text below shows them all.
_LISTED = 60

_BACK = '<button type="button" class="quiet" data-send="back">Back to the records</button>'


def record_page(
    document: Document,
    library: Library,
    place: Span | None = None,
    told: str = "",
    *,
    accessed: date | None = None,
    public_url: str | None = None,
    reports: bool = False,
) -> str:
    """The page of a record, with the words at ``place`` marked and ``told`` above its text.

    ``accessed`` is the day for references, ``public_url`` the address of the whole page, which ends in "/".
    ``reports`` says that errors can be reported below.
    """
    if place is not None and place.end > len(document.text):
        place = None
    heading = "The digest in full" if is_digest(document) else "The record in full"
    note = f'<p class="told" role="note">{safe(told)}</p>' if told else ""
    return (
        f'<article class="record-page" aria-labelledby="record-title"><nav aria-label="Records">{_BACK}</nav>'
        f"{_header(document, reports)}"
        f'<div class="columns"><section class="in-full" aria-labelledby="record-text">'
        f'<h3 id="record-text">{heading}</h3>{note}'
        f'<div class="in-words">{document_body(document, place, PLACE)}</div></section>'
        f'<div class="beside">{_facts(document, library)}{_reference(document, accessed, public_url)}'
        f"{all_facts(document)}{_ledger(document, library)}{_set_apart(document, library)}</div></div></article>"
    )


def gone_page(told: str) -> str:
    """What is shown where there is no such record."""
    return (
        f'<article class="record-page" aria-labelledby="record-title"><nav aria-label="Records">{_BACK}</nav>'
        f'<header><h2 id="record-title" tabindex="-1">No such record</h2><p>{safe(told)}</p></header></article>'
    )


def _header(document: Document, reports: bool) -> str:
    form = '<p class="form">Ask the Reviews digest of</p>' if is_digest(document) else ""
    asks = f'data-ask-about="{safe(document.id)}" {sending("ask_about", {"document": document.id})}'
    what = "digest" if is_digest(document) else "record"
    report = (
        f'<button type="button" class="quiet" data-report>Report an error in this {what}</button>'
        if reports
        else ""
    )
    return (
        f'<header>{form}<h2 id="record-title" tabindex="-1">{safe(document.title)}</h2>'
        f'<p class="about">{safe(about(document))}. {safe(sentence(STANDING_WORDS[document.standing]))}</p>'
        f"{cautions(document)}"
        f'<div class="row"><button type="button" class="quiet strong" {asks}>Ask about this record</button>'
        f"{_official(document)}{report}</div></header>"
    )


def _official(document: Document) -> str:
    """A link to the report itself, where an https address of it is known."""
    found = next((one for one in document.sources if one.url and one.url.startswith("https://")), None)
    if found is None or found.url is None:
        return ""
    unseen = '<span class="unseen"> (opens in a new tab)</span>'
    return (
        f'<a class="quiet" href="{safe(found.url)}" target="_blank" rel="noopener noreferrer">'
        f"Read the report itself{unseen}</a>"
    )


# --- beside the text -----------------------------------------------------------------------------------


def _facts(document: Document, library: Library) -> str:
    further = [
        ("Whose words", FORM_WORDS[document.form]),
        ("Kind", safe(_capital(KIND_WORDS[document.kind]))),
        ("Nation", safe(document.jurisdiction or "Not stated")),
        ("Standing", safe(_capital(STANDING_WORDS[document.standing]))),
    ]
    people = "".join(f"<p>{safe(one.name)}, {safe(one.role)}</p>" for one in document.people)
    if people:
        further.append(("People", people))
    if document.copy_of is not None:
        further.append(("Copy of", _other(document.copy_of, library.documents)))
    last = [("Index", safe(library.generation or "not known")), ("Id", safe(document.id))]
    listed = facts(document, further).removesuffix("</dl>")
    ends = "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in last)
    return (
        '<section class="known" aria-labelledby="record-known"><h3 id="record-known">About this record</h3>'
        f"{listed}{ends}</dl></section>"
    )


def _other(document_id: str, documents: Mapping[str, Document]) -> str:
    other = documents.get(document_id)
    if other is None:
        return safe(document_id)
    return f'<button type="button" class="opens" {opening(other.id)}>{safe(other.title)}</button>'


def _reference(document: Document, accessed: date | None, public_url: str | None) -> str:
    """The record's entry for a list of references in each style, and the link to this page."""
    query = to_record(document)
    address = f"{public_url}{query}" if public_url else None
    texts: dict[Style, str] = {
        style: entry(document, style, accessed or date.today(), address) for style in STYLE_WORDS
    }
    return (
        '<section aria-labelledby="record-reference"><h3 id="record-reference">Reference</h3>'
        f"{taking(texts, query, 'Copy reference')}</section>"
    )


def _ledger(document: Document, library: Library) -> str:
    """What the minutes settled and who is to do what, each with a button to its words; "" for other records."""
    if document.meeting is None:
        return ""
    whole = Passage(document.id, Span(0, max(1, len(document.text))), document.text)
    found = rows(Records({document.id: document}, (whole,)))
    if not found:
        return ""
    places = list(cited(found).values())
    sources = [
        _show(document, places[row.claim - 1].span, library, f"row {number}")
        for number, row in enumerate(as_table(found, {document.id: document}).rows, start=1)
    ]
    table = table_html(as_table(found, {document.id: document}), sources)
    return (
        '<section aria-labelledby="record-ledger"><h3 id="record-ledger">Decisions and actions</h3>'
        f"{wide(table, 'Decisions and actions')}</section>"
    )


def _set_apart(document: Document, library: Library) -> str:
    """What was left out of the search and why, and what to take care of in the text."""
    left = _table(
        document,
        library,
        "record-left",
        "Left out of the search",
        "These words stay in the record, but no answer can rest on them.",
        document.excluded,
        KINDS,
    )
    flagged = _table(
        document,
        library,
        "record-flagged",
        "Read with care",
        "These words are searched and may be cited.",
        document.flagged,
        FLAGS,
    )
    return left + flagged


def _table(
    document: Document,
    library: Library,
    name: str,
    heading: str,
    explained: str,
    found: Sequence[Excluded | Flagged],
    words: Mapping[str, str],
) -> str:
    if not found:
        return ""
    body = "".join(
        f'<tr><th scope="row">{safe(_capital(words.get(one.kind, one.kind.replace("_", " "))))}</th>'
        f"<td>{safe(one.rule.replace('_', ' '))}</td>"
        f'<td class="number">{len(one.span):,} {_show(document, one.span, library, "these words")}</td></tr>'
        for one in found[:_LISTED]
    )
    rest = len(found) - _LISTED
    note = f'<p class="soft">{rest:,} more stand in the text.</p>' if rest > 0 else ""
    count = "1 stretch" if len(found) == 1 else f"{len(found):,} stretches"
    total = f"{count} of the text, {sum(len(one.span) for one in found):,} characters"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("What", "Rule", "Characters"))
    table = f'<table class="apart"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    return (
        f'<section aria-labelledby="{name}"><h3 id="{name}">{heading}</h3><p class="soft">{explained}</p>'
        f"<details><summary>{total}</summary>{wide(table, heading)}{note}</details></section>"
    )


def _show(document: Document, span: Span, library: Library, what: str) -> str:
    opens = opening(document.id, span, library.generation)
    unseen = f'<span class="unseen"> {safe(what)} in the text</span>'
    return f'<button type="button" class="shows" {opens}>Show{unseen}</button>'


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- errors people report ------------------------------------------------------------------------------


def report_form(
    document: Document,
    consent: str,
    longest: int,
    comment: str = "",
    outcome: str = "",
    *,
    kept: bool = False,
) -> str:
    """The form by which an error in the record is reported; with what came of it, and open, where it was sent.

    What was not kept stays in the box; what was kept is thanked for.
    """
    what = "digest" if is_digest(document) else "record"
    said = f'<p class="outcome" role="status" tabindex="-1">{safe(outcome)}</p>' if outcome else ""
    heading = f"<summary>Report an error in this {what}</summary>"
    if kept:
        return f'<details class="report" open>{heading}{said}</details>'
    return (
        f'<details class="report"{" open" if outcome else ""}>{heading}'
        f"<form {sending('report', {'document': document.id})}>"
        f'<label class="field">What is wrong, and how do you know?<textarea name="comment" rows="4" required '
        f'maxlength="{longest}">{safe(comment)}</textarea></label><p class="soft">{safe(consent)}</p>'
        f'<p class="sends"><button type="submit" class="quiet">Send</button></p></form>{said}</details>'
    )

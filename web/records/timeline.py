"""Records and the dates they state, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rag.catalogue import date_words
from rag.domain import Document
from rag.timeline import Moment, moments
from web.markup import safe
from web.records.browsing import Found, Wish, in_years
from web.records.facts import is_digest
from web.records.listing import line_about, more, nothing
from web.records.opening import opening

#: Statements of one date that are shown; the record's page has the others.
_SHOWN = 12

#: Statements of a record of another year that are shown at once: they are why it stands in this year.
_OPEN = 2

#: Dates of a record of another year that stand over it.
_DATES = 4

_EXPLAINED = (
    "Dates are those the records state: the record’s own, and those that a sentence of it names. A plan stands at the "
    "time it was planned for, whatever became of it. Sentences about what a record does not say are left out."
)


def moments_within(hits: Iterable[Found], wish: Wish) -> list[Moment]:
    """The moments of these records in the years of the wish; the records' own years are not looked at."""
    return [one for one in moments(hit.document for hit in hits) if in_years(wish, one.date.year)]


def timeline(hits: Sequence[Found], within: Sequence[Moment], wish: Wish, generation: str, shown: int) -> str:
    """The moments year by year, the earliest first, each record once a year; at most ``shown`` such entries."""
    documents = {hit.document.id: hit.document for hit in hits}
    undated = [hit.document for hit in hits if hit.document.published is None and in_years(wish, None)]
    if not within and not undated:
        return nothing(wish)
    entries = [
        (year, document_id, found)
        for year, grouped in groupby(within, key=lambda one: one.date.year)
        for document_id, found in _by_record(grouped)
    ]
    years = "".join(
        f'<section class="year" aria-labelledby="year-{year}"><h3 id="year-{year}">{year}</h3><ul>'
        + "".join(_entry(documents[document_id], found, generation) for _, document_id, found in group)
        + "</ul></section>"
        for year, group in groupby(entries[:shown], key=lambda entry: entry[0])
    )
    left = more(len(entries), shown)
    return f'<p class="soft note-line">{_EXPLAINED}</p>{years}{left}{_undated(undated) if not left else ""}'


def _by_record(of_year: Iterable[Moment]) -> list[tuple[str, list[Moment]]]:
    """The records of a year, by their own date or, where that is of another year, by the first they state."""
    found: dict[str, list[Moment]] = {}
    for one in of_year:
        found.setdefault(one.document_id, []).append(one)

    def when(record: tuple[str, list[Moment]]) -> tuple[str, str]:
        document_id, there = record
        return str(next((one.date for one in there if one.is_record), there[0].date)), document_id

    return sorted(found.items(), key=when)


def _entry(document: Document, found: Sequence[Moment], generation: str) -> str:
    own = any(one.is_record for one in found)
    if own:
        unseen = '<span class="unseen"> is the date of this record</span>'
        when = f'<p class="when">{safe(date_words(document))}{unseen}</p>'
    else:
        dates = ", ".join(one.date.words for one in found[:_DATES])
        dates += f" and {len(found) - _DATES} more" if len(found) > _DATES else ""
        when = f'<p class="when">{safe(dates)} <span class="named-in">named in</span></p>'
    return (
        f'<li class="{"own" if own else "named"}">{when}'
        f'<h4><button type="button" class="opens" {opening(document.id)}>{safe(document.title)}</button></h4>'
        f'<p class="about">{safe(line_about(document))}</p>{_statements(document, found, generation)}</li>'
    )


def _statements(document: Document, found: Sequence[Moment], generation: str) -> str:
    said = [one for one in found if one.said]
    count = len({span for one in said for span in one.said})
    if not count:
        return ""
    groups = "".join(
        f"<h5>{safe(one.date.words)}{' (no month given)' if one.year_only else ''}</h5>"
        f"<ul>{_said(document, one, generation)}</ul>"
        for one in said
    )
    summary = f"{count} dated statement" + ("" if count == 1 else "s")
    about = f'<span class="unseen"> of {safe(document.title)}</span>'
    opened = " open" if count <= _OPEN and not any(one.is_record for one in found) else ""
    return f"<details{opened}><summary>{summary}{about}</summary>{groups}</details>"


def _said(document: Document, moment: Moment, generation: str) -> str:
    rows = []
    for span in moment.said[:_SHOWN]:
        words = safe(" ".join(span.of(document.text).split()))
        quoted = words if is_digest(document) else f"“{words}”"
        opens = opening(document.id, span, generation)
        rows.append(f'<li><button type="button" class="statement" {opens}>{quoted}</button></li>')
    if len(moment.said) > _SHOWN:
        rows.append(f'<li class="soft">{len(moment.said) - _SHOWN} more in the record.</li>')
    return "".join(rows)


def _undated(documents: Sequence[Document]) -> str:
    if not documents:
        return ""
    rows = "".join(
        f'<li class="named"><h4><button type="button" class="opens" {opening(one.id)}>{safe(one.title)}</button></h4>'
        f'<p class="about">{safe(line_about(one))}</p></li>'
        for one in documents
    )
    return (
        '<section class="year" aria-labelledby="year-none"><h3 id="year-none">Without a date of their own</h3>'
        f"<ul>{rows}</ul></section>"
    )

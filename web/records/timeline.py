"""Records and the dates they state, year by year, below a picture of the events and plans among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from rag.catalogue import date_words
from rag.domain import Document
from rag.store import Records
from rag.timeline import Event, Moment, alt, events, moments, picture_png, picture_svg, tally
from rag.timeline.pictures import Sheet
from rag.timeline.rows import rows_of
from web.markup import safe, sending
from web.records.browsing import Found, Wish, in_years
from web.records.carrying import carried
from web.records.facts import is_digest
from web.records.listing import line_about, more, nothing
from web.records.opening import opening
from web.records.pictures import inline

#: Statements of one date that are shown; the record's page has the others.
_SHOWN = 12

#: Statements of a record of another year that are shown at once: they are why it stands in this year.
_OPEN = 2

#: Dates of a record of another year that stand over it.
_DATES = 4

_EXPLAINED = (
    "Dates are those the records state: the record’s own, and those that a sentence of it names. A plan stands at the "
    "time it was planned for, whatever became of it, and a forecast at the time it was made for. "
    "Sentences about what a record does not say are left out."
)

#: Colours of the picture, and the variables of the page's style they stand for.
_COLOURS = {"#010101": "--ink", "#030301": "--soft", "#030302": "--line", "#030303": "--accent"}
_INK, _SOFT, _LINE, _ACCENT = _COLOURS

#: As wide as a phone of 375 pixels shows it, so that its words stay legible; labels stand above their marks.
_PAGE = Sheet(296, 35, 11, 0, _INK, _SOFT, _LINE, _ACCENT, _INK, "none")

#: Rows of a picture that is shown at once: of a longer one only its summary, so that the list stays in sight.
_AT_ONCE = 14

_FILES = {"svg": ("SVG", "image/svg+xml"), "png": ("PNG", "image/png")}


def events_within(hits: Iterable[Found], records: Records, wish: Wish) -> list[Event]:
    """The events and plans of these records that can be of the years of the wish."""
    found = events(records, {hit.document.id for hit in hits})
    return [one for one in found if any(in_years(wish, year) for year in _years(one))]


def _years(one: Event) -> range:
    return range(one.earliest.year, one.latest.year + 1)


def drawn_above(found: Sequence[Event], sent: Mapping[str, object]) -> str:
    """The picture of these events with buttons that take it away as a file; the list below it is its text.

    ``sent`` are the fields of the form, which the buttons send again.
    """
    if not found:
        return ""
    asked = {name: value for name, value in sent.items() if isinstance(value, (str, list))}
    buttons = "".join(
        f'<button type="button" class="quiet" {sending("take", {**asked, "file": name})}>Download {words}</button>'
        for name, (words, _) in _FILES.items()
    )
    rows = rows_of(found)
    opened = " open" if len(rows.drawn) <= _AT_ONCE else ""
    return (
        f'<details class="drawn" id="timeline-picture"{opened}><summary>Picture: {tally(found)}</summary>'
        f'<figure>{_picture(_Drawn(tuple(found)))}<div class="row">{buttons}'
        '<span class="said" role="status"></span></div></figure></details>'
    )


def taken(found: Sequence[Event], sent: Mapping[str, object]) -> str:
    """The picture as the file that was asked for; "" where none of those there are was."""
    name = sent.get("file")
    if not isinstance(name, str) or name not in _FILES:
        return ""
    words, media = _FILES[name]
    made = picture_svg(found) if name == "svg" else picture_png(found)
    return carried(made, f"timeline.{name}", media, f"The picture as {words}", at="#timeline-picture")


class _Drawn:
    """Events by what of them is drawn, so that a picture is remembered without comparing their records."""

    def __init__(self, found: tuple[Event, ...]) -> None:
        self.found = found
        self._key = tuple(map(_drawn_of, found))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def _drawn_of(one: Event) -> tuple[object, ...]:
    named = (one.document.id, one.document.title, one.when, one.nature, one.is_record)
    return *named, one.earliest, one.latest, one.open_start, one.open_end


@lru_cache(maxsize=64)
def _picture(of: _Drawn) -> str:
    """The picture as a part of the page; remembered, because drawing one takes up to a third of a second."""
    svg = picture_svg(of.found, _PAGE).decode()
    return inline(svg, "events", "Timeline of events and plans", alt(of.found), _COLOURS)


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

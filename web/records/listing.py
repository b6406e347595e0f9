"""The form to find records by, and the list of those that were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.catalogue import KIND_WORDS, date_words
from rag.domain import Document, Span
from web.markup import safe, sentence
from web.records.browsing import (
    LONGEST_SEARCH,
    Found,
    Order,
    Wish,
    marked_words,
    place_of,
)
from web.records.choosing import forms, kinds, nations, select, standings
from web.records.facts import is_digest, notice
from web.records.opening import opening

#: Records drawn at once; a button draws as many more. A list of 2,300 would take a phone seconds.
AT_ONCE = 40

#: Characters of a sentence that is shown under a record.
_GLIMPSE = 260

VIEWS = {"list": "List", "timeline": "Timeline", "picture": "Picture"}

_ORDER_WORDS = {Order.NEWEST: "Newest first", Order.OLDEST: "Oldest first", Order.TITLE: "Title, A to Z"}


# --- the form ------------------------------------------------------------------------------------------


def finder(documents: Mapping[str, Document]) -> str:
    """The form: search, filters with the number of records of each, views and sorting; it is never drawn anew."""
    records = list(documents.values())
    years = sorted({one.published.year for one in records if one.published is not None})
    span = [(str(year), str(year)) for year in years]
    filters = "".join(
        (
            select("kind", "Kind", "All kinds", kinds(records)),
            select("nation", "Nation", "All nations", nations(records)),
            select("standing", "Standing", "All standings", standings(records)),
            select("form", "Whose words", "All", forms(records)),
            select("since", "From year", "Any", span),
            select("until", "To year", "Any", span),
        )
    )
    views = "".join(
        f'<button type="button" data-view="{view}" aria-pressed="{str(view == "list").lower()}">{words}</button>'
        for view, words in VIEWS.items()
    )
    orders = "".join(f'<option value="{order}">{words}</option>' for order, words in _ORDER_WORDS.items())
    total = len(records)
    return (
        '<section class="finder" aria-labelledby="records-title"><h2 id="records-title" tabindex="-1">Records</h2>'
        f'<p class="soft">{_collection(records)}</p>'
        '<form role="search" aria-label="Find records">'
        '<label class="field words">Search the records'
        f'<input type="search" name="words" maxlength="{LONGEST_SEARCH}" autocomplete="off" spellcheck="false" '
        'placeholder="Title, publisher, people or words of the text"></label>'
        f'<details class="filters" open><summary>Filters</summary><div class="fields">{filters}</div></details>'
        f'<div class="row"><div class="views" role="group" aria-label="Show as">{views}</div>'
        f'<label class="order">Sort<select name="order">{orders}</select></label></div></form>'
        f'<div class="tally"><p role="status" data-tally>{told(total, total)}</p>'
        '<button type="button" class="quiet" data-clear hidden>Clear search and filters</button></div></section>'
    )


def told(count: int, total: int, left_out: int = 0) -> str:
    """How many records there are to see, as one line: "12 of 35 records"."""
    line = (
        f"{count} of {_records(total)}"
        if count != total
        else f"All {_records(total)}"
        if total
        else "No records"
    )
    return f"{line}; {left_out} without a date left out" if left_out else line


def _records(count: int) -> str:
    return f"{count:,} record" + ("" if count == 1 else "s")


def _collection(records: Sequence[Document]) -> str:
    """What the collection is, in a line or two."""
    digests = sum(map(is_digest, records))
    if digests == len(records):
        said = "Each is a digest in our own words: the record itself is linked where its address is known."
    elif digests:
        originals = len(records) - digests
        ours = "1 is a digest" if digests == 1 else f"{digests:,} are digests"
        theirs = "1 is the record itself" if originals == 1 else f"{originals:,} are the records themselves"
        said = f"{ours} in our own words, {theirs}."
    else:
        said = "Each is the record itself."
    return f"What every answer here rests on. {said}"


# --- what was found ------------------------------------------------------------------------------------


def results(view: str, body: str, tally: str, wish: Wish) -> str:
    """A view as the page shows it, with the line that tells how much it holds."""
    narrowed = " data-narrowed" if wish.narrows else ""
    return (
        f'<section class="results" data-view="{view}" data-told="{safe(tally)}"{narrowed} '
        f'aria-label="{VIEWS[view]} of records">{body}</section>'
    )


def listing(hits: Sequence[Found], wish: Wish, generation: str, shown: int = AT_ONCE) -> str:
    """The records found, the first ``shown`` of them, each with a button that opens its page."""
    if not hits:
        return nothing(wish)
    rows = "".join(f"<li>{_row(hit, wish, generation)}</li>" for hit in hits[:shown])
    return f'<ol class="hits">{rows}</ol>{more(len(hits), shown)}'


def nothing(wish: Wish) -> str:
    """What is shown where no record fits, and a way out."""
    if not wish.narrows:
        return '<div class="nothing"><p>There are no records here yet.</p></div>'
    why = (
        f"No record has all of these words: “{safe(wish.words)}”. Try fewer words, or only the beginning of one."
        if wish.words and wish == Wish(wish.words, order=wish.order)
        else "No record fits all of this. Take a filter away, or search for fewer words."
    )
    return (
        f'<div class="nothing"><h3>Nothing found</h3><p>{why}</p>'
        '<button type="button" class="quiet" data-clear>Clear search and filters</button></div>'
    )


def more(total: int, shown: int) -> str:
    """A button that shows further records; "" where all are shown."""
    left = total - shown
    if left <= 0:
        return ""
    again = f"Show {min(left, AT_ONCE)} more"
    return (
        f'<p class="further"><button type="button" class="quiet" data-shown="{shown + AT_ONCE}">{again}</button> '
        f'<span class="soft">{shown} of {total:,} shown</span></p>'
    )


def _row(hit: Found, wish: Wish, generation: str) -> str:
    document = hit.document
    title = with_hits(document.title, wish.words)
    cautions = "; ".join(notice(code) for code in document.notices)
    care = f'<p class="care"><span>Take care:</span> {safe(sentence(cautions))}</p>' if cautions else ""
    copied = '<p class="about">A copy or re-write of another record here.</p>' if document.copy_of else ""
    return (
        f'<h3><button type="button" class="opens" {opening(document.id)}>{title}</button></h3>'
        f'<p class="about">{safe(line_about(document))}</p>{copied}{_matched(hit, wish, generation)}{care}'
    )


def line_about(document: Document) -> str:
    """Form, kind, nation and date on one line."""
    form = "Digest" if is_digest(document) else "Original"
    nation = document.jurisdiction or "nation not stated"
    return " · ".join((form, KIND_WORDS[document.kind], nation, date_words(document)))


def _matched(hit: Found, wish: Wish, generation: str) -> str:
    """Where the searched words stand, and the sentence that has most of them."""
    if not hit.where:
        return ""
    line = f'<p class="about">Found in: {", ".join(hit.where)}</p>'
    place = place_of(hit.document, wish.words) if "text" in hit.where else None
    if place is None:
        return line
    shown = Span(place.start, min(place.end, place.start + _GLIMPSE))
    words = with_hits(shown.of(hit.document.text), wish.words) + (" …" if shown.end < place.end else "")
    quoted = words if is_digest(hit.document) else f"“{words}”"
    return (
        f'{line}<p class="glimpse">{quoted} <button type="button" class="quiet" '
        f'{opening(hit.document.id, place, generation)}>Open here<span class="unseen">: '
        f"{safe(hit.document.title)}</span></button></p>"
    )


def with_hits(text: str, search: str) -> str:
    """The text as HTML with the searched words set off."""
    drawn, at = [], 0
    for span in marked_words(text, search):
        drawn += [safe(text[at : span.start]), f"<b>{safe(span.of(text))}</b>"]
        at = span.end
    return "".join((*drawn, safe(text[at:])))

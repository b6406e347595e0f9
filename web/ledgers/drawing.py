"""The ledgers as the page shows them: the form that narrows one, and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.catalogue import date_words
from rag.domain import Document, Form, Span
from rag.ledgers.book import cited
from rag.ledgers.rows import HEADINGS, STATE_WORDS, Ledger, Row, State
from rag.ledgers.writing import as_tabs
from web.ledgers.wishing import MOST_SHOWN, RECORD, LedgerWish
from web.markup import safe
from web.records.browsing import LONGEST_SEARCH
from web.records.choosing import capital, nations, select
from web.records.linking import cite_link

_ABOUT = {
    Ledger.RECOMMENDATIONS: "What was recommended, proposed or asked for, and what the records say became of it.",
    Ledger.DECISIONS: "What was agreed, refused, ordered or ruled. What was only considered is not listed.",
    Ledger.ACTIONS: "What somebody planned, agreed to do, began or did. A plan stays a plan until a record says more.",
    Ledger.FIGURES: "Every number the records give, with what it counts. A plan's number is marked as planned.",
    Ledger.PEOPLE: "Everyone the records name with a role, and the sentence that gives it.",
}

#: Columns that a ledger without a status does not narrow by.
_NO_STATUS = (Ledger.PEOPLE,)


def form(documents: Mapping[str, Document]) -> str:
    """The form: which ledger, and what narrows it; it is never drawn anew while a person uses it."""
    records = sorted(documents.values(), key=lambda one: one.title.casefold())
    kinds = "".join(
        f'<label class="kind"><input type="radio" name="ledger" value="{kind}"'
        f"{' checked' if kind is Ledger.RECOMMENDATIONS else ''}><span>{capital(kind.value)}</span></label>"
        for kind in Ledger
    )
    states = [(state.value, capital(STATE_WORDS[state])) for state in State]
    choices = "".join(
        (
            select("document", "Record", "All records", [(one.id, one.title) for one in records]),
            select("nation", "Nation", "All nations", nations(records)),
            select("status", "Status", "Any", states),
        )
    )
    return (
        '<section class="finder" aria-labelledby="ledgers-title"><h2 id="ledgers-title" tabindex="-1">Ledgers</h2>'
        '<p class="soft">Complete lists from the records, each row with the words it rests on. '
        "What a record does not say stays empty.</p>"
        '<form role="search" aria-label="Narrow the list">'
        f'<fieldset class="kinds"><legend class="unseen">Which list</legend>{kinds}</fieldset>'
        f'<label class="field words">Filter by words<input type="search" name="words" maxlength="{LONGEST_SEARCH}" '
        'autocomplete="off" spellcheck="false" placeholder="For example: foster carers"></label>'
        f'<details class="filters" open><summary>Filters</summary><div class="fields">{choices}</div></details>'
        '</form><div class="tally"><p role="status" data-tally></p>'
        '<button type="button" class="quiet" data-clear hidden>Clear filters</button></div></section>'
    )


def table(
    rows: Sequence[Row], total: int, wish: LedgerWish, documents: Mapping[str, Document], generation: str
) -> str:
    """The rows of a ledger of ``total`` rows, the first of them as many as the wish shows."""
    count = f"{len(rows):,} of {total:,}" if wish.narrows else f"All {total:,}"
    told = f"{count} {wish.ledger.value}" if total else f"No {wish.ledger.value}"
    narrowed = " data-narrowed" if wish.narrows else ""
    status = "" if wish.ledger in _NO_STATUS else " data-status"
    body = _table(rows[: wish.shown], wish, documents, generation) if rows else _nothing(wish)
    return (
        f'<section class="results" data-told="{safe(told)}"{narrowed}{status} '
        f'aria-label="{capital(wish.ledger.value)}">'
        f'<p class="soft">{_ABOUT[wish.ledger]}</p>{_tools(rows, wish, documents)}{body}{_more(rows, wish)}</section>'
    )


def _tools(rows: Sequence[Row], wish: LedgerWish, documents: Mapping[str, Document]) -> str:
    shown = rows[: wish.shown]
    if not shown:
        return ""
    copied = safe(as_tabs(wish.ledger, shown, documents))
    which = "" if len(shown) == len(rows) else f" the {len(shown):,} rows shown"
    return (
        f'<div class="tools row"><button type="button" class="quiet" data-copied="Copied" data-copy="{copied}">'
        f'Copy{which} as table</button><button type="button" class="quiet" data-take>Download CSV</button>'
        '<span class="said" role="status"></span></div>'
    )


def _table(rows: Sequence[Row], wish: LedgerWish, documents: Mapping[str, Document], generation: str) -> str:
    names = [name for name, _ in rows[0].cells()]
    heads = [*zip(names, HEADINGS[wish.ledger], strict=True), (RECORD, "Record")]
    numbers = {(one.document_id, one.span): number for number, one in enumerate(cited(rows), start=1)}
    head = "".join(_heading(name, words, wish) for name, words in heads)
    drawn = "".join(_row(row, dict(heads), numbers, documents, generation) for row in rows)
    head += '<th scope="col">Source</th>'
    return f'<table class="rows"><thead><tr>{head}</tr></thead><tbody>{drawn}</tbody></table>'


def _heading(name: str, words: str, wish: LedgerWish) -> str:
    here = wish.sort == name
    way = ("descending" if wish.down else "ascending") if here else ""
    mark = f' aria-sort="{way}"' if here else ""
    return (
        f'<th scope="col"{mark}><button type="button" class="sort" data-sort="{name}">{words}'
        '<span class="arrow" aria-hidden="true"></span></button></th>'
    )


def _row(
    row: Row,
    heads: Mapping[str, str],
    numbers: Mapping[tuple[str, Span], int],
    documents: Mapping[str, Document],
    generation: str,
) -> str:
    document = documents[row.document]
    links = " ".join(
        cite_link(numbers[one.document_id, one.span], one, documents, generation) for one in row.citations
    )
    cells = "".join(
        f'<td data-label="{safe(heads[name])}" class="of-{name}">{_cell(name, words, document, row)}</td>'
        for name, words in row.cells()
    )
    whose = "digest in our own words" if document.form is Form.DIGEST else "original"
    about = f"{date_words(document)} · {whose}"
    return (
        f'<tr>{cells}<td data-label="Record" class="of-record">{safe(document.title)}'
        f'<span class="about">{safe(about)}</span></td><td data-label="Source" class="of-source">{links}</td></tr>'
    )


def _cell(name: str, words: str, document: Document, row: Row) -> str:
    """The words of a cell; those of an original stand in quotation marks, a digest's never."""
    if name == "status":
        return f'<span class="state {row.status}">{words}</span>'
    if not words:
        return '<span class="soft" aria-label="not stated">–</span>'
    return f"“{safe(words)}”" if name == "what" and document.form is Form.ORIGINAL else safe(words)


def _nothing(wish: LedgerWish) -> str:
    if not wish.narrows:
        return (
            f'<div class="nothing"><p>These records give no {wish.ledger.value}. '
            "That does not mean that there were none.</p></div>"
        )
    return (
        '<div class="nothing"><h3>No row fits all of this</h3><p>Take a filter away, or use fewer words.</p>'
        '<button type="button" class="quiet" data-clear>Clear filters</button></div>'
    )


def _more(rows: Sequence[Row], wish: LedgerWish) -> str:
    if len(rows) <= wish.shown:
        return ""
    shown = min(len(rows), MOST_SHOWN)
    words = f"Show all {shown:,} rows" if shown == len(rows) else f"Show {shown:,} rows"
    return (
        f'<p class="further"><button type="button" class="quiet" data-shown="{shown}">{words}</button> '
        f'<span class="soft">{wish.shown:,} of {len(rows):,} shown; the CSV holds them all</span></p>'
    )

"""A ledger as CSV, as text and as JSON; nothing in it can act in a spreadsheet, a page or a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rag.catalogue import date_words
from rag.domain import Citation, Document, Filter, Form, Span
from rag.ledgers.book import cited
from rag.ledgers.rows import HEADINGS, Ledger, Row, State
from rag.rendering import filter_json, reference

#: Columns behind those of the ledger itself, by which a row can be checked and found again.
_RECORD_COLUMNS = (
    "Record",
    "Nation",
    "Date of record",
    "Whose words",
    "Cited words",
    "Start",
    "End",
    "Also rests on",
    "Id",
)

#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection); a tab and a return as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_WHOSE = {
    Form.DIGEST: "Ask the Reviews digest, not the record's own words",
    Form.ORIGINAL: "the record's own words",
}

#: Columns of one line of Markdown.
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|"})


def columns(kind: Ledger) -> tuple[str, ...]:
    """What stands over the columns of the ledger as a file."""
    return (*HEADINGS[kind], *_RECORD_COLUMNS)


def lines(kind: Ledger, rows: Iterable[Row], documents: Mapping[str, Document]) -> list[tuple[str, ...]]:
    """The rows as cells of a file, each on one line and without what a spreadsheet would act on."""
    return [tuple(map(inert, (*_own(row), *_of_record(row, documents[row.document])))) for row in rows]


def as_csv(kind: Ledger, rows: Iterable[Row], documents: Mapping[str, Document]) -> str:
    """The ledger as CSV (RFC 4180), the headings first; to be written as UTF-8 without a byte order mark."""
    return _written(kind, rows, documents, delimiter=",", end="\r\n")


def as_tabs(kind: Ledger, rows: Iterable[Row], documents: Mapping[str, Document]) -> str:
    """The ledger with tabs between cells, as spreadsheets and word processors take it from the clipboard."""
    return _written(kind, rows, documents, delimiter="\t", end="\n")


def _written(
    kind: Ledger, rows: Iterable[Row], documents: Mapping[str, Document], *, delimiter: str, end: str
) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter, lineterminator=end)
    writer.writerow(columns(kind))
    writer.writerows(lines(kind, rows, documents))
    return made.getvalue()


def inert(cell: str) -> str:
    """The cell on one line; one that a spreadsheet would reckon out gets an apostrophe before it."""
    words = " ".join(cell.split())
    return f"'{words}" if words.startswith(_FORMULA) else words


def _own(row: Row) -> list[str]:
    return [words for _, words in row.cells()]


def _of_record(row: Row, document: Document) -> tuple[str, ...]:
    span = row.citation.span
    return (
        document.title,
        document.jurisdiction or "",
        date_words(document),
        _WHOSE[document.form],
        row.citation.quote,
        str(span.start),
        str(span.end),
        " / ".join(one.quote for one in row.further),
        document.id,
    )


# --- text and JSON -----------------------------------------------------------------------------------


def as_text(kind: Ledger, rows: Sequence[Row], documents: Mapping[str, Document]) -> str:
    """The rows as a table in Markdown, the records its numbers point to below; one line where there are none."""
    if not rows:
        return f"No {kind.value} found in these records. That does not mean that there were none."
    numbers = _numbers(rows)
    drawn = [[*HEADINGS[kind], "Source"], ["---"] * (len(HEADINGS[kind]) + 1)]
    for row in rows:
        marks = "".join(f"[{numbers[one.document_id, one.span]}]" for one in row.citations)
        drawn.append(
            [*(_cell(name, words, documents[row.document].form) for name, words in row.cells()), marks]
        )
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in drawn)
    return f"{table}\n\n{_sources(numbers, documents)}"


def _cell(name: str, words: str, form: Form) -> str:
    """A cell in Markdown; the words of an original stand in quotation marks, those of a digest never."""
    words = " ".join(words.split()).translate(_ESCAPED)
    return f"“{words}”" if name == "what" and form is Form.ORIGINAL else words


def _sources(numbers: Mapping[tuple[str, Span], int], documents: Mapping[str, Document]) -> str:
    of: dict[str, list[int]] = {}
    for (document_id, _), number in numbers.items():
        of.setdefault(document_id, []).append(number)
    return "\n".join(
        f"{''.join(f'[{number}]' for number in there)} {reference(documents[i])}" for i, there in of.items()
    )


def _numbers(rows: Iterable[Row]) -> dict[tuple[str, Span], int]:
    return {(one.document_id, one.span): number for number, one in enumerate(cited(rows), start=1)}


def as_json(
    kind: Ledger,
    rows: Sequence[Row],
    documents: Mapping[str, Document],
    filters: Sequence[Filter],
    status: State | None = None,
    words: str = "",
) -> dict[str, Any]:
    """The ledger as values for JSON: rows, the citations they point to by number from 1, and what narrowed it."""
    numbers = _numbers(rows)
    return {
        "ledger": kind.value,
        "rows": [
            {
                "document_id": row.document,
                "what": row.what,
                "who": row.who or None,
                "addressed_to": row.addressed_to or None,
                "when": row.when or None,
                "date": str(row.date) if row.date else None,
                "status": row.status.value,
                "value": row.value or None,
                "sort": row.sort or None,
                "citations": [numbers[one.document_id, one.span] for one in row.citations],
            }
            for row in rows
        ],
        "citations": [_citation(number, one, documents) for number, one in enumerate(cited(rows), start=1)],
        "filters": [filter_json(one) for one in filters],
        "status": status.value if status else None,
        "words": words or None,
    }


def _citation(number: int, one: Citation, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents[one.document_id]
    return {
        "number": number,
        "document_id": document.id,
        "title": document.title,
        "form": document.form.value,
        "start": one.span.start,
        "end": one.span.end,
        "quote": one.quote,
        "page": one.page,
    }

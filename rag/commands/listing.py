"""The commands that read records without a question: show, documents and actions. They load no encoder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from rag.actions import Row, as_table, rows
from rag.catalogue import admitted
from rag.commands.options import filters_of, open_records, write_json
from rag.domain import Document
from rag.errors import UnusableQuestion
from rag.rendering import (
    actions_json,
    actions_sources,
    actions_text,
    document_json,
    documents_table,
    printable,
)
from rag.tracing import traced, traced_json, traced_text


def show_command(options: argparse.Namespace) -> int:
    """Exactly the text of a document written, or its description and text as JSON; the exit code.

    With ``--sources``: what each sentence rests on.
    """
    document = open_records(options).documents.get(options.id)
    if document is None:
        raise UnusableQuestion(f'no document "{options.id[:80]}": python -m rag documents lists them')
    if options.sources:
        return _show_sources(document, as_json=options.json)
    if options.json:
        write_json(document_json(document) | {"text": document.text}, indent=1)
    else:
        # Python's unbuffered output may take a part of what it is given and say so.
        left = memoryview(document.text.encode("utf-8"))
        while left:
            left = left[sys.stdout.buffer.write(left) :]
    return 0


def _show_sources(document: Document, *, as_json: bool) -> int:
    """Each sentence with its facts and their sources written; the exit code."""
    found = traced(document)
    if as_json:
        write_json(traced_json(found), indent=1)
    elif found:
        print(printable(traced_text(found)))
    else:
        print(f"{printable(document.id)} has no list of facts: only digests have one", file=sys.stderr)
    return 0


def documents_command(options: argparse.Namespace) -> int:
    """The documents of the index listed by date; the exit code."""
    documents = open_records(options).documents
    if options.json:
        write_json([document_json(documents[row[0]]) for row in documents_table(documents)], indent=1)
        return 0
    for document_id, date, nation, kind, title in documents_table(documents):
        of = documents[document_id].copy_of
        about = ", ".join(filter(None, (date, nation, kind, f"copy of {of}" if of else "")))
        print(printable(f"{document_id}\n    {title}\n    {about}"))
    return 0


def actions_command(options: argparse.Namespace) -> int:
    """The actions and decisions of the meetings that the filters admit, as a table or as JSON; the exit code."""
    records = open_records(options)
    filters = filters_of(options, records)
    found = rows(records, admitted(records.documents, filters))
    if options.json:
        write_json(actions_json(found, records.documents, filters), indent=1)
    elif found and sys.stdout.isatty():
        _show_table(found, records.documents)
    else:
        print(printable(actions_text(found, records.documents)))
    return 0


def _show_table(found: Sequence[Row], documents: Mapping[str, Document]) -> None:
    """The ledger drawn to the width of the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = as_table(found, documents)
    drawn = Table(*table.columns, "Source", show_lines=True)
    for row in table.rows:
        drawn.add_row(*(Text(printable(cell)) for cell in (*row.cells, f"[{row.claim}]")))
    console = Console(file=sys.stdout)
    console.print(drawn)
    console.print(Text(printable(actions_sources(found, documents))), soft_wrap=True)

"""The command that writes a ledger: whole lists of recommendations, decisions, actions, figures or people."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from rag.catalogue import admitted
from rag.commands.options import add_filters, command_of, filters_of, open_records, write_json
from rag.errors import BadSetting
from rag.ledgers.book import ledger, narrowed
from rag.ledgers.rows import Ledger, State
from rag.ledgers.writing import as_csv, as_json, as_text
from rag.rendering import printable


def add_ledger_command(commands: Any) -> None:
    """The command line knows ``ledger``."""
    command = command_of(
        commands, "ledger", "list every recommendation, decision, action, figure or person", ledger_command
    )
    command.add_argument(
        "ledger", choices=[one.value for one in Ledger], metavar="LEDGER", help=", ".join(Ledger)
    )
    command.add_argument("--csv", action="store_true", help="write CSV, in UTF-8 without a byte order mark")
    command.add_argument(
        "--status", choices=[one.value for one in State], metavar="STATUS", help=", ".join(State)
    )
    command.add_argument(
        "--words", default="", metavar="TEXT", help="only rows that hold all these words, in whatever form"
    )
    add_filters(command)


def ledger_command(options: argparse.Namespace) -> int:
    """The rows that the filters leave, written as text, CSV or JSON; the exit code."""
    if options.csv and options.json:
        raise BadSetting("--csv and --json: give one of them")
    records = open_records(options)
    filters = filters_of(options, records)
    kind, status = Ledger(options.ledger), State(options.status) if options.status else None
    rows = narrowed(ledger(records, kind, admitted(records.documents, filters)), status, options.words)
    if options.json:
        write_json(as_json(kind, rows, records.documents, filters, status, options.words), indent=1)
    elif options.csv:
        # Python would write the line ends of the platform in place of those of RFC 4180.
        left = memoryview(as_csv(kind, rows, records.documents).encode("utf-8"))
        while left:
            left = left[sys.stdout.buffer.write(left) :]
    else:
        print(printable(as_text(kind, rows, records.documents)))
    return 0

"""``python -m ingest check-corpus [FOLDER]``: what is to be mended in a folder of digests, and what it holds."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest.checking import Checked, check_corpus
from ingest.commands.options import DEFAULT_ROOT, Parser, count
from ingest.loading import shown

#: Columns where the table goes to a file: wide enough that names are not folded.
_LOG_WIDTH = 120

_HEADINGS = ("document", "words", "facts", "sentences", "longest sentence", "reading age")


def checking_command(argv: Sequence[str]) -> int:
    """What was found is said, a line each, then the documents in numbers; the exit code: 1 where there are findings."""
    options = _options(argv)
    against = Path(options.against) if options.against is not None else None
    checked = check_corpus(Path(options.folder), date.today(), against)
    if options.json:
        print(json.dumps(checking_json(checked)))
    else:
        for finding in checked.findings:
            print(finding.line)
        width = None if sys.stdout.isatty() else _LOG_WIDTH
        Console(markup=False, highlight=False, emoji=False, width=width).print(_table(checked))
        total = count(sum(one.words for one in checked.documents), "word")
        print(
            f"{count(len(checked.documents), 'document')}, {total}; {count(len(checked.findings), 'finding')}"
        )
    return 1 if checked.findings else 0


def checking_json(checked: Checked) -> dict[str, object]:
    """The findings and the numbers of each document as JSON values."""
    return {
        "findings": [dataclasses.asdict(finding) for finding in checked.findings],
        "documents": [dataclasses.asdict(one) for one in checked.documents],
    }


def _options(argv: Sequence[str]) -> argparse.Namespace:
    about = (
        "Check digests and their companions: front matter, dates, links, sentences, facts, names and numbers that "
        "no fact holds, and wording shared with other texts. Ends with 1 where there is something to mend."
    )
    parser = Parser(prog="python -m ingest check-corpus", description=about, allow_abbrev=False)
    parser.add_argument(
        "folder",
        nargs="?",
        default=str(DEFAULT_ROOT),
        metavar="FOLDER",
        help="folder of the documents (default: corpus/)",
    )
    more = "no document may share eight words in a row with a .txt, .md or .html file below this folder"
    parser.add_argument("--against", metavar="DIR", help=more)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser.parse_args(list(argv))


def _table(checked: Checked) -> Table:
    """A line for each document, its numbers to the right."""
    table = Table(box=None, pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, justify="left" if heading == "document" else "right", overflow="fold")
    for one in checked.documents:
        numbers = (one.words, one.facts, one.sentences, one.longest)
        table.add_row(shown(one.file), *(f"{number:,}" for number in numbers), f"{one.reading_age:.1f}")
    return table

"""The command timeline: events and plans of records as a list, a picture, a table or JSON. It loads no encoder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rag.catalogue import admitted
from rag.commands.options import add_filters, command_of, filters_of, write_file, write_json
from rag.errors import BadSetting
from rag.rendering import printable
from rag.settings import LOCAL_ADDRESS, load_settings
from rag.stores import make_store
from rag.timeline import Event, events, picture_png, picture_svg, tally
from rag.timeline.writing import as_csv, as_json, as_markdown, as_text

_Form = Callable[[Sequence[Event], str, str], bytes]

#: What a file becomes by its ending, from the events, the index's generation and the address of a web chat over it. CSV
#: begins with a mark by which spreadsheets know that it is UTF-8.
_FORMS: dict[str, _Form] = {
    ".svg": lambda found, *_: picture_svg(found),
    ".png": lambda found, *_: picture_png(found),
    ".csv": lambda found, *where: as_csv(found, *where).encode("utf-8-sig"),
    ".md": lambda found, *_: as_markdown(found, date.today()).encode(),
}


def add_timeline(commands: Any) -> None:
    """The command of the timeline is among the others."""
    command = command_of(
        commands,
        "timeline",
        "list what happened and what was planned, by date; or draw it, or write it as a table",
        timeline_command,
    )
    command.add_argument("--words", metavar="TEXT", default="", help="only what has all of these words")
    endings = ", ".join(_FORMS)
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=f"a file that ends in {endings}, in place of a list"
    )
    add_filters(command)


def timeline_command(options: argparse.Namespace) -> int:
    """The events and plans of the documents that the filters admit, listed, as JSON or in a file; the exit code."""
    make = _form(options)
    settings = load_settings(index=options.index)
    store = make_store(settings)
    generation = store.current()
    records = store.records(generation)
    filters = filters_of(options, records)
    found = events(records, admitted(records.documents, filters), options.words)
    if options.json:
        write_json(as_json(found, generation), indent=1)
    elif not found:
        print("no record states a date with these filters and words: take one of them away", file=sys.stderr)
    elif make is None:
        print(printable(as_text(found)))
    else:
        write_file(options.output, make(found, generation, settings.public_url or LOCAL_ADDRESS))
        print(printable(f"{options.output}: {tally(found)}"), file=sys.stderr)
    return 0


def _form(options: argparse.Namespace) -> _Form | None:
    """What makes the file asked for; None where none is; BadSetting where it cannot be told."""
    if options.output is None:
        return None
    if options.json:
        raise BadSetting("--json writes no file: leave out --json or -o")
    ending = options.output.suffix.lower()
    if ending not in _FORMS:
        raise BadSetting(
            f'no timeline of the kind "{ending[:20]}": name a file that ends in {", ".join(_FORMS)}'
        )
    return _FORMS[ending]

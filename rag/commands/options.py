"""What the commands share: their options, the index they open, and how they write JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from rag.catalogue import JURISDICTIONS, make_filters
from rag.domain import Filter, Kind, Standing
from rag.errors import BadSetting
from rag.files import replace_file
from rag.settings import load_settings
from rag.store import Records
from rag.stores import make_store


class Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise BadSetting with what is wrong and where the help is."""
        raise BadSetting(f"{message}: see {self.prog} --help")


def command_of(
    commands: Any, name: str, purpose: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """A command with the options that every command has; ``run`` carries it out and gives the exit code."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=purpose, description=purpose, allow_abbrev=False
    )
    command.add_argument(
        "--index", type=Path, metavar="DIR", help="folder of the index (default: ASK_INDEX or .data/index)"
    )
    command.add_argument("--json", action="store_true", help="write JSON")
    command.set_defaults(run=run)
    return command


def add_filters(command: argparse.ArgumentParser) -> None:
    """The command takes filters on documents."""
    group = command.add_argument_group("filters (each may be given several times)")
    group.add_argument("--document", action="append", default=[], metavar="ID")
    group.add_argument("--kind", action="append", default=[], metavar="KIND", help=", ".join(Kind))
    group.add_argument(
        "--standing", action="append", default=[], metavar="STANDING", help=", ".join(Standing)
    )
    group.add_argument(
        "--jurisdiction", action="append", default=[], metavar="NATION", help=", ".join(JURISDICTIONS)
    )
    group.add_argument("--since", metavar="DATE", help="content dated then or later: YYYY[-MM[-DD]]")
    group.add_argument("--until", metavar="DATE", help="content dated then or earlier: YYYY[-MM[-DD]]")


#: The options of ``add_filters``, as a person types them.
FILTERS = ("--document", "--kind", "--standing", "--jurisdiction", "--since", "--until")


def given(options: argparse.Namespace, names: Sequence[str]) -> list[str]:
    """Those of these options that the person gave, as typed; an option with a default must have None for one."""
    return [name for name in names if getattr(options, name.removeprefix("--").replace("-", "_"))]


def filters_of(options: argparse.Namespace, records: Records) -> tuple[Filter, ...]:
    """The filters asked for; BadSetting where the records have no such value."""
    return make_filters(
        records.documents,
        document=options.document,
        kind=options.kind,
        standing=options.standing,
        jurisdiction=options.jurisdiction,
        since=options.since,
        until=options.until,
    )


def open_pipeline(options: argparse.Namespace) -> Any:
    """The pipeline and the filters asked for; the filters are checked before the encoder is loaded."""
    from rag.bootstrap import Serving

    serving = Serving(load_settings(index=options.index), threads=1, encoder=options.encoder)
    filters = filters_of(options, serving.records())
    return serving.pipeline(), filters


def open_records(options: argparse.Namespace) -> Records:
    """The documents and passages of the current generation; no encoder is loaded."""
    store = make_store(load_settings(index=options.index))
    return store.records(store.current())


def write_file(path: Path, content: bytes) -> None:
    """The file holds just these bytes; BadSetting where it cannot be written, and then it is as it was."""
    try:
        replace_file(path, content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BadSetting(f"cannot write {path} ({why}): choose another place") from None


def write_json(value: Any, indent: int | None = None) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))

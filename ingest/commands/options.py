"""What the commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from rag.errors import BadSetting
from rag.settings import Settings

#: Words that name a command where they come first.
COMMAND_WORDS = ("audit", "check-corpus", "purge")

#: What is indexed or checked where nothing is named.
DEFAULT_ROOT = Path("corpus")


class Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise BadSetting with what is wrong and where the help is."""
        raise BadSetting(f"{message}: see {self.prog} --help")


def add_index(parser: argparse.ArgumentParser) -> None:
    """The command takes the folder of the index."""
    parser.add_argument(
        "--index", metavar="DIR", help="folder of the index (default: ASK_INDEX or .data/index)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a summary")


def place(settings: Settings) -> str:
    """Where the index is, in a few words."""
    from rag.stores import make_store

    return make_store(settings).place


def count(number: int, noun: str) -> str:
    """ "1 document", "2,000 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

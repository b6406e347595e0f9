"""The command line of questions and records: ask, search, show, documents, actions, timeline, doctor.

Results go to standard output, everything else to standard error. Exit 0 for an answer and for a refusal,
2 with one line for bad usage or an index that cannot be used.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rag.commands.asking import DEFAULT_HITS, MOST_HITS, ask_command, search_command
from rag.commands.briefing import add_briefing
from rag.commands.doctoring import doctor_command
from rag.commands.ledgers import add_ledger_command
from rag.commands.listing import actions_command, documents_command, show_command
from rag.commands.options import Parser, add_filters, command_of
from rag.commands.paragraphs import add_check
from rag.commands.study import add_study
from rag.commands.timeline import add_timeline
from rag.errors import AskError
from rag.ports import Encoder
from rag.rendering import printable
from rag.settings import Settings

__all__ = ["MOST_HITS", "main"]


def main(arguments: Sequence[str] | None = None, encoder: Callable[[Settings], Encoder] | None = None) -> int:
    """The exit code of one command; what it found has been written out.

    Args:
        arguments: the words of the command line; None: those of this process.
        encoder: makes the encoder in place of the one the settings name, for tests.
    """
    parser = _parser()
    _write_utf8()
    try:
        options = parser.parse_args(arguments)
        options.encoder = encoder
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except AskError as error:
        _say(parser.prog, str(error))
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        _say(parser.prog, f"cannot write the output ({error.strerror}): make room, or send it elsewhere")
        return 2
    except KeyboardInterrupt:
        return 130


def _say(program: str, message: str) -> None:
    """One line on standard error; what a terminal would act on is written as an escape."""
    print(f"{program}: {printable(message.replace(chr(10), ' '))}", file=sys.stderr)


def _drop_output() -> None:
    """What is still to be written goes nowhere: Python must not complain about it on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m rag", description="Ask the records of an index.", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = command_of(commands, "ask", "answer a question from the records, with citations", ask_command)
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument(
        "--no-expand", action="store_true", help="look for your words only, not for the sector's as well"
    )
    ask.add_argument(
        "--no-scope", action="store_true", help='search all records, whatever the question says ("in Wales")'
    )
    ask.add_argument(
        "--no-model",
        action="store_true",
        help="put the answer together without the language model that is set",
    )
    ask.add_argument(
        "--struck",
        action="store_true",
        help="list the sentences of the language model that were left out, and why",
    )
    search = command_of(commands, "search", "list the passages nearest to a query", search_command)
    search.add_argument("query", nargs="?", metavar="QUERY")
    search.add_argument(
        "-k", type=int, default=DEFAULT_HITS, metavar="N", help="how many (default %(default)s)"
    )
    for command in (ask, search):
        command.add_argument(
            "--batch", type=Path, metavar="FILE.jsonl", help="one JSON object a line: id, and what to ask"
        )
        add_filters(command)
    show = command_of(commands, "show", "write exactly the text of a document", show_command)
    show.add_argument("id", metavar="ID")
    show.add_argument(
        "--sources",
        action="store_true",
        help="in place of the text: each sentence of a digest with the facts it states and what they rest on",
    )
    command_of(commands, "documents", "list the documents of the index", documents_command)
    actions = command_of(
        commands,
        "actions",
        "list who is to do what by when, and what was decided, meeting by meeting",
        actions_command,
    )
    add_filters(actions)
    add_ledger_command(commands)
    add_briefing(commands)
    add_check(commands)
    add_study(commands)
    add_timeline(commands)
    command_of(commands, "doctor", "check the index, and say what it was made with", doctor_command)
    return parser


def _write_utf8() -> None:
    """Words of records are written as UTF-8 whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""The command ``python -m ingest``: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from ingest.auditing import main as audit_command
from ingest.commands.checking import checking_command
from ingest.commands.purging import purge_command
from ingest.commands.updating import update_command
from ingest.indexing import MakeEncoder
from rag.errors import AskError, NothingToRead
from rag.rendering import printable

__all__ = ["main"]

#: Commands by their first word (see COMMAND_WORDS); a folder of that name is given as ./purge.
COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "audit": audit_command,
    "check-corpus": checking_command,
    "purge": purge_command,
}


def main(argv: Sequence[str] | None = None, encoder: MakeEncoder | None = None) -> int:
    """The exit code: 0 done, warnings allowed; 1 nothing could be read, or a check finds something; 2 bad usage or no
    index can be written.

    Args:
        argv: the words of the command line; None: those of this process.
        encoder: makes the encoder in place of the one the settings name, for tests.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        if words and words[0] in COMMANDS:
            return COMMANDS[words[0]](words[1:])
        return update_command(words, encoder)
    except NothingToRead as problem:
        _say(problem)
        return 1
    except AskError as problem:
        _say(problem)
        return 2
    except KeyboardInterrupt:
        print("stopped: the old index keeps serving; run it again to go on where it was", file=sys.stderr)
        return 130


def _say(problem: AskError) -> None:
    print(printable(str(problem).replace("\n", " ")), file=sys.stderr)

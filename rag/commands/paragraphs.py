"""The command that sets a person's own paragraph beside the records: check."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rag.catalogue import admitted
from rag.commands.options import add_filters, command_of, open_pipeline, write_json
from rag.errors import UnusableQuestion
from rag.paragraphs.pasted import LONGEST_TEXT, sentences_of
from rag.rendering import printable

#: Bytes of a file that are read: a text of the longest length in any script, and enough more to say it is too long.
_MOST_BYTES = 8 * LONGEST_TEXT


def add_check(commands: Any) -> None:
    """The command check is among the others."""
    check = command_of(
        commands,
        "check",
        "set each sentence of a paragraph beside the records: supported or not",
        check_command,
    )
    check.add_argument("file", metavar="FILE", help="a text file with the paragraph; -: standard input")
    add_filters(check)


def check_command(options: argparse.Namespace) -> int:
    """Each sentence of the text with its verdict and the record's words, written; the exit code."""
    text = _text(options.file)
    sentences_of(text)  # known to be usable before the encoder is loaded
    pipeline, filters = open_pipeline(options)
    from rag.paragraphs.checking import ParagraphChecker
    from rag.paragraphs.telling import as_json, as_text

    documents = pipeline.records.documents
    checked = list(ParagraphChecker(pipeline).check(text, admitted(documents, filters)))
    if options.json:
        write_json(as_json(text, checked, documents), indent=1)
    else:
        print(printable(as_text(text, checked, documents)))
    return 0


def _text(name: str) -> str:
    """The text of the file, or of standard input for "-"; UnusableQuestion where it cannot be read as UTF-8."""
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(_MOST_BYTES)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(_MOST_BYTES)
    except OSError as error:
        raise UnusableQuestion(f"cannot read {name}: {error.strerror}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableQuestion(f"{name} is not a text in UTF-8: save the paragraph as plain text") from None

"""``python -m ingest audit FILE``: what of a file was cut, kept and flagged, for people."""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console

from ingest.auditing.auditing import Audit, audit
from ingest.auditing.page import page_of
from ingest.auditing.showing import total_of, visible
from ingest.auditing.terminal import show
from ingest.records import load as load_record
from rag.domain import Document, Excluded, Flagged
from rag.errors import AskError, BadSetting

#: Columns where the audit goes to a file.
_LOG_WIDTH = 120


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise BadSetting(f"{message}: see python -m ingest audit --help")


def main(argv: Sequence[str], load: Callable[[Path], Document] = load_record) -> int:
    """The exit code: 0, or 2 with one line on standard error where the file or the page cannot be had.

    Args:
        argv: the words behind ``audit``.
        load: makes the document of a file.
    """
    try:
        return _run(_options(argv), load)
    except AskError as problem:
        sys.stderr.write(visible(" ".join(str(problem).split())) + "\n")
        return 2


def _options(argv: Sequence[str]) -> argparse.Namespace:
    about = "Show what of a file is cut as page furniture and why, what is kept, and what is flagged."
    parser = _Parser(prog="python -m ingest audit", description=about, allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", help="a record, in any format that can be indexed")
    parser.add_argument("--html", metavar="OUT", help="write a page of HTML instead (an old one is replaced)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser.parse_args(list(argv))


def _run(options: argparse.Namespace, load: Callable[[Path], Document]) -> int:
    path = Path(options.file)
    if path.is_dir():
        raise BadSetting(f"{path} is a folder: give one file")
    found = audit(load(path))
    if options.html is not None:
        _write(Path(options.html), page_of(found), path)
    if options.json:
        sys.stdout.write(json.dumps(audit_json(found)) + "\n")
    elif options.html is not None:
        sys.stdout.write(visible(f"{total_of(found)}: {options.html}") + "\n")
    else:
        width = None if sys.stdout.isatty() else _LOG_WIDTH
        show(found, Console(markup=False, highlight=False, emoji=False, width=width))
    return 0


def audit_json(found: Audit) -> dict[str, Any]:
    """The audit as JSON values: spans are half-open, in characters of the text, and bear their words."""
    text = found.document.text

    def marks(of: Sequence[Excluded] | Sequence[Flagged]) -> list[dict[str, Any]]:
        return [
            {
                "kind": one.kind,
                "rule": one.rule,
                "start": one.span.start,
                "end": one.span.end,
                "text": one.span.of(text),
            }
            for one in of
        ]

    def shares(of: str) -> list[dict[str, Any]]:
        return [
            {
                "kind": one.kind,
                "rules": list(one.rules),
                "spans": one.spans,
                "characters": one.characters,
                "share": round(one.share, 4),
            }
            for one in (found.cut if of == "cut" else found.flags)
        ]

    return {
        "id": found.document.id,
        "title": found.document.title,
        "notices": list(found.document.notices),
        "characters": found.characters,
        "cut_share": round(found.cut_share, 4),
        "cut_by_kind": shares("cut"),
        "flagged_by_kind": shares("flagged"),
        "cut": marks(found.excluded),
        "flagged": marks(found.flagged),
    }


def _write(out: Path, page: str, source: Path) -> None:
    """The page is in ``out``, which is a file, or was not there; nothing else is touched."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if out.is_symlink():
            raise BadSetting(f"{out} is a link: give the name of a file to write")
        if out.exists() and out.samefile(source):
            raise BadSetting(f"{out} is the record itself: give another name for the page")
        if out.exists() and not out.is_file():
            raise BadSetting(f"{out} is not a file: give the name of a file to write")
        handle = os.open(out, flags, 0o644)
        with os.fdopen(handle, "wb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise BadSetting(f"{out} is not a file: give the name of a file to write")
            file.truncate()
            file.write(page.encode("utf-8", "replace"))
    except OSError as error:
        raise BadSetting(f"{out} cannot be written ({error.strerror}): give another name") from None

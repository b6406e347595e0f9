"""Batches: one JSON object a line in, one a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rag.commands.options import write_json
from rag.errors import AskError, UnusableQuestion


def run_batch(
    path: Path,
    read: Callable[[dict[str, Any]], list[str]],
    run: Callable[[Sequence[str], str | None], dict[str, Any]],
) -> int:
    """One JSON line written per line read; 0 if any line was answered, else 2."""
    answered = 0
    lines = 0
    for number, line in _lines(path):
        lines += 1
        line_id: Any = None
        try:
            line_id, turns = _line(line, read)
            write_json(run(turns, line_id))
            answered += 1
        except AskError as error:
            write_json({"id": line_id or _id_of(line), "error": f"line {number}: {error}"})
        sys.stdout.flush()
        if sys.stderr.isatty():
            print(f"\r{lines} lines", end="", file=sys.stderr)
    if not lines:
        raise UnusableQuestion(f"{path}: no lines; write one JSON object a line")
    return 0 if answered else 2


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as lines:
            yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    except OSError as error:
        raise UnusableQuestion(f"cannot read {path}: {error.strerror}") from None


def _line(line: bytes, read: Callable[[dict[str, Any]], list[str]]) -> tuple[str | None, list[str]]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnusableQuestion("not a JSON object in UTF-8") from None
    if not isinstance(fields, dict):
        raise UnusableQuestion("not a JSON object")
    return _id_of(line), read(fields)


def _id_of(line: bytes) -> Any:
    """The id a line gives, if it can be read at all: a string, or a number as it stands."""
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    found = fields.get("id") if isinstance(fields, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else None

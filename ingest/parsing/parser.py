"""Files to text, each within limits of time and memory: what takes a file apart is a child process."""

from __future__ import annotations

import json
import logging
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest.formats.extracted import Extracted
from ingest.formats.limits import GAVE_UP, LIMITS, Limits, in_words
from ingest.formats.plain import read_plain
from ingest.formats.reading import FORMATS, HEAD, format_of, refusal, versions
from rag.errors import BadDocument

__all__ = ["FILES_PER_CHILD", "LIMITS", "Limits", "Parser", "refusal", "versions"]

_log = logging.getLogger(__name__)

#: A child is replaced after so many files: libraries in C lose a little memory with each.
FILES_PER_CHILD = 200

#: Text that a child may send, as a multiple of the largest file: more is a bomb that unpacks into words.
_ANSWER_RATIO = 4

_ROOT = str(Path(__file__).resolve().parents[2])
_ANSWER: TypeAdapter[Extracted] = TypeAdapter(Extracted)


class _Died(Exception):
    """The child ended before it answered."""


class Parser:
    """Reads files one after the other, as a context manager: ``with Parser() as parser: parser.parse(path)``.

    The child is started for the first file that needs one, serves until a limit trips or it has read
    ``files_per_child``, and ends with the block.
    """

    def __init__(
        self,
        limits: Limits = LIMITS,
        files_per_child: int = FILES_PER_CHILD,
        command: Sequence[str] = (sys.executable, "-m", "ingest.parsing.worker"),
    ) -> None:
        """No process is started yet. ``command`` starts a child; the memory it may use is its last argument."""
        self._limits = limits
        self._files_per_child = files_per_child
        self._command = [*command, str(limits.memory)]
        self._child: _Child | None = None

    def __enter__(self) -> Parser:
        """The parser itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The child has ended."""
        self.close()

    def close(self) -> None:
        """The child, if there is one, has ended."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def parse(self, path: Path, suffix: str | None = None) -> Extracted:
        """What a file says, read as its first bytes and its suffix tell; ``suffix`` is the path's where not given.

        Raises:
            BadDocument: it cannot be read, or not within the limits, with one line that says what to do.
        """
        suffix = path.suffix if suffix is None else suffix
        head = self._head(path)
        if not head:
            raise BadDocument("empty: there are no words in it")
        if not FORMATS[format_of(head, suffix)].parsed:
            try:
                return read_plain(path.read_bytes())
            except OSError as error:
                raise BadDocument(f"cannot be read ({error.strerror})") from None
        request = {"path": os.path.abspath(path), "suffix": suffix, "limits": asdict(self._limits)}  # noqa: PTH100
        return self._asked(json.dumps(request).encode("ascii"))

    def _head(self, path: Path) -> bytes:
        """The first bytes of a file that is not too large."""
        try:
            if path.stat().st_size > self._limits.size:
                raise BadDocument(f"larger than {in_words(self._limits.size)}: split it")
            with path.open("rb") as file:
                return file.read(HEAD)
        except OSError as error:
            raise BadDocument(f"cannot be read ({error.strerror})") from None

    def _asked(self, request: bytes) -> Extracted:
        """The child's answer. One that may be worn out by the files before is replaced, and the new one asked once."""
        used = self._child is not None
        try:
            return self._answer(request)
        except _Died:
            if not used:
                raise BadDocument(GAVE_UP) from None
        try:
            return self._answer(request)
        except _Died:
            raise BadDocument(GAVE_UP) from None

    def _answer(self, request: bytes) -> Extracted:
        if self._child is None:
            self._child = _Child(self._command)
        child = self._child
        used = child.files > 0
        try:
            line = child.ask(request, self._limits.seconds, _ANSWER_RATIO * self._limits.size)
        except (_Died, BadDocument):
            self.close()
            raise
        if child.files >= self._files_per_child:
            self.close()
        try:
            return _ANSWER.validate_json(line)
        except ValidationError:
            said = _said(line)
        if said.get("worn"):
            self.close()
            if used:
                raise _Died  # the files before may have filled its memory
        raise BadDocument(str(said.get("error", GAVE_UP)))


class _Child:
    """A running child; ``files`` counts the requests it was given."""

    def __init__(self, command: Sequence[str]) -> None:
        # Of the environment it gets only what finds the program: a parser of other people's files needs no keys.
        path = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603  (our own command, no shell)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
            bufsize=0,
        )
        self.files = 0
        _log.info("a parser process was started")

    def ask(self, request: bytes, seconds: float, most: int) -> bytes:
        """The child's answer to a request, a line of at most ``most`` bytes.

        Raises:
            BadDocument: it took too long or said too much.
            _Died: it ended without an answer.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self.files += 1
        try:
            self._process.stdin.write(request + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise _Died from None
        deadline = time.monotonic() + seconds
        pieces: list[bytes] = []
        size = 0
        with selectors.DefaultSelector() as ready:
            ready.register(self._process.stdout, selectors.EVENT_READ)
            while not pieces or not pieces[-1].endswith(b"\n"):
                left = deadline - time.monotonic()
                if left <= 0 or not ready.select(left):
                    raise BadDocument(f"took longer than {seconds:g} s: split it")
                piece = os.read(self._process.stdout.fileno(), 1 << 20)
                if not piece:
                    raise _Died
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    raise BadDocument(f"holds more than {in_words(most)} of text: split it")
        return b"".join(pieces)

    def end(self) -> None:
        """The process is gone."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def _said(line: bytes) -> dict[str, Any]:
    """What the child says where it has no text; empty where it is nothing we know."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}

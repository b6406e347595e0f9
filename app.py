"""The web chat: put together and served. ``python app.py``; Ctrl-C stops it."""

from __future__ import annotations

import sys

from rag.bootstrap import Serving
from rag.errors import AskError
from rag.settings import load_settings
from web.serve import run


def main() -> int:
    """0 after the chat was stopped, 2 with one line on standard error where it cannot be served."""
    try:
        settings = load_settings()
        # One thread a question serves several askers best on few cores.
        serving = Serving(settings, threads=1)
        run(settings, serving, lambda line: print(line, file=sys.stderr, flush=True))
    except AskError as error:
        print(f"app.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m rag``: see :mod:`rag.commands`."""

import sys

from rag.commands import main

if __name__ == "__main__":
    sys.exit(main())

"""``python -m ingest``: see :mod:`ingest.commands`."""

import sys

from ingest.commands import main

if __name__ == "__main__":
    sys.exit(main())

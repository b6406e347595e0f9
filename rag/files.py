"""Files that are written as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

#: Characters of a file's name in that of its unfinished copy: enough to know it by, should a crash leave it behind.
_KNOWN_BY = 40


def replace_file(path: Path, content: bytes) -> None:
    """The file holds just these bytes, safe on disk; where that fails it is as it was, and nothing is left beside it.

    Whoever else writes the same file at the same time, in this process or another, writes one of their own: the last
    one to finish stands.

    Raises:
        OSError: the folder or the file cannot be written to, or the disk is full.
    """
    part = path.with_name(f".{path.name[:_KNOWN_BY]}.{secrets.token_hex(8)}.part")
    try:
        # Not tempfile's: a file of its making is open to its owner alone, whatever the person's umask says.
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise

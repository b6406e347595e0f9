"""How much a single file may ask for."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024

#: What is said where a parser fails in a way that its author did not think of.
GAVE_UP = "the parser gave up on it: open it and save it again"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost before it is given up. Sizes are in bytes, ``seconds`` is wall-clock time of one file.

    A record of 2,000 pages takes some ten seconds and 400 MB; what needs more than these is built to need it.
    """

    seconds: float = 60.0
    memory: int = 2048 * _MB
    size: int = 50 * _MB
    pages: int = 2000
    zip_ratio: int = 100

    def __post_init__(self) -> None:
        """Refuse a limit that nothing could keep with ValueError."""
        if min(self.seconds, self.memory, self.size, self.pages, self.zip_ratio) <= 0:
            raise ValueError("every limit must be above nought")


#: The limits that hold where none are given.
LIMITS = Limits()


def in_words(size: int) -> str:
    """A number of bytes as people say it: "2 GB", "50 MB", "300 kB"."""
    for unit, name in ((1024 * _MB, "GB"), (_MB, "MB"), (1024, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"

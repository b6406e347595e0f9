"""What a check has to say: one line for a person, with the check that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.loading import shown

#: So much of a sentence tells which one is meant (characters).
_MOST_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: the file, the check, and what is wrong, where, and what to do."""

    file: str
    check: str
    what: str

    @property
    def line(self) -> str:
        """The finding in one line that acts on no terminal."""
        return shown(f"{self.file}: {' '.join(self.what.split())}")


def findings(file: str, check: str, said: Iterable[str]) -> Iterator[Finding]:
    """A finding of the check in the file for each thing said."""
    return (Finding(file, check, what) for what in said)


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, cut after a word."""
    words = " ".join(text.split())
    if len(words) > _MOST_SHOWN:
        words = words[:_MOST_SHOWN].rsplit(" ", 1)[0] + " ..."
    return f'"{words}"'

"""Where the briefings of one person are kept, if anywhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from rag.briefing.brief import Briefing
from rag.briefing.keeping import BearsOut, BriefingUnusable, Opened, keep, named, names, read
from rag.errors import UnusableQuestion
from rag.store import Records

#: Characters of a briefing's title in its name: the day stands behind it.
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Shelf:
    """The kept briefings of one person. ``folder`` None: nothing can be kept here."""

    folder: Path | None

    @classmethod
    def of(cls, folder: Path | None, username: str | None, *, logins: bool) -> Shelf:
        """The shelf of whoever asks: people who log in each have a folder of their own in ``folder``."""
        if folder is None or not logins:
            return cls(folder)
        return cls(folder / hashlib.sha256((username or "").encode()).hexdigest()[:16])

    @property
    def names(self) -> list[str] | None:
        """The names of what is kept; None where nothing can be."""
        return names(self.folder) if self.folder is not None else None

    def open(self, name: str, records: Records, generation: str, bears_out: BearsOut | None = None) -> Opened:
        """The kept briefing of that name; ``bears_out`` is asked of what a language model worded.

        Raises:
            UnusableQuestion: nothing can be kept here.
            BriefingUnusable: there is none of that name, or it is not one of ours.
        """
        return read(self._folder(), name, records, generation, bears_out)

    def keep(self, briefing: Briefing, records: Records, name: str | None) -> str:
        """The name under which the briefing is now kept: ``name``, or None for one that no other briefing has.

        Raises:
            UnusableQuestion: nothing can be kept here.
            BriefingUnusable: it cannot be written.
        """
        folder = self._folder()
        kept_as = name if name is not None else self._free(briefing, records)
        keep(briefing, records, folder, kept_as)
        return kept_as

    def _folder(self) -> Path:
        if self.folder is None:
            raise UnusableQuestion("briefings cannot be kept here: take this one away")
        return self.folder

    def _free(self, briefing: Briefing, records: Records) -> str:
        """A name from title and day; one that another briefing has is left to it, one of the same asking is taken."""
        base = named(f"{briefing.wanted.title[:_LONGEST_TITLE]} {briefing.day.isoformat()}")
        taken = set(self.names or ())
        for number in count(1):
            name = base if number == 1 else f"{base}-{number}"
            if name not in taken or self._is_of(name, briefing, records):
                return name
        raise AssertionError("there is always another number")

    def _is_of(self, name: str, briefing: Briefing, records: Records) -> bool:
        try:
            return self.open(name, records, briefing.generation).briefing.wanted == briefing.wanted
        except BriefingUnusable:
            return False

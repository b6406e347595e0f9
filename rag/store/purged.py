"""Documents that were purged: known again by name or by content, without keeping either's words."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Purged:
    """A document that was purged: its id, the day, and a salted mark of its bytes.

    Without the salt the mark of a short text could be found by trying texts; with it, only by somebody who has
    the text already.
    """

    id: str
    date: str
    salt: str
    mark: str

    @classmethod
    def of(cls, document_id: str, sha256: str, date: str) -> Purged:
        """The mark of a document with this sha256, under a salt of its own."""
        salt = secrets.token_hex(16)
        return cls(document_id, date, salt, _mark(salt, sha256))

    def names(self, document_id: str, sha256: str) -> bool:
        """True for the purged document: under its id, or with its bytes under any other."""
        return document_id == self.id or _mark(self.salt, sha256) == self.mark


_PURGED = TypeAdapter(tuple[Purged, ...])


def dump_purged(purged: Sequence[Purged]) -> bytes:
    """The list as JSON."""
    return _PURGED.dump_json(tuple(purged), indent=1)


def load_purged(content: bytes) -> tuple[Purged, ...]:
    """The list that was dumped; ValueError where it is none of ours."""
    return _PURGED.validate_json(content)


def _mark(salt: str, sha256: str) -> str:
    return hashlib.sha256(f"{salt}{sha256}".encode()).hexdigest()

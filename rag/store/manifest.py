"""What a generation says of itself: its documents one by one, and how it was made."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import TypeAdapter

#: Raised when the files of a generation change their meaning; an index of another format is built anew.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One document of the index: where its file is, the sha256 of its bytes and of its companion's, and its size.

    ``parser`` names what read the file, ``recipe`` everything else that decides its passages and their vectors.
    ``digest`` is the sha256 of the record as it was written, "" where none was taken; ``personal`` counts the
    personal data found in it, by kind; ``routes`` are the also-asked questions that lead to its passages.
    """

    id: str
    path: str
    sha256: str
    passages: int
    sentences: int
    parser: str = ""
    recipe: str = ""
    digest: str = ""
    personal: tuple[tuple[str, int], ...] = ()
    routes: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and how it was made. ``roots`` are the absolute paths it mirrors.

    ``recipe`` names the versions of everything that decides passages: a generation of another recipe is stale.
    """

    generation: str
    created: str
    encoder: str
    recipe: str
    roots: tuple[str, ...]
    files: tuple[FileEntry, ...]
    format: int = FORMAT

    @property
    def passages(self) -> int:
        """How many passages the generation holds."""
        return sum(entry.passages for entry in self.files)

    @property
    def routes(self) -> int:
        """How many also-asked questions have a vector beside those of the passages."""
        return sum(entry.routes for entry in self.files)

    @property
    def sentences(self) -> int:
        """How many sentence vectors the generation holds."""
        return sum(entry.sentences for entry in self.files)

    @property
    def digests(self) -> dict[str, str]:
        """The digest of each record that has one, by document."""
        return {entry.id: entry.digest for entry in self.files if entry.digest}


class OtherFormat(ValueError):
    """The manifest is whole, but of another version of the program."""


_MANIFEST = TypeAdapter(Manifest)


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    return _MANIFEST.dump_json(manifest, indent=1)


def load_manifest(content: bytes) -> Manifest:
    """The manifest that was dumped; OtherFormat, or another ValueError, where it is none of ours."""
    found = json.loads(content)
    if isinstance(found, dict) and found.get("format") != FORMAT:
        raise OtherFormat
    return _MANIFEST.validate_python(found)

"""What a place that keeps an index promises. A folder keeps one (``FolderStore``), a Chroma server another."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from rag.ports import VectorIndex
from rag.store.manifest import Manifest
from rag.store.purged import Purged
from rag.store.records import Records

#: Generations kept behind the current one, so that a reader that has just opened one can finish with it.
KEPT = 1

#: The vectors of passages and those of sentences.
VectorPair = tuple[VectorIndex, VectorIndex]


class Draft(Protocol):
    """A generation that is being written: nobody is served from it before it is published."""

    def write(self, manifest: Manifest, records: Records) -> None:
        """Manifest and records are stored."""
        ...

    def create_vectors(self) -> VectorPair:
        """Empty vector indexes for passages and for sentences."""
        ...

    def open_vectors(self) -> VectorPair:
        """The vector indexes as they are stored."""
        ...

    def publish(self) -> None:
        """The generation serves; those further back than ``KEPT`` are gone."""
        ...


class Store(Protocol):
    """Where the generations of one index are kept. Reading needs no lock; writing happens inside ``writing()``.

    Raises, wherever it reads: IndexMissing, IndexDamaged, ServerUnreachable; wherever it writes: IndexUnwritable.
    """

    @property
    def root(self) -> Path:
        """A folder of this machine for what the writer keeps between runs."""
        ...

    @property
    def place(self) -> str:
        """Where the index is, in words for people; no password is in them."""
        ...

    def current(self) -> str:
        """The name of the serving generation."""
        ...

    def manifest(self, generation: str) -> Manifest:
        """The manifest of a generation."""
        ...

    def records(self, generation: str) -> Records:
        """The documents and passages of a generation, each as it was written."""
        ...

    def open_vectors(self, generation: str) -> VectorPair:
        """The vector indexes for passages and for sentences of a generation."""
        ...

    def purged(self) -> tuple[Purged, ...]:
        """The documents that were purged and are to be left out."""
        ...

    def generations(self) -> list[str]:
        """Every generation that was finished, the oldest first, whether it serves or not."""
        ...

    def size(self) -> int | None:
        """The bytes the index takes, None where they are not on this machine."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """This process alone may write while the block runs; IndexBusy where another does."""
        ...

    def next_generation(self) -> str:
        """The name the next generation will bear: one above every generation there is."""
        ...

    def draft(self, generation: str) -> AbstractContextManager[Draft]:
        """A fresh generation to write; what dead builds left is gone, and so is this one if the block fails."""
        ...

    def set_purged(self, purged: tuple[Purged, ...]) -> None:
        """The list of purged documents is this one."""
        ...

    def drop_others(self) -> None:
        """Only the serving generation is left: no older one, and nothing of a dead build."""
        ...

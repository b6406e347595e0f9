"""An index in a folder of this machine: its files by rag.store, its vectors by embedded Chroma."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import IndexDamaged
from rag.store import IndexStore, Manifest, Records, VectorPair

#: Names of the two collections of a generation.
PASSAGES, SENTENCES = "passages", "sentences"


#: Where a generation keeps the digests of the files that Chroma trusts blindly.
_SEAL = "graphs.json"


#: How a graph's header begins: version, offset, places, places used, bytes of each.
_HEADER = struct.Struct("<i4Q")

#: Bytes of each place in the file of lengths.
_LENGTH = 4


class FolderStore(IndexStore):
    """A Store in a folder. Chroma is loaded only when vectors are asked for: it takes a second."""

    def open_vectors(self, generation: str) -> VectorPair:
        """The vector indexes for passages and for sentences; IndexDamaged where they cannot be opened."""
        return open_vectors(self.folder(generation))

    @contextmanager
    def draft(self, generation: str) -> Iterator[FolderDraft]:
        """A folder to build in, gone again if the block fails. Call inside ``writing()``."""
        folder = self.begin()
        try:
            yield FolderDraft(self, folder, generation)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


class FolderDraft:
    """A generation in a build folder."""

    def __init__(self, store: FolderStore, folder: Path, generation: str) -> None:
        """Use :meth:`FolderStore.draft`."""
        self._store = store
        self._folder = folder
        self._generation = generation

    def write(self, manifest: Manifest, records: Records) -> None:
        """Manifest and records are flushed to disk."""
        self._store.write(self._folder, manifest, records)

    def create_vectors(self) -> VectorPair:
        """Empty vector indexes; IndexUnwritable where Chroma cannot make them."""
        return create_vectors(self._folder)

    def open_vectors(self) -> VectorPair:
        """The vector indexes as they stand on disk."""
        return open_vectors(self._folder)

    def publish(self) -> None:
        """The folder serves, its files as they are now."""
        _seal(self._folder)
        self._store.publish(self._folder, self._generation)


def create_vectors(folder: Path) -> VectorPair:
    """Empty vector indexes for passages and for sentences inside a folder that is being built."""
    from rag.adapters.chroma import ChromaIndex

    return ChromaIndex.create(folder / "chroma", PASSAGES), ChromaIndex.create(folder / "chroma", SENTENCES)


def open_vectors(folder: Path) -> VectorPair:
    """The vector indexes of a generation's folder; IndexDamaged where they cannot be opened."""
    _check_seal(folder)
    from rag.adapters.chroma import ChromaIndex

    return ChromaIndex.open(folder / "chroma", PASSAGES), ChromaIndex.open(folder / "chroma", SENTENCES)


def _seal(folder: Path) -> None:
    """Chroma's neighbour graphs hold nothing but vectors, and their digests are written beside them."""
    for graph in {path.parent for path in _graphs(folder)}:
        _scrub(graph)
    found = {str(path.relative_to(folder)): _digest(path) for path in _graphs(folder)}
    (folder / _SEAL).write_text(json.dumps(found, indent=1), encoding="utf-8")


def _scrub(graph: Path) -> None:
    """The places a graph has made room for and not used are noughts.

    Chroma writes them as its memory happened to be, which may be words of a document that was purged.
    """
    header = (graph / "header.bin").read_bytes()
    _, _, _, used, size = _HEADER.unpack_from(header)
    for name, each in (("data_level0.bin", size), ("length.bin", _LENGTH)):
        with (graph / name).open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(min(end, used * each))
            file.write(bytes(max(0, end - used * each)))


def _check_seal(folder: Path) -> None:
    """IndexDamaged where a graph is not as it was sealed: Chroma would crash the process over some damage."""
    try:
        sealed = json.loads((folder / _SEAL).read_bytes())
        changed = [name for name, digest in sealed.items() if _digest(folder / name) != digest]
    except FileNotFoundError as missing:
        if missing.filename == str(folder / _SEAL):
            return
        changed = [str(missing.filename)]
    except (OSError, ValueError, AttributeError) as error:
        raise IndexDamaged(
            f"cannot read the vectors in {folder} ({type(error).__name__}): run python -m ingest --rebuild"
        ) from None
    if changed:
        raise IndexDamaged(
            f"the index is damaged: {changed[0]} is not what was written. Run python -m ingest --rebuild"
        )


def _graphs(folder: Path) -> list[Path]:
    """The files of the graphs that Chroma has finished writing."""
    finished = [path.parent for path in folder.glob("chroma/*/index_metadata.pickle")]
    return sorted(path for graph in finished for path in graph.iterdir() if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The index on disk: generation folders, the CURRENT pointer, the writer's lock, manifest and records.

A generation is built aside in ``build-*.tmp``, checked, renamed to ``g000001``, and only then named in
``CURRENT`` by an atomic replace: a reader sees the old generation or the new one, never half of either,
and a build that dies leaves the old one serving. Vectors are put into it by rag.adapters.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock

from rag.errors import IndexBusy, IndexDamaged, IndexMissing, IndexUnwritable
from rag.store.home import KEPT
from rag.store.manifest import Manifest, OtherFormat, dump_manifest, load_manifest
from rag.store.purged import Purged, dump_purged, load_purged
from rag.store.records import Records, dump_records, load_records

_RECORDS = "records.jsonl"
_MANIFEST = "manifest.json"
_CURRENT = "CURRENT"
_PURGED = "purged.json"


class IndexStore:
    """The files of an index folder. Reading needs no lock; writing happens inside ``writing()``."""

    def __init__(self, root: Path) -> None:
        """Nothing is read or made yet."""
        self._root = root

    @property
    def root(self) -> Path:
        """The folder of the index."""
        return self._root

    @property
    def place(self) -> str:
        """The folder, as a person gave it."""
        return str(self._root)

    def current(self) -> str:
        """The name of the serving generation.

        Raises:
            IndexMissing: there is no index here.
            IndexDamaged: the pointer names a generation that is not there.
        """
        try:
            name = (self.root / _CURRENT).read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            raise IndexMissing(
                f'no index in {self.root}: make one with "python -m ingest" (or "make index")'
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(
                f"cannot read {self.root / _CURRENT} ({_why(error)}): run python -m ingest"
            ) from None
        if not name or Path(name).name != name or not (self.root / name).is_dir():
            raise IndexDamaged(f"{self.root / _CURRENT} names no generation: run python -m ingest")
        return name

    def folder(self, generation: str) -> Path:
        """Where a generation's files are."""
        return self.root / generation

    def manifest(self, generation: str) -> Manifest:
        """The manifest of a generation; IndexDamaged where it cannot be read or is of another format."""
        return self._read_manifest(generation)

    def _read_manifest(self, generation: str) -> Manifest:
        path = self.folder(generation) / _MANIFEST
        try:
            return load_manifest(path.read_bytes())
        except OtherFormat:
            raise IndexDamaged(
                f"the index in {self.root} is of another version: run python -m ingest"
            ) from None
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"cannot read {path} ({_why(error)}): run python -m ingest") from None

    def records(self, generation: str) -> Records:
        """The documents and passages of a generation; IndexDamaged where they are not as they were written."""
        digests = self._read_manifest(generation).digests
        path = self.folder(generation) / _RECORDS
        try:
            with path.open("rb") as lines:
                return load_records(lines, digests)
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"cannot read {path} ({_why(error)}): run python -m ingest") from None

    def purged(self) -> tuple[Purged, ...]:
        """The documents that were purged and are to be left out."""
        path = self.root / _PURGED
        try:
            return load_purged(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except (OSError, ValueError) as error:
            raise IndexDamaged(
                f"cannot read {path} ({_why(error)}): put it back; without it purged documents would return"
            ) from None

    def generations(self) -> list[str]:
        """Every finished generation, the oldest first."""
        return sorted(path.name for path in self.root.glob("g*") if path.is_dir() and path.name[1:].isdigit())

    def size(self) -> int:
        """The bytes of every file in the folder."""
        found = 0
        for path in self.root.rglob("*"):
            try:
                found += path.stat().st_size if path.is_file() else 0
            except OSError:  # gone meanwhile: an ingest is at work
                continue
        return found

    @contextmanager
    def writing(self) -> Iterator[None]:
        """This process alone may build and publish while the block runs.

        Raises:
            IndexBusy: another process is writing; it is not waited for.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.root / "writer.lock")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            raise IndexBusy(f"another ingest is writing to {self.root}: wait until it has ended") from None
        try:
            yield
        finally:
            lock.release()

    def begin(self) -> Path:
        """A fresh folder to build in; what dead builds left behind is gone. Call inside ``writing()``."""
        for leftover in self.leftovers():
            shutil.rmtree(leftover, ignore_errors=True)
        folder = self.root / f"build-{os.getpid()}.tmp"
        folder.mkdir()
        return folder

    def leftovers(self) -> list[Path]:
        """The folders of builds that are under way, or died."""
        return sorted(self.root.glob("build-*.tmp"))

    def next_generation(self) -> str:
        """The name the next published generation will bear: one above every generation on disk."""
        taken = [int(path.name[1:]) for path in self.root.glob("g*") if path.name[1:].isdigit()]
        return f"g{max(taken, default=0) + 1:06d}"

    def write(self, folder: Path, manifest: Manifest, records: Records) -> None:
        """Manifest and records stand in the folder, flushed to disk."""
        with (folder / _RECORDS).open("wb") as lines:
            for line in dump_records(records):
                lines.write(line)
            lines.flush()
            os.fsync(lines.fileno())
        _write_durably(folder / _MANIFEST, dump_manifest(manifest))

    def publish(self, folder: Path, generation: str) -> None:
        """The built folder serves as the generation; generations further back than ``KEPT`` are gone."""
        folder.rename(self.root / generation)
        _replace(self.root / _CURRENT, generation.encode() + b"\n")
        older = [name for name in self.generations() if name < generation]
        for name in older[: len(older) - KEPT]:
            shutil.rmtree(self.root / name, ignore_errors=True)

    def set_purged(self, purged: Sequence[Purged]) -> None:
        """The list of purged documents is this one, safe on disk. Call inside ``writing()``."""
        _replace(self.root / _PURGED, dump_purged(purged))

    def drop_others(self) -> None:
        """Only the serving generation is left. Call inside ``writing()``.

        Raises:
            IndexUnwritable: something of an older one cannot be deleted.
        """
        current = self.current()
        others = [self.root / name for name in self.generations() if name != current]
        for path in (*others, *self.leftovers()):
            try:
                shutil.rmtree(path)
            except OSError as error:
                raise IndexUnwritable(
                    f"cannot delete {path} ({_why(error)}), which may still hold purged words: delete it"
                ) from None


def _replace(path: Path, content: bytes) -> None:
    """The file holds the content: after a crash, the old one or the new one, never a part."""
    fresh = path.with_name(path.name + ".tmp")
    _write_durably(fresh, content)
    fresh.replace(path)


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "its content is not what was written"

"""The index on disk: generation folders, the CURRENT pointer, the writer's lock, manifest, records, health.

A generation is built aside in ``build-*.tmp``, checked, renamed to ``g000001``, and only then named in
``CURRENT`` by an atomic replace: a reader sees the old generation or the new one, never half of either,
and a build that dies leaves the old one serving.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import filelock
from pydantic import TypeAdapter, ValidationError

from rag.domain import Document, Passage, Span, sentence_key
from rag.errors import IndexBusy, IndexDamaged, IndexMissing
from rag.ports import VectorIndex

#: Raised when the files of a generation change their meaning; an index of another format is built anew.
FORMAT = 1

#: Generations kept behind the current one, so that a reader that has just opened one can finish with it.
KEPT = 1

#: How many passages are looked up by their own vector at a health check (all where there are fewer).
SELF_RETRIEVALS = 20

_RECORDS = "records.jsonl"
_MANIFEST = "manifest.json"
_CURRENT = "CURRENT"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One document of the index: where its file is, the sha256 of its bytes and of its companion's, and its size."""

    id: str
    path: str
    sha256: str
    passages: int
    sentences: int


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
    def sentences(self) -> int:
        """How many sentence vectors the generation holds."""
        return sum(entry.sentences for entry in self.files)


@dataclass(frozen=True)
class Records:
    """The documents of an index by id, and their passages in order of document and place."""

    documents: dict[str, Document]
    passages: tuple[Passage, ...]

    @cached_property
    def by_key(self) -> dict[str, Passage]:
        """The passages by their key."""
        return {passage.key: passage for passage in self.passages}

    @cached_property
    def by_sentence(self) -> dict[str, Passage]:
        """The passage of each sentence, by the sentence's key."""
        return {
            sentence_key(passage.document_id, span): passage
            for passage in self.passages
            for span in passage.sentences
        }

    @cached_property
    def of_document(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each document, in order of place."""
        found: dict[str, list[Passage]] = {document_id: [] for document_id in self.documents}
        for passage in self.passages:
            found[passage.document_id].append(passage)
        return {document_id: tuple(passages) for document_id, passages in found.items()}


@dataclass(frozen=True, slots=True)
class _StoredPassage:
    span: Span
    headings: tuple[str, ...]
    page: int | None
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _StoredRecord:
    document: Document
    passages: tuple[_StoredPassage, ...]


_RECORD = TypeAdapter(_StoredRecord)
_MANIFEST_TYPE = TypeAdapter(Manifest)


class IndexStore:
    """The index folder. Reading needs no lock; writing happens inside ``writing()``."""

    def __init__(self, root: Path) -> None:
        """Nothing is read or made yet."""
        self.root = root

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
        path = self.folder(generation) / _MANIFEST
        try:
            found = json.loads(path.read_bytes())
            if isinstance(found, dict) and found.get("format") != FORMAT:
                raise IndexDamaged(f"the index in {self.root} is of another version: run python -m ingest")
            return _MANIFEST_TYPE.validate_python(found)
        except (OSError, ValueError, ValidationError) as error:
            raise IndexDamaged(f"cannot read {path} ({_why(error)}): run python -m ingest") from None

    def records(self, generation: str) -> Records:
        """The documents and passages of a generation; IndexDamaged where they cannot be read."""
        path = self.folder(generation) / _RECORDS
        documents: dict[str, Document] = {}
        passages: list[Passage] = []
        try:
            with path.open("rb") as lines:
                for line in lines:
                    stored = _RECORD.validate_json(line)
                    document = stored.document
                    documents[document.id] = document
                    passages.extend(_restore(document, passage) for passage in stored.passages)
        except (OSError, ValueError, ValidationError) as error:
            raise IndexDamaged(f"cannot read {path} ({_why(error)}): run python -m ingest") from None
        return Records(documents, tuple(passages))

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
        for leftover in self.root.glob("build-*.tmp"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = self.root / f"build-{os.getpid()}.tmp"
        folder.mkdir()
        return folder

    def next_generation(self) -> str:
        """The name the next published generation will bear: one above every generation on disk."""
        taken = [int(path.name[1:]) for path in self.root.glob("g*") if path.name[1:].isdigit()]
        return f"g{max(taken, default=0) + 1:06d}"

    def write(self, folder: Path, manifest: Manifest, records: Records) -> None:
        """Manifest and records stand in the folder, flushed to disk."""
        with (folder / _RECORDS).open("wb") as lines:
            for document_id, document in records.documents.items():
                stored = tuple(
                    _StoredPassage(p.span, p.headings, p.page, p.sentences)
                    for p in records.of_document[document_id]
                )
                lines.write(_RECORD.dump_json(_StoredRecord(document, stored)) + b"\n")
            lines.flush()
            os.fsync(lines.fileno())
        _write_durably(folder / _MANIFEST, _MANIFEST_TYPE.dump_json(manifest, indent=1))

    def publish(self, folder: Path, generation: str) -> None:
        """The built folder serves as the generation; generations further back than ``KEPT`` are gone."""
        folder.rename(self.root / generation)
        fresh = self.root / (_CURRENT + ".tmp")
        _write_durably(fresh, generation.encode() + b"\n")
        fresh.replace(self.root / _CURRENT)
        older = sorted(path for path in self.root.glob("g*") if path.is_dir() and path.name < generation)
        for path in older[: len(older) - KEPT]:
            shutil.rmtree(path, ignore_errors=True)


def check_health(manifest: Manifest, records: Records, passages: VectorIndex, sentences: VectorIndex) -> None:
    """Manifest, records and vectors agree, and sampled passages are found by their own vector.

    Raises:
        IndexDamaged: they do not; the message says what is wrong.
    """
    expected = {
        "documents": (len(manifest.files), len(records.documents)),
        "passages": (manifest.passages, len(records.passages)),
        "passage vectors": (manifest.passages, passages.count()),
        "sentence vectors": (manifest.sentences, sentences.count()),
    }
    for what, (wanted, there) in expected.items():
        if wanted != there:
            raise IndexDamaged(
                f"the index is damaged: {there} of {wanted} {what}. Run python -m ingest --rebuild"
            )
    step = max(1, len(records.passages) // SELF_RETRIEVALS)
    sample = [passage.key for passage in records.passages[::step]]
    vectors = passages.vectors(sample)
    for key in sample:
        nearest = passages.nearest(vectors[key], 1, None) if key in vectors else []
        # Two passages with the same words share a vector: what counts is that one as near as itself is found.
        if not nearest or nearest[0][1] < 0.999:
            raise IndexDamaged("the index is damaged: a passage is not found by its own vector. "
                               "Run python -m ingest --rebuild")  # fmt: skip


def _restore(document: Document, stored: _StoredPassage) -> Passage:
    return Passage(
        document_id=document.id,
        span=stored.span,
        text=stored.span.of(document.text),
        headings=stored.headings,
        page=stored.page,
        sentences=stored.sentences,
    )


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "its content is not what was written"

"""One generation of an index: written aside, checked as it stands on disk, and only then published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.records import Loaded
from ingest.splitting import Split
from ingest.vectors import VectorStore
from rag.domain import sentence_key
from rag.errors import AskError, IndexDamaged, IndexUnwritable
from rag.ports import VectorIndex
from rag.store import FileEntry, IndexStore, Manifest, Records, check_health

#: Vectors read from the store and handed to the index at once, to bound memory.
_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is embedded: its key in the index, its document, and the text the encoder reads."""

    key: str
    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A document and its passages."""

    loaded: Loaded
    split: Split

    @property
    def entry(self) -> FileEntry:
        """The document's line in the manifest."""
        return FileEntry(
            id=self.loaded.document.id,
            path=str(self.loaded.path),
            sha256=self.loaded.sha256,
            passages=len(self.passages),
            sentences=len(self.sentences),
        )

    @property
    def passages(self) -> list[Row]:
        """The passages, each read with title and headings before it."""
        pairs = zip(self.split.passages, self.split.texts, strict=True)
        return [Row(passage.key, passage.document_id, text) for passage, text in pairs]

    @property
    def sentences(self) -> list[Row]:
        """The sentences, each read by itself."""
        document = self.loaded.document
        spans = (span for passage in self.split.passages for span in passage.sentences)
        return [Row(sentence_key(document.id, span), document.id, span.of(document.text)) for span in spans]


def healthy(store: IndexStore, manifest: Manifest) -> bool:
    """True where the generation's records and vectors agree with its manifest."""
    try:
        _check(store.folder(manifest.generation), manifest, store.records(manifest.generation))
    except IndexDamaged:
        return False
    return True


def publish(store: IndexStore, manifest: Manifest, cuts: Sequence[Cut], vectors: VectorStore) -> None:
    """The generation serves. Where anything fails its folder is gone and the old generation serves on."""
    documents = {cut.loaded.document.id: cut.loaded.document for cut in cuts}
    records = Records(documents, tuple(passage for cut in cuts for passage in cut.split.passages))
    folder = store.begin()
    try:
        store.write(folder, manifest, records)
        _write_vectors(folder, cuts, vectors)
        _check(folder, manifest, records)
        store.publish(folder, manifest.generation)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write_vectors(folder: Path, cuts: Sequence[Cut], vectors: VectorStore) -> None:
    """The folder holds the vectors of every passage and sentence."""
    from rag.bootstrap import (
        create_vectors,
    )  # imports the whole pipeline, which a look at the manifest does not need

    try:
        with _closing(create_vectors(folder)) as (passages, sentences):
            _add(passages, [row for cut in cuts for row in cut.passages], vectors)
            _add(sentences, [row for cut in cuts for row in cut.sentences], vectors)
    except AskError:
        raise
    except Exception as error:  # Chroma's own errors: a full disk is an InternalError of its Rust core
        raise IndexUnwritable(
            f"cannot write vectors in {folder.parent} ({type(error).__name__}): is the disk full?"
        ) from None


def _add(index: VectorIndex, rows: Sequence[Row], vectors: VectorStore) -> None:
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        keys = [vectors.key(row.text) for row in part]
        stored = vectors.get(keys)
        matrix = np.stack([stored[key] for key in keys])
        index.add([row.key for row in part], matrix, [row.document_id for row in part])


def _check(folder: Path, manifest: Manifest, records: Records) -> None:
    from rag.bootstrap import open_vectors

    with _closing(open_vectors(folder)) as (passages, sentences):
        check_health(manifest, records, passages, sentences)


@contextmanager
def _closing(indexes: tuple[VectorIndex, VectorIndex]) -> Iterator[tuple[VectorIndex, VectorIndex]]:
    try:
        yield indexes
    finally:
        for index in indexes:
            index.close()

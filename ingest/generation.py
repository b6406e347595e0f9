"""One generation of an index: written aside, checked as it is stored, and only then published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ingest.copies import Told, copies
from ingest.records import Loaded
from ingest.splitting import Split
from ingest.vectors import VectorStore
from rag.domain import Document, sentence_key
from rag.errors import IndexDamaged
from rag.ports import VectorIndex, Vectors
from rag.store import FileEntry, Manifest, Records, Store, VectorPair, check_health, record_digest, routes

#: Vectors read and handed to the index at once, to bound memory.
_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is embedded: its key in the index, its document, and the text the encoder reads."""

    key: str
    document_id: str
    text: str


@dataclass(frozen=True)
class Cut:
    """A document and its passages."""

    loaded: Loaded
    split: Split

    @property
    def document(self) -> Document:
        """The document."""
        return self.loaded.document

    def entry(self, parser: str, recipe: str) -> FileEntry:
        """The document's line in the manifest."""
        return FileEntry(
            id=self.document.id,
            path=str(self.loaded.path),
            sha256=self.loaded.sha256,
            passages=len(self.passages),
            routes=len(self.routes),
            sentences=len(self.sentences),
            parser=parser,
            recipe=recipe,
            digest=record_digest(self.document, self.split.passages),
            personal=tuple(self.loaded.personal),
        )

    def with_copy_of(self, document_id: str | None) -> Cut:
        """The cut, its document named as a copy of another, or of none."""
        if self.document.copy_of == document_id:
            return self
        return Cut(replace(self.loaded, document=replace(self.document, copy_of=document_id)), self.split)

    @cached_property
    def passages(self) -> list[Row]:
        """The passages, each read with title and headings before it."""
        pairs = zip(self.split.passages, self.split.texts, strict=True)
        return [Row(passage.key, passage.document_id, text) for passage, text in pairs]

    @cached_property
    def routes(self) -> list[Row]:
        """The also-asked questions, each read by itself."""
        return [Row(key, self.document.id, question) for key, _, question in routes(self.document)]

    @cached_property
    def sentences(self) -> list[Row]:
        """The sentences, each read by itself."""
        document = self.document
        spans = (span for passage in self.split.passages for span in passage.sentences)
        return [Row(sentence_key(document.id, span), document.id, span.of(document.text)) for span in spans]


def fold_copies(cuts: Sequence[Cut], vectors: VectorStore) -> list[Cut]:
    """The cuts, each document naming the better one it is a copy of; every sentence has its vector in the store."""
    by_id = {cut.document.id: cut for cut in cuts}

    def told(document_id: str) -> Told:
        texts = [row.text for row in by_id[document_id].sentences]
        keys = [vectors.key(text) for text in texts]
        stored = vectors.get(keys)
        return Told(texts, np.stack([stored[key] for key in keys]))

    found = copies([cut.document for cut in cuts], told)
    return [cut.with_copy_of(found[cut.document.id].of if cut.document.id in found else None) for cut in cuts]


def records_of(cuts: Sequence[Cut]) -> Records:
    """The documents and passages of the cuts."""
    documents = {cut.document.id: cut.document for cut in cuts}
    return Records(documents, tuple(passage for cut in cuts for passage in cut.split.passages))


def healthy(store: Store, manifest: Manifest) -> bool:
    """True where the generation's records and vectors agree with its manifest."""
    try:
        records = store.records(manifest.generation)
        with closing(store.open_vectors(manifest.generation)) as (passages, sentences):
            check_health(manifest, records, passages, sentences)
    except IndexDamaged:
        return False
    return True


def publish(
    store: Store, manifest: Manifest, records: Records, fill: Callable[[VectorIndex, VectorIndex], None]
) -> None:
    """The generation serves, ``fill`` having put in its vectors. Where anything fails the old one serves on."""
    with store.draft(manifest.generation) as draft:
        draft.write(manifest, records)
        with closing(draft.create_vectors()) as (passages, sentences):
            fill(passages, sentences)
        with closing(draft.open_vectors()) as (passages, sentences):
            check_health(manifest, records, passages, sentences)
        draft.publish()


def fill_from(cuts: Sequence[Cut], vectors: VectorStore) -> Callable[[VectorIndex, VectorIndex], None]:
    """Puts the vectors of the cuts, all of which are in the store, into the two indexes."""

    def look_up(rows: Sequence[Row]) -> Vectors:
        keys = [vectors.key(row.text) for row in rows]
        stored = vectors.get(keys)
        return np.stack([stored[key] for key in keys])

    def fill(passages: VectorIndex, sentences: VectorIndex) -> None:
        for index, rows in (
            (passages, [row for cut in cuts for row in (*cut.passages, *cut.routes)]),
            (sentences, [row for cut in cuts for row in cut.sentences]),
        ):
            for part in parts(rows):
                index.add([row.key for row in part], look_up(part), [row.document_id for row in part])

    return fill


def parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows, as many at a time as are held in memory."""
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))


@contextmanager
def closing(indexes: VectorPair) -> Iterator[VectorPair]:
    """The two indexes, let go when the block ends."""
    try:
        yield indexes
    finally:
        for index in indexes:
            index.close()

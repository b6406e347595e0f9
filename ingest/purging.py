"""Documents taken out of an index for good: no generation, no vector and no file of the index keeps a word of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ingest.generation import closing, publish
from ingest.vectors import forget
from rag.domain import Document, sentence_key
from rag.errors import BadSetting, IndexDamaged
from rag.ports import VectorIndex
from rag.store import Manifest, Purged, Records, Store, record_digest, routes, still_held

#: Vectors carried over at once, to bound memory.
_ROWS = 2000


def purge(store: Store, ids: Sequence[str], vectors: Path) -> Manifest:
    """The serving generation is one without the documents, and the only one; the next ingest leaves them out.

    No encoder is needed: the vectors of the others are carried over. The files themselves stay where they are.

    Args:
        store: where the index is kept.
        ids: documents of the index; those that were purged already are purged to the end.
        vectors: the file of vectors kept between runs.

    Raises:
        BadSetting: there is no such document.
        IndexBusy, IndexDamaged, IndexMissing, IndexUnwritable, ServerUnreachable: see there.
    """
    with store.writing():
        old = store.manifest(store.current())
        known, already = {entry.id: entry for entry in old.files}, store.purged()
        for document_id in ids:
            if document_id not in known and document_id not in {one.id for one in already}:
                raise BadSetting(f'no document "{document_id[:80]}": python -m rag documents lists them')
        today = datetime.now(UTC).date().isoformat()
        fresh = [Purged.of(i, known[i].sha256, today) for i in dict.fromkeys(ids) if i in known]
        # First the list: whatever happens after, the documents are not indexed again.
        purged = (*(one for one in already if one.id not in known or one.id not in ids), *fresh)
        store.set_purged(purged)
        manifest = _without(store, old, {one.id for one in fresh}) if fresh else old
        _destroy(store, {one.id for one in purged}, vectors)
    return manifest


def finish_purge(store: Store, serving: Manifest, purged: Sequence[Purged], vectors: Path) -> None:
    """What a purge that was killed left of the documents in older generations is gone. Call inside ``writing()``."""
    gone = {one.id for one in purged} - {entry.id for entry in serving.files}
    if gone & still_held(store):
        _destroy(store, gone, vectors)


def _heads_renewed(documents: dict[str, Document], ids: Collection[str]) -> dict[str, Document]:
    """The documents, the copies of a purged one being copies of the first of them."""
    heads: dict[str, str] = {}
    renewed = {}
    for document_id, document in documents.items():
        of = document.copy_of
        if of in ids and of is not None:
            head = heads.setdefault(of, document_id)
            document = replace(document, copy_of=None if head == document_id else head)
        renewed[document_id] = document
    return renewed


def _destroy(store: Store, ids: Collection[str], vectors: Path) -> None:
    store.drop_others()
    forget(vectors, ids)


def _without(store: Store, old: Manifest, ids: Collection[str]) -> Manifest:
    """A generation that holds the others as they are, and serves."""
    there = store.records(old.generation)
    documents = _heads_renewed({i: one for i, one in there.documents.items() if i not in ids}, ids)
    records = Records(documents, tuple(p for p in there.passages if p.document_id not in ids))
    files = tuple(
        replace(entry, digest=record_digest(documents[entry.id], records.of_document[entry.id]))
        for entry in old.files
        if entry.id not in ids
    )
    manifest = replace(
        old,
        generation=store.next_generation(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        files=files,
    )
    with closing(store.open_vectors(old.generation)) as (passages, sentences):
        publish(store, manifest, records, _carried(records, passages, sentences))
    return manifest


def _carried(
    records: Records, old_passages: VectorIndex, old_sentences: VectorIndex
) -> Callable[[VectorIndex, VectorIndex], None]:
    """Puts the vectors of the records into the two new indexes, taken from the old ones."""
    by_passage = [(p.key, p.document_id) for p in records.passages]
    by_passage += [(key, d.id) for d in records.documents.values() for key, _, _ in routes(d)]
    by_sentence = [
        (sentence_key(p.document_id, s), p.document_id) for p in records.passages for s in p.sentences
    ]

    def fill(passages: VectorIndex, sentences: VectorIndex) -> None:
        for old, new, rows in (
            (old_passages, passages, by_passage),
            (old_sentences, sentences, by_sentence),
        ):
            for start in range(0, len(rows), _ROWS):
                keys, owners = zip(*rows[start : start + _ROWS], strict=True)
                found = old.vectors(keys)
                if len(found) < len(set(keys)):
                    raise IndexDamaged(
                        "the index is damaged: vectors are missing. Run python -m ingest --rebuild first"
                    )
                new.add(keys, np.stack([found[key] for key in keys]), owners)

    return fill

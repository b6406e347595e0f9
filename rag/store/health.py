"""Whether manifest, records and vectors of a generation agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rag.domain import Passage, sentence_key
from rag.errors import IndexDamaged
from rag.ports import VectorIndex
from rag.store.home import Store
from rag.store.manifest import Manifest
from rag.store.records import Records

#: How many passages, and sentences, are looked up by their own vector (all where there are fewer).
SELF_RETRIEVALS = 20

#: Two texts with the same words share a vector: what counts is that one as near as itself is found.
_ITSELF = 0.999

Finding = tuple[str, str | None]


def check_health(manifest: Manifest, records: Records, passages: VectorIndex, sentences: VectorIndex) -> None:
    """Manifest, records and vectors agree, and sampled passages and sentences are found by their own vector.

    Raises:
        IndexDamaged: they do not; the message says what is wrong.
    """
    for _, wrong in examine(manifest, records, passages, sentences):
        if wrong is not None:
            raise IndexDamaged(f"the index is damaged: {wrong}. Run python -m ingest --rebuild")


def examine(
    manifest: Manifest, records: Records, passages: VectorIndex, sentences: VectorIndex
) -> Iterator[Finding]:
    """What is compared, each with what is wrong, or None where nothing is. Searching may raise IndexDamaged."""
    yield "documents", _differing(len(manifest.files), len(records.documents), "documents")
    yield "passages", _differing(manifest.passages, len(records.passages), "passages")
    yield "records", _records_apart(manifest, records)
    yield (
        "passage vectors",
        _differing(manifest.passages + manifest.routes, passages.count(), "passage vectors"),
    )
    yield "sentence vectors", _differing(manifest.sentences, sentences.count(), "sentence vectors")
    sampled = [passage.key for passage in _sample(records.passages)]
    yield "search by passage", _lost(passages, sampled, "passage")
    keys = [sentence_key(p.document_id, p.sentences[0]) for p in _sample(records.passages) if p.sentences]
    yield "search by sentence", _lost(sentences, keys, "sentence")


def still_held(store: Store) -> set[str]:
    """The purged documents of which a generation, serving or not, still holds the words."""
    ids = {one.id for one in store.purged()}
    found: set[str] = set()
    for generation in store.generations() if ids else ():
        try:
            found |= ids & {entry.id for entry in store.manifest(generation).files}
        except IndexDamaged:
            # What it holds cannot be told: it must go as well.
            found |= ids
    return found


def _differing(wanted: int, there: int, what: str) -> str | None:
    return None if wanted == there else f"{there} of {wanted} {what}"


def _records_apart(manifest: Manifest, records: Records) -> str | None:
    """A document whose passages or sentences are not as many as the manifest says."""
    passages = Counter(passage.document_id for passage in records.passages)
    sentences: Counter[str] = Counter()
    for passage in records.passages:
        sentences[passage.document_id] += len(passage.sentences)
    for entry in manifest.files:
        if (passages[entry.id], sentences[entry.id]) != (entry.passages, entry.sentences):
            return f'the record "{entry.id[:80]}" is not the one the manifest lists'
    return None


def _sample(items: Sequence[Passage]) -> Sequence[Passage]:
    return items[:: max(1, len(items) // SELF_RETRIEVALS)]


def _lost(index: VectorIndex, keys: Sequence[str], what: str) -> str | None:
    vectors = index.vectors(keys)
    for key in keys:
        nearest = index.nearest(vectors[key], 1, None) if key in vectors else []
        if not nearest or nearest[0][1] < _ITSELF:
            return f"a {what} is not found by its own vector"
    return None

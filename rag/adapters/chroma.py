"""Chroma as a VectorIndex: one collection, embedded in the folder of one generation or kept by a server.

Embedded, Chroma 1.5 keeps one cache per path and process and does not see what another process writes; a generation
is therefore written once, by one process, and read from a path of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from rag.errors import AskError, IndexDamaged, IndexUnwritable
from rag.ports import Vectors

#: Rows handed to Chroma at once: it refuses more than 5,461, and SQL variables bound look-ups by id.
_BATCH = 2000

#: Neighbours examined by a search. On 2,071 real passages recall@10 was 0.993 at Chroma's 100 and 1.000 at 400.
_EF_SEARCH = 400

#: How the graph is built. With Chroma's 16 neighbours, vectors among many that are nearly alike (sentences of a
#: template) cannot be reached: of 400 such 24 were not found by themselves, with 32 still 1, with 64 none.
#: Each batch is written to the graph's files at once (1, 1), however small: Chroma's batches are larger than its own
#: threshold anyway, and a graph it has not finished is written anew by whoever opens it, with whatever that process had
#: in its memory.
GRAPH = {
    "space": "cosine",
    "ef_search": _EF_SEARCH,
    "ef_construction": 400,
    "max_neighbors": 64,
    "batch_size": 1,
    "sync_threshold": 1,
}

#: Chroma's own filter looks at each document it is given: among 40,000 sentences of 500 documents a search took 35 ms
#: of processor time for 25 of them, 71 for 250 and 130 for all, against 4 without a filter. Where more than so many
#: documents are asked for, so many times more neighbours than are wanted are therefore looked at first, without
#: the filter (12 ms); it is needed only if too few of them belong to those documents.
_FEW, _WIDER = 25, 3


#: Documents named in one filter: each is a variable of an SQL statement, of which there are 32,766.
_MANY = 10_000


class Trouble(Protocol):
    """Says in one line what it means that Chroma failed."""

    def reading(self, error: BaseException) -> AskError:
        """The error of a failed read."""
        ...

    def writing(self, error: BaseException) -> AskError:
        """The error of a failed write."""
        ...


@dataclass(frozen=True, slots=True)
class FolderTrouble:
    """What failures of Chroma mean where it keeps its files in a folder of ours."""

    folder: Path

    def reading(self, error: BaseException) -> AskError:
        """The files are damaged."""
        return IndexDamaged(
            f"the vectors of the index cannot be read ({type(error).__name__}): run python -m ingest --rebuild"
        )

    def writing(self, error: BaseException) -> AskError:
        """There is no room, or no permission: Chroma tells neither apart."""
        return IndexUnwritable(
            f"cannot write vectors in {self.folder.parent.parent} ({type(error).__name__}): is the disk full?"
        )


class ChromaIndex:
    """Vectors in one Chroma collection with cosine distance."""

    def __init__(self, client: Any, collection: Any, trouble: Trouble) -> None:
        """Use :meth:`create` or :meth:`open`, or a server's."""
        self._client = client
        self._collection = collection
        self._trouble = trouble

    @classmethod
    def create(cls, folder: Path, name: str) -> ChromaIndex:
        """An empty collection in the folder, which must not hold one of that name.

        Raises:
            IndexUnwritable: it cannot be made there.
        """
        trouble = FolderTrouble(folder)
        with failing_as(trouble.writing):  # a full disk is an InternalError of Chroma's Rust core
            client = _client(folder)
            collection = client.create_collection(
                name, embedding_function=None, configuration={"hnsw": GRAPH}
            )
        return cls(client, collection, trouble)

    @classmethod
    def open(cls, folder: Path, name: str) -> ChromaIndex:
        """The collection that stands in the folder.

        Raises:
            IndexDamaged: it is not there or cannot be opened.
        """
        if not (folder / "chroma.sqlite3").is_file():
            raise IndexDamaged(f"no vectors in {folder}: run python -m ingest --rebuild")

        def damaged(error: BaseException) -> AskError:
            return IndexDamaged(
                f"cannot open the vectors in {folder} ({type(error).__name__}; the folder must be writable): "
                "run python -m ingest --rebuild"
            )

        with failing_as(damaged):
            client = _client(folder)
            collection = client.get_collection(name, embedding_function=None)
        return cls(client, collection, FolderTrouble(folder))

    def count(self) -> int:
        """How many vectors are stored."""
        with failing_as(self._trouble.reading):
            return int(self._collection.count())

    def nearest(self, vector: Vectors, k: int, documents: frozenset[str] | None) -> list[tuple[str, float]]:
        """At most k (key, cosine) pairs, best first."""
        if k < 1 or (documents is not None and not documents):
            return []
        if documents is None:
            return self._search(vector, k)
        if len(documents) > _FEW:
            wider = self._search(vector, _WIDER * k, owned_by=documents)
            if len(wider) >= k:
                return wider[:k]
        owners = sorted(documents)
        parts = [owners[start : start + _MANY] for start in range(0, len(owners), _MANY)]
        found = [
            pair for part in parts for pair in self._search(vector, k, where={"document_id": {"$in": part}})
        ]
        return found if len(parts) == 1 else sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _search(
        self,
        vector: Vectors,
        k: int,
        where: dict[str, Any] | None = None,
        owned_by: frozenset[str] | None = None,
    ) -> list[tuple[str, float]]:
        """The nearest k that meet ``where``, less those that none of the documents ``owned_by`` owns (None: any)."""
        include = ["distances"] if owned_by is None else ["distances", "metadatas"]
        with failing_as(self._trouble.reading):
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=k, where=where, include=include
            )
        pairs = [
            (key, 1.0 - float(distance))
            for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        if owned_by is None:
            return pairs
        owners = [row["document_id"] for row in found["metadatas"][0]]
        return [pair for pair, owner in zip(pairs, owners, strict=True) if owner in owned_by]

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of the keys that exist."""
        found: dict[str, Vectors] = {}
        for start in range(0, len(keys), _BATCH):
            with failing_as(self._trouble.reading):
                rows = self._collection.get(ids=list(keys[start : start + _BATCH]), include=["embeddings"])
            found.update(zip(rows["ids"], np.asarray(rows["embeddings"], dtype=np.float32), strict=True))
        return found

    def add(self, keys: Sequence[str], vectors: Vectors, document_ids: Sequence[str]) -> None:
        """All rows are stored, in batches Chroma accepts."""
        for start in range(0, len(keys), _BATCH):
            rows = slice(start, start + _BATCH)
            with failing_as(self._trouble.writing):
                self._collection.add(
                    ids=list(keys[rows]),
                    embeddings=vectors[rows],
                    metadatas=[{"document_id": document_id} for document_id in document_ids[rows]],
                )

    def close(self) -> None:
        """Chroma's files are let go."""
        self._client.close()


@contextmanager
def failing_as(meaning: Callable[[BaseException], AskError]) -> Iterator[None]:
    """Whatever Chroma raises while the block runs becomes the error of ours that says what it means."""
    try:
        yield
    except AskError:
        raise
    except Exception as error:
        raise meaning(error) from None
    except BaseException as error:
        # Where its Rust core gives up, as over a smashed database, what comes is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise meaning(error) from None


def _client(folder: Path) -> Any:
    return chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))

"""Vectors that were once computed, so that the same words are never embedded twice.

Keys are sha256 of the encoder's identity and the text; the text itself is not kept. Each batch is committed,
so a run that is killed goes on where it was. Which document a vector is of is known too, so that those of a
document that is purged can be destroyed without its text.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from rag.errors import EncoderUnavailable
from rag.ports import Encoder, Vectors

#: Texts embedded between two commits: a few seconds of work at most are lost by a kill.
BATCH = 128

_ORPHANS = "DELETE FROM vectors WHERE key NOT IN (SELECT key FROM owners)"

#: Keys bound in one statement; SQLite allows 999 in its oldest builds.
_BOUND = 500


class VectorStore:
    """A table of vectors in one SQLite file. One writer at a time; the index's lock sees to that."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        """The file is open; one that is damaged is begun anew, for everything in it can be computed again."""
        self._identity = encoder.identity
        self._dimension = encoder.dimension
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            path.unlink()
            self._database = _open(path)

    def key(self, text: str) -> bytes:
        """The key of a text under this encoder."""
        return hashlib.sha256(f"{self._identity}\0{text}".encode()).digest()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors of the keys that are stored."""
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _BOUND):
            part = keys[start : start + _BOUND]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)  # noqa: S608
            for key, raw in rows:
                if len(raw) == 4 * self._dimension:
                    found[key] = np.frombuffer(raw, dtype=np.float32)
        return found

    def missing(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys that are not stored."""
        wanted = list(dict.fromkeys(keys))
        return set(wanted) - self.get(wanted).keys()

    def put(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """The vectors are stored under their keys and safe on disk."""
        rows = [(key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def keep_only(self, owned: Mapping[str, Iterable[bytes]]) -> None:
        """The vectors of these documents, by key, are kept; every other one is gone."""
        rows = ((key, document) for document, keys in owned.items() for key in keys)
        with self._database:
            self._database.execute("DELETE FROM owners")
            self._database.executemany("INSERT OR IGNORE INTO owners VALUES (?, ?)", rows)
            self._database.execute(_ORPHANS)

    def close(self) -> None:
        """The file is let go."""
        self._database.close()


def forget(path: Path, documents: Iterable[str]) -> None:
    """The file holds no trace of a vector of these documents, nor of one of no document; it is written anew.

    Where the file is damaged it is gone: everything in it can be computed again.
    """
    if not path.exists():
        return
    try:
        database = _open(path)
        try:
            with database:
                database.executemany("DELETE FROM owners WHERE document = ?", ((one,) for one in documents))
                database.execute(_ORPHANS)
            database.execute("VACUUM")
        finally:
            database.close()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        path.unlink()


def embed(
    store: VectorStore,
    encoder: Encoder,
    texts: Iterable[str],
    progress: Callable[[int, int], None],
    *,
    anew: bool = False,
    batch: int = BATCH,
) -> int:
    """Every text has its vector in the store; returns how many had to be computed.

    Args:
        store: where vectors are looked up and kept.
        encoder: computes those that are missing.
        texts: any order, repeats allowed.
        progress: told (done, total) after each batch.
        anew: stored vectors are not trusted and all are computed.
        batch: texts given to the encoder, and stored, at once.

    Raises:
        EncoderUnavailable: the encoder gave something that is no vector.
    """
    wanted = {store.key(text): text for text in texts}
    missing = wanted.keys() if anew else store.missing(wanted)
    todo = [key for key in wanted if key in missing]
    progress(0, len(todo))
    for start in range(0, len(todo), batch):
        keys = todo[start : start + batch]
        vectors = encoder.encode([wanted[key] for key in keys])
        if vectors.shape != (len(keys), encoder.dimension) or not np.isfinite(vectors).all():
            raise EncoderUnavailable(
                f"the encoder {encoder.identity} gave no usable vectors: set ASK_ENCODER to another"
            )
        store.put(keys, np.ascontiguousarray(vectors, dtype=np.float32))
        progress(start + len(keys), len(todo))
    return len(todo)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    try:
        database.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
        )
        database.execute(
            "CREATE TABLE IF NOT EXISTS owners (key BLOB, document TEXT, PRIMARY KEY (key, document)) WITHOUT ROWID"
        )
        database.execute("PRAGMA quick_check(1)")
        # What is deleted is overwritten: a vector tells something of its words.
        database.execute("PRAGMA secure_delete = ON")
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database

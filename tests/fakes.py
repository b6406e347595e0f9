"""Doubles for the seams of the program: deterministic, without a model or a vendor."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from rag.ports import TokenVectors, Vectors
from rag.text import content_stems, words

_TOKEN = re.compile(r"\w+|[^\w\s]")


class FakeEncoder:
    """An Encoder whose vectors are bags of stems: texts that share words are near, whatever else they say.

    ``encoded`` holds every text it was given, in order, so that a test can tell what was embedded.
    """

    def __init__(self, identity: str = "fake@1", *, dimension: int = 64, max_tokens: int = 256) -> None:
        self.identity = identity
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text."""
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for stem in content_stems(text) or words(text) or ["nothing"]:
                number = int.from_bytes(hashlib.sha256(f"{self.identity}{stem}".encode()).digest()[:8], "big")
                row[number % self.dimension] += 1.0 if number >> 32 & 1 else -1.0
            if not row.any():  # stems that cancel out
                row[0] = 1.0
            row /= np.linalg.norm(row)
        return rows

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """A token is a word or a mark."""
        return [[match.span() for match in _TOKEN.finditer(text)] for text in texts]

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Each word's vector is that of the word alone."""
        found = []
        for text, spans in zip(texts, self.token_spans(texts), strict=True):
            rows = FakeEncoder(self.identity, dimension=self.dimension).encode([text[a:b] for a, b in spans])
            found.append(TokenVectors(tuple(spans), rows))
        return found


class KnowingReranker:
    """A Reranker that knows the right sentence: 1 for a text that holds these words, 0 for any other.

    ``asked`` holds the question and the texts of each call, in order.
    """

    def __init__(self, right: str) -> None:
        self.right = right
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text."""
        self.asked.append((question, list(texts)))
        return [float(self.right in text) for text in texts]


class MemoryVectors:
    """A VectorIndex in memory that looks at every vector."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Vectors, str]] = {}

    def count(self) -> int:
        """How many vectors are stored."""
        return len(self._rows)

    def nearest(self, vector: Vectors, k: int, documents: frozenset[str] | None) -> list[tuple[str, float]]:
        """At most k (key, cosine) pairs, best first, ties by key."""
        scored = [
            (key, float(row @ vector / (np.linalg.norm(row) * np.linalg.norm(vector))))
            for key, (row, document_id) in self._rows.items()
            if documents is None or document_id in documents
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of the keys that exist."""
        return {key: self._rows[key][0] for key in keys if key in self._rows}

    def add(self, keys: Sequence[str], vectors: Vectors, document_ids: Sequence[str]) -> None:
        """All rows are stored under their keys."""
        for key, vector, document_id in zip(keys, vectors, document_ids, strict=True):
            self._rows[key] = (np.asarray(vector, dtype=np.float32), document_id)

    def close(self) -> None:
        """Nothing needs letting go."""

"""The few seams of the program, each with at least two implementations (a real one and one for tests)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.domain import Answer, Claim, Hit, ModelUse, Query, Question

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class TokenVectors:
    """The tokens of a text as an encoder sees them: half-open character ranges, and a row of length 1 for each."""

    spans: tuple[tuple[int, int], ...]
    rows: Vectors


class Encoder(Protocol):
    """Turns texts into vectors of length 1.

    ``identity`` names the exact weights: two encoders with the same identity give the same vectors.
    ``max_tokens`` is how many tokens are read, special tokens included; the rest of a text is dropped.
    """

    @property
    def identity(self) -> str:
        """The name of the encoder, "@", and a fingerprint of its weights."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens read of a text, special ones included."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, shape (len(texts), dimension), float32, each row of length 1."""
        ...

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """For each text the half-open character range of each of its tokens, special tokens left out."""
        ...

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """For each text its tokens in their context, special tokens and what lies beyond ``max_tokens`` left out."""
        ...


class Reranker(Protocol):
    """Reads a question and a text together and says how well the text answers it."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, in their order, 0 to 1; [] for no texts."""
        ...


class VectorIndex(Protocol):
    """Vectors under keys, each belonging to a document; cosine similarity."""

    def count(self) -> int:
        """How many vectors are stored."""
        ...

    def nearest(self, vector: Vectors, k: int, documents: frozenset[str] | None) -> list[tuple[str, float]]:
        """At most ``k`` (key, cosine) pairs, best first, of the given documents (None: of all)."""
        ...

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of the keys that exist, each of shape (dimension,)."""
        ...

    def add(self, keys: Sequence[str], vectors: Vectors, document_ids: Sequence[str]) -> None:
        """All rows are stored under their keys; any number of rows may be given."""
        ...

    def close(self) -> None:
        """Files are let go; the index is not used again."""
        ...


class Retriever(Protocol):
    """Ranks passages for a query. Retrievers compose: a fusion of retrievers is a retriever."""

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most ``k`` hits, best first, ranks from 1; ties by document id and place; [] if none."""
        ...


class Answerer(Protocol):
    """Chooses and words the answer to a question from hits, or refuses."""

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        """The answer; every claim of it is tied to words of a document of the index."""
        ...


@dataclass(frozen=True, slots=True)
class Offered:
    """A quote as it was offered: the number of the passage it is said to stand in, and its words."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody says a record says, not yet believed: a statement and the quotes offered for it."""

    text: str
    quotes: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a language model wrote back, with the tokens the provider counted (0: it does not say)."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0


class Chat(Protocol):
    """A language model: text in, text out, nothing else; it is given no tools."""

    @property
    def name(self) -> str:
        """The model as a person named it: "provider:name"."""
        ...

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        """The model's reply, asked to be JSON of the schema; whether it is, the caller checks.

        Raises:
            ModelUnavailable: with one plain line on why there is none.
        """
        ...

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        """The same reply as it grows, each time with all of its text so far; the last one is whole.

        Raises:
            ModelUnavailable: there is none, or it broke off.
        """
        ...


class Wordsmith(Protocol):
    """Words answers with a language model; what it cannot bear out stays as it was."""

    def word(
        self, answer: Answer, look: Callable[[Sequence[str]], Sequence[Hit]] | None
    ) -> Iterator[Claim | Answer]:
        """Each sentence of the model as soon as it is checked and borne out, then the answer made of just those.

        Where there are none, the same answer with a notice. ``look`` finds further passages for other wordings of the
        question; None: they are not wanted.
        """
        ...

    def others(self, answer: Answer) -> tuple[tuple[str, ...], ModelUse]:
        """Other wordings of an answer's question that ask nothing else, and what the model was asked for them."""
        ...

"""What is asked, and the passages found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rag.domain.documents import Passage


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on documents, and whether the person asked for it or it was read from the question.

    ``field`` is document, kind, standing, jurisdiction, published or year; ``op`` is in, since or until.
    A record meets a condition on its year when it is dated then or its text speaks of such a year.
    ``source`` is asked or inferred, and ``words`` are those of the question it was inferred from.
    An inferred condition shuts out only what is known not to meet it (rag.catalogue.admitted).
    """

    field: str
    op: str
    value: tuple[str, ...]
    source: str = "asked"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked, with the earlier turns of the conversation (oldest first) and filters.

    ``expand``: whether words may also be looked for as the sector's vocabulary has them; those in ``as_written`` may
    not, whatever their case. ``scope``: whether conditions may also be read from the question itself ("in Wales",
    "since 2010"). ``model``: whether a language model, where one is set, may word the answer.
    """

    text: str
    history: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    expand: bool = True
    scope: bool = True
    as_written: tuple[str, ...] = ()
    model: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What is sent to a ranker. ``documents`` None means all of them."""

    text: str
    documents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query; rank counts from 1, best first.

    ``copies``: the other documents found that say the same, word for word, nearly, or re-written, the best first.
    """

    passage: Passage
    score: float
    rank: int
    copies: tuple[str, ...] = ()


def ranked(scores: Mapping[str, float], passages: Mapping[str, Passage], k: int) -> list[Hit]:
    """The k best-scored passages as hits, best first; ties by document id, then by place. Both map passage keys."""
    order = sorted(scores, key=lambda key: (-scores[key], passages[key].document_id, passages[key].span))
    return [Hit(passages[key], scores[key], rank) for rank, key in enumerate(order[:k], start=1)]

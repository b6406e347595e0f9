"""What the page asks: a pipeline with its records, or a fake in tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from rag.domain import Document, Question
from rag.pipeline import Pipeline
from rag.store import Records


@dataclass(frozen=True, slots=True)
class Library:
    """The records of one generation of the index, by id."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    generation: str = ""


class Reviews(Protocol):
    """Answers questions and hands out records."""

    @property
    def ready(self) -> bool:
        """False while the encoder is still being loaded."""
        ...

    @property
    def model(self) -> str | None:
        """The language model that words answers, as "provider:name"; None where there is none."""
        ...

    def library(self) -> Library:
        """The records of the serving generation; no encoder is needed, so this never waits for one.

        Raises:
            AskError: the index cannot be read.
        """
        ...

    def records(self) -> Records:
        """The records of the serving generation with their passages; no encoder is needed.

        Raises:
            AskError: the index cannot be read.
        """
        ...

    def pipeline(self) -> Pipeline:
        """What answers, over the serving generation; waits until ready.

        Raises:
            AskError: the index cannot be used.
        """
        ...

    def answering(self, question: Question) -> tuple[Library, Iterator[Mapping[str, Any]]]:
        """The records answered from, and the chunks of the answer as ``rag.chain`` gives them; waits until ready.

        Raises:
            AskError: the question or the index cannot be used.
        """
        ...

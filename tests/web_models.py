"""Invented records whose answers a scripted language model words, by way of the program's own checks."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any

from evals.scripted import Request, Says, Scripted, says, sentence
from rag.bootstrap import make_wordsmith
from rag.chain import as_runnable
from rag.domain import Question
from rag.pipeline import Pipeline
from tests.web_fakes import PLANNED, FakeReviews
from web.reviews import Library

#: A question that the invented records answer.
WHEN = "When was the final report of the Larkfield inquiry planned for?"

#: What the model says: a sentence the records bear out, one with another month, and two with what a page might fetch.
BORNE_OUT = "In January 2014 the final report of the Larkfield inquiry was planned for June 2014."
OTHER_MONTH = "The final report of the Larkfield inquiry was planned, in January 2014, for July 2014."
PICTURE = (
    "![x](https://evil.example/p.png) The final report of the Larkfield inquiry was planned for June 2014."
)
MARKUP = (
    '<img src="https://evil.example/q.png" onerror="window.pwned=1"> <a href="https://evil.example/">June</a>'
)
LEFT_OUT = (OTHER_MONTH, PICTURE, MARKUP)

MIXED = says(*(sentence(text, (1, PLANNED)) for text in (BORNE_OUT, *LEFT_OUT)))


class WordedReviews(FakeReviews):
    """The invented records, asked by way of the chain, with a scripted model; shut ``model_gate`` to have it slow."""

    def __init__(self, mode: Says = MIXED) -> None:
        """``mode`` is what the model says; it can be set anew."""
        super().__init__()
        self.mode = mode
        self.model_gate = threading.Event()
        self.model_gate.set()
        self.chat = Scripted(self._says)
        self._over: Pipeline | None = None

    @property
    def model(self) -> str | None:
        """The name of the scripted model."""
        return self.chat.name

    def pipeline(self) -> Pipeline:
        """The program's own stages, worded by the model."""
        if self._over is None:
            made = super().pipeline()
            self._over = made.worded_by(make_wordsmith(made, self.chat))
        return self._over

    def answering(self, question: Question) -> tuple[Library, Iterator[Mapping[str, Any]]]:
        """The chunks as the retrieval chain gives them."""
        self.asked.append(question)
        return self.library(), as_runnable(self.pipeline()).stream(question)

    def _says(self, request: Request) -> str:
        self.model_gate.wait()
        return self.mode(request)

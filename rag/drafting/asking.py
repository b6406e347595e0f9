"""One request to a model: the prompt, the values, a reply of one shape; one attempt to have a broken reply mended."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import TypeVar

from pydantic import BaseModel

from rag.domain import ModelUse
from rag.drafting.prompts import Prompt, prompt
from rag.drafting.replies import read
from rag.ports import Chat, Reply

_Shape = TypeVar("_Shape", bound=BaseModel)


class Requests:
    """The requests made for one answer, counted. Not shared between threads."""

    def __init__(self, chat: Chat) -> None:
        """Nothing is asked yet."""
        self._chat = chat
        self._prompts: dict[str, str] = {}
        self._calls = self._input = self._output = 0
        self._seconds = 0.0

    def listen(self, name: str, values: str, shape: type[_Shape]) -> Generator[str, None, _Shape | None]:
        """The text of a reply as it grows; returned is the whole reply, None where it is broken: see ``mend``.

        Raises:
            ModelUnavailable: there is no reply, or it broke off.
        """
        asked = prompt(name)
        self._prompts[asked.name] = asked.digest
        self._calls += 1
        said = Reply("")
        growing = self._chat.stream(asked.text, values, shape.model_json_schema())
        try:
            while (found := self._timed(growing)) is not None:
                said = found
                yield said.text
        finally:
            self._input += said.input_tokens
            self._output += said.output_tokens
        return read(said.text, shape)

    def ask(self, name: str, values: str, shape: type[_Shape]) -> _Shape | None:
        """The reply to a prompt about some values, as a value of the shape; None where it is broken twice.

        Raises:
            ModelUnavailable: there is no reply.
        """
        asked = prompt(name)
        said = self._reply(asked, values, shape)
        return read(said.text, shape) or self.mend(name, values, shape)

    def mend(self, name: str, values: str, shape: type[_Shape]) -> _Shape | None:
        """A broken reply asked for again, once: a second repair is as likely to break; None where it is broken too.

        Raises:
            ModelUnavailable: there is no reply.
        """
        again = prompt("repair")
        self._prompts[again.name] = again.digest
        return read(self._reply(prompt(name), f"{values}\n\n{again.text}", shape).text, shape)

    def use(self, failed: str | None = None) -> ModelUse:
        """What was asked so far."""
        return ModelUse(
            self._chat.name,
            tuple(self._prompts.items()),
            self._calls,
            self._input,
            self._output,
            1000 * self._seconds,
            failed,
        )

    def _timed(self, growing: Iterator[Reply]) -> Reply | None:
        """What comes next, its time counted: that in which whoever listens does something else is not the model's."""
        begun = time.perf_counter()
        try:
            return next(growing, None)
        finally:
            self._seconds += time.perf_counter() - begun

    def _reply(self, asked: Prompt, values: str, shape: type[BaseModel]) -> Reply:
        self._prompts[asked.name] = asked.digest
        self._calls += 1
        begun = time.perf_counter()
        try:
            said = self._chat.complete(asked.text, values, shape.model_json_schema())
        finally:
            self._seconds += time.perf_counter() - begun
        self._input += said.input_tokens
        self._output += said.output_tokens
        return said

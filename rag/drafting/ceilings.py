"""What a day of a language model may take: tokens and cost, counted in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rag.errors import ModelUnavailable
from rag.ports import Chat, Reply

#: Prices are given for so many tokens.
_PER = 1_000_000

#: Characters of a token, where the provider counts none: a ceiling must hold there too.
_CHARACTERS = 4


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What may be spent in a day; 0: no ceiling. Prices are for a million tokens, read and written."""

    tokens: int = 0
    cost: float = 0.0
    price_read: float = 0.0
    price_written: float = 0.0


class CeiledChat:
    """A chat that is left alone once a day's ceiling is reached. Safe to use from several threads."""

    def __init__(self, chat: Chat, ceiling: Ceiling, today: Callable[[], date] = date.today) -> None:
        """Nothing is spent yet; with a new day of ``today`` counting begins anew."""
        self._chat, self._ceiling, self._today = chat, ceiling, today
        self._lock = threading.Lock()
        self._day = today()
        self._tokens, self._cost = 0, 0.0

    @property
    def name(self) -> str:
        """The name of the chat inside."""
        return self._chat.name

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        """The reply of the chat inside.

        Raises:
            ModelUnavailable: the day's ceiling is reached, or the chat has no reply.
        """
        self._open()
        said = self._chat.complete(system, user, schema)
        self._spend(system, user, said)
        return said

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        """The growing reply of the chat inside; one that breaks off has cost what came of it.

        Raises:
            ModelUnavailable: the day's ceiling is reached, or the chat has no reply.
        """
        self._open()
        said = Reply("")
        try:
            for said in self._chat.stream(system, user, schema):
                yield said
        finally:
            if said.text:
                self._spend(system, user, said)

    def _open(self) -> None:
        """ModelUnavailable where the day's ceiling is reached; with a new day counting begins anew."""
        with self._lock:
            if self._day != self._today():
                self._day, self._tokens, self._cost = self._today(), 0, 0.0
            limit = self._ceiling
            if (limit.tokens and self._tokens >= limit.tokens) or (limit.cost and self._cost >= limit.cost):
                raise ModelUnavailable(f"the model {self.name} has reached the ceiling set for a day")

    def _spend(self, system: str, user: str, said: Reply) -> None:
        limit = self._ceiling
        read = said.input_tokens or (len(system) + len(user)) // _CHARACTERS
        wrote = said.output_tokens or len(said.text) // _CHARACTERS
        with self._lock:
            self._tokens += read + wrote
            self._cost += (read * limit.price_read + wrote * limit.price_written) / _PER

"""People who ask the web chat by its queue, as the page's own script does, and how long they waited."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

#: Seconds after which a start or an answer has failed.
PATIENCE = 120.0


@dataclass
class Times:
    """Answers of one kind: how long each took, how many were told to wait, and what failed."""

    took: list[float] = field(default_factory=list)
    waited: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def told(self) -> dict[str, Any]:
        """The numbers of a row; None for times where nothing was timed."""
        took = sorted(self.took)
        p95 = (
            statistics.quantiles(took, n=20, method="inclusive")[18]
            if len(took) > 1
            else max(took, default=None)
        )
        times = {
            "median": statistics.median(took) if took else None,
            "p95": p95,
            "worst": max(took, default=None),
        }
        return {
            "answered": len(took),
            **{name: None if one is None else round(one, 3) for name, one in times.items()},
            "told_to_wait": self.waited,
            "errors": len(self.errors),
        }


class People:
    """Asks the page's queue as its own script does; the function is found by the box that calls it."""

    def __init__(self, url: str) -> None:
        self._url = url
        config = httpx.get(f"{url}/config", trust_env=False).json()
        parts: dict[int, Mapping[str, Any]] = {part["id"]: part for part in config["components"]}
        box = next(number for number, part in parts.items() if part["props"].get("elem_id") == "box")
        self._asks = next(one for one in config["dependencies"] if [box, "submit"] in one["targets"])
        self._blank = [
            None if part["type"] == "state" else part["props"].get("value")
            for part in (parts[number] for number in self._asks["inputs"])
        ]
        self._place, self._box = self._asks["inputs"].index(box), box
        self._sessions = 0

    async def crowd(self, questions: Sequence[Sequence[str]], pause: float = 0.0) -> Times:
        """Everybody asks their questions in a row, all beginning in the same moment."""
        times = Times()
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        async with httpx.AsyncClient(
            base_url=self._url, trust_env=False, timeout=PATIENCE, limits=limits
        ) as client:
            await asyncio.gather(*(self._person(client, asked, pause, times) for asked in questions))
        return times

    async def _person(
        self, client: httpx.AsyncClient, questions: Sequence[str], pause: float, times: Times
    ) -> None:
        self._sessions += 1
        session = f"person{self._sessions}"
        for number, question in enumerate(questions):
            await asyncio.sleep(pause if number else 0)
            begun = time.perf_counter()
            try:
                answered = await self._ask(client, question, session)
            except (httpx.HTTPError, ValueError) as error:
                times.errors.append(f"{type(error).__name__}: {error}")
                continue
            if answered:
                times.took.append(time.perf_counter() - begun)
            else:
                times.waited += 1

    async def _ask(self, client: httpx.AsyncClient, question: str, session: str) -> bool:
        """True where the question was answered, False where the person was told to wait; ValueError for all else."""
        data = [*self._blank[: self._place], question, *self._blank[self._place + 1 :]]
        body = {"data": data, "fn_index": self._asks["id"], "session_hash": session, "trigger_id": self._box}
        joined = await client.post("/gradio_api/queue/join", json=body)
        if joined.status_code == 503:
            return False
        if joined.status_code != 200:
            raise ValueError(f"{joined.status_code} {joined.text[:80]}")
        last = ""
        async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            async for line in stream.aiter_lines():
                last = line if '"process_completed"' in line else last
        done = json.loads(last.removeprefix("data: ") or "{}")
        drawn = " ".join(part for part in done.get("output", {}).get("data", ()) if isinstance(part, str))
        if done.get("success") and "Please wait" in drawn:
            return False
        if not done.get("success") or "data-status" not in drawn.rpartition("<article")[2]:
            raise ValueError("no answer came")
        return True

"""The page asked by raw requests, as somebody does who has no browser, or no good intentions."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from web.reviews import Reviews
from web.serve import launch

API = "/gradio_api"


def free_port() -> int:
    """A port that was free just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Caller:
    """Somebody who sends whatever they like. Functions are found by what triggers them, never by number."""

    def __init__(self, url: str) -> None:
        """The page's own description of itself has been read."""
        self.url = url.rstrip("/")
        # A server that drops a connection after an error must not look like one that cannot be reached.
        self.http = httpx.Client(
            base_url=self.url, trust_env=False, timeout=20, headers={"Connection": "close"}
        )
        config = self.http.get("/config").json()
        self.parts: dict[int, Mapping[str, Any]] = {part["id"]: part for part in config["components"]}
        self.functions: list[Mapping[str, Any]] = [f for f in config["dependencies"] if f["backend_fn"]]

    def called_by(self, event: str, elem_id: str | None = None) -> Mapping[str, Any]:
        """The function that an event of a part calls."""
        return next(
            function
            for function in self.functions
            if any(
                name == event and (elem_id is None or self.named(part) == elem_id)
                for part, name in function["targets"]
                if part is not None
            )
        )

    def named(self, part: int) -> str | None:
        """The id a part of the page bears in its HTML."""
        found: str | None = self.parts[part]["props"].get("elem_id")
        return found

    def filled(self, function: Mapping[str, Any], text: object) -> list[object]:
        """What the browser would send for a function, with ``text`` in the question's box."""
        return [self._value(part, text) for part in function["inputs"]]

    def _value(self, part: int, text: object) -> object:
        if self.named(part) == "box":
            return text
        return None if self.parts[part]["type"] == "state" else self.parts[part]["props"].get("value")

    def join(
        self, function: Mapping[str, Any], data: Sequence[object], session: str, event: object = None
    ) -> httpx.Response:
        """The reply to a request to run the function."""
        trigger = next((part for part, _ in function["targets"]), None)
        body = {"data": data, "fn_index": function["id"], "session_hash": session, "trigger_id": trigger}
        return self.http.post(f"{API}/queue/join", json=body | {"event_data": event})

    def replies(self, session: str) -> Iterator[str]:
        """The messages of a session, one JSON each, until its runs have ended."""
        with self.http.stream("GET", f"{API}/queue/data", params={"session_hash": session}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    yield line.removeprefix("data: ")

    def done(
        self, function: Mapping[str, Any], data: Sequence[object], session: str, event: object = None
    ) -> str:
        """Everything that came back from a run: the reply where it was refused, else every message."""
        joined = self.join(function, data, session, event)
        if joined.status_code != 200:
            return joined.text
        return "\n".join(self.replies(session))

    def asked(self, text: object, session: str) -> str:
        """The whole conversation as it is drawn after a question."""
        asks = self.called_by("submit", "box")
        return shown(self.done(asks, self.filled(asks, text), session))


def shown(messages: str) -> str:
    """The HTML that the last run of some messages ended with, all parts of the page together."""
    ended = [json.loads(line) for line in messages.splitlines() if '"process_completed"' in line]
    assert ended, messages
    assert ended[-1]["success"], ended[-1]
    return "\n".join(one for one in ended[-1]["output"]["data"] if isinstance(one, str))


@contextmanager
def served(reviews: Reviews) -> Iterator[Caller]:
    """Somebody who can reach the page over these reviews."""
    page = launch(reviews, "127.0.0.1", free_port())
    try:
        yield Caller(str(page.local_url))
    finally:
        page.close(verbose=False)

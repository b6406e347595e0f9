"""A small OpenAI-compatible server of this machine, in a thread: keeps what it is sent, says what it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evals.scripted import Says, Scripted
from rag.errors import ModelUnavailable

#: What the server says to a request: a status, a value to be sent as JSON, and how it says it ended.
Answers = Callable[[Mapping[str, Any]], tuple[int, Any]]


def completion(text: str, *, ended: str = "stop") -> dict[str, Any]:
    """A reply as OpenAI's chat completions have it."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "one",
        "object": "chat.completion",
        "created": 1,
        "model": "small",
        "choices": [{"index": 0, "message": message, "finish_reason": ended}],
        "usage": {"prompt_tokens": 21, "completion_tokens": 8, "total_tokens": 29},
    }


#: Characters of a piece of a streamed reply.
_PIECE = 24


def as_events(whole: Mapping[str, Any]) -> bytes:
    """The same reply in pieces, as a server sends it that is asked to stream."""
    (choice,) = whole["choices"]
    text = choice["message"]["content"]
    deltas = [{"content": text[at : at + _PIECE]} for at in range(0, len(text), _PIECE)]
    rows = [{"index": 0, "delta": one, "finish_reason": None} for one in ({"role": "assistant"}, *deltas)]
    rows.append({"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]})
    shared = {"id": whole["id"], "created": whole["created"], "model": whole["model"], "usage": None}
    chunks = [{**shared, "object": "chat.completion.chunk", "choices": [one]} for one in rows]
    chunks.append({**chunks[-1], "choices": [], "usage": whole["usage"]})
    return (
        "".join(f"data: {json.dumps(one)}\n\n" for one in (*chunks, "[DONE]"))
        .replace('"[DONE]"', "[DONE]")
        .encode()
    )


def saying(text: str, *, ended: str = "stop") -> Answers:
    """Always this text."""
    return lambda _: (200, completion(text, ended=ended))


def failing(status: int) -> Answers:
    """Always this status, with words of the request in the message, as some servers send them back."""
    return lambda body: (status, {"error": {"message": f"no: {json.dumps(body)}", "type": "x", "code": None}})


def stalling(seconds: float) -> Answers:
    """A reply that comes too late."""

    def stall(_: Mapping[str, Any]) -> tuple[int, Any]:
        time.sleep(seconds)
        return 200, completion("{}")

    return stall


def shapeless(text: str) -> Answers:
    """A server that cannot be asked for JSON of a schema, and says this where it is not asked for that."""
    return lambda body: failing(400)(body) if "response_format" in body else (200, completion(text))


def scripted(says: Says) -> Answers:
    """A scripted model behind the server."""
    model = Scripted(says)

    def answer(body: Mapping[str, Any]) -> tuple[int, Any]:
        system, user = (one["content"] for one in body["messages"])
        try:
            return 200, completion(model.complete(system, user, {}).text)
        except ModelUnavailable:
            return 503, {"error": {"message": "busy"}}

    return answer


@dataclass
class Server:
    """A server that runs: its address, and the bodies and headers it was sent."""

    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(answers: Answers) -> Iterator[Server]:
    """The server, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.bodies.append(body)
            found.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, value = answers(body)
            streamed = bool(body.get("stream")) and status == 200 and "usage" in value
            sent = as_events(value) if streamed else json.dumps(value).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "text/event-stream" if streamed else "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)
            except BrokenPipeError:
                pass  # whoever asked waited no longer

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Server(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

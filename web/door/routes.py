"""Only what the page itself asks for is answered: Gradio's other routes are shut, and so are files in requests.

Gradio serves far more than a page needs: an upload that fills the disk, a route that fetches any address of the
internet, one that writes a session's conversation to a file, one that hands a video to a converter. None of them is
ours; each is a way in. (ASGI middleware.)
"""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)

_READ = re.compile(
    r"/|/(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json|logout)/?"
    r"|/(?:assets|static|svelte)/[\w./-]+"
    r"|/gradio_api/(?:startup-events|queue/data|login_check/?|heartbeat/\w+)"
)
_SENT = re.compile(r"/login/?|/gradio_api/(?:queue/join|cancel)")

#: Headers by which a request says where it thinks it was sent. The address of the page is a setting.
_CLAIMS = frozenset(
    {b"x-forwarded-host", b"x-forwarded-prefix", b"x-gradio-server", b"x-original-host", b"forwarded"}
)

_JOIN = "/gradio_api/queue/join"


class PageOnly:
    """Other routes than the page's are answered 404, and a request that is none of the page's 400."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps ``app``; stands inside ``BodyLimit``, which bounds what is read here."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request of the page on, without its claims of where it was sent."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http" or not _known(scope):
            await _refuse(scope, send, 404, b"There is nothing here.\n")
            return
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _CLAIMS]}
        if scope["path"] == _JOIN:
            body = await _body(receive)
            if not _is_plain(body):
                await _refuse(scope, send, 400, b"The request is not understood.\n")
                return
            receive = _again(body, receive)
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            # A body that names a function or a session that does not exist ends here, not in a traceback.
            _log.warning("a request was not understood: %s", type(error).__name__)
            if started:
                raise
            await _refuse(scope, send, 400, b"The request is not understood.\n")


def _known(scope: Scope) -> bool:
    known = {"GET": _READ, "HEAD": _READ, "POST": _SENT}.get(scope["method"])
    return known is not None and known.fullmatch(scope["path"]) is not None and ".." not in scope["path"]


def _is_plain(body: bytes) -> bool:
    """True for inputs that hold words, numbers and lists of them: an object among them would be read as a file."""
    try:
        data = json.loads(body)["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    left: list[Any] = [data] if isinstance(data, list) else [{}]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            return False
        if isinstance(one, list):
            left.extend(one)
    return True


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return left.pop() if left else await receive()

    return replayed


async def _refuse(scope: Scope, send: Send, status: int, words: bytes) -> None:
    if scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]}
    )
    await send({"type": "http.response.body", "body": words})

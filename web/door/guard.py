"""What stands between the network and the page: limits on requests and headers on replies (ASGI middleware)."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes of a request's body. A question of 300,000 characters, as many as the box takes, is at most 1.8 MB of
#: escaped JSON: it reaches the handler and gets a friendly line instead of a failed request.
LONGEST_BODY = 2_000_000

#: Everything comes from this server and nothing is sent elsewhere. Gradio's page needs inline scripts and
#: styles, and its HTML component builds its template with eval.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class SecurityHeaders:
    """Every reply carries the headers of ``HEADERS``, in place of any of the same name."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the headers as the reply starts."""
        ours = {name for name, _ in HEADERS}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """A request whose body is longer than ``LONGEST_BODY`` is answered 413, however its length is declared."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on unless it is too long; a body without a length is counted as it comes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > LONGEST_BODY:
            await _refuse(send)
            return
        received = 0
        started = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LONGEST_BODY:
                raise _TooLong
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            # The application may catch the error and answer 400: its words are dropped for ours.
            if started or received <= LONGEST_BODY:
                started = True
                await send(message)

        with contextlib.suppress(_TooLong):
            await self._app(scope, counted, noted)
        if received > LONGEST_BODY and not started:
            await _refuse(send)


class _TooLong(Exception):
    """More of a body has come than is read."""


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 413, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"The request is too long.\n"})

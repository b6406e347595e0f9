"""The page served on this machine, quietly; what stops it is one plain line."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.domain import Question
from rag.errors import AskError, BadSetting
from rag.papers.style import HouseStyle, load_style
from rag.pipeline import Pipeline
from rag.settings import Settings
from rag.store import Records
from web.door.guard import BodyLimit, SecurityHeaders
from web.door.logins import Logins, open_logins
from web.door.questions import RateLimiter
from web.door.routes import PageOnly
from web.feedback import Feedback
from web.forgetting import EVERY, forget_visits
from web.options import Options
from web.reviews import Library, Reviews

if TYPE_CHECKING:
    import gradio as gr

HOST, PORT = "127.0.0.1", 7860

#: Names under which any machine of the network may be meant: the person who sets one wants to be reached.
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


#: Addresses that only people at this machine reach.
_OF_THIS_MACHINE = (HOST, "localhost", "::1")

_SIGN_IN = (
    "Ask the Reviews: cited answers from UK children’s social care reviews. Your name and password, please."
)

_log = logging.getLogger(__name__)


class ServedReviews:
    """The project's own pipeline as what the chat asks."""

    def __init__(self, serving: Serving) -> None:
        """Nothing is opened yet."""
        self._serving = serving

    @property
    def ready(self) -> bool:
        """False while the encoder is still being loaded."""
        return self._serving.ready

    @property
    def model(self) -> str | None:
        """The language model that words answers, as "provider:name"; None where there is none."""
        return self._serving.model

    def library(self) -> Library:
        """The records of the serving generation."""
        return Library(*self._serving.library())

    def records(self) -> Records:
        """The records of the serving generation with their passages."""
        return self._serving.records()

    def pipeline(self) -> Pipeline:
        """What answers, over the serving generation."""
        return self._serving.pipeline()

    def answering(self, question: Question) -> tuple[Library, Iterator[Mapping[str, Any]]]:
        """The records of the serving generation and the chunks of the answer, by way of the retrieval chain."""
        pipeline = self._serving.pipeline()
        library = Library(pipeline.records.documents, pipeline.info.generation)
        return library, as_runnable(pipeline).stream(question)


def address(environment: Mapping[str, str] = os.environ) -> tuple[str, int]:
    """Where to serve: Gradio's own two variables, else 127.0.0.1 and 7860.

    Raises:
        BadSetting: the port is not one, or is taken.
    """
    host = environment.get("GRADIO_SERVER_NAME") or HOST
    wanted = environment.get("GRADIO_SERVER_PORT") or str(PORT)
    if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise BadSetting(f'GRADIO_SERVER_PORT is "{wanted[:20]}": set it to a port between 1 and 65535')
    try:
        with socket.create_server(
            (host, int(wanted)), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        ):
            pass
    except OSError as error:
        raise BadSetting(
            f"cannot serve on {host} port {wanted} ({error.strerror or type(error).__name__}): stop what uses it, "
            "or set GRADIO_SERVER_PORT to another port"
        ) from None
    return host, int(wanted)


def launch(
    reviews: Reviews, host: str, port: int, options: Options | None = None, logins: Logins | None = None
) -> gr.Blocks:
    """The page is being served; the caller goes on. Without options no feedback is asked for."""
    # Read when Gradio is imported: no look-up leaves this machine.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from web.layout import ICON, STYLES, build
    from web.theme import theme

    options = options or Options(Feedback(Path("feedback.jsonl"), days=0), RateLimiter())
    page = build(reviews, options)
    page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        inbrowser=False,
        show_error=False,
        ssr_mode=False,
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        auth=cast(Any, logins.admits) if logins else None,
        auth_message=_SIGN_IN,
        # No part of the page takes a file; web.door.routes shuts the route for them, too.
        max_file_size="1kb",
        footer_links=[],
        favicon_path=ICON,
        css_paths=STYLES,
        theme=theme(),
        app_kwargs={
            "docs_url": None,
            "redoc_url": None,
            "openapi_url": None,
            "middleware": [
                Middleware(SecurityHeaders),
                Middleware(
                    TrustedHostMiddleware,
                    allowed_hosts=hosts_of(host, options.public_url),
                    www_redirect=False,
                ),
                Middleware(BodyLimit),
                Middleware(PageOnly),
            ],
        },
    )
    return page


def hosts_of(host: str, public_url: str | None) -> list[str]:
    """The names a request may be addressed to: any other would let a foreign page speak to this one (DNS rebinding).

    A page that is served to the network answers to the names and addresses of this machine; behind a proxy it is
    reached by another name, which ``public_url`` gives.
    """
    names = {HOST, "localhost", host, urlsplit(public_url).hostname if public_url else None}
    if host in _EVERYWHERE:
        mine = {socket.gethostname(), socket.getfqdn()}
        with contextlib.suppress(OSError):
            mine |= {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None)}
        # An address of IPv6 stands in brackets in the header.
        names |= {f"[{one}]" if ":" in one else one for one in mine}
        names -= set(_EVERYWHERE)
    return sorted(name for name in names if name)


def run(settings: Settings, serving: Serving, say: Callable[[str], None]) -> None:
    """The page has been served until it was stopped (Ctrl-C); ``say`` got one line with its address.

    Raises:
        AskError: the port, the index, the encoder or the login file cannot be used; nothing is served any more.
    """
    host, port = address()
    logins = open_logins(settings.login_file)
    serving.records()
    feedback = Feedback(settings.feedback, settings.feedback_days)
    # On a page that anybody may reach, without names, one person's briefings would be everybody's.
    own = logins is not None or (settings.public_url is None and host in _OF_THIS_MACHINE)
    options = Options(
        feedback,
        RateLimiter(),
        settings.public_url,
        logins=logins is not None,
        briefings=settings.briefings if own else None,
        address=settings.public_url or f"http://{HOST if host in _EVERYWHERE else host}:{port}/",
        style=load_style(settings.house_style) if settings.house_style else HouseStyle(),
    )
    page = launch(ServedReviews(serving), host, port, options, logins)
    failures: list[AskError] = []
    warmed = threading.Thread(target=_warm, args=(serving, failures), daemon=True)
    try:
        warmed.start()
        say(f"Ask the Reviews: open {settings.public_url or page.local_url} in a browser. Ctrl-C stops it.")
        warmed.join()
        tidied = None
        while not failures:
            forget_visits(page, datetime.now())
            if tidied != date.today():
                tidied = date.today()
                _tidy(feedback)
            time.sleep(EVERY)
    except KeyboardInterrupt:
        pass
    finally:
        page.close(verbose=False)
    if failures:
        raise failures[0]


def _tidy(feedback: Feedback) -> None:
    """Feedback that is older than its time is gone; where it cannot be, the page goes on being served."""
    try:
        feedback.drop_old()
    except AskError as error:
        _log.warning("old feedback was not dropped: %s", error)


def _warm(serving: Serving, failures: list[AskError]) -> None:
    """The encoder and index are ready, or what stands in the way is in ``failures``."""
    try:
        serving.warm()
    except AskError as error:
        failures.append(error)
    except Exception as error:
        failures.append(
            AskError(f"the encoder cannot be made ready ({type(error).__name__}): run make chat again")
        )

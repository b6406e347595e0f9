"""A Chroma server as this program uses one: vectors, and texts in rows of a bounded size."""

from __future__ import annotations

import base64
import contextlib
import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import NotFoundError

from rag.adapters.chroma import GRAPH, ChromaIndex, failing_as
from rag.errors import AskError, IndexDamaged, IndexUnwritable, ServerUnreachable

#: Characters of a text in one row. Of four bytes at most each, they stay below the 16 kB that Chroma's hosted service
#: allows a document.
_PIECE = 4000

#: Rows written or read at once: a request of a few megabytes, far below the 32,766 rows a server gives and the 40 MB
#: it takes.
_PAGE = 500

#: Collections listed at once.
_LISTED = 1000

#: Every line of httpx at INFO is a request: noise, and it tells what is asked of whom.
logging.getLogger("httpx").setLevel(logging.WARNING)


class ChromaServer:
    """A server by its URL. Nothing is connected to before something is asked of it."""

    def __init__(self, url: str) -> None:
        """A name and a password in the URL are sent as HTTP Basic credentials, and are shown nowhere."""
        self._url = urlsplit(url)

    @property
    def shown(self) -> str:
        """The URL without name and password."""
        return _bare(self._url)

    @cached_property
    def _client(self) -> Any:
        headers = {}
        if self._url.username is not None:
            pair = f"{unquote(self._url.username)}:{unquote(self._url.password or '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        with failing_as(self.reading):
            return chromadb.HttpClient(
                host=_bare(self._url),
                port=self._url.port or (443 if self._url.scheme == "https" else 80),
                ssl=self._url.scheme == "https",
                headers=headers,
                settings=ChromaSettings(anonymized_telemetry=False),
            )

    def reading(self, error: BaseException) -> AskError:
        """What a failed read means: Chroma says that a thing is missing; anything else is the way to the server."""
        if isinstance(error, AskError):
            return error
        if isinstance(error, NotFoundError):
            return IndexDamaged(f"a part of the index is gone from the Chroma server at {self.shown}: "
                                "run python -m ingest --rebuild")  # fmt: skip
        return ServerUnreachable(
            f"no Chroma server at {self.shown} ({type(error).__name__}): start it, or unset ASK_CHROMA_URL"
        )

    def writing(self, error: BaseException) -> AskError:
        """What a failed write means: the server is gone, or it answers and will not take what it is given."""
        try:
            self._client.heartbeat()
        except Exception as gone:
            return self.reading(gone)
        return IndexUnwritable(
            f"the Chroma server at {self.shown} did not store the index ({type(error).__name__}): "
            "look at its log; is its disk full?"
        )

    def vectors(self, name: str, *, make: bool = False) -> ChromaIndex:
        """The vectors of a collection, which is made, empty, where that is asked; then there must be none yet."""
        if make:
            with failing_as(self.writing):
                collection = self._client.create_collection(
                    name, embedding_function=None, configuration={"hnsw": GRAPH}
                )
        else:
            with failing_as(self.reading):
                collection = self._client.get_collection(name, embedding_function=None)
        return ChromaIndex(_Shared(), collection, self)

    def rows(self, name: str, *, make: bool = False, missing: Callable[[], AskError] | None = None) -> Rows:
        """The texts of a collection, which is made where that is asked; ``missing``: the error where there is none."""
        with failing_as(self.reading):
            try:
                collection = self._client.get_collection(name, embedding_function=None)
            except NotFoundError:
                if missing is not None and not make:
                    raise missing() from None
                if not make:
                    raise
                collection = self._client.get_or_create_collection(name, embedding_function=None)
        return Rows(collection, self)

    def names(self) -> list[str]:
        """The names of all collections."""
        found: list[str] = []
        with failing_as(self.reading):
            while page := self._client.list_collections(limit=_LISTED, offset=len(found)):
                found.extend(collection.name for collection in page)
        return found

    def drop(self, name: str) -> None:
        """There is no collection of that name."""
        with failing_as(self.writing), contextlib.suppress(NotFoundError):
            self._client.delete_collection(name)


class Rows:
    """Texts under names. Chroma wants a vector for every row: each gets a number on a line, which nobody searches."""

    def __init__(self, collection: Any, server: ChromaServer) -> None:
        """Use :meth:`ChromaServer.rows`."""
        self._collection = collection
        self._server = server

    def text(self, name: str) -> bytes | None:
        """The text under a name, None where there is none."""
        found = self._get([name])
        return None if name not in found else (found[name][0] or "").encode()

    def put_text(self, name: str, content: bytes) -> None:
        """The text stands under the name, whatever stood there before; it is not cut, so keep it short."""
        self._write("upsert", ids=[name], embeddings=[[0.0]], documents=[content.decode()])

    def stream(self, name: str) -> bytes:
        """A text of any length that was stored in pieces; ValueError where pieces are missing."""
        found = self._get([_piece(name, 0)])
        if not found:
            raise ValueError("no first piece")
        pieces = int(found[_piece(name, 0)][1]["pieces"])
        parts: list[str] = []
        for start in range(0, pieces, _PAGE):
            wanted = [_piece(name, number) for number in range(start, min(start + _PAGE, pieces))]
            page = self._get(wanted)
            if len(page) < len(wanted):
                raise ValueError("a piece is missing")
            parts.extend(page[one][0] or "" for one in wanted)
        return "".join(parts).encode()

    def put_stream(self, name: str, content: bytes) -> None:
        """The text is stored in pieces."""
        text = content.decode()
        pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
        for start in range(0, len(pieces), _PAGE):
            numbers = range(start, min(start + _PAGE, len(pieces)))
            self._write(
                "add",
                ids=[_piece(name, number) for number in numbers],
                embeddings=[[float(number)] for number in numbers],
                documents=[pieces[number] for number in numbers],
                metadatas=[{"pieces": len(pieces)} for _ in numbers],
            )

    def fields(self, name: str) -> dict[str, Any]:
        """The fields of a record, {} where there is none."""
        found = self._get([name])
        return dict(found[name][1]) if name in found else {}

    def add(self, name: str, **fields: str | float) -> None:
        """A record of that name is there: this one, if there was none."""
        self._write("add", ids=[name], embeddings=[[0.0]], metadatas=[fields])

    def set_fields(self, name: str, **fields: str | float) -> None:
        """These fields of the record, if there is one, have these values."""
        self._write("update", ids=[name], metadatas=[fields])

    def delete(self, name: str, owner: str) -> None:
        """There is no record of that name with that owner."""
        self._write("delete", ids=[name], where={"owner": owner})

    def _get(self, names: list[str]) -> dict[str, tuple[str | None, dict[str, Any]]]:
        with failing_as(self._server.reading):
            found = self._collection.get(ids=names, include=["documents", "metadatas"])
        rows = zip(found["ids"], found["documents"], found["metadatas"], strict=True)
        return {name: (text, fields or {}) for name, text, fields in rows}

    def _write(self, verb: str, **rows: Any) -> None:
        with failing_as(self._server.writing):
            getattr(self._collection, verb)(**rows)


class _Shared:
    """Stands for the connection in an index that is closed: the connection itself serves others."""

    def close(self) -> None:
        """Nothing is let go."""


def _piece(name: str, number: int) -> str:
    return f"{name}/{number:07d}"


def _bare(url: SplitResult) -> str:
    host = url.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{host}{f':{url.port}' if url.port else ''}{url.path.rstrip('/')}"

"""An index in a Chroma server: the same generations, each under names of its own, shared by many processes.

A generation ``g000002`` is the collections ``ask-g000002-records``, ``-passages`` and ``-sentences``. The small
collection ``ask-control`` says which one serves, who writes, and what was purged. Texts come back in pages, since
a server gives no more than 32,766 rows at once, and the keyword index is built from them by each process.
"""

from __future__ import annotations

import contextlib
import os
import platform
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.adapters.chroma_server import ChromaServer, Rows
from rag.errors import AskError, IndexBusy, IndexDamaged, IndexMissing, ServerUnreachable
from rag.store import KEPT, Manifest, Purged, Records, VectorPair
from rag.store.manifest import OtherFormat, dump_manifest, load_manifest
from rag.store.purged import dump_purged, load_purged
from rag.store.records import dump_records, load_records

#: Where the writer has not been heard of for so long (seconds), it is taken to be dead. The clocks of machines
#: that write must agree to within the difference of the two.
_EXPIRES, _RENEWED = 120.0, 20.0

_KINDS = ("records", "passages", "sentences")
_CURRENT, _WRITER, _PURGED = "CURRENT", "writer", "purged"


class ServerStore:
    """A Store in a Chroma server."""

    def __init__(self, url: str, root: Path, name: str = "ask") -> None:
        """Nothing is connected to yet. ``name`` begins the name of every collection."""
        self._root = root
        self._name = name
        self._server = ChromaServer(url)
        self._owner = ""

    @property
    def root(self) -> Path:
        """The folder of this machine where a writer keeps the vectors it has computed."""
        return self._root

    @property
    def place(self) -> str:
        """The server, without a password."""
        return f"the Chroma server at {self._server.shown}"

    # --- reading -------------------------------------------------------------------------------------

    def current(self) -> str:
        """The name of the serving generation; IndexMissing where none was ever published."""
        name = (self._control().text(_CURRENT) or b"").decode()
        if not name:
            raise IndexMissing(f'no index in {self.place}: make one with "python -m ingest"')
        return name

    def manifest(self, generation: str) -> Manifest:
        """The manifest of a generation; IndexDamaged where it is not there or not one of ours."""
        try:
            return load_manifest(self._rows(generation).stream("manifest"))
        except OtherFormat:
            raise IndexDamaged(
                f"the index in {self.place} is of another version: run python -m ingest"
            ) from None
        except ValueError:
            raise self._unreadable("manifest", generation) from None

    def records(self, generation: str) -> Records:
        """The documents and passages, read in pages; IndexDamaged where they are not as they were written."""
        digests = self.manifest(generation).digests
        try:
            return load_records(self._rows(generation).stream("records").splitlines(), digests)
        except ValueError:
            raise self._unreadable("records", generation) from None

    def open_vectors(self, generation: str) -> VectorPair:
        """The vector indexes for passages and for sentences of a generation."""
        _, passages, sentences = self._names(generation)
        return self._server.vectors(passages), self._server.vectors(sentences)

    def purged(self) -> tuple[Purged, ...]:
        """The documents that were purged and are to be left out."""
        try:
            found = self._control().text(_PURGED)
        except IndexMissing:
            return ()
        try:
            return load_purged(found) if found else ()
        except ValueError:
            raise IndexDamaged(
                f'the record "{_PURGED}" of the collection {self._name}-control in {self.place} is not what was '
                "written: put it back; without it purged documents would return"
            ) from None

    def generations(self) -> list[str]:
        """Every generation up to the serving one, the oldest first; a later one was never finished."""
        current = self.current()
        return [name for name in self._stored() if name <= current]

    def size(self) -> None:
        """The bytes are on another machine."""
        return

    # --- writing -------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """This process alone may write while the block runs: a record says so, and is renewed until the end.

        Raises:
            IndexBusy: another process is writing, or was less than two minutes ago and did not say goodbye.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        control = self._control(make=True)
        self._owner = uuid.uuid4().hex
        self._acquire(control)
        done = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(control, self._owner, done), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            done.set()
            renewing.join()
            with contextlib.suppress(AskError):
                control.delete(_WRITER, self._owner)

    def next_generation(self) -> str:
        """The name the next generation will bear: one above every generation in the server."""
        return f"g{max((int(name[1:]) for name in self._stored()), default=0) + 1:06d}"

    @contextmanager
    def draft(self, generation: str) -> Iterator[ServerDraft]:
        """Collections for a generation, gone again if the block fails. Call inside ``writing()``."""
        self._still_mine()
        serving = self._serving()
        for name in self._stored():
            if name > serving:
                self._drop(name)
        if generation in self._stored():
            raise IndexBusy(f"another ingest wrote to {self.place} at the same time: run it again")
        try:
            yield ServerDraft(self, generation)
        except BaseException:
            with contextlib.suppress(AskError):
                self._still_mine()  # else what bears the name is another's
                if self._serving() != generation:
                    self._drop(generation)
            raise

    def write(self, generation: str, manifest: Manifest, records: Records) -> None:
        """Manifest and records are stored. Call inside ``writing()``."""
        rows = self._server.rows(self._names(generation)[0], make=True)
        rows.put_stream("manifest", dump_manifest(manifest))
        rows.put_stream("records", b"".join(dump_records(records)))

    def create_vectors(self, generation: str) -> VectorPair:
        """Empty vector indexes for passages and for sentences."""
        _, passages, sentences = self._names(generation)
        return self._server.vectors(passages, make=True), self._server.vectors(sentences, make=True)

    def publish(self, generation: str) -> None:
        """The generation serves; those further back than ``KEPT`` are gone. Call inside ``writing()``."""
        self._still_mine()
        self._control().put_text(_CURRENT, generation.encode())
        older = [name for name in self._stored() if name < generation]
        for name in older[: len(older) - KEPT]:
            self._drop(name)

    def set_purged(self, purged: tuple[Purged, ...]) -> None:
        """The list of purged documents is this one. Call inside ``writing()``."""
        self._control().put_text(_PURGED, dump_purged(purged))

    def drop_others(self) -> None:
        """Only the serving generation is left. Call inside ``writing()``."""
        current = self.current()
        for name in self._stored():
            if name != current:
                self._drop(name)

    # --- how -----------------------------------------------------------------------------------------

    def _control(self, *, make: bool = False) -> Rows:
        return self._server.rows(f"{self._name}-control", make=make, missing=self._missing)

    def _missing(self) -> AskError:
        return IndexMissing(f'no index in {self.place}: make one with "python -m ingest"')

    def _rows(self, generation: str) -> Rows:
        return self._server.rows(self._names(generation)[0])

    def _names(self, generation: str) -> tuple[str, str, str]:
        records, passages, sentences = (f"{self._name}-{generation}-{kind}" for kind in _KINDS)
        return records, passages, sentences

    def _serving(self) -> str:
        try:
            return self.current()
        except IndexMissing:
            return ""

    def _stored(self) -> list[str]:
        """The generations of which there is any collection, the oldest first."""
        start = f"{self._name}-g"
        found = (
            name.removeprefix(f"{self._name}-") for name in self._server.names() if name.startswith(start)
        )
        split = (name.partition("-") for name in found)
        return sorted({name for name, _, kind in split if kind in _KINDS and name[1:].isdigit()})

    def _drop(self, generation: str) -> None:
        for name in self._names(generation):
            self._server.drop(name)

    def _unreadable(self, what: str, generation: str) -> IndexDamaged:
        return IndexDamaged(
            f"the {what} of {generation} in {self.place} are not what was written: run python -m ingest --rebuild"
        )

    def _acquire(self, control: Rows) -> None:
        """The record names us: the server ignores a second record of the same id, so the first who adds it has it."""
        for _ in range(2):
            control.add(_WRITER, owner=self._owner, who=_who(), until=time.time() + _EXPIRES)
            held = control.fields(_WRITER)
            if held.get("owner") == self._owner:
                return
            if float(held.get("until", 0.0)) > time.time():
                break
            control.delete(_WRITER, str(held.get("owner", "")))
        raise IndexBusy(
            f"another ingest ({held.get('who', 'unknown')}) is writing to {self.place}: wait until it has ended "
            f"(one that died is forgotten after {_EXPIRES:.0f} seconds)"
        )

    def _still_mine(self) -> None:
        if self._control().fields(_WRITER).get("owner") != self._owner:
            raise IndexBusy(
                f"another ingest took over in {self.place} while this one was not heard of: run it again"
            )

    def _renew(self, control: Rows, owner: str, done: threading.Event) -> None:
        while not done.wait(_RENEWED):
            with contextlib.suppress(ServerUnreachable):
                if control.fields(_WRITER).get("owner") != owner:
                    return
                control.set_fields(_WRITER, until=time.time() + _EXPIRES)


class ServerDraft:
    """A generation in collections that no record names yet."""

    def __init__(self, store: ServerStore, generation: str) -> None:
        """Use :meth:`ServerStore.draft`."""
        self._store = store
        self._generation = generation

    def write(self, manifest: Manifest, records: Records) -> None:
        """Manifest and records are stored."""
        self._store.write(self._generation, manifest, records)

    def create_vectors(self) -> VectorPair:
        """Empty vector indexes for passages and for sentences."""
        return self._store.create_vectors(self._generation)

    def open_vectors(self) -> VectorPair:
        """The vector indexes as the server has them."""
        return self._store.open_vectors(self._generation)

    def publish(self) -> None:
        """The generation serves."""
        self._store.publish(self._generation)


def _who() -> str:
    return f"process {os.getpid()} on {platform.node() or 'an unnamed machine'}"

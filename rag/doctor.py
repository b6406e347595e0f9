"""Whether an index can be served, check by check, and what it was made with. What is broken is told, never raised."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from typing import TypeVar

from rag.domain import Query
from rag.errors import AskError
from rag.lexical import LexicalRetriever
from rag.ports import Encoder
from rag.settings import Settings
from rag.store import Manifest, Records, Store, examine, still_held
from rag.stores import make_store

_T = TypeVar("_T")

#: Passages that are looked up by their own words.
_SAMPLED = 10

#: How far down one may stand then: others may hold the same words.
_AMONG = 20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: ``ok`` is None where it could not be tried; ``detail`` says what was found."""

    name: str
    ok: bool | None
    detail: str


@dataclass
class Diagnosis:
    """What was looked at, in order, and the facts: versions, place, size, numbers."""

    checks: list[Check] = field(default_factory=list)
    facts: dict[str, str | int | None] = field(default_factory=dict)

    @property
    def healthy(self) -> bool:
        """True where nothing failed and all was tried."""
        return all(check.ok for check in self.checks)


def diagnose(settings: Settings, encoder: Callable[[Settings], Encoder] | None = None) -> Diagnosis:
    """What is right and wrong with the index of the settings; nothing is raised.

    Args:
        settings: where the index is, and its encoder.
        encoder: makes the encoder in place of the one the settings name, for tests.
    """
    found = Diagnosis()
    found.facts.update(
        program=_version("ask-the-reviews"), python=platform.python_version(), chroma=_version("chromadb")
    )
    _model(settings, found)
    store = make_store(settings)
    found.facts["place"] = store.place
    manifest = _tried(found, "index", lambda: _opened(store, found))
    if manifest is None:
        _not_tried(found, "records", "vectors", "keyword index", "purged documents", "encoder")
        return found
    records = _tried(found, "records", lambda: store.records(manifest.generation))
    if records is None:
        _not_tried(found, "vectors", "keyword index")
    else:
        _tried(found, "vectors", lambda: _vectors(store, manifest, records, found))
        _tried(found, "keyword index", lambda: _keywords(records))
    _tried(found, "purged documents", lambda: _purged(store))
    _tried(found, "encoder", lambda: _encoder(settings, manifest, encoder))
    return found


class _Wrong(Exception):
    """A check failed; the message says how, and what to do."""


def _tried(found: Diagnosis, name: str, look: Callable[[], _T]) -> _T | None:
    """What the look gives, or None where it failed; either way the check stands in the diagnosis."""
    try:
        given = look()
    except (AskError, _Wrong) as error:
        found.checks.append(Check(name, False, str(error)))
        return None
    except Exception as error:  # a doctor who faints helps nobody
        found.checks.append(Check(name, False, f"{type(error).__name__}: run python -m ingest --rebuild"))
        return None
    found.checks.append(Check(name, True, "good"))
    return given


def _opened(store: Store, found: Diagnosis) -> Manifest:
    manifest = store.manifest(store.current())
    parsers = sorted({entry.parser for entry in manifest.files if entry.parser})
    found.facts.update(
        generation=manifest.generation,
        created=manifest.created,
        documents=len(manifest.files),
        passages=manifest.passages,
        sentences=manifest.sentences,
        bytes=store.size(),
        made_with=manifest.recipe,
        parsers=", ".join(parsers) or None,
        encoder=manifest.encoder,
        roots=", ".join(manifest.roots),
    )
    return manifest


def _vectors(store: Store, manifest: Manifest, records: Records, found: Diagnosis) -> None:
    indexes = store.open_vectors(manifest.generation)
    try:
        for name, wrong in examine(manifest, records, *indexes):
            found.checks.append(Check(name, wrong is None, wrong or "agrees"))
            if wrong is not None:
                raise _Wrong("damaged: run python -m ingest --rebuild")
    finally:
        for index in indexes:
            index.close()


def _keywords(records: Records) -> None:
    """The keyword index is built from the records, as serving does it, and finds passages by their own words."""
    retriever = LexicalRetriever(records.documents, records.passages)
    for passage in records.passages[:: max(1, len(records.passages) // _SAMPLED)]:
        hits = retriever.retrieve(Query(passage.text), _AMONG)
        if passage.text not in {hit.passage.text for hit in hits}:
            raise _Wrong("a passage is not found by its own words: run python -m ingest --rebuild")


def _purged(store: Store) -> None:
    left = sorted(still_held(store))
    if left:
        raise _Wrong(
            f"{len(left)} still held by a generation: run python -m ingest purge {' '.join(left[:5])}"
        )


def _encoder(settings: Settings, manifest: Manifest, make: Callable[[Settings], Encoder] | None) -> None:
    from rag.bootstrap import check_encoder_name, make_encoder

    check_encoder_name(manifest.encoder, settings.encoder)
    identity = (make or make_encoder)(settings).identity
    if identity != manifest.encoder:
        raise _Wrong(f"the index was made with {manifest.encoder}, this is {identity}: run python -m ingest")


def _model(settings: Settings, found: Diagnosis) -> None:
    """Which language model is set, and whether its package and key are there; nothing is asked of it."""
    from rag.bootstrap import make_chat

    name = "language model"
    if settings.model is None:
        found.checks.append(Check(name, True, "none is set: answers are put together without one"))
        return
    try:
        make_chat(settings)
    except AskError as error:
        found.checks.append(Check(name, False, str(error)))
    else:
        told = f"{settings.model}: its package and key are there (nothing was asked of it)"
        found.checks.append(Check(name, True, told))


def _not_tried(found: Diagnosis, *names: str) -> None:
    found.checks.extend(Check(name, None, "not tried") for name in names)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"


def lines(found: Diagnosis) -> Iterator[str]:
    """The diagnosis for a terminal: a line a check, then a line a fact."""
    for check in found.checks:
        word = {True: "ok", False: "FAILED", None: "-"}[check.ok]
        yield f"{word:7} {check.name}: {check.detail}"
    yield ""
    for name, value in found.facts.items():
        if value is not None:
            shown = f"{value / 1e6:,.1f} MB" if name == "bytes" and isinstance(value, int) else value
            yield f"{'size' if name == 'bytes' else name.replace('_', ' ')}: {shown}"
    yield ""
    yield "healthy" if found.healthy else "not healthy: see FAILED above"

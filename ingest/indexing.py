"""Roots to a serving index: plan, build aside, check, publish. What fails leaves the old index serving."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.cleaning import CLEANER_VERSION
from ingest.generation import Cut, healthy, publish
from ingest.guessing import GUESSER_VERSION
from ingest.loading import Skipped
from ingest.records import Survey, root_names, survey
from ingest.splitting import SPLITTER_VERSION, split
from ingest.vectors import VectorStore, embed
from rag.errors import IndexDamaged, IndexMissing, IndexUnwritable, NothingToRead
from rag.ports import Encoder
from rag.settings import Settings
from rag.store import IndexStore, Manifest

#: Raised when ``rag.text.sentences`` finds other sentences.
TEXT_VERSION = 1

#: Raised when ``rag.text.prefixed`` puts other words before a passage.
PREFIX_VERSION = 1

#: Everything that decides what the passages of a document and their vectors are. An index of another is stale.
RECIPE = (
    f"cleaner={CLEANER_VERSION} guesser={GUESSER_VERSION} splitter={SPLITTER_VERSION} text={TEXT_VERSION} "
    f"prefix={PREFIX_VERSION}"
)

#: Where vectors are kept between runs, inside the index folder.
VECTORS = "vectors.sqlite"

Progress = Callable[[int, int], None]
MakeEncoder = Callable[[Settings], Encoder]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one document: how it was cut, and what share of its characters is furniture (0 to 1)."""

    id: str
    path: str
    passages: int
    sentences: int
    excluded: float
    published: str | None
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``embedded`` counts texts computed, ``reused`` those whose vectors were at hand."""

    generation: str
    rebuilt: bool
    roots: tuple[str, ...]
    documents: int
    passages: int
    sentences: int
    embedded: int
    reused: int
    files: tuple[FileReport, ...]
    skipped: tuple[Skipped, ...]
    seconds: float


def serving(store: IndexStore) -> Manifest | None:
    """The manifest of the serving generation, or None where there is none that can be read."""
    try:
        return store.manifest(store.current())
    except (IndexMissing, IndexDamaged):
        return None


def update(
    store: IndexStore,
    roots: Sequence[Path],
    encoder: Callable[[], Encoder],
    *,
    add: Sequence[Path] = (),
    rebuild: bool = False,
    progress: Progress = lambda done, total: None,
    surveyed: Callable[[Survey], None] = lambda found: None,
) -> Report:
    """The index serves exactly the documents below the roots; where it already does, nothing is built.

    Args:
        store: the index folder.
        roots: what the index is to mirror; used only if there is no index where ``add`` is given.
        encoder: called once, when there is something to embed or compare.
        add: roots to mirror besides those of the serving index.
        rebuild: stored vectors are not used, and a fresh index is built all the same.
        progress: told (done, total) of the texts to embed.
        surveyed: told what the roots hold, before anything slow begins.

    Raises:
        IndexBusy: another process is writing.
        IndexUnwritable: the folder cannot be written to.
        NothingToRead: not one file could be read.
        BadSetting, BadDocument, EncoderUnavailable, IndexDamaged: see there. The old index keeps serving.
    """
    began = time.monotonic()
    with _unwritable(store.root), store.writing():
        old = serving(store)
        wanted = _roots(old, roots, add)
        found = survey([Path(root) for root in wanted])
        surveyed(found)
        if not found.documents:
            reasons = "; ".join(f"{skipped.path}: {skipped.reason}" for skipped in found.skipped[:1])
            raise NothingToRead(f"nothing could be read, so the index stays as it was ({reasons})")
        model = encoder()
        if old is not None and not rebuild and _same(old, found, wanted, model) and healthy(store, old):
            return _report(old, found, 0, 0, time.monotonic() - began, rebuilt=False)
        cuts = [Cut(loaded, split(loaded.document, model)) for loaded in found.documents]
        vectors = VectorStore(store.root / VECTORS, model)
        try:
            texts = [row.text for cut in cuts for row in (*cut.passages, *cut.sentences)]
            embedded = embed(vectors, model, texts, progress, anew=rebuild)
            manifest = Manifest(
                generation=store.next_generation(),
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                encoder=model.identity,
                recipe=RECIPE,
                roots=wanted,
                files=tuple(cut.entry for cut in cuts),
            )
            publish(store, manifest, cuts, vectors)
            kept = {vectors.key(text) for text in texts}
            vectors.keep_only(kept)
        finally:
            vectors.close()
        reused = len(kept) - embedded
        return _report(manifest, found, embedded, reused, time.monotonic() - began, rebuilt=True)


def build_index(
    settings: Settings, roots: Sequence[Path], *, encoder: MakeEncoder | None = None, **options: Any
) -> Report:
    """What ``update`` does, with the index folder and the encoder of the settings; ``options`` are passed on."""

    def make() -> Encoder:
        if encoder is not None:
            return encoder(settings)
        from rag.bootstrap import make_encoder  # imports the whole pipeline, and torch

        return make_encoder(settings)

    return update(IndexStore(settings.index), roots, make, **options)


def _roots(old: Manifest | None, roots: Sequence[Path], add: Sequence[Path]) -> tuple[str, ...]:
    base = [Path(root) for root in old.roots] if add and old is not None else roots
    return root_names((*base, *add))


def _same(old: Manifest, found: Survey, roots: tuple[str, ...], encoder: Encoder) -> bool:
    held = {(entry.id, entry.path, entry.sha256) for entry in old.files}
    there = {(loaded.document.id, str(loaded.path), loaded.sha256) for loaded in found.documents}
    return (old.roots, old.recipe, old.encoder) == (roots, RECIPE, encoder.identity) and held == there


@contextmanager
def _unwritable(root: Path) -> Iterator[None]:
    """What the system says about files and SQLite about its own, as one line."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise IndexUnwritable(
            f"cannot write the index in {root} ({reason}): make room or give another folder by --index"
        ) from None


def _report(
    manifest: Manifest,
    found: Survey,
    embedded: int,
    reused: int,
    seconds: float,
    *,
    rebuilt: bool,
) -> Report:
    counts = {entry.id: entry for entry in manifest.files}
    files = []
    for loaded in found.documents:
        document, entry = loaded.document, counts[loaded.document.id]
        furniture = sum(len(excluded.span) for excluded in document.excluded)
        files.append(
            FileReport(
                id=document.id,
                path=str(loaded.path),
                passages=entry.passages,
                sentences=entry.sentences,
                excluded=round(furniture / len(document.text), 4),
                published=str(document.published) if document.published else None,
                notices=document.notices,
            )
        )
    return Report(
        generation=manifest.generation,
        rebuilt=rebuilt,
        roots=manifest.roots,
        documents=len(files),
        passages=manifest.passages,
        sentences=manifest.sentences,
        embedded=embedded,
        reused=reused,
        files=tuple(files),
        skipped=found.skipped,
        seconds=round(seconds, 2),
    )

"""Roots to a serving index: plan, build aside, check, publish. What fails leaves the old index serving."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from ingest.earlier import RECIPE, Earlier, serving
from ingest.generation import Cut, fill_from, fold_copies, healthy, publish, records_of
from ingest.loading import Skipped, find_files, shown
from ingest.purging import finish_purge
from ingest.records import Progress, Survey, root_names, survey
from ingest.reporting import FileReport, Report, make_report
from ingest.splitting import split
from ingest.vectors import BATCH, VectorStore, embed
from ingest.workers import WorkerEncoder
from rag.errors import BadSetting, IndexUnwritable, NothingToRead
from rag.ports import Encoder
from rag.settings import Settings
from rag.store import Manifest, Purged, Store
from rag.stores import make_store

__all__ = ["RECIPE", "FileReport", "MakeEncoder", "Report", "build_index", "serving", "update"]

#: Where vectors are kept between runs, inside the index folder.
VECTORS = "vectors.sqlite"

MakeEncoder = Callable[[Settings], Encoder]


def _quiet(done: int, total: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run is asked for: see ``update``."""

    roots: tuple[Path, ...]
    add: tuple[Path, ...]
    rebuild: bool
    yes: bool
    restore: tuple[str, ...]
    workers: int


def update(
    store: Store,
    roots: Sequence[Path],
    encoder: Callable[[], Encoder],
    *,
    add: Sequence[Path] = (),
    rebuild: bool = False,
    yes: bool = False,
    restore: Sequence[str] = (),
    workers: int = 1,
    worker_encoder: Callable[[], Encoder] | None = None,
    reading: Progress = _quiet,
    progress: Progress = _quiet,
    surveyed: Callable[[Survey], None] = lambda found: None,
) -> Report:
    """The index serves exactly the documents below the roots; where it already does, nothing is built.

    Args:
        store: where the index is kept.
        roots: what the index is to mirror; used only if there is no index where ``add`` is given.
        encoder: called once, when there is something to embed or compare.
        add: roots to mirror besides those of the serving index.
        rebuild: nothing of an earlier run is used, and a fresh index is built all the same.
        yes: a root that has become empty is taken out of the index.
        restore: ids of purged documents that may be indexed again.
        workers: processes that encode.
        worker_encoder: makes the encoder in another process; picklable. None: ``encoder`` does.
        reading: told (done, total) of the files.
        progress: told (done, total) of the texts to embed.
        surveyed: told what the roots hold, before anything slow begins.

    Raises:
        IndexBusy: another process is writing.
        IndexUnwritable: the index cannot be written.
        NothingToRead: not one file could be read.
        BadSetting, BadDocument, EncoderUnavailable, IndexDamaged, ServerUnreachable: see there. The old index
            keeps serving.
    """
    plan = _Plan(tuple(roots), tuple(add), rebuild, yes, tuple(restore), workers)
    began = time.monotonic()
    with _unwritable(store), store.writing():
        old = serving(store)
        purged = _purged(store, plan.restore)
        if old is not None:
            finish_purge(store, old, purged, store.root / VECTORS)
        wanted = _roots(old, plan)
        earlier = Earlier(store, None if rebuild else old)
        found = _survey(wanted, old, plan, earlier, reading, purged)
        surveyed(found)
        if not found.documents and found.skipped and not plan.yes:
            reasons = "; ".join(f"{skipped.path}: {skipped.reason}" for skipped in found.skipped[:1])
            raise NothingToRead(f"nothing could be read, so the index stays as it was ({reasons})")
        model = encoder()
        parsers = {loaded.document.id: earlier.parser_of(loaded) for loaded in found.documents}
        if (
            old is not None
            and not rebuild
            and _same(old, found, wanted, model, parsers)
            and healthy(store, old)
        ):
            return make_report(old, found, 0, 0, time.monotonic() - began, rebuilt=False)
        cuts = [Cut(loaded, split(loaded.document, model)) for loaded in found.documents]

        def manifest_of(cuts: Sequence[Cut]) -> Manifest:
            return Manifest(
                generation=store.next_generation(),
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                encoder=model.identity,
                recipe=RECIPE,
                roots=wanted,
                files=tuple(cut.entry(parsers[cut.document.id], RECIPE) for cut in cuts),
            )

        manifest, embedded, kept = _build(
            store, manifest_of, cuts, model, plan, worker_encoder or encoder, progress
        )
        return make_report(manifest, found, embedded, kept - embedded, time.monotonic() - began, rebuilt=True)


def build_index(
    settings: Settings, roots: Sequence[Path], *, encoder: MakeEncoder | None = None, **options: Any
) -> Report:
    """What ``update`` does, with the place and the encoder of the settings; ``options`` are passed on."""

    def make() -> Encoder:
        if encoder is not None:
            return encoder(settings)
        from rag.bootstrap import make_encoder  # imports the whole pipeline, and torch

        return make_encoder(settings)

    in_worker = partial(encoder, settings) if encoder is not None else partial(_encoder_of, settings)
    return update(make_store(settings), roots, make, worker_encoder=in_worker, **options)


def _encoder_of(settings: Settings) -> Encoder:
    from rag.bootstrap import make_encoder

    return make_encoder(settings, threads=1)


def _build(
    store: Store,
    manifest_of: Callable[[Sequence[Cut]], Manifest],
    cuts: Sequence[Cut],
    model: Encoder,
    plan: _Plan,
    in_worker: Callable[[], Encoder],
    progress: Progress,
) -> tuple[Manifest, int, int]:
    """The generation serves; returns its manifest, and how many texts were embedded of how many different ones."""
    vectors = VectorStore(store.root / VECTORS, model)
    try:
        texts = [row.text for cut in cuts for row in (*cut.passages, *cut.routes, *cut.sentences)]
        working = nullcontext(model) if plan.workers == 1 else WorkerEncoder(model, in_worker, plan.workers)
        with working as busy:
            batch = BATCH * plan.workers
            embedded = embed(vectors, busy, texts, progress, anew=plan.rebuild, batch=batch)
        folded = fold_copies(cuts, vectors)
        manifest = manifest_of(folded)
        publish(store, manifest, records_of(folded), fill_from(folded, vectors))
        vectors.keep_only(
            {
                c.document.id: [vectors.key(row.text) for row in (*c.passages, *c.routes, *c.sentences)]
                for c in cuts
            }
        )
    finally:
        vectors.close()
    return manifest, embedded, len(set(texts))


def _roots(old: Manifest | None, plan: _Plan) -> tuple[str, ...]:
    base = [Path(root) for root in old.roots] if plan.add and old is not None else plan.roots
    return root_names((*base, *plan.add))


def _survey(
    wanted: tuple[str, ...],
    old: Manifest | None,
    plan: _Plan,
    earlier: Earlier,
    reading: Progress,
    purged: Sequence[Purged],
) -> Survey:
    """What the roots hold, without what was purged; BadSetting where one that held documents holds none now."""
    roots = [Path(root) for root in wanted]
    if old is not None and not plan.yes:
        _refuse_to_wipe(roots, old)
    there = find_files(roots)
    if plan.yes and not there.files and not there.skipped:
        return Survey((), ())
    found = survey(roots, known=earlier.known, progress=reading)
    kept = []
    skipped = list(found.skipped)
    for loaded in found.documents:
        gone = next((one for one in purged if one.names(loaded.document.id, loaded.sha256)), None)
        if gone is None:
            kept.append(loaded)
        else:
            reason = f"purged on {gone.date}: delete the file, or bring it back with --restore {gone.id}"
            skipped.append(Skipped(shown(loaded.path), reason))
    return replace(found, documents=tuple(kept), skipped=tuple(skipped))


def _refuse_to_wipe(roots: Sequence[Path], old: Manifest) -> None:
    """A root of the serving index below which there is no file any more may be a disk that is not there."""
    for root in roots:
        held = sum(Path(entry.path).is_relative_to(root) for entry in old.files)
        if held and root.is_dir() and not find_files([root]).files:
            raise BadSetting(
                f"no documents in {shown(root)} any more, and the index holds {held} from there: put them back, "
                "or say --yes to take them out of the index"
            )


def _purged(store: Store, restore: Sequence[str]) -> tuple[Purged, ...]:
    """The purged documents, less those that are restored, of which the store is told."""
    purged = store.purged()
    names = {one.id for one in purged}
    for document_id in restore:
        if document_id not in names:
            listed = ", ".join(sorted(names)[:20]) or "none"
            raise BadSetting(f'no purged document "{document_id[:80]}": there is {listed}')
    kept = tuple(one for one in purged if one.id not in restore)
    if len(kept) < len(purged):
        store.set_purged(kept)
    return kept


def _same(
    old: Manifest, found: Survey, roots: tuple[str, ...], encoder: Encoder, parsers: dict[str, str]
) -> bool:
    held = {(e.id, e.path, e.sha256, e.parser, e.recipe) for e in old.files}
    there = {
        (loaded.document.id, str(loaded.path), loaded.sha256, parsers[loaded.document.id], RECIPE)
        for loaded in found.documents
    }
    return (old.roots, old.recipe, old.encoder) == (roots, RECIPE, encoder.identity) and held == there


@contextmanager
def _unwritable(store: Store) -> Iterator[None]:
    """Whatever the operating system or SQLite refuses becomes one line."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise IndexUnwritable(
            f"cannot write the index in {store.root} ({reason}): make room or give another folder by --index"
        ) from None

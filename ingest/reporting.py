"""What a run did, file by file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ingest.loading import Skipped
from ingest.records import Loaded, Survey
from rag.store import FileEntry, Manifest


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one document: how it was cut, and what share of its characters is furniture (0 to 1).

    ``status`` is "warned" where a reader should know something: ``notices``, or ``personal`` data by kind.
    """

    id: str
    path: str
    status: Literal["ok", "warned"]
    parser: str
    pages: int
    passages: int
    sentences: int
    excluded: float
    published: str | None
    notices: tuple[str, ...]
    personal: Mapping[str, int]


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


def make_report(
    manifest: Manifest, found: Survey, embedded: int, reused: int, seconds: float, *, rebuilt: bool
) -> Report:
    """The report of a run that ended with this generation serving."""
    entries = {entry.id: entry for entry in manifest.files}
    return Report(
        generation=manifest.generation,
        rebuilt=rebuilt,
        roots=manifest.roots,
        documents=len(manifest.files),
        passages=manifest.passages,
        sentences=manifest.sentences,
        embedded=embedded,
        reused=reused,
        files=tuple(_file(loaded, entries[loaded.document.id]) for loaded in found.documents),
        skipped=found.skipped,
        seconds=round(seconds, 2),
    )


def _file(loaded: Loaded, entry: FileEntry) -> FileReport:
    document = loaded.document
    furniture = sum(len(excluded.span) for excluded in document.excluded)
    return FileReport(
        id=document.id,
        path=str(loaded.path),
        status="warned" if document.notices or entry.personal else "ok",
        parser=entry.parser,
        pages=len(document.pages),
        passages=entry.passages,
        sentences=entry.sentences,
        excluded=round(furniture / len(document.text), 4),
        published=str(document.published) if document.published else None,
        notices=document.notices,
        personal=dict(entry.personal),
    )

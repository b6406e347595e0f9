"""The roots of an index to documents: everything that happens before an encoder is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.describing import FrontMatter, describe, front_matter
from ingest.loading import (
    Content,
    Found,
    Skipped,
    SourceFile,
    absolute,
    assign_ids,
    find_files,
    fingerprint,
    read,
    shown,
)
from ingest.splitting import stretches
from rag.domain import Document
from rag.errors import BadDocument, BadSetting
from rag.store import Manifest


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, the file it came from, and the sha256 of that file and its companion."""

    document: Document
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What the roots hold: documents in order of id, and the files that are not indexed."""

    documents: tuple[Loaded, ...]
    skipped: tuple[Skipped, ...]


def survey(roots: Sequence[Path]) -> Survey:
    """Every file below the roots read, described and cleaned; what cannot be is skipped with its reason.

    Raises:
        BadSetting: a root does not exist, or there is nothing in any of them.
        BadDocument: two files bear the same id in their front matter.
    """
    found = find_files(roots)
    if not found.files and not found.skipped:
        raise BadSetting(
            f"no documents in {_names(roots)}: put .md or .txt files there, or give another PATH"
        )
    skipped = list(found.skipped)
    read_files: dict[Path, tuple[SourceFile, Content, FrontMatter | None, int]] = {}
    for file in found.files:
        try:
            content = read(file)
            read_files[file.path] = (file, content, *front_matter(content))
        except BadDocument as problem:
            skipped.append(Skipped(shown(file.path), str(problem)))
    given = {
        path: front.id for path, (_, _, front, _) in read_files.items() if front is not None and front.id
    }
    ids = assign_ids([file for file, *_ in read_files.values()], given)
    documents: list[Loaded] = []
    for path, (file, content, front, start) in read_files.items():
        try:
            documents.append(Loaded(_document(ids[path], file, content, front, start), path, content.sha256))
        except BadDocument as problem:
            skipped.append(Skipped(shown(path), str(problem)))
    return Survey(tuple(sorted(documents, key=lambda loaded: loaded.document.id)), tuple(skipped))


def root_names(roots: Sequence[Path]) -> tuple[str, ...]:
    """The roots as a manifest names them: absolute, each once, in the order given."""
    return tuple(dict.fromkeys(str(absolute(root)) for root in roots))


def is_fresh(manifest: Manifest, roots: Sequence[Path]) -> bool:
    """True where the files below the roots are, byte for byte, those the manifest lists.

    A file it does not list counts only if it could become a document. Nothing heavy is imported.
    """
    if manifest.roots != root_names(roots):
        return False
    found: Found = find_files(roots)
    listed = {entry.path: entry.sha256 for entry in manifest.files}
    if listed.keys() - {str(file.path) for file in found.files}:
        return False
    return all(
        fingerprint(file) == listed[str(file.path)] if str(file.path) in listed else not _could_be_read(file)
        for file in found.files
    )


def _could_be_read(file: SourceFile) -> bool:
    try:
        content = read(file)
        _document("candidate", file, content, *front_matter(content))
    except BadDocument:
        return False
    return True


def _document(
    document_id: str, file: SourceFile, content: Content, front: FrontMatter | None, start: int
) -> Document:
    markdown = file.path.suffix.casefold() == ".md"
    document = describe(document_id, content.text, front, start, markdown=markdown)
    if next(stretches(document), None) is None:
        raise BadDocument("nothing but headings and page furniture: there is no text to index")
    return document


def _names(roots: Sequence[Path]) -> str:
    return ", ".join(shown(root) for root in roots)

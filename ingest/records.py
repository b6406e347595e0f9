"""The roots of an index to documents: everything that happens before an encoder is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.describing import FrontMatter, describe, front_matter
from ingest.describing.companion import asked_of, facts_of, has_facts, read_companion
from ingest.loading import (
    Content,
    Parse,
    Skipped,
    SourceFile,
    absolute,
    assign_ids,
    companion_of,
    find_files,
    fingerprint,
    read,
    shown,
)
from ingest.minutes import meeting_of
from ingest.parsing.parser import Parser
from ingest.personal import personal
from ingest.splitting import stretches
from rag.domain import AlsoAsked, Document, Fact
from rag.errors import BadDocument, BadSetting
from rag.store import Manifest

#: A document as an earlier run made it of the same bytes by the same program; None where there is none.
Known = Callable[[Path, str], Document | None]

#: Told (done, total) of the files.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, the file it came from, and the sha256 of that file and its companion.

    ``parser`` names what read it, "" where it was not read anew; ``personal`` counts personal data by kind.
    """

    document: Document
    path: Path
    sha256: str
    parser: str = ""
    personal: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What the roots hold: documents in order of id, and the files that are not indexed."""

    documents: tuple[Loaded, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: what it says of itself, where its text begins, and either its content or its document."""

    file: SourceFile
    sha256: str
    front: FrontMatter | None
    start: int
    content: Content | None
    document: Document | None


def survey(
    roots: Sequence[Path],
    *,
    known: Known = lambda path, sha256: None,
    progress: Progress = lambda done, total: None,
    parse: Parse | None = None,
) -> Survey:
    """Every file below the roots read, described and cleaned; what cannot be is skipped with its reason.

    Args:
        roots: folders and files.
        known: where it has the document of a file already, the file is not parsed again.
        progress: told of each file that has been read.
        parse: reads a file, in place of a parser in a process of its own.

    Raises:
        BadSetting: a root does not exist, or there is nothing in any of them.
        BadDocument: two files bear the same id in their front matter.
    """
    found = find_files(roots)
    if not found.files and not found.skipped:
        raise BadSetting(f"no documents in {_names(roots)}: put records there, or give another PATH")
    skipped = list(found.skipped)
    files: list[_Read] = []
    with Parser() as parser:
        for done, file in enumerate(found.files, start=1):
            try:
                files.append(_read(file, known, parse or parser.parse))
            except BadDocument as problem:
                skipped.append(Skipped(shown(file.path), str(problem)))
            progress(done, len(found.files))
    given = {one.file.path: one.front.id for one in files if one.front is not None and one.front.id}
    ids = assign_ids([one.file for one in files], given)
    documents: list[Loaded] = []
    for one in files:
        try:
            document = _document(ids[one.file.path], one)
            by = one.content.parser if one.content is not None else ""
            found_in = tuple((str(kind), count) for kind, count in personal(document.text).items())
            documents.append(Loaded(document, one.file.path, one.sha256, by, found_in))
        except BadDocument as problem:
            skipped.append(Skipped(shown(one.file.path), str(problem)))
    return Survey(tuple(sorted(documents, key=lambda loaded: loaded.document.id)), tuple(skipped))


def load(path: Path) -> Document:
    """The document of one file, as an index would hold it; BadDocument or BadSetting with the reason."""
    found = survey([path])
    if not found.documents:
        raise BadDocument(f"{found.skipped[0].path}: {found.skipped[0].reason}")
    return found.documents[0].document


def root_names(roots: Sequence[Path]) -> tuple[str, ...]:
    """The roots as a manifest names them: absolute, each once, in the order given."""
    return tuple(dict.fromkeys(str(absolute(root)) for root in roots))


def is_fresh(
    manifest: Manifest, roots: Sequence[Path], left_out: Callable[[str], bool] = lambda sha256: False
) -> bool:
    """True where the files below the roots are, byte for byte, those the manifest lists.

    A file it does not list counts only if it could become a document and is not, by its sha256, to be left out.
    Nothing heavy is imported.
    """
    if manifest.roots != root_names(roots):
        return False
    found = find_files(roots)
    listed = {entry.path: entry.sha256 for entry in manifest.files}
    if listed.keys() - {str(file.path) for file in found.files}:
        return False
    with Parser() as parser:
        return all(
            _same(file, listed[str(file.path)])
            if str(file.path) in listed
            else not _could_be_read(file, parser.parse, left_out)
            for file in found.files
        )


def _same(file: SourceFile, sha256: str) -> bool:
    try:
        return fingerprint(file) == sha256
    except BadDocument:
        return False


def _could_be_read(file: SourceFile, parse: Parse, left_out: Callable[[str], bool]) -> bool:
    try:
        if left_out(fingerprint(file)):
            return False
        _document("candidate", _read(file, lambda path, sha256: None, parse))
    except BadDocument:
        return False
    return True


def _read(file: SourceFile, known: Known, parse: Parse) -> _Read:
    """The file, parsed unless its document is known."""
    sha256 = fingerprint(file)
    document = known(file.path, sha256)
    if document is not None:
        return _Read(file, sha256, *front_matter(document.text, companion_of(file)), None, document)
    content = read(file, parse)
    return _Read(file, sha256, *front_matter(content.extracted.text, content.companion), content, None)


def _document(document_id: str, one: _Read) -> Document:
    if one.content is None:
        assert one.document is not None
        return replace(one.document, id=document_id, copy_of=None)
    document = describe(
        document_id,
        one.content.extracted,
        one.front,
        one.start,
        markdown=one.file.path.suffix.casefold() == ".md",
        name=one.file.path.name,
    )
    if next(stretches(document), None) is None:
        raise BadDocument("nothing but headings and page furniture: there is no text to index")
    facts, asked = _companion(document, one.content.companion)
    return replace(document, meeting=meeting_of(document), facts=facts, also_asked=asked)


def _companion(document: Document, written: str | None) -> tuple[tuple[Fact, ...], tuple[AlsoAsked, ...]]:
    """The facts and the also-asked questions of the companion, where there is one that lists facts."""
    if written is None or not has_facts(written):
        return (), ()
    companion = read_companion(written)
    return facts_of(companion, document.text), asked_of(companion)


def _names(roots: Sequence[Path]) -> str:
    return ", ".join(shown(root) for root in roots)

"""Files on disk to text: which files are documents, what they say, and what they are called."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.formats.extracted import Extracted
from ingest.formats.limits import LIMITS, in_words
from ingest.formats.plain import read_plain
from ingest.formats.reading import HEAD, SUFFIXES, format_of, refusal, versions
from rag.errors import BadDocument, BadSetting

#: Reads one file: ``ingest.parsing.parser.Parser.parse``, or a stand-in.
Parse = Callable[[Path], Extracted]

#: Where a companion of a document stands: beside it, under the same name.
COMPANION = ".yaml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that should become a document: its absolute path and its "/"-joined path below the folder given."""

    path: Path
    relative: str
    companion: Path | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not indexed, and why, in one line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands below the roots, each part in order of path."""

    files: tuple[SourceFile, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a file and its companion say; ``sha256`` is over the bytes of both, ``parser`` names what read the file."""

    extracted: Extracted
    companion: str | None
    sha256: str
    parser: str = ""


def shown(name: str | Path) -> str:
    """The name with every character that does not print written as an escape, safe on a terminal."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in str(name)
    )


def absolute(path: Path) -> Path:
    """The path from the root of the file system, ``..`` resolved, links kept."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (Path.resolve would follow links: ids come from names given)


def find_files(roots: Sequence[Path]) -> Found:
    """Every document below the roots once, and what was passed over with a reason.

    README.* and names beginning with "_" are never documents, hidden files and folders are not looked at,
    and a link is followed only to a file that lies below the same root.

    Raises:
        BadSetting: a root does not exist.
    """
    files: dict[str, SourceFile] = {}
    skipped: dict[str, Skipped] = {}
    for root in map(absolute, roots):
        if not root.exists():
            raise BadSetting(f"no such file or folder: {shown(root)}")
        for path in _walk(root, skipped):
            place = str(path.parent.resolve() / path.name)
            if place in files or place in skipped or _never_a_document(path):
                continue
            reason = _why_not(path, root)
            if reason is not None:
                skipped[place] = Skipped(shown(path), reason)
            else:
                relative = path.name if path == root else path.relative_to(root).as_posix()
                files[place] = SourceFile(path, relative, _companion(path, root))
    return Found(tuple(files[key] for key in sorted(files)), tuple(skipped[key] for key in sorted(skipped)))


def read(file: SourceFile, parse: Parse) -> Content:
    """What a file says, and its companion; BadDocument with the reason, in one line, where it says nothing."""
    sha256, companion = fingerprint(file), companion_of(file)
    extracted = parse(file.path)
    if not any(character.isalnum() for character in extracted.text):
        raise BadDocument("empty: there are no words in it")
    return Content(extracted, companion, sha256, _parser_of(file.path))


def _parser_of(path: Path) -> str:
    """The format that a file was read as, with the versions of its reader and of the libraries it uses."""
    with path.open("rb") as file:
        name = format_of(file.read(HEAD), path.suffix)
    return f"{name} {versions()[name]}"


def companion_of(file: SourceFile) -> str | None:
    """The words of a file's companion; None where it has none. BadDocument where they cannot be read."""
    return None if file.companion is None else _decode(_bytes(file.companion))


def fingerprint(file: SourceFile) -> str:
    """The sha256 over the bytes of a file and of its companion; BadDocument where they cannot be read."""
    raw = _bytes(file.path)
    return _sha256(raw, None if file.companion is None else _bytes(file.companion))


def assign_ids(files: Sequence[SourceFile], given: Mapping[Path, str]) -> dict[Path, str]:
    """An id for each file, all different: the given one, else its path below the folder, without suffix.

    Of ids that collide the ones not given grow, first by the suffix, then folder by folder outwards.

    Raises:
        BadDocument: two files are given the same id.
    """
    owner: dict[str, Path] = {}
    for path, name in given.items():
        if name in owner:
            raise BadDocument(
                f'two documents have the id "{name}": {shown(owner[name])} and {shown(path)}; change one'
            )
        owner[name] = path
    grown = {file.path: 0 for file in files if file.path not in given}
    while True:
        ids = {file.path: given.get(file.path) or _grown(file, grown[file.path]) for file in files}
        taken = Counter(ids.values())
        clashing = [path for path in grown if taken[ids[path]] > 1]
        if not clashing:
            return ids
        for path in clashing:
            grown[path] += 1


def _grown(file: SourceFile, level: int) -> str:
    relative = PurePosixPath(file.relative)
    if level == 0:
        return str(relative.with_suffix(""))
    outer = file.path.parts[: len(file.path.parts) - len(relative.parts)]
    return "/".join((*outer[len(outer) - (level - 1) :], *relative.parts)) if level > 1 else str(relative)


def _walk(root: Path, skipped: dict[str, Skipped]) -> Iterator[Path]:
    """Every entry below a root that is not a folder; the root itself where it is a file."""
    if not root.is_dir():
        yield root
        return
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            skipped[str(folder)] = Skipped(shown(folder), f"cannot be opened ({error.strerror})")
            continue
        for path in entries:
            if path.name.startswith("."):
                continue
            if path.is_symlink() and path.is_dir():
                skipped[str(path)] = Skipped(shown(path), "a link to a folder: not followed")
            elif path.is_dir():
                folders.append(path)
            else:
                yield path


def _never_a_document(path: Path) -> bool:
    if path.name.startswith("_") or path.stem.casefold() == "readme":
        return True
    return path.suffix == COMPANION and any(path.with_suffix(suffix).exists() for suffix in SUFFIXES)


def _why_not(path: Path, root: Path) -> str | None:
    """Why a file cannot be a document, or None where it can."""
    if not path.name.isprintable():
        return "its name holds characters that do not print: rename it"
    try:
        if path.is_symlink() and path != root and not path.resolve().is_relative_to(root.resolve()):
            return "a link that leads out of the folder: not followed"
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        return f"cannot be read ({getattr(error, 'strerror', None) or 'links in a circle'})"
    if not stat.S_ISREG(mode):
        return "not a regular file"
    return refusal(path.suffix)


def _companion(path: Path, root: Path) -> Path | None:
    beside = path.with_suffix(COMPANION)
    inside = root if root.is_dir() else root.parent
    return beside if beside.is_file() and beside.resolve().is_relative_to(inside.resolve()) else None


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMITS.size:
            raise BadDocument(f"larger than {in_words(LIMITS.size)}: split it")
        return path.read_bytes()
    except OSError as error:
        raise BadDocument(f"cannot be read ({error.strerror})") from None


def _decode(raw: bytes) -> str:
    return read_plain(raw).text


def _sha256(raw: bytes, companion: bytes | None) -> str:
    digest = hashlib.sha256(raw)
    if companion is not None:
        digest.update(b"\0companion\0" + companion)
    return digest.hexdigest()

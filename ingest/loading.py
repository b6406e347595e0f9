"""Files on disk to text: which files are documents, what they say, and what they are called."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rag.errors import BadDocument, BadSetting

#: What can be read today, compared without regard to case.
SUFFIXES = (".md", ".txt")

#: Where a companion of a document stands: beside it, under the same name.
COMPANION = ".yaml"

#: A text file above this is no single record; reading it whole would only fill the memory.
MAX_BYTES = 50 * 1024 * 1024


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
    """What a file and its companion say; ``sha256`` is over the bytes of both."""

    text: str
    companion: str | None
    sha256: str


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


def read(file: SourceFile) -> Content:
    """The text of a file exactly as it stands, byte order mark dropped; BadDocument with the reason if it has none."""
    raw = _bytes(file.path)
    text = _decode(raw)
    if not any(character.isalnum() for character in text):
        raise BadDocument("empty: there are no words in it")
    companion = None if file.companion is None else _bytes(file.companion)
    return Content(text, None if companion is None else _decode(companion), _sha256(raw, companion))


def fingerprint(file: SourceFile) -> str | None:
    """The sha256 that ``read`` would give, or None where the file cannot be read."""
    try:
        return _sha256(_bytes(file.path), None if file.companion is None else _bytes(file.companion))
    except BadDocument:
        return None


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
    return None if path.suffix.casefold() in SUFFIXES else "unsupported: save as .txt or .md"


def _companion(path: Path, root: Path) -> Path | None:
    beside = path.with_suffix(COMPANION)
    inside = root if root.is_dir() else root.parent
    return beside if beside.is_file() and beside.resolve().is_relative_to(inside.resolve()) else None


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadDocument(f"larger than {MAX_BYTES // 1024 // 1024} MB: split it")
        return path.read_bytes()
    except OSError as error:
        raise BadDocument(f"cannot be read ({error.strerror})") from None


def _decode(raw: bytes) -> str:
    if not raw:
        raise BadDocument("empty: there are no words in it")
    if b"\0" in raw:
        raise BadDocument("not text: it holds NUL bytes; save it as UTF-8 text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocument(f"not UTF-8 (byte {error.start}): save it as UTF-8 text") from None


def _sha256(raw: bytes, companion: bytes | None) -> str:
    digest = hashlib.sha256(raw)
    if companion is not None:
        digest.update(b"\0companion\0" + companion)
    return digest.hexdigest()

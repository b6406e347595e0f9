"""What is looked at in a Word file before anything of it is unpacked."""

from __future__ import annotations

import io
import zipfile

from ingest.formats.limits import Limits, in_words
from rag.errors import BadDocument

#: Word files have a few dozen parts, those with many pictures a few thousand.
_MOST_PARTS = 10_000

#: Unpacked files up to this size (bytes) do no harm however well they were packed.
_HARMLESS = 5 * 1024 * 1024

#: The parts of a file may together be this many times as large as a file may be.
_UNPACKED = 4

_BODY = "word/document.xml"
_OTHERS = {
    "xl/": "a spreadsheet: save the sheets that matter as .pdf",
    "ppt/": "slides: save them as .pdf",
    "mimetype": "an OpenDocument file or an e-book: save it as .docx or .pdf",
}
_LOCKED = "locked: it needs its password; save a copy without one"
_DAMAGED = "damaged or not a Word file: open it and save it again as .docx"


def check(raw: bytes, limits: Limits) -> None:
    """Returns where a Word file can be unpacked without harm.

    Raises:
        BadDocument: it is locked, damaged, no Word file, or would unpack to more than a file may be.
    """
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise BadDocument(_LOCKED if locked else "an old Word file: save it as .docx (File, Save as)")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _check_sizes(packed.infolist(), limits)
            names = packed.namelist()
            if _BODY not in names and "[Content_Types].xml" not in names:
                raise BadDocument("an archive, not a Word file: unpack it and give the files in it")
            for start, line in _OTHERS.items():
                if _BODY not in names and any(name.startswith(start) for name in names):
                    raise BadDocument(line)
            _check_entities(packed, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise BadDocument(_DAMAGED) from None


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > _MOST_PARTS:
        raise BadDocument(f"more than {_MOST_PARTS:,} parts: open it and save it again")
    if any(part.flag_bits & 1 for part in parts):
        raise BadDocument(_LOCKED)
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > _UNPACKED * limits.size:
        raise BadDocument(f"unpacks to {in_words(unpacked)}: split it")
    if unpacked > _HARMLESS and unpacked > limits.zip_ratio * packed:
        raise BadDocument(
            f"unpacks to more than {limits.zip_ratio} times its size: open it and save it again"
        )


def _check_entities(packed: zipfile.ZipFile, names: list[str]) -> None:
    """Word never writes a document type; one would be there to read other files or to fill the memory."""
    for name in names:
        if name.endswith((".xml", ".rels")):
            with packed.open(name) as part:
                if b"<!DOCTYPE" in part.read(2048):
                    raise BadDocument(
                        "its XML declares entities, as no Word file does: save it again as .docx"
                    )

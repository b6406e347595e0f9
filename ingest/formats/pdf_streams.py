"""Whether the packed parts of a PDF unpack to a size that a page can have."""

from __future__ import annotations

import re
import zlib

from ingest.formats.limits import Limits, in_words
from rag.errors import BadDocument

#: The drawing of a page, or a font, is some MB at most; beyond this (bytes) the ratio decides.
_HARMLESS = 32 * 1024 * 1024

#: Looked at in one go, so that a bomb is known before it fills the memory.
_PIECE = 1 << 20

#: Where a dictionary may begin before the stream it belongs to.
_DICTIONARY = 4096

_STREAM = re.compile(rb"stream\r?\n")
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")


def check(raw: bytes, limits: Limits) -> None:
    """Returns where no packed part unpacks to more than a page needs. Pictures are left aside: nobody unpacks them.

    Raises:
        BadDocument: one does, or one is packed twice over, as only bombs are.
    """
    for found in _STREAM.finditer(raw):
        before = raw[max(0, found.start() - _DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        filters = _FILTERS.search(dictionary)
        if filters is None or b"/Image" in dictionary or b"Fl" not in filters[1]:
            continue
        if filters[1].count(b"/Fl") > 1:
            raise BadDocument("packed twice over: print it to a new PDF")
        if _unpacks_too_far(raw, found.end(), limits):
            raise BadDocument(
                f"unpacks to more than {in_words(_HARMLESS)}, {limits.zip_ratio} times its size: print it to a new PDF"
            )


def _unpacks_too_far(raw: bytes, start: int, limits: Limits) -> bool:
    """Whether a stream that begins here comes to more than is harmless, and than the ratio allows."""
    unpacker = zlib.decompressobj()
    size, position = 0, start
    waiting = b""
    try:
        while not unpacker.eof:
            if not waiting:
                waiting = raw[position : position + _PIECE]
                position += len(waiting)
                if not waiting:
                    break
            size += len(unpacker.decompress(waiting, _PIECE))
            waiting = unpacker.unconsumed_tail
            read = max(1, position - start - len(waiting))
            if size > _HARMLESS and size > limits.zip_ratio * read:
                return True
    except zlib.error:  # encrypted, or damaged: pdfium will say
        return False
    return False

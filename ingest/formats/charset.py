"""Bytes of a web page or a message to text, whatever they were written in."""

from __future__ import annotations

import codecs
import contextlib
import re

#: The declaration stands near the top: browsers look no further than this many bytes.
_LOOK_AT = 4096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What calls itself Latin-1 or ASCII is read by browsers as its superset, which has curly quotes and dashes.
_WINDOWS = frozenset(("iso8859-1", "ascii", "cp1252"))


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text: by its byte order mark, else as declared, else UTF-8, else windows-1252.

    A declaration that does not fit the bytes is not believed. No bytes raise an error.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    found = _DECLARED.search(raw[:_LOOK_AT])
    name = declared or (found[1].decode("ascii", "ignore") if found else None)
    for candidate in (_known(name), "utf-8"):
        if candidate is not None:
            with contextlib.suppress(UnicodeDecodeError, LookupError):  # a codec that is none for text
                return raw.decode(candidate)
    as_utf8 = raw.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in as_utf8)
    # A few torn bytes in a page of UTF-8, or a page of another encoding?
    return as_utf8 if as_utf8.count("\ufffd") * 4 < beyond_ascii else raw.decode("cp1252", "replace")


def _known(name: str | None) -> str | None:
    """The codec of a declared charset; None where it is unknown or cannot be that of the page."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if codec.name.startswith("utf-16"):
        return None  # a page whose declaration can be read byte by byte is not in UTF-16
    return "cp1252" if codec.name in _WINDOWS else codec.name

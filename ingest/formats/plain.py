"""Plain text and Markdown: nothing parses them."""

from __future__ import annotations

from ingest.formats.extracted import Extracted
from ingest.formats.limits import LIMITS, Limits
from rag.errors import BadDocument


def read_plain(raw: bytes, limits: Limits = LIMITS) -> Extracted:
    """The text exactly as it stands, byte order mark dropped.

    Raises:
        BadDocument: there are no bytes, NUL among them, or they are not UTF-8.
    """
    if not raw:
        raise BadDocument("empty: there are no words in it")
    if b"\0" in raw:
        raise BadDocument("not text: it holds NUL bytes; save it as UTF-8 text")
    try:
        return Extracted(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadDocument(f"not UTF-8 (byte {error.start}): save it as UTF-8 text") from None

"""Words of records and of people, made fit for a file: nothing in them breaks it, and nothing in them acts."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

#: Code points no XML file may hold though they are no control characters: lone surrogates and the two that end a plane.
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")

#: Marks that turn the direction of the words behind them, the program's own included, until something turns it back.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: What a reader of Markdown takes for a mark. CommonMark lets any of them stand behind a backslash.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~$^{}&@]")

#: Addresses that become links, and ":name:" that becomes a picture.
_LINKING = re.compile(r"(?<=\w):(?=//)|(?<=www)\.|:(?=[\w+-]+:)", re.IGNORECASE)

#: What begins a list, a definition, a title or the line under a heading, where it begins a line.
_LEADING = re.compile(r"^\(?\w{1,9}(?=[.)](?:\s|$))|^(?=[-+=:%])")

#: A host as it is written in an address, with its port. Word refuses a whole file for an address it cannot parse.
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")

#: What stays as it is in an address; "%" because the escapes in it are kept.
_KEPT = "/?:@!$&'()*+,;=-._~%#"


def spaced(text: str) -> str:
    """The text with each stretch of white space as one space, kept at its ends, and without what cannot be shown.

    Control characters and code points that are no text become U+FFFD, so that it is seen that something stood there.
    Marks that turn the direction of writing are dropped: the letters say it themselves.
    """
    text = _TURNING.sub("", _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text))
    text = re.sub(r"\s+", " ", text)
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" else c for c in text)


def one_line(text: str) -> str:
    """The text as ``spaced`` has it, without white space at its ends."""
    return spaced(text).strip()


def inert(text: str, *, begins: bool = True) -> str:
    """The text, on one line already, with a backslash before whatever Markdown would act on.

    ``begins``: it begins a line, where more has a meaning.
    """
    text = _LINKING.sub(r"\\\g<0>", _MARKS.sub(r"\\\g<0>", text))
    return _LEADING.sub(r"\g<0>\\", text) if begins else text


def web_address(text: str | None) -> str | None:
    """The address with whatever may not stand in one escaped; None for what is no address of a web page."""
    if text is None or _NOT_TEXT.search(text) or any(c.isspace() for c in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return None
    return quote(text, safe=_KEPT)


def rightward(text: str) -> bool:
    """False where the first letter of the text is of a script written from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction == "L"
    return True

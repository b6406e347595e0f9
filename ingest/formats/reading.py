"""Which reader serves which file. The readers' libraries are loaded only when a file needs them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from ingest.formats.extracted import Extracted
from ingest.formats.limits import LIMITS, Limits
from rag.errors import BadDocument

Reader = Callable[[bytes, Limits], Extracted]

#: How many of a file's first bytes tell what it is: the mark of a PDF may stand anywhere in the first 1,024.
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: where its reader is, its version, and the libraries whose version matters.

    ``version`` is raised when the same file would give another text.
    """

    suffixes: tuple[str, ...]
    reader: str
    version: int
    libraries: tuple[str, ...] = ()

    @property
    def parsed(self) -> bool:
        """True where a library takes the file apart, which is done in a process of its own."""
        return bool(self.libraries) or self.reader != "plain:read_plain"


FORMATS: dict[str, Format] = {
    "text": Format((".txt", ".md"), "plain:read_plain", 1),
    "html": Format((".html", ".htm", ".xhtml"), "html:read_html", 1, ("lxml", "trafilatura")),
    "pdf": Format((".pdf",), "pdf:read_pdf", 1, ("pypdfium2",)),
    "docx": Format((".docx",), "docx:read_docx", 1, ("lxml", "python-docx")),
    "eml": Format((".eml",), "eml:read_eml", 1, ("lxml", "trafilatura")),
}

#: What can be read, compared without regard to case.
SUFFIXES: tuple[str, ...] = tuple(suffix for known in FORMATS.values() for suffix in known.suffixes)

_AS_DOCX = "save it as .docx (File, Save as)"
_AS_PDF = "save it as .pdf or .docx"
_PICTURE = "a picture: it needs OCR (text recognition) first, then save the words as .txt or .docx"
_ARCHIVE = "an archive: unpack it and give the files in it"
_PROGRAM = "a program, not a document: take it away"
_TABLE = "a spreadsheet: save the sheets that matter as .pdf, or as text"
_SLIDES = "slides: save them as .pdf"

_REFUSED_FOR: dict[str, str] = {
    f"an old Word file: {_AS_DOCX}": ".doc .dot .wps",
    f"a Word file with macros: {_AS_DOCX}": ".docm .dotm .dotx",
    f"rich text: {_AS_DOCX}": ".rtf",
    f"an OpenDocument file: {_AS_PDF}": ".odt .ott",
    f"a Pages file: {_AS_PDF}": ".pages",
    _TABLE: ".xls .xlsx .xlsm .ods .csv .tsv .numbers",
    _SLIDES: ".ppt .pptx .pptm .odp .key",
    "an Outlook message: save it as .eml or .pdf": ".msg",
    "a web archive: save the page as 'web page, HTML only'": ".mht .mhtml .webarchive",
    "an e-book: save it as .pdf or .html": ".epub .mobi",
    _ARCHIVE: ".zip .rar .7z .gz .tgz .tar .bz2 .xz",
    _PICTURE: ".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic .svg",
    _PROGRAM: ".exe .dll .so .bin .msi .bat .sh .js .app .com",
    "sound or film: give its transcript as .txt or .docx": ".mp3 .mp4 .wav .m4a .mov .avi .webm",
}
_REFUSED = {suffix: line for line, suffixes in _REFUSED_FOR.items() for suffix in suffixes.split()}

#: First bytes of what is no document whatever it is called.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"rich text: {_AS_DOCX}"),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xfe\xed\xfa", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"SQLite format", "a database: give the records themselves, as .txt or .docx"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html")


def refusal(suffix: str) -> str | None:
    """Why files of a suffix cannot be read and what to do, in one line; None where they can."""
    suffix = suffix.casefold()
    if suffix in SUFFIXES:
        return None
    return _REFUSED.get(suffix, "unsupported: save it as .txt, .md, .html, .pdf, .docx or .eml")


def format_of(head: bytes, suffix: str) -> str:
    """The name in ``FORMATS`` of a file, by its first bytes where they tell, else by its suffix.

    A program is never taken for text, nor a PDF for anything else, whatever the file is called.

    Raises:
        BadDocument: it is of no format that can be read, with what to do.
    """
    suffix = suffix.casefold()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        if suffix == ".docx":
            return "docx"  # Word locks a .docx by wrapping it in the old container
        raise BadDocument(_REFUSED.get(suffix, f"an old Office file: {_AS_DOCX}"))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if refusal(suffix) is None:
            return "docx"
        raise BadDocument(_REFUSED.get(suffix, _ARCHIVE))
    for mark, line in _MARKS:
        if head.startswith(mark) and not (mark == b"MZ" and b"\0" not in head):
            raise BadDocument(line)
    why_not = refusal(suffix)
    if why_not is not None:
        raise BadDocument(why_not)
    named = next(name for name, known in FORMATS.items() if suffix in known.suffixes)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if named != "eml" and start.startswith(_HTML):
        return "html"
    return named


def read(raw: bytes, suffix: str, limits: Limits = LIMITS) -> Extracted:
    """What a file says, by the reader of its format.

    Raises:
        BadDocument: it cannot be read, with one line that says what to do.
    """
    module, function = FORMATS[format_of(raw[:HEAD], suffix)].reader.split(":")
    reader: Reader = getattr(importlib.import_module(f"ingest.formats.{module}"), function)
    return reader(raw, limits)


def versions() -> dict[str, str]:
    """The version of each format's reader with those of its libraries. Loads none of them.

    An index built by other versions may hold other texts.
    """
    return {
        name: "; ".join((str(known.version), *(f"{lib} {metadata.version(lib)}" for lib in known.libraries)))
        for name, known in FORMATS.items()
    }

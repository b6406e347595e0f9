"""A study pack as something the browser saves or prints; nothing of it is written on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rag.domain import Document
from rag.study.anki import as_apkg
from rag.study.exports import as_csv
from rag.study.pack import Pack
from rag.study.page import as_page
from web.records.carrying import carried

#: Where people are told of a file: the row of buttons above the pack.
AT = "#study-deck .takes"


@dataclass(frozen=True, slots=True)
class _Format:
    """One way to take a pack away: the button's words, the file's ending and type, and what makes it."""

    words: str
    ending: str
    media: str
    make: Callable[[Pack, Mapping[str, Document], str | None], bytes]


#: A byte order mark has spreadsheets read the file as UTF-8.
FORMATS: Mapping[str, _Format] = {
    "csv": _Format("CSV", "csv", "text/csv", lambda *of: as_csv(*of).encode("utf-8-sig")),
    "anki": _Format("Anki", "apkg", "application/octet-stream", as_apkg),
    "print": _Format("Print view", "html", "text/html", lambda *of: as_page(*of).encode()),
}


def download(
    pack: Pack, documents: Mapping[str, Document], name: str, day: date, address: str | None = None
) -> str:
    """The pack in the format of that name, one of ``FORMATS``, as the page carries it."""
    form = FORMATS[name]
    made = form.make(pack, documents, address)
    named = f"study-pack-{day.isoformat()}.{form.ending}"
    return carried(made, named, form.media, form.words, at=AT, printed=name == "print")

"""A study pack as something the browser saves or prints; nothing of it is written on the server."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rag.domain import Document
from rag.study.anki import as_apkg
from rag.study.exports import as_csv
from rag.study.pack import Pack
from rag.study.page import as_page
from web.markup import safe


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
    pack: Pack, documents: Mapping[str, Document], name: object, day: date, address: str | None = None
) -> str:
    """The file in the format of that name as a link that carries it; "" where there is no such format.

    A token makes each link another one, so that the same file can be asked for twice.
    """
    if not isinstance(name, str) or name not in FORMATS:
        return ""
    form = FORMATS[name]
    made = base64.b64encode(form.make(pack, documents, address)).decode()
    return (
        f'<a class="unseen" tabindex="-1" aria-hidden="true" data-token="{secrets.token_hex(4)}" '
        f'data-media="{form.media}" data-print="{"1" if name == "print" else ""}" '
        f'data-name="study-pack-{day.isoformat()}.{form.ending}" data-bytes="{made}"></a>'
        f'<span class="unseen" role="status">{safe(form.words)} is ready.</span>'
    )

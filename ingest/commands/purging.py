"""``python -m ingest purge ID``: documents taken out of the index for good."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from ingest.commands.options import Parser, add_index, count
from ingest.indexing import VECTORS
from ingest.loading import shown
from ingest.purging import purge
from rag.errors import IndexUnwritable
from rag.settings import load_settings
from rag.stores import make_store


def purge_command(argv: Sequence[str]) -> int:
    """The documents are gone from every part of the index, and what stays is said; the exit code."""
    about = (
        "Take documents out of the index for good: words, vectors and older generations. The files themselves stay "
        "where they are; the next ingest leaves them out until they are brought back with --restore ID."
    )
    parser = Parser(prog="python -m ingest purge", description=about, allow_abbrev=False)
    parser.add_argument(
        "ids", nargs="+", metavar="ID", help="documents, as python -m rag documents lists them"
    )
    add_index(parser)
    options = parser.parse_args(list(argv))
    settings = load_settings(index=options.index)
    store = make_store(settings)
    ids = list(dict.fromkeys(options.ids))
    vectors = settings.index / VECTORS
    store.current()  # where there is no index nothing is made
    before = {entry.id: entry.path for entry in store.manifest(store.current()).files}
    try:
        manifest = purge(store, ids, vectors)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise IndexUnwritable(
            f"cannot write the index in {store.place} ({reason}): make room, run it again"
        ) from None
    files = [before[i] for i in ids if i in before]
    if options.json:
        found = {
            "purged": ids,
            "files": files,
            "generation": manifest.generation,
            "documents": len(manifest.files),
        }
        print(json.dumps(found))
        return 0
    print(
        f"purged {count(len(ids), 'document')}: no generation and no vector of them is left in {store.place}; "
        f"{count(len(manifest.files), 'document')} left, generation {manifest.generation}"
    )
    for path in files:
        print(f"the file itself was not touched, delete it if it must go: {shown(path)}")
    if settings.chroma_url is not None:
        print(
            "the server's own files may still hold words of them: docs/scale.md says how to be rid of those"
        )
    return 0

"""What an earlier run made, so that it need not be made again: which documents of the serving index still hold."""

from __future__ import annotations

from pathlib import Path

from ingest.cleaning import CLEANER_VERSION
from ingest.copies import COPIES_VERSION
from ingest.describing import DESCRIBER_VERSION
from ingest.formats.reading import versions
from ingest.minutes.reading import MINUTES_VERSION
from ingest.personal import PERSONAL_VERSION
from ingest.records import Known, Loaded
from ingest.splitting import MOST_TOKENS, SPLITTER_VERSION
from rag.domain import Document
from rag.errors import AskError, IndexDamaged, IndexMissing
from rag.store import FileEntry, Manifest, Store

#: Raised when ``rag.text.sentences`` finds other sentences.
TEXT_VERSION = 2

#: Raised when other things of a companion are kept with its document.
COMPANION_VERSION = 1

#: Raised when ``rag.text.prefixed`` puts other words before a passage.
PREFIX_VERSION = 1

#: Everything but parser and encoder that decides what the passages of a document and their vectors are: versions, and
#: the settings that matter. An index of another is stale.
RECIPE = (
    f"cleaner={CLEANER_VERSION} describer={DESCRIBER_VERSION} splitter={SPLITTER_VERSION} tokens={MOST_TOKENS} "
    f"text={TEXT_VERSION} prefix={PREFIX_VERSION} minutes={MINUTES_VERSION} copies={COPIES_VERSION} "
    f"personal={PERSONAL_VERSION} companion={COMPANION_VERSION}"
)


def serving(store: Store) -> Manifest | None:
    """The manifest of the serving generation, or None where there is none that can be read."""
    try:
        return store.manifest(store.current())
    except (IndexMissing, IndexDamaged):
        return None


def is_current(manifest: Manifest) -> bool:
    """True where this program would read and cut each document as the index has it."""
    return manifest.recipe == RECIPE and len(_holding(manifest)) == len(manifest.files)


class Earlier:
    """The documents of a generation, by file: read from the index when the first is asked for."""

    def __init__(self, store: Store, manifest: Manifest | None) -> None:
        """Nothing is read yet; without a manifest nothing is known."""
        self._store = store
        self._entries = {} if manifest is None else _holding(manifest)
        self._generation = "" if manifest is None else manifest.generation
        self._documents: dict[str, Document] | None = None

    @property
    def known(self) -> Known:
        """Gives the document of a file of these bytes, where the index holds it as this program would make it."""
        return self._known

    def parser_of(self, loaded: Loaded) -> str:
        """The parser that read a document, where that was now or is known from earlier."""
        entry = self._entries.get((str(loaded.path), loaded.sha256))
        return loaded.parser or ("" if entry is None else entry.parser)

    def _known(self, path: Path, sha256: str) -> Document | None:
        entry = self._entries.get((str(path), sha256))
        if entry is None:
            return None
        if self._documents is None:
            try:
                self._documents = self._store.records(self._generation).documents
            except AskError:  # a damaged index is built anew from its files
                self._documents = {}
        return self._documents.get(entry.id)


def _holding(manifest: Manifest) -> dict[tuple[str, str], FileEntry]:
    """The entries that this program would make again as they are, by path and sha256."""
    now = versions()
    return {
        (entry.path, entry.sha256): entry
        for entry in manifest.files
        if entry.recipe == RECIPE and _is_current(entry.parser, now)
    }


def _is_current(parser: str, now: dict[str, str]) -> bool:
    """True where the parser, "FORMAT VERSION; LIBRARY VERSION ...", is the one of today; also where none is named."""
    name, _, version = parser.partition(" ")
    return not parser or now.get(name) == version

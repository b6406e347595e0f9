"""Generations of an index and what they hold, wherever they are kept."""

from __future__ import annotations

from rag.store.folder import IndexStore
from rag.store.health import check_health, examine, still_held
from rag.store.home import KEPT, Draft, Store, VectorPair
from rag.store.manifest import FORMAT, FileEntry, Manifest
from rag.store.purged import Purged
from rag.store.records import Records, record_digest, routes

__all__ = [
    "FORMAT",
    "KEPT",
    "Draft",
    "FileEntry",
    "IndexStore",
    "Manifest",
    "Purged",
    "Records",
    "Store",
    "VectorPair",
    "check_health",
    "examine",
    "record_digest",
    "routes",
    "still_held",
]

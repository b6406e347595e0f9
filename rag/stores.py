"""Settings to the place that keeps the index. Light: neither Chroma nor the pipeline is loaded by it."""

from __future__ import annotations

from rag.settings import Settings
from rag.store import Store


def make_store(settings: Settings) -> Store:
    """The Chroma server the settings name, or else their folder; nothing is read or connected to yet."""
    if settings.chroma_url is not None:
        from rag.adapters.server_store import ServerStore

        return ServerStore(settings.chroma_url, settings.index)
    from rag.adapters.folder_store import FolderStore

    return FolderStore(settings.index)

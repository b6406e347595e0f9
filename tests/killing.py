"""Builds in processes that can be killed at any moment, quickly started: forked from one that has imported all."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from ingest.indexing import update
from rag.adapters.folder_store import FolderStore
from tests.fakes import FakeEncoder


def build(index: Path, root: Path) -> None:
    """The index of the root."""
    update(FolderStore(index), [root], FakeEncoder)


def start(index: Path, root: Path) -> ForkServerProcess:
    """A process that builds the index has begun."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.killing", "chromadb"])
    process = context.Process(target=build, args=(index, root))
    process.start()
    return process


def killed(index: Path, root: Path, after: float) -> None:
    """A build was begun, and killed after so many seconds."""
    process = start(index, root)
    time.sleep(after)
    process.kill()
    process.join()


def seconds(index: Path, root: Path) -> float:
    """How long a build takes that is let be."""
    began = time.monotonic()
    process = start(index, root)
    process.join()
    return time.monotonic() - began

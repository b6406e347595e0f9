"""What every test stands on: none of the person's own settings, and a small index made once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _no_settings_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("ASK_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the records of tests/reviews.py, made with a fake encoder. Not to be written to."""
    from tests.reviews import publish

    root = tmp_path_factory.mktemp("small") / "index"
    publish(root)
    return root


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server, shared: each test keeps its index under a name of its own."""
    from tests.chroma_run import free_port, program, running

    if program() is None:
        pytest.skip("no Chroma server: the program chroma is not installed beside this Python")
    port = free_port()
    try:
        with running(tmp_path_factory.mktemp("server"), port):
            yield f"http://127.0.0.1:{port}"
    except TimeoutError as error:
        pytest.skip(f"no Chroma server: {error}")

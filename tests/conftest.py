"""What every test stands on: none of the person's own settings, a small index, and the committed corpus.

Each is made once. What takes seconds is imported only where it is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rag.pipeline import Pipeline
    from rag.ports import Encoder


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


# --- the committed corpus, with the packaged encoder, for the tests marked ``model`` -----------------


@pytest.fixture(scope="session")
def packaged_encoder() -> Encoder:
    """The encoder of the program, loaded once; one thread, so that the same text has the same vector each time."""
    from rag.bootstrap import make_encoder
    from rag.settings import PACKAGED_ENCODER, Settings

    return make_encoder(Settings(encoder=PACKAGED_ENCODER), threads=1)


@pytest.fixture(scope="session")
def corpus_vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file through which the two pipelines below share vectors: to embed the corpus takes most of a minute."""
    return tmp_path_factory.mktemp("vectors") / "vectors.sqlite"


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the index behind ``corpus_pipeline``."""
    return tmp_path_factory.mktemp("corpus") / "index"


@pytest.fixture(scope="session")
def corpus_pipeline(corpus_index: Path, packaged_encoder: Encoder, corpus_vectors: Path) -> Pipeline:
    """The program over five documents of the corpus, warm; what it suggests is tried elsewhere."""
    from rag.domain import Question
    from tests.corpora import FIVE, pipeline_over

    pipeline = pipeline_over(corpus_index, packaged_encoder, *FIVE, suggest=False, vectors=corpus_vectors)
    pipeline.ask(Question("Who led the Munro review?"))
    return pipeline


@pytest.fixture(scope="session")
def shipped_pipeline(
    tmp_path_factory: pytest.TempPathFactory, packaged_encoder: Encoder, corpus_vectors: Path
) -> Pipeline:
    """The program over the whole corpus, as a person gets it."""
    from tests.corpora import CORPUS, pipeline_over

    index = tmp_path_factory.mktemp("shipped") / "index"
    return pipeline_over(index, packaged_encoder, CORPUS, vectors=corpus_vectors)

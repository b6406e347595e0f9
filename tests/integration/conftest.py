"""The committed corpus, indexed once with the packaged encoder for the tests marked ``model``."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.bootstrap import make_encoder
from rag.domain import Question
from rag.pipeline import Pipeline
from rag.ports import Encoder
from rag.settings import PACKAGED_ENCODER, Settings
from tests.corpora import CORPUS, FIVE, pipeline_over


@pytest.fixture(scope="session")
def packaged_encoder() -> Encoder:
    """The encoder of the program, loaded once; one thread, so that the same text has the same vector each time."""
    return make_encoder(Settings(encoder=PACKAGED_ENCODER), threads=1)


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the index behind ``corpus_pipeline``."""
    return tmp_path_factory.mktemp("corpus") / "index"


@pytest.fixture(scope="session")
def corpus_pipeline(corpus_index: Path, packaged_encoder: Encoder) -> Pipeline:
    """The program over five documents of the corpus, warm; what it suggests is tried elsewhere."""
    pipeline = pipeline_over(corpus_index, packaged_encoder, *FIVE, suggest=False)
    pipeline.ask(Question("Who led the Munro review?"))
    return pipeline


@pytest.fixture(scope="session")
def shipped_pipeline(tmp_path_factory: pytest.TempPathFactory, packaged_encoder: Encoder) -> Pipeline:
    """The program over the whole corpus, as a person gets it."""
    return pipeline_over(tmp_path_factory.mktemp("shipped") / "index", packaged_encoder, CORPUS)

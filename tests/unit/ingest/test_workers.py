from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from ingest import workers
from ingest.indexing import update
from ingest.vectors import VectorStore, embed
from ingest.workers import WorkerEncoder
from rag.adapters.folder_store import FolderStore
from rag.bootstrap import make_encoder
from rag.errors import BadSetting, EncoderUnavailable
from rag.ports import Vectors
from rag.settings import Settings
from tests.fakes import FakeEncoder

TEXTS = [f"text {number} of the {number % 7} panel" for number in range(301)]


class Dying(FakeEncoder):
    """An encoder in whose process memory runs out."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        if any("text 200 " in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)


def unavailable() -> FakeEncoder:
    raise EncoderUnavailable("no weights in this process")


def test_workers_give_the_vectors_one_process_gives(tmp_path: Path) -> None:
    here = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", here)
    with WorkerEncoder(here, FakeEncoder, 2) as busy:
        assert embed(store, busy, TEXTS, lambda done, total: None, batch=128) == len(TEXTS)
        assert (busy.identity, busy.dimension, busy.max_tokens) == ("fake@1", 64, 256)
        assert busy.token_spans(["two words"]) == [[(0, 3), (4, 9)]]
        assert len(busy.token_vectors(["two words"])[0].rows) == 2
        assert busy.encode([]).shape == (0, 64)
    assert here.encoded == []
    keys = [store.key(text) for text in TEXTS]
    found = store.get(keys)
    np.testing.assert_allclose(np.stack([found[key] for key in keys]), FakeEncoder().encode(TEXTS), atol=1e-5)
    store.close()


def test_a_worker_that_dies_is_one_line_and_the_index_stays(tmp_path: Path) -> None:
    store, file = FolderStore(tmp_path / "index"), tmp_path / "a.txt"
    file.write_text("The panel met in the hall.", encoding="utf-8")
    update(store, [file], FakeEncoder)
    file.write_text(
        "\n\n".join(f"This is text {number} of the panel." for number in range(300)), encoding="utf-8"
    )
    with pytest.raises(
        EncoderUnavailable, match=r"a process that encodes died .* the index stays as it was"
    ) as raised:
        update(store, [file], FakeEncoder, workers=2, worker_encoder=Dying)
    assert str(raised.value).isprintable()
    assert store.current() == "g000001"
    report = update(store, [file], FakeEncoder, workers=2)
    assert report.rebuilt
    assert report.embedded > 0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (unavailable, "no weights in this process"),
        (partial(FakeEncoder, "other@2"), "loaded another encoder"),
    ],
)
def test_a_worker_without_the_right_encoder_says_so(make: object, says: str) -> None:
    with (
        pytest.raises(EncoderUnavailable, match=says),
        WorkerEncoder(FakeEncoder(), make, 1) as busy,  # type: ignore[arg-type]
    ):
        busy.encode(["a"])


@pytest.mark.parametrize("number", [0, -1, 65])
def test_a_senseless_number_of_workers_is_refused(number: int) -> None:
    with pytest.raises(BadSetting, match="--workers"):
        WorkerEncoder(FakeEncoder(), FakeEncoder, number)


def test_in_a_worker_the_encoder_is_made_once_and_ctrl_c_is_left_to_the_process_that_leads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = signal.getsignal(signal.SIGINT)
    for name, value in (("_encoder", None), ("_failure", "")):
        monkeypatch.setattr(workers, name, value)
    try:
        with pytest.raises(EncoderUnavailable, match="has no encoder"):
            workers._encode(["a"])
        workers._begin(FakeEncoder, "fake@1")
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert workers._encode(["a", "b"]).shape == (2, 64)
        workers._begin(unavailable, "fake@1")
        with pytest.raises(EncoderUnavailable, match="no weights"):
            workers._encode(["a"])
        workers._begin(FakeEncoder, "fake@2")
        with pytest.raises(EncoderUnavailable, match="another encoder"):
            workers._encode(["a"])
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.model
def test_the_packaged_encoder_gives_the_same_vectors_in_workers() -> None:
    settings = Settings()
    here = make_encoder(settings, threads=1)
    with WorkerEncoder(here, partial(make_encoder, settings, threads=1), 2) as busy:
        np.testing.assert_allclose(busy.encode(TEXTS[:40]), here.encode(TEXTS[:40]), atol=1e-5)

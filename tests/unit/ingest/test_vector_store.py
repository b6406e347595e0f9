from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from ingest.vectors import BATCH, VectorStore, embed
from rag.errors import EncoderUnavailable
from rag.ports import Vectors
from tests.fakes import FakeEncoder

TEXTS = [f"sentence number {number}" for number in range(BATCH + 10)]


def quiet(done: int, total: int) -> None:
    pass


def test_texts_are_embedded_once_and_then_never_again(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", encoder)
    assert embed(store, encoder, TEXTS + TEXTS[:5], quiet) == len(TEXTS)
    store.close()
    again = VectorStore(tmp_path / "v.sqlite", encoder)
    assert embed(again, encoder, TEXTS, quiet) == 0
    assert encoder.encoded == TEXTS
    np.testing.assert_array_equal(
        again.get([again.key(TEXTS[3])])[again.key(TEXTS[3])], encoder.encode([TEXTS[3]])[0]
    )
    again.close()


def test_a_run_that_dies_goes_on_where_it_was(tmp_path: Path) -> None:
    class Dying(FakeEncoder):
        def encode(self, texts: object) -> Vectors:
            if self.encoded:
                raise KeyboardInterrupt
            return super().encode(texts)  # type: ignore[arg-type]

    store = VectorStore(tmp_path / "v.sqlite", FakeEncoder())
    with pytest.raises(KeyboardInterrupt):
        embed(store, Dying(), TEXTS, quiet)
    assert embed(store, FakeEncoder(), TEXTS, quiet) == len(TEXTS) - BATCH
    store.close()


def test_another_encoder_shares_nothing(tmp_path: Path) -> None:
    one, two = FakeEncoder("one@1"), FakeEncoder("two@1")
    store = VectorStore(tmp_path / "v.sqlite", one)
    embed(store, one, ["words"], quiet)
    store.close()
    other = VectorStore(tmp_path / "v.sqlite", two)
    assert embed(other, two, ["words"], quiet) == 1
    other.close()


def test_anew_computes_all(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", encoder)
    embed(store, encoder, ["a", "b"], quiet)
    assert embed(store, encoder, ["a", "b"], quiet, anew=True) == 2
    store.close()


def test_progress_is_told_after_each_batch(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    store = VectorStore(tmp_path / "v.sqlite", FakeEncoder())
    embed(store, FakeEncoder(), TEXTS, lambda done, total: told.append((done, total)))
    store.close()
    assert told == [(0, len(TEXTS)), (BATCH, len(TEXTS)), (len(TEXTS), len(TEXTS))]


def test_what_is_no_longer_wanted_is_gone(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", encoder)
    embed(store, encoder, ["kept", "removed"], quiet)
    for _ in range(2):
        store.keep_only({"a": [store.key("kept")]})
    assert store.get([store.key("kept"), store.key("removed")]).keys() == {store.key("kept")}
    store.close()


def test_the_texts_themselves_are_not_in_the_file(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", encoder)
    embed(store, encoder, ["canary in a sentence"], quiet)
    store.close()
    assert b"canary" not in (tmp_path / "v.sqlite").read_bytes()


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "v.sqlite").write_bytes(b"this is no database at all" * 100)
    encoder = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", encoder)
    assert embed(store, encoder, ["a"], quiet) == 1
    store.close()


def test_a_stored_vector_of_another_length_counts_as_missing(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    store = VectorStore(tmp_path / "v.sqlite", encoder)
    store.put([store.key("a")], np.ones((1, 3), dtype=np.float32))
    assert embed(store, encoder, ["a"], quiet) == 1
    store.close()


def test_a_folder_in_place_of_the_file_is_an_error_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "v.sqlite").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        VectorStore(tmp_path / "v.sqlite", FakeEncoder())


@pytest.mark.parametrize("damage", ["nan", "shape"])
def test_what_is_no_vector_is_refused(tmp_path: Path, damage: str) -> None:
    class Broken(FakeEncoder):
        def encode(self, texts: object) -> Vectors:
            rows = super().encode(texts)  # type: ignore[arg-type]
            return rows * np.nan if damage == "nan" else rows[:, :3]

    store = VectorStore(tmp_path / "v.sqlite", FakeEncoder())
    with pytest.raises(EncoderUnavailable, match="no usable vectors"):
        embed(store, Broken(), ["a"], quiet)
    store.close()

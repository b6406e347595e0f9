"""What every VectorIndex promises, tried on each of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rag.adapters.chroma import ChromaIndex
from rag.adapters.chroma_server import ChromaServer
from rag.errors import IndexDamaged
from rag.ports import VectorIndex
from tests.fakes import FakeEncoder, MemoryVectors


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


@pytest.fixture(params=["memory", "chroma", "server"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    index: VectorIndex
    if request.param == "memory":
        index = MemoryVectors()
    elif request.param == "chroma":
        index = ChromaIndex.create(tmp_path / "c", "things")
    else:
        index = ChromaServer(request.getfixturevalue("chroma_url")).vectors(f"v{uuid.uuid4().hex}", make=True)
    yield index
    index.close()


@pytest.fixture
def index(empty: VectorIndex) -> VectorIndex:
    vectors = np.stack([unit(1, 0, 0), unit(1, 1, 0), unit(0, 0, 1)])
    empty.add(["a#0-5", "a#6-9", "b#0-4"], vectors, ["a", "a", "b"])
    return empty


def test_it_counts_what_was_added(index: VectorIndex) -> None:
    assert index.count() == 3


def test_an_empty_index_finds_nothing(empty: VectorIndex) -> None:
    assert empty.count() == 0
    assert empty.nearest(unit(1, 0, 0), 5, None) == []
    assert empty.vectors(["a#0-5"]) == {}


def test_neighbours_come_best_first_with_their_cosine(index: VectorIndex) -> None:
    found = index.nearest(unit(1, 0, 0), 3, None)
    assert [key for key, _ in found] == ["a#0-5", "a#6-9", "b#0-4"]
    assert [score for _, score in found] == pytest.approx([1.0, 2**-0.5, 0.0], abs=1e-4)


def test_no_more_than_k_are_given(index: VectorIndex) -> None:
    assert len(index.nearest(unit(1, 0, 0), 2, None)) == 2
    assert len(index.nearest(unit(1, 0, 0), 50, None)) == 3
    assert index.nearest(unit(1, 0, 0), 0, None) == []


def test_only_the_documents_asked_for_are_searched(index: VectorIndex) -> None:
    assert [key for key, _ in index.nearest(unit(1, 0, 0), 5, frozenset({"b"}))] == ["b#0-4"]
    assert index.nearest(unit(1, 0, 0), 5, frozenset()) == []
    assert index.nearest(unit(1, 0, 0), 5, frozenset({"nowhere"})) == []


def test_more_documents_than_a_statement_has_variables_can_be_asked_for(index: VectorIndex) -> None:
    crowd = frozenset(f"x{number}" for number in range(40_000))
    assert [key for key, _ in index.nearest(unit(1, 0, 0), 5, crowd | {"b"})] == ["b#0-4"]
    assert [key for key, _ in index.nearest(unit(1, 0, 0), 5, crowd | {"a", "b"})] == [
        "a#0-5",
        "a#6-9",
        "b#0-4",
    ]
    assert index.nearest(unit(1, 0, 0), 5, crowd) == []


@pytest.mark.parametrize("asked", [1, 20, 30, 100, 199, 200])
def test_of_many_documents_the_nearest_of_those_asked_for_are_found_however_many_they_are(
    empty: VectorIndex, asked: int
) -> None:
    rows = np.random.default_rng(3).normal(size=(600, 12)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    owners = [f"d{number % 200:03}" for number in range(600)]
    keys = [f"{owner}#{number}-{number + 1}" for number, owner in enumerate(owners)]
    empty.add(keys, rows, owners)
    # The documents that are furthest from the vector: the nearest of all are not among them.
    near = np.argsort(rows @ rows[0])
    documents = frozenset(list(dict.fromkeys(owners[at] for at in near))[:asked])
    admitted = [at for at in near[::-1] if owners[at] in documents]
    found = empty.nearest(rows[0], 9, documents)
    assert [key for key, _ in found] == [keys[at] for at in admitted[:9]]
    assert [score for _, score in found] == pytest.approx(
        [rows[at] @ rows[0] for at in admitted[:9]], abs=1e-4
    )


def test_stored_vectors_come_back_under_their_keys_and_unknown_keys_do_not(index: VectorIndex) -> None:
    found = index.vectors(["b#0-4", "nothing", "a#6-9"])
    assert found.keys() == {"b#0-4", "a#6-9"}
    np.testing.assert_allclose(found["a#6-9"], unit(1, 1, 0), atol=1e-6)


def test_more_rows_than_one_batch_holds_are_all_stored(empty: VectorIndex) -> None:
    random = np.random.default_rng(7)
    rows = random.normal(size=(6001, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    keys = [f"d#{number}-{number + 1}" for number in range(len(rows))]
    empty.add(keys, rows, ["d"] * len(rows))
    assert empty.count() == 6001
    assert empty.nearest(rows[4321], 1, None)[0][0] == keys[4321]
    assert len(empty.vectors(keys)) == 6001


def test_each_of_many_vectors_that_are_nearly_alike_is_found_by_itself(empty: VectorIndex) -> None:
    texts = [
        f"The n{number} team met in the hall and agreed that visits should be longer."
        for number in range(400)
    ]
    rows = FakeEncoder().encode(texts)
    empty.add([f"k{number}" for number in range(400)], rows, ["d"] * 400)
    assert all(empty.nearest(row, 1, None)[0][1] > 0.999 for row in rows)


def test_chroma_keeps_its_vectors_between_openings(tmp_path: Path) -> None:
    first = ChromaIndex.create(tmp_path / "c", "things")
    first.add(["k"], np.stack([unit(1, 2)]), ["d"])
    first.close()
    second = ChromaIndex.open(tmp_path / "c", "things")
    assert second.nearest(unit(1, 2), 1, None)[0][0] == "k"
    second.close()


@pytest.mark.parametrize("damage", ["no folder", "no file", "empty file", "garbage", "no collection"])
def test_chroma_says_that_it_is_damaged_rather_than_answer_from_nothing(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "c"
    if damage != "no folder":
        made = ChromaIndex.create(folder, "other" if damage == "no collection" else "things")
        made.add(["k"], np.stack([unit(1, 2)]), ["d"])
        made.close()
        database = folder / "chroma.sqlite3"
        if damage == "no file":
            database.unlink()
        elif damage == "empty file":
            database.write_bytes(b"")
        elif damage == "garbage":
            database.write_bytes(b"no database" * 500)
    with pytest.raises(IndexDamaged, match="ingest --rebuild"):
        ChromaIndex.open(folder, "things")

"""Chroma beyond what tests/contract/test_vector_index.py asks of every index: damage, threads, odd folders."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.adapters.chroma import ChromaIndex
from rag.domain import Passage, Span
from rag.errors import IndexDamaged
from rag.store import FileEntry, Manifest, Records, check_health
from tests.reviews import LOOSE

ROWS = 2500


def rows(count: int = ROWS) -> np.ndarray:
    found = np.random.default_rng(11).normal(size=(count, 8)).astype(np.float32)
    normal: np.ndarray = found / np.linalg.norm(found, axis=1, keepdims=True)
    return normal


PASSAGES = tuple(Passage(LOOSE.id, Span(n, n + 1), "x", sentences=()) for n in range(ROWS))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with enough vectors that Chroma has written its neighbour graph to disk."""
    folder = tmp_path_factory.mktemp("made") / "chroma"
    index = ChromaIndex.create(folder, "passages")
    index.add([passage.key for passage in PASSAGES], rows(), [LOOSE.id] * ROWS)
    index.close()
    return folder


def check(folder: Path) -> None:
    entry = FileEntry(LOOSE.id, "/a.txt", "0" * 64, ROWS, 0)
    manifest = Manifest("g000001", "", "fake@1", "", (), (entry,))
    index = ChromaIndex.open(folder, "passages")
    nothing = ChromaIndex.create(folder / "beside", "sentences")
    try:
        check_health(manifest, Records({LOOSE.id: LOOSE}, PASSAGES), index, nothing)
    finally:
        nothing.close()
        index.close()


def test_a_whole_index_is_healthy_wherever_its_folder_is_moved(made: Path, tmp_path: Path) -> None:
    check(Path(shutil.copytree(made, tmp_path / "a folder, ŵith spaces")))


def test_a_lost_neighbour_graph_which_chroma_does_not_notice_is_noticed(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "chroma"))
    graphs = [path for path in folder.iterdir() if path.is_dir()]
    assert graphs
    for graph in graphs:
        shutil.rmtree(graph)
    with pytest.raises(IndexDamaged, match="ingest"):
        check(folder)


def test_each_read_of_a_collection_that_is_gone_is_damage_said_in_one_line(tmp_path: Path) -> None:
    index = ChromaIndex.create(tmp_path / "c", "things")
    index.add(["k"], rows(1), ["d"])
    index._client.delete_collection("things")
    for read in (index.count, lambda: index.nearest(rows(1)[0], 1, None), lambda: index.vectors(["k"])):
        with pytest.raises(IndexDamaged, match="ingest --rebuild") as raised:
            read()
        assert str(raised.value).isprintable()
    index.close()


def test_two_collections_of_a_folder_do_not_mix(tmp_path: Path) -> None:
    one, two = (ChromaIndex.create(tmp_path / "c", name) for name in ("passages", "sentences"))
    one.add(["a"], rows(2)[:1], ["d"])
    two.add(["b"], rows(2)[1:], ["d"])
    assert [key for key, _ in one.nearest(rows(1)[0], 9, None)] == ["a"]
    assert [key for key, _ in two.nearest(rows(1)[0], 9, None)] == ["b"]
    one.close()
    two.close()


def test_a_collection_is_not_made_twice_in_one_folder(tmp_path: Path) -> None:
    index = ChromaIndex.create(tmp_path / "c", "things")
    with pytest.raises(Exception, match="exist"):
        ChromaIndex.create(tmp_path / "c", "things")
    index.close()


def test_many_threads_read_what_one_reads(made: Path, tmp_path: Path) -> None:
    index = ChromaIndex.open(Path(shutil.copytree(made, tmp_path / "chroma")), "passages")
    asked = rows(64)
    alone = [index.nearest(vector, 5, None) for vector in asked]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda vector: index.nearest(vector, 5, None), asked)) == alone
    # Each vector is found by itself, which the approximate search could miss.
    assert [found[0][0] for found in alone] == [passage.key for passage in PASSAGES[:64]]
    index.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said_to_need_it(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "chroma"))
    (folder / "chroma.sqlite3").chmod(0o400)
    folder.chmod(0o500)
    try:
        with pytest.raises(IndexDamaged, match="must be writable"):
            ChromaIndex.open(folder, "passages")
    finally:
        folder.chmod(0o700)

"""Chroma beyond what tests/contract/test_vector_index.py asks of every index: damage, threads, odd folders."""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.adapters.chroma import ChromaIndex
from rag.adapters.folder_store import _seal, create_vectors, open_vectors
from rag.domain import Passage, Span
from rag.errors import IndexDamaged, IndexUnwritable
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
    folder = tmp_path_factory.mktemp("made") / "g" / "chroma"
    index, nothing = create_vectors(folder.parent)
    index.add([passage.key for passage in PASSAGES], rows(), [LOOSE.id] * ROWS)
    index.close()
    nothing.close()
    _seal(folder.parent)
    return folder


def check(folder: Path) -> None:
    entry = FileEntry(LOOSE.id, "/a.txt", "0" * 64, ROWS, 0)
    manifest = Manifest("g000001", "", "fake@1", "", (), (entry,))
    index, nothing = open_vectors(folder.parent)
    try:
        check_health(manifest, Records({LOOSE.id: LOOSE}, PASSAGES), index, nothing)
    finally:
        nothing.close()
        index.close()


def test_a_whole_index_is_healthy_wherever_its_folder_is_moved(made: Path, tmp_path: Path) -> None:
    check(Path(shutil.copytree(made.parent, tmp_path / "a folder, ŵith spaces")) / "chroma")


@pytest.mark.parametrize("sealed", [True, False])
def test_a_lost_neighbour_graph_which_chroma_does_not_notice_is_noticed(
    made: Path, tmp_path: Path, sealed: bool
) -> None:
    folder = Path(shutil.copytree(made.parent, tmp_path / "g")) / "chroma"
    if not sealed:
        (folder.parent / "graphs.json").unlink()
    graphs = [path for path in folder.iterdir() if path.is_dir()]
    assert graphs
    for graph in graphs:
        shutil.rmtree(graph)
    with pytest.raises(IndexDamaged, match="ingest"):
        check(folder)


def _smash(folder: Path) -> None:
    """Forty pages of the database overwritten, at places that are the same each time."""
    database = folder / "chroma.sqlite3"
    with database.open("r+b") as file:
        pages = database.stat().st_size // 4096
        for place in np.random.default_rng(5).integers(1, pages, 40):
            file.seek(int(place) * 4096)
            file.write(b"\xa5" * 4096)


def _each_graph(folder: Path, name: str) -> list[Path]:
    found = [path / name for path in folder.iterdir() if (path / name).exists()]
    assert found
    return found


DAMAGE: dict[str, Callable[[Path], object]] = {
    "pickle lost": lambda f: [path.unlink() for path in _each_graph(f, "index_metadata.pickle")],
    "level 0 cut": lambda f: [os.truncate(path, 2000) for path in _each_graph(f, "data_level0.bin")],
    "level 0 of noughts": lambda f: [
        p.write_bytes(bytes(p.stat().st_size)) for p in _each_graph(f, "data_level0.bin")
    ],
    "one byte changed": lambda f: [
        p.write_bytes(p.read_bytes()[:-9] + b"\x01" * 9) for p in _each_graph(f, "data_level0.bin")
    ],
    "seal garbage": lambda f: (f.parent / "graphs.json").write_bytes(b"[1"),
    "database lost": lambda f: (f / "chroma.sqlite3").unlink(),
    "database empty": lambda f: (f / "chroma.sqlite3").write_bytes(b""),
    "database garbage": lambda f: (f / "chroma.sqlite3").write_bytes(b"garbage!" * 4096),
    "database cut": lambda f: os.truncate(f / "chroma.sqlite3", 60_000),
    "forty pages smashed": _smash,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_of_any_file_is_noticed_before_anything_is_answered(
    made: Path, tmp_path: Path, damage: str
) -> None:
    folder = Path(shutil.copytree(made.parent, tmp_path / "g")) / "chroma"
    DAMAGE[damage](folder)
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


@pytest.mark.parametrize("count", [1, 2, 7, 99, 101, 2001])
def test_the_files_of_a_graph_hold_vectors_and_nothing_that_happened_to_be_in_memory(
    tmp_path: Path, count: int
) -> None:
    index, other = create_vectors(tmp_path)
    for one in (index, other):
        one.add([f"k{number}" for number in range(count)], rows(count), ["d"] * count)
        one.close()
    _seal(tmp_path)
    graphs = {path.parent: path.read_bytes() for path in tmp_path.glob("chroma/*/header.bin")}
    assert len(graphs) == 2
    for graph, header in graphs.items():
        used, size = struct.unpack_from("<2Q", header, 20)
        assert used == count
        assert not any((graph / "data_level0.bin").read_bytes()[count * size :])
        assert not any((graph / "length.bin").read_bytes()[count * 4 :])
    before = {path: path.read_bytes() for graph in graphs for path in graph.iterdir()}
    for _ in range(2):
        found = open_vectors(tmp_path)
        for one in found:
            assert one.nearest(rows(count)[0], 1, None)[0][0] == "k0"
            assert one.count() == count
            one.close()
    assert {path: path.read_bytes() for graph in graphs for path in graph.iterdir()} == before


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
    with pytest.raises(IndexUnwritable, match="cannot write vectors"):
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

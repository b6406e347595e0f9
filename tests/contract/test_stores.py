"""What every place that keeps an index promises, tried on a folder and on a real Chroma server."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.indexing import VECTORS, update
from ingest.purging import purge
from rag.adapters.chroma_server import ChromaServer
from rag.adapters.folder_store import FolderStore
from rag.adapters.server_store import ServerStore
from rag.domain import Passage, Span
from rag.errors import BadSetting, IndexBusy, IndexDamaged, IndexMissing
from rag.store import Manifest, Purged, Records, Store, check_health, record_digest, still_held
from tests.fakes import FakeEncoder
from tests.unit.test_store import DOCUMENT, MANIFEST, PASSAGES, RECORDS

Again = Callable[[], Store]


@pytest.fixture(params=["folder", "server"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def again(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Again:
    """Opens the same place once more, as another process would."""
    if kind == "folder":
        return lambda: FolderStore(tmp_path / "index")
    url, name = request.getfixturevalue("chroma_url"), f"t{uuid.uuid4().hex[:8]}"
    return lambda: ServerStore(url, tmp_path / "index", name)


@pytest.fixture
def store(again: Again) -> Store:
    return again()


def vectors(*texts: str) -> np.ndarray:
    return FakeEncoder().encode(texts)


def publish(store: Store, records: Records = RECORDS, manifest: Manifest = MANIFEST) -> str:
    with store.writing():
        generation = store.next_generation()
        with store.draft(generation) as draft:
            draft.write(replace(manifest, generation=generation), records)
            passages, sentences = draft.create_vectors()
            keys = [passage.key for passage in records.passages]
            passages.add(
                keys, vectors(*(p.text for p in records.passages)), [p.document_id for p in records.passages]
            )
            passages.close()
            sentences.close()
            draft.publish()
    return generation


def test_where_nothing_was_published_there_is_no_index(store: Store) -> None:
    with pytest.raises(IndexMissing, match="make one with"):
        store.current()
    assert (store.next_generation(), store.place != "") == ("g000001", True)


def test_what_was_written_is_read_back_to_the_letter(store: Store, again: Again) -> None:
    publish(store)
    other = again()
    assert other.current() == "g000001"
    assert other.manifest("g000001") == MANIFEST
    assert other.records("g000001").documents == RECORDS.documents
    assert other.records("g000001").passages == PASSAGES
    passages, sentences = other.open_vectors("g000001")
    assert passages.nearest(vectors(PASSAGES[1].text)[0], 1, None)[0][0] == PASSAGES[1].key
    assert (passages.count(), sentences.count()) == (2, 0)
    passages.close()
    sentences.close()


def test_a_long_record_comes_back_whole(store: Store) -> None:
    text = "".join(f"Line {number}: “£5” 🙂.\n" for number in range(110_000))
    long = replace(DOCUMENT, text=text, excluded=(), sections=(), pages=())
    publish(store, Records({long.id: long}, (Passage(long.id, Span(0, 12), text[:12], sentences=()),)))
    assert store.records("g000001").documents[long.id].text == text


def test_nobody_is_served_from_a_draft_and_one_that_fails_leaves_nothing(store: Store, again: Again) -> None:
    publish(store)
    with pytest.raises(RuntimeError), store.writing(), store.draft(store.next_generation()) as draft:
        draft.write(replace(MANIFEST, generation="g000002"), RECORDS)
        for index in draft.create_vectors():
            index.close()
        assert again().current() == "g000001"
        raise RuntimeError
    assert again().generations() == ["g000001"]
    assert publish(store) == "g000002"


def test_what_a_dead_build_left_is_gone_when_the_next_begins(store: Store, again: Again) -> None:
    publish(store)
    dead = again()
    draft = dead.draft("g000002")
    with dead.writing():
        draft.__enter__().write(replace(MANIFEST, generation="g000002"), RECORDS)
    assert again().current() == "g000001"
    publish(store)
    assert len(again().generations()) == 2
    assert again().manifest(again().current()).generation == again().current()


def test_the_generation_before_is_kept_for_readers_and_older_ones_are_gone(store: Store) -> None:
    names = [publish(store) for _ in range(4)]
    assert store.generations() == names[-2:]
    assert store.current() == names[-1]
    with pytest.raises(IndexDamaged):
        store.manifest(names[0])
    with store.writing():
        store.drop_others()
    assert store.generations() == names[-1:]
    assert store.records(names[-1]).passages == PASSAGES


def test_only_one_may_write_and_the_next_may_when_it_is_done(store: Store, again: Again) -> None:
    with store.writing(), pytest.raises(IndexBusy, match="another ingest"), again().writing():
        pass
    with again().writing():
        pass


def test_of_many_who_would_write_at_once_one_does(again: Again) -> None:
    got: list[int] = []
    refused: list[int] = []
    together, decided = threading.Barrier(6), threading.Barrier(6)

    def write(number: int) -> None:
        store = again()
        together.wait(30)
        try:
            with store.writing():
                got.append(number)
                decided.wait(30)
        except IndexBusy:
            refused.append(number)
            decided.wait(30)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), len(refused)) == (1, 5)


def test_the_list_of_what_was_purged_is_kept_apart_from_the_generations(store: Store, again: Again) -> None:
    assert store.purged() == ()
    publish(store)
    gone = Purged.of("a/d", "0" * 64, "2031-03-04")
    with store.writing():
        store.set_purged((gone,))
    publish(store)
    assert again().purged() == (gone,)
    assert gone.names("a/d", "other")
    assert gone.names("other", "0" * 64)
    assert not gone.names("b", "1" * 64)


def change_record(store: Store, old: str, new: str) -> None:
    if isinstance(store, FolderStore):
        path = store.folder(store.current()) / "records.jsonl"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return
    assert isinstance(store, ServerStore)
    rows = store._rows(store.current())._collection
    found = rows.get(ids=["records/0000000"], include=["documents"])
    rows.update(
        ids=["records/0000000"], embeddings=[[0.0]], documents=[found["documents"][0].replace(old, new)]
    )


def test_a_record_of_which_a_word_was_changed_is_damage(store: Store) -> None:
    digest = record_digest(DOCUMENT, PASSAGES)
    publish(store, manifest=replace(MANIFEST, files=(replace(MANIFEST.files[0], digest=digest),)))
    assert store.records("g000001").passages == PASSAGES
    change_record(store, "longer", "louder")
    with pytest.raises(IndexDamaged, match="not what was written"):
        store.records("g000001")


def test_a_generation_that_is_not_there_is_damage(store: Store) -> None:
    publish(store)
    with pytest.raises(IndexDamaged, match="python -m ingest"):
        store.records("g000077")
    with pytest.raises(IndexDamaged, match="python -m ingest"):
        store.open_vectors("g000077")


# --- what ingest does with it ----------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(6):
        name = f"report-{number}"
        words = f"The {name} team met in the hall. It agreed that visits to number {number} be longer."
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return folder


def documents(store: Store) -> set[str]:
    return set(store.records(store.current()).documents)


def is_healthy(store: Store) -> bool:
    generation = store.current()
    passages, sentences = store.open_vectors(generation)
    check_health(store.manifest(generation), store.records(generation), passages, sentences)
    passages.close()
    sentences.close()
    return True


def test_an_index_is_built_kept_changed_and_purged(store: Store, root: Path, again: Again) -> None:
    first = update(store, [root], FakeEncoder)
    encoder = FakeEncoder()
    assert not update(again(), [root], lambda: encoder).rebuilt
    assert (encoder.encoded, is_healthy(again())) == ([], True)
    (root / "report-3.txt").write_text("The panel of number 3 met in March.", encoding="utf-8")
    (root / "report-4.txt").unlink()
    second = update(store, [root], lambda: encoder)
    assert second.embedded == len(encoder.encoded) == 2
    assert documents(again()) == {f"report-{n}" for n in (0, 1, 2, 3, 5)}
    assert (first.documents, second.documents, is_healthy(store)) == (6, 5, True)
    purge(again(), ["report-2"], store.root / VECTORS)
    assert documents(store) == {f"report-{n}" for n in (0, 1, 3, 5)}
    assert (is_healthy(store), store.generations(), still_held(store)) == (
        True,
        ["g000003"],
        set(),
    )
    third = update(store, [root], FakeEncoder)
    assert (third.rebuilt, third.documents) == (False, 4)
    assert "purged on" in third.skipped[0].reason
    assert update(store, [root], FakeEncoder, restore=["report-2"]).documents == 5
    with pytest.raises(BadSetting, match="no purged document"):
        update(store, [root], FakeEncoder, restore=["report-2"])


def test_a_serving_generation_with_a_vector_missing_is_not_served_and_is_built_again(
    store: Store, root: Path
) -> None:
    update(store, [root], FakeEncoder)
    passages, sentences = store.open_vectors(store.current())
    passages._collection.delete(ids=[store.records(store.current()).passages[0].key])  # type: ignore[attr-defined]
    passages.close()
    sentences.close()
    with pytest.raises(IndexDamaged, match="the index is damaged"):
        is_healthy(store)
    report = update(store, [root], FakeEncoder)
    assert (report.rebuilt, report.embedded, is_healthy(store)) == (True, 0, True)


def test_a_server_shows_neither_name_nor_password() -> None:
    server = ChromaServer("https://someone:hush%20now@chroma.example:8443/base/")
    assert server.shown == "https://chroma.example:8443/base"

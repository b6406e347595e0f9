from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rag.domain import (
    ContentDate,
    Dating,
    Document,
    Excluded,
    Form,
    Kind,
    Passage,
    Person,
    Section,
    Source,
    Span,
    Standing,
    sentence_key,
)
from rag.errors import IndexBusy, IndexDamaged, IndexMissing
from rag.store import FileEntry, IndexStore, Manifest, Records, check_health
from tests.fakes import FakeEncoder, MemoryVectors

TEXT = "HOME The panel met in the hall. It agreed.\r\n\u2028“Visits” 🙂 were longer."
DOCUMENT = Document(
    id="a/d",
    title="A <title>",
    form=Form.ORIGINAL,
    kind=Kind.MINUTES,
    standing=Standing.COUNCIL_MINUTES,
    text=TEXT,
    published=ContentDate(2031, 3),
    dating=Dating.STATED,
    dating_reason="It says so.",
    people=(Person("Ada", "chair"),),
    sources=(Source("The page", "https://example.org"),),
    notices=("truncated",),
    excluded=(Excluded(Span(0, 4), "menu", "rule"),),
    sections=(Section(("One",), Span(5, 40)),),
    pages=(Span(0, len(TEXT)),),
)
PASSAGES = (
    Passage("a/d", Span(5, 42), TEXT[5:42], ("One",), 1, (Span(5, 31), Span(32, 42))),
    Passage("a/d", Span(45, len(TEXT)), TEXT[45:], (), 1, (Span(45, len(TEXT)),)),
)
RECORDS = Records({"a/d": DOCUMENT}, PASSAGES)
MANIFEST = Manifest(
    generation="g000001",
    created="2031-03-04T00:00:00+00:00",
    encoder="fake@1",
    recipe="r",
    roots=("/r",),
    files=(FileEntry("a/d", "/r/a/d.txt", "0" * 64, 2, 3),),
)


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    return IndexStore(tmp_path / "index")


def publish(store: IndexStore, manifest: Manifest = MANIFEST) -> str:
    with store.writing():
        generation = store.next_generation()
        folder = store.begin()
        store.write(folder, replace(manifest, generation=generation), RECORDS)
        store.publish(folder, generation)
    return generation


def test_what_was_written_is_read_back_to_the_letter(store: IndexStore) -> None:
    publish(store)
    assert store.manifest(store.current()) == MANIFEST
    found = store.records(store.current())
    assert found.documents == RECORDS.documents
    assert found.passages == PASSAGES


def test_records_are_found_by_key_by_sentence_and_by_document() -> None:
    assert RECORDS.by_key[PASSAGES[1].key] == PASSAGES[1]
    assert RECORDS.by_sentence[sentence_key("a/d", Span(32, 42))] == PASSAGES[0]
    assert RECORDS.of_document == {"a/d": PASSAGES}
    assert (MANIFEST.passages, MANIFEST.sentences) == (2, 3)


def test_no_index_is_told_from_a_damaged_one(store: IndexStore) -> None:
    with pytest.raises(IndexMissing, match="make one with"):
        store.current()
    publish(store)
    (store.root / "CURRENT").write_text("g000009\n", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="names no generation"):
        store.current()


@pytest.mark.parametrize("pointer", [b"", b"../..", b"\xff\xfe"])
def test_a_pointer_to_nowhere_is_damage(store: IndexStore, pointer: bytes) -> None:
    publish(store)
    (store.root / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexDamaged):
        store.current()


def test_a_file_where_the_index_should_be_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(IndexMissing):
        IndexStore(tmp_path / "file").current()


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"format": 1}', b'{"format": 99}'])
def test_a_manifest_that_cannot_be_read_is_damage(store: IndexStore, content: bytes | None) -> None:
    path = store.folder(publish(store)) / "manifest.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexDamaged, match="run python -m ingest"):
        store.manifest(store.current())


@pytest.mark.parametrize("content", [None, b"nonsense\n", b"{}\n"])
def test_records_that_cannot_be_read_are_damage(store: IndexStore, content: bytes | None) -> None:
    path = store.folder(publish(store)) / "records.jsonl"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexDamaged, match="run python -m ingest"):
        store.records(store.current())


def test_only_one_may_write_and_the_next_may_when_it_is_done(store: IndexStore) -> None:
    with store.writing(), pytest.raises(IndexBusy), IndexStore(store.root).writing():
        pass
    with IndexStore(store.root).writing():
        pass


def test_the_lock_is_let_go_when_a_build_fails(store: IndexStore) -> None:
    with pytest.raises(RuntimeError), store.writing():
        raise RuntimeError
    with store.writing():
        pass


def test_what_dead_builds_left_is_gone_when_the_next_begins(store: IndexStore) -> None:
    (store.root / "build-1.tmp" / "chroma").mkdir(parents=True)
    with store.writing():
        folder = store.begin()
    assert [path.name for path in store.root.glob("build-*.tmp")] == [folder.name]


def test_the_generation_before_is_kept_for_readers_and_older_ones_are_gone(store: IndexStore) -> None:
    assert [publish(store) for _ in range(4)] == ["g000001", "g000002", "g000003", "g000004"]
    assert sorted(path.name for path in store.root.glob("g*")) == ["g000003", "g000004"]
    assert store.current() == "g000004"


def test_a_generation_is_not_current_before_it_is_published(store: IndexStore) -> None:
    publish(store)
    with store.writing():
        store.write(store.begin(), MANIFEST, RECORDS)
    assert store.current() == "g000001"


def test_the_text_is_stored_as_it_is_and_the_files_are_json(store: IndexStore) -> None:
    folder = store.folder(publish(store))
    (line,) = (folder / "records.jsonl").read_bytes().splitlines()
    assert json.loads(line)["document"]["text"] == TEXT
    assert json.loads((folder / "manifest.json").read_bytes())["format"] == 1


# --- health ------------------------------------------------------------------------------------------


def vectors(*, passages: int = 2, sentences: int = 3) -> tuple[MemoryVectors, MemoryVectors]:
    encoder = FakeEncoder()
    of_passages, of_sentences = MemoryVectors(), MemoryVectors()
    kept = PASSAGES[:passages]
    of_passages.add([p.key for p in kept], encoder.encode([p.text for p in kept]), ["a/d"] * len(kept))
    spans = [span for p in PASSAGES for span in p.sentences][:sentences]
    of_sentences.add(
        [sentence_key("a/d", span) for span in spans],
        encoder.encode([span.of(TEXT) for span in spans]),
        ["a/d"] * len(spans),
    )
    return of_passages, of_sentences


def test_a_healthy_index_passes() -> None:
    check_health(MANIFEST, RECORDS, *vectors())


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"passages": 1}, "1 of 2 passage vectors"),
        ({"sentences": 2}, "2 of 3 sentence vectors"),
    ],
)
def test_missing_vectors_are_damage(broken: dict[str, int], says: str) -> None:
    with pytest.raises(IndexDamaged, match=says):
        check_health(MANIFEST, RECORDS, *vectors(**broken))


def test_missing_records_are_damage() -> None:
    with pytest.raises(IndexDamaged, match="1 of 2 passages"):
        check_health(MANIFEST, Records({"a/d": DOCUMENT}, PASSAGES[:1]), *vectors())
    with pytest.raises(IndexDamaged, match="0 of 1 documents"):
        check_health(MANIFEST, Records({}, ()), *vectors())


def test_a_vector_under_another_key_is_damage() -> None:
    of_passages, of_sentences = vectors(passages=1)
    of_passages.add(["other"], FakeEncoder().encode(["visits"]), ["a/d"])
    with pytest.raises(IndexDamaged, match="not found by its own vector"):
        check_health(MANIFEST, RECORDS, of_passages, of_sentences)


def test_an_index_that_searches_only_part_of_its_vectors_is_damage() -> None:
    class Deaf(MemoryVectors):
        def nearest(self, vector, k, documents):  # type: ignore[no-untyped-def]
            return super().nearest(np.roll(vector, 1), k, documents)

    of_passages, of_sentences = vectors()
    deaf = Deaf()
    deaf.add([p.key for p in PASSAGES], FakeEncoder().encode([p.text for p in PASSAGES]), ["a/d"] * 2)
    with pytest.raises(IndexDamaged, match="not found by its own vector"):
        check_health(MANIFEST, RECORDS, deaf, of_sentences)
    assert of_passages.count() == 2

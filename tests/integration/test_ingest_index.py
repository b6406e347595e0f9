"""Roots to a serving index and back, with real Chroma on disk and a fake encoder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.indexing import VECTORS, Report, update
from ingest.purging import purge
from rag.adapters.folder_store import FolderStore
from rag.bootstrap import open_vectors
from rag.errors import BadDocument, BadSetting, IndexBusy, IndexMissing, IndexUnwritable, NothingToRead
from rag.store import Records, check_health
from tests.fakes import FakeEncoder
from tests.layouts import DIGEST, ORIGINALS

PLAIN = "The {} team met in the hall and agreed that visits should be longer next year."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for name, text in ORIGINALS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "harbour.md").write_text(DIGEST, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "index")


def run(store: FolderStore, *roots: Path, encoder: FakeEncoder | None = None, **options: object) -> Report:
    return update(store, roots, lambda: encoder or FakeEncoder(), **options)  # type: ignore[arg-type]


def records(store: FolderStore) -> Records:
    return store.records(store.current())


def leftovers(store: FolderStore) -> list[str]:
    return [path.name for path in store.root.glob("build-*.tmp")]


def test_what_was_read_is_what_serves(store: FolderStore, root: Path) -> None:
    report = run(store, root)
    found = records(store)
    assert report.rebuilt
    assert found.documents.keys() == {*ORIGINALS, "harbour-inquiry-2031"}
    for name, text in ORIGINALS.items():
        assert found.documents[name].text == text
    manifest = store.manifest(store.current())
    assert manifest.roots == (str(root),)
    assert (manifest.passages, manifest.sentences) == (report.passages, report.sentences)
    passages, sentences = open_vectors(store.folder(manifest.generation))
    check_health(manifest, found, passages, sentences)
    encoder = FakeEncoder()
    for passage in found.passages:
        for span in passage.sentences:
            words = span.of(found.documents[passage.document_id].text)
            key, cosine = sentences.nearest(encoder.encode([words])[0], 1, None)[0]
            assert cosine > 0.999
            assert key in found.by_sentence
    passages.close()
    sentences.close()


def test_an_unchanged_corpus_is_not_built_again_and_nothing_is_embedded(
    store: FolderStore, root: Path
) -> None:
    first = run(store, root)
    encoder = FakeEncoder()
    second = run(store, root, encoder=encoder)
    assert not second.rebuilt
    assert encoder.encoded == []
    assert (second.generation, second.passages, second.embedded) == (first.generation, first.passages, 0)


def test_one_changed_file_embeds_only_its_own_words(store: FolderStore, root: Path) -> None:
    run(store, root)
    changed = root / "trade-news.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + PLAIN.format("new"), encoding="utf-8")
    encoder = FakeEncoder()
    report = run(store, root, encoder=encoder)
    assert 0 < len(encoder.encoded) == report.embedded
    text = changed.read_text(encoding="utf-8")
    assert all(words.split("\n", 1)[-1] in text or words in text for words in encoder.encoded)
    assert PLAIN.format("new") in records(store).documents["trade-news"].text


def test_a_removed_file_is_gone_from_records_and_vectors(store: FolderStore, root: Path) -> None:
    before = run(store, root)
    (root / "blog-post.txt").unlink()
    after = run(store, root)
    assert "blog-post" not in records(store).documents
    assert after.embedded == 0
    assert after.passages < before.passages
    passages, sentences = open_vectors(store.folder(store.current()))
    assert sentences.nearest(FakeEncoder().encode(["visits"])[0], 500, frozenset({"blog-post"})) == []
    passages.close()
    sentences.close()


def test_files_with_the_same_words_are_both_indexed(store: FolderStore, root: Path) -> None:
    (root / "copy.txt").write_text(ORIGINALS["blog-post"], encoding="utf-8")
    report = run(store, root)
    counts = {file.id: (file.passages, file.sentences) for file in report.files}
    assert counts["copy"] == counts["blog-post"]


def test_roots_are_mirrored_and_add_adds_one(store: FolderStore, root: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text(PLAIN.format("first"), encoding="utf-8")
    run(store, root)
    assert "one" in {file.id for file in run(store, encoder=FakeEncoder(), add=[one]).files}
    assert store.manifest(store.current()).roots == (str(root), str(one))
    run(store, one)
    assert records(store).documents.keys() == {"one"}


def test_add_without_an_index_adds_to_the_roots_given(store: FolderStore, root: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text(PLAIN.format("first"), encoding="utf-8")
    assert run(store, root, add=[one]).roots == (str(root), str(one))


def test_another_encoder_makes_a_new_index(store: FolderStore, root: Path) -> None:
    run(store, root)
    report = run(store, root, encoder=FakeEncoder("other@1"))
    assert report.rebuilt
    assert report.embedded > 0
    assert store.manifest(store.current()).encoder == "other@1"


def test_rebuild_embeds_everything_again(store: FolderStore, root: Path) -> None:
    first = run(store, root)
    again = run(store, root, rebuild=True)
    assert again.rebuilt
    assert again.embedded == first.embedded
    assert again.generation != first.generation


def test_bad_files_get_a_line_each_and_stop_nothing(store: FolderStore, root: Path) -> None:
    (root / "broken.md").write_text("---\ncolour: red\n---\nWords stand here.", encoding="utf-8")
    (root / "binary.txt").write_bytes(b"\0\1\2")
    (root / "menu.txt").write_text("Home\nContact us\n", encoding="utf-8")
    (root / "scan.pdf").write_bytes(b"%PDF")
    report = run(store, root)
    reasons = {Path(skipped.path).name: skipped.reason for skipped in report.skipped}
    assert reasons["broken.md"] == "front matter: colour: unknown field"
    assert reasons["menu.txt"].startswith("nothing but headings and page furniture")
    assert reasons["scan.pdf"].startswith("damaged or not a PDF")
    assert "NUL" in reasons["binary.txt"]
    assert report.documents == len(ORIGINALS) + 1
    assert not run(store, root).rebuilt


def test_an_empty_folder_is_refused_and_the_old_index_serves(
    store: FolderStore, root: Path, tmp_path: Path
) -> None:
    run(store, root)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadSetting, match="no documents in"):
        run(store, tmp_path / "empty")
    assert len(records(store).documents) == len(ORIGINALS) + 1


def test_nothing_readable_is_an_error_and_the_old_index_serves(
    store: FolderStore, root: Path, tmp_path: Path
) -> None:
    run(store, root)
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a.txt").write_bytes(b"")
    with pytest.raises(NothingToRead, match=r"index stays as it was .*a\.txt"):
        run(store, bad)
    assert len(records(store).documents) == len(ORIGINALS) + 1


def test_two_equal_ids_change_nothing(store: FolderStore, root: Path) -> None:
    run(store, root)
    before = store.current()
    (root / "twin.md").write_text(DIGEST, encoding="utf-8")
    with pytest.raises(BadDocument, match=r"harbour\.md.*twin\.md"):
        run(store, root)
    assert store.current() == before


def test_a_second_writer_is_refused_at_once(store: FolderStore, root: Path) -> None:
    with store.writing(), pytest.raises(IndexBusy, match="another ingest"):
        run(FolderStore(store.root), root)


def test_an_index_that_cannot_be_written_is_one_line(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(IndexUnwritable, match="cannot write the index in"):
        run(FolderStore(tmp_path / "file" / "index"), root)


def test_a_vector_file_that_cannot_be_opened_is_one_line(store: FolderStore, root: Path) -> None:
    (store.root / "vectors.sqlite").mkdir(parents=True)
    with pytest.raises(IndexUnwritable, match="unable to open database file"):
        run(store, root)


class Failing(FakeEncoder):
    """An encoder that dies after its first batch."""

    def encode(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]
        if self.encoded:
            raise RuntimeError("out of memory")
        return super().encode(texts)


def test_a_build_that_fails_leaves_the_old_index_serving_and_nothing_behind(
    store: FolderStore, root: Path
) -> None:
    run(store, root)
    before = store.current()
    for number in range(200):
        (root / f"more-{number}.txt").write_text(PLAIN.format(f"n{number}"), encoding="utf-8")
    with pytest.raises(RuntimeError):
        run(store, root, encoder=Failing())
    assert store.current() == before
    assert leftovers(store) == []
    assert len(records(store).documents) == len(ORIGINALS) + 1


class Blocked(FolderStore):
    """An index folder in which something stands where Chroma's files would go."""

    def begin(self) -> Path:
        folder = super().begin()
        (folder / "chroma").write_text("in the way", encoding="utf-8")
        return folder


def test_vectors_that_cannot_be_written_leave_the_old_index_serving(store: FolderStore, root: Path) -> None:
    run(store, root)
    before = store.current()
    (root / "new.txt").write_text(PLAIN.format("new"), encoding="utf-8")
    with pytest.raises(IndexUnwritable, match="cannot write vectors"):
        run(Blocked(store.root), root)
    assert store.current() == before
    assert leftovers(store) == []


@pytest.mark.parametrize("lost", ["chroma", "records.jsonl", "manifest.json"])
def test_a_damaged_index_is_built_again_from_the_stored_vectors(
    store: FolderStore, root: Path, lost: str
) -> None:
    first = run(store, root)
    path = store.folder(first.generation) / lost
    path.rename(path.with_name("lost"))
    second = run(store, root)
    assert second.rebuilt
    assert second.embedded == 0
    assert not run(store, root).rebuilt


def test_a_lost_pointer_is_no_index_and_is_made_again(store: FolderStore, root: Path) -> None:
    run(store, root)
    (store.root / "CURRENT").unlink()
    with pytest.raises(IndexMissing):
        store.current()
    assert run(store, root).rebuilt


_SLOW_BUILD = """
import sys, time
from pathlib import Path
from ingest.indexing import update
from rag.adapters.folder_store import FolderStore
from tests.fakes import FakeEncoder

class Slow(FakeEncoder):
    def encode(self, texts):
        rows = super().encode(texts)
        print("batch", flush=True)
        time.sleep(0.2)
        return rows

update(FolderStore(Path(sys.argv[1])), [Path(sys.argv[2])], Slow)
"""


def slow_build(store: FolderStore, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _SLOW_BUILD, str(store.root), str(root)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_a_killed_build_leaves_the_old_index_serving_and_the_next_run_goes_on(
    store: FolderStore, root: Path
) -> None:
    run(store, root)
    before = store.current()
    for number in range(400):
        (root / f"more-{number}.txt").write_text(PLAIN.format(f"n{number}"), encoding="utf-8")
    process = slow_build(store, root)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()  # one batch is stored, another is on its way
    with pytest.raises(IndexBusy):
        run(store, root)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert store.current() == before
    assert len(records(store).documents) == len(ORIGINALS) + 1
    (store.root / "build-99999.tmp").mkdir()
    encoder = FakeEncoder()
    report = run(store, root, encoder=encoder)
    assert 0 < len(encoder.encoded) < 2 * 400
    assert report.documents == len(ORIGINALS) + 1 + 400
    assert leftovers(store) == []


def test_a_build_killed_while_vectors_are_written_leaves_the_old_index_serving(
    store: FolderStore, root: Path
) -> None:
    run(store, root)
    before = store.current()
    for number in range(150):
        (root / f"more-{number}.txt").write_text(PLAIN.format(f"n{number}"), encoding="utf-8")
    process = slow_build(store, root)
    deadline = time.monotonic() + 60
    while not leftovers(store) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert store.current() == before
    report = run(store, root)
    assert report.embedded == 0
    assert leftovers(store) == []
    assert len(records(store).documents) == len(ORIGINALS) + 1 + 150


def test_old_generations_do_not_pile_up(store: FolderStore, root: Path) -> None:
    for number in range(4):
        (root / "new.txt").write_text(PLAIN.format(f"n{number}"), encoding="utf-8")
        run(store, root)
    assert sorted(path.name for path in store.root.glob("g*")) == ["g000003", "g000004"]


# --- companions ----------------------------------------------------------------------------------------

COMPANION = """document: harbour-inquiry-2031
reviewed: "2031-05-01"
sources: {item: {title: "The item"}}
facts: [{id: F1, fact: "x", said_by: "the item", sources: [item], sentences: ["SENTENCE"]}]
also_asked: {"HEADING": ["What on earth went on by the sea?"]}
"""


def test_the_companion_of_a_digest_brings_its_facts_and_other_ways_of_asking(
    store: FolderStore, root: Path
) -> None:
    run(store, root)
    before = records(store).documents["harbour-inquiry-2031"]
    passage = next(p for p in records(store).passages if p.document_id == before.id and p.headings)
    said, heading = passage.sentences[0].of(before.text), passage.headings[-1]
    (root / "harbour.yaml").write_text(COMPANION.replace("SENTENCE", said).replace("HEADING", heading))
    run(store, root)
    found = records(store)
    document = found.documents[before.id]
    assert [span.of(document.text) for span in document.facts[0].sentences] == [said]
    (led,) = found.by_route.values()
    assert passage in led
    manifest = store.manifest(store.current())
    assert manifest.routes == 1
    passages, sentences = open_vectors(store.folder(manifest.generation))
    assert passages.count() == manifest.passages + 1
    check_health(manifest, found, passages, sentences)
    assert "by the sea" not in "".join(p.text for p in found.passages)


def test_a_purge_takes_other_ways_of_asking_along_and_leaves_those_of_the_rest(
    store: FolderStore, root: Path
) -> None:
    (root / "harbour.yaml").write_text(COMPANION.replace('["SENTENCE"]', "[]").replace("HEADING", "x"))
    run(store, root)
    purge(store, [next(iter(ORIGINALS))], store.root / VECTORS)
    manifest = store.manifest(store.current())
    assert manifest.routes == 1
    check_health(manifest, records(store), *open_vectors(store.folder(manifest.generation)))
    purge(store, ["harbour-inquiry-2031"], store.root / VECTORS)
    assert store.manifest(store.current()).routes == 0


def test_a_companion_that_cannot_be_read_leaves_its_document_out_with_one_line(
    store: FolderStore, root: Path
) -> None:
    (root / "harbour.yaml").write_text("document: x\nfacts: 3\n")
    report = run(store, root, yes=True)
    (told,) = report.skipped
    assert "harbour" in str(told.path)
    assert told.reason.startswith("companion: ")

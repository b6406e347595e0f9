"""What an index must live through: kills, emptied folders, purges, new versions, a full disk."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.earlier import RECIPE, Earlier, is_current
from ingest.indexing import VECTORS, Report, update
from ingest.parsing.parser import Parser
from ingest.purging import purge
from rag.adapters.folder_store import FolderStore
from rag.bootstrap import Serving
from rag.domain import Question
from rag.errors import BadSetting, IndexUnwritable
from rag.settings import Settings
from rag.store import KEPT, Records, check_health, record_digest, still_held
from tests.fakes import FakeEncoder
from tests.killing import killed, seconds

PLAIN = "The {0} team met in the hall. It agreed that visits to {0} should be longer next year."
CANARY = "Quillwort Zanzibarovich of 12 Marzipan Mews"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(50):
        (folder / f"r{number:02}.txt").write_text(PLAIN.format(f"place{number}"), encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "data" / "index")


def run(store: FolderStore, *roots: Path, encoder: FakeEncoder | None = None, **options: object) -> Report:
    return update(store, roots, lambda: encoder or FakeEncoder(), **options)  # type: ignore[arg-type]


def records(store: FolderStore) -> Records:
    return store.records(store.current())


def healthy(store: FolderStore) -> bool:
    generation = store.current()
    passages, sentences = store.open_vectors(generation)
    check_health(store.manifest(generation), store.records(generation), passages, sentences)
    passages.close()
    sentences.close()
    return True


# --- what is not done twice --------------------------------------------------------------------------


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed."""
    names: list[str] = []
    real = Parser.parse

    def spy(parser: Parser, path: Path, suffix: str | None = None):  # type: ignore[no-untyped-def]
        names.append(path.name)
        return real(parser, path, suffix)

    monkeypatch.setattr(Parser, "parse", spy)
    return names


def test_an_unchanged_corpus_is_neither_parsed_nor_embedded_and_one_change_is_all_that_changes(
    store: FolderStore, root: Path, parsed: list[str]
) -> None:
    run(store, root)
    assert len(parsed) == 50
    parsed.clear()
    before, keys = store.manifest(store.current()), {p.key: p for p in records(store).passages}
    encoder = FakeEncoder()
    assert not run(store, root, encoder=encoder).rebuilt
    assert (parsed, encoder.encoded) == ([], [])
    (root / "r07.txt").write_text("The panel met. It was cold in the annexe.", encoding="utf-8")
    report = run(store, root, encoder=encoder)
    assert parsed == ["r07.txt"]
    assert report.embedded == len(encoder.encoded) == 3
    assert sum("annexe" in text for text in encoder.encoded) == 2
    after = store.manifest(store.current())
    changed = [(old.id, new.id) for old, new in zip(before.files, after.files, strict=True) if old != new]
    assert changed == [("r07", "r07")]
    now = {p.key: p for p in records(store).passages}
    assert {key for key in keys.keys() | now.keys() if keys.get(key) != now.get(key)} == {
        p.key for p in (*keys.values(), *now.values()) if p.document_id == "r07"
    }


def test_each_document_of_the_manifest_says_what_made_it(store: FolderStore, root: Path) -> None:
    run(store, root)
    manifest = store.manifest(store.current())
    entry = manifest.files[0]
    assert entry.sha256 == hashlib.sha256((root / "r00.txt").read_bytes()).hexdigest()
    assert entry.recipe == RECIPE
    for part in ("cleaner=", "describer=", "splitter=", "tokens="):
        assert part in RECIPE
    found = records(store)
    assert entry.digest == record_digest(found.documents["r00"], found.of_document["r00"])
    assert (manifest.encoder, is_current(manifest)) == ("fake@1", True)


@pytest.mark.parametrize("other", [{"recipe": "cleaner=0"}, {"parser": "text 0"}, {"parser": "wordstar 1"}])
def test_a_document_of_other_versions_is_not_known_and_its_index_is_stale(
    store: FolderStore, root: Path, other: dict[str, str]
) -> None:
    run(store, root)
    manifest = store.manifest(store.current())
    entry = manifest.files[3]
    old = replace(manifest, files=(replace(entry, **other), *manifest.files[4:]))  # type: ignore[arg-type]
    assert not is_current(old)
    known = Earlier(store, old).known
    assert known(Path(entry.path), entry.sha256) is None
    sibling = manifest.files[4]
    assert known(Path(sibling.path), sibling.sha256) == records(store).documents[sibling.id]
    assert known(Path(sibling.path), "f" * 64) is None


def test_rebuild_parses_every_file_again(store: FolderStore, root: Path, parsed: list[str]) -> None:
    run(store, root)
    run(store, root, rebuild=True)
    assert len(parsed) == 100


# --- folders that become empty -----------------------------------------------------------------------


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def test_an_emptied_folder_does_not_wipe_the_index_without_yes(store: FolderStore, root: Path) -> None:
    run(store, root)
    empty(root)
    for more in ({}, {"rebuild": True}):
        with pytest.raises(BadSetting, match="the index holds 50 from there: put them back, or say --yes"):
            run(store, root, **more)
    assert len(records(store).documents) == 50
    assert run(store, root, yes=True).documents == 0
    assert (records(store).documents, healthy(store)) == ({}, True)


def test_one_emptied_folder_of_two_is_noticed_too(store: FolderStore, root: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "extra.txt").write_text(PLAIN.format("extra"), encoding="utf-8")
    run(store, root, more)
    empty(root)
    with pytest.raises(BadSetting, match="holds 50 from there"):
        run(store, root, more)
    assert run(store, root, more, yes=True).documents == 1
    assert records(store).documents.keys() == {"extra"}


def test_an_index_without_documents_refuses_every_question(store: FolderStore, root: Path) -> None:
    run(store, root)
    empty(root)
    run(store, root, yes=True)
    serving = Serving(Settings(index=store.root, encoder="fake"), encoder=lambda _: FakeEncoder())
    answer = serving.pipeline().ask(Question("Who led the review of foster care?"))
    assert (answer.claims, answer.citations) == ((), ())
    (root / "new.txt").write_text(PLAIN.format("new"), encoding="utf-8")
    assert run(store, root).documents == 1


# --- purges ------------------------------------------------------------------------------------------


def traces(folder: Path, *canaries: bytes) -> list[str]:
    """The files that hold one of these bytes anywhere, database pages and journals included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files for canary in canaries if canary in path.read_bytes()]


@pytest.fixture
def secret(root: Path) -> Path:
    file = root / "secret.txt"
    file.write_text(f"The panel heard {CANARY}. It agreed to write to the family.", encoding="utf-8")
    return file


def test_nothing_of_a_purged_document_is_left_anywhere_but_its_file(
    store: FolderStore, root: Path, secret: Path
) -> None:
    run(store, root)
    (root / "r01.txt").write_text(PLAIN.format("other"), encoding="utf-8")
    run(store, root)
    (store.root / "build-1.tmp").mkdir()
    (store.root / "build-1.tmp" / "records.jsonl").write_text(CANARY, encoding="utf-8")
    text = secret.read_bytes()
    whole = hashlib.sha256(text).hexdigest().encode()
    keys = [hashlib.sha256(f"fake@1\0{line}".encode()).digest() for line in text.decode().split(". ")]
    keys += [hashlib.sha256(f"fake@1\0{text.decode().split('. ')[0]}.".encode()).digest()]
    vector = FakeEncoder().encode([text.decode().split(". ")[0] + "."])[0].tobytes()
    data = store.root.parent
    assert traces(data, CANARY.encode())
    assert VECTORS in traces(data, *keys)
    assert VECTORS in traces(data, vector)
    assert "manifest.json" in traces(data, whole)
    purge(store, ["secret"], store.root / VECTORS)
    plain = [CANARY.encode(), b"Quillwort", b"Marzipan", CANARY.encode("utf-16-le")]
    assert traces(data, *plain, whole, *keys, vector) == []
    assert secret.read_bytes() == text
    assert (len(records(store).documents), healthy(store), still_held(store)) == (50, True, set())
    assert store.generations() == [store.current()]


def test_what_was_purged_is_left_out_under_any_name_until_it_is_restored(
    store: FolderStore, root: Path, secret: Path
) -> None:
    run(store, root)
    purge(store, ["secret"], store.root / VECTORS)
    shutil.copy(secret, root / "same-words.txt")
    report = run(store, root)
    assert {Path(one.path).name for one in report.skipped} == {"secret.txt", "same-words.txt"}
    assert all("or bring it back with --restore secret" in one.reason for one in report.skipped)
    secret.write_text("Edited since.", encoding="utf-8")
    assert "secret" not in {file.id for file in run(store, root, rebuild=True).files}
    assert traces(store.root.parent, CANARY.encode()) == []
    assert "secret" in {file.id for file in run(store, root, restore=["secret"]).files}
    assert store.purged() == ()


def test_a_purge_that_was_killed_before_it_deleted_is_finished_by_the_next_ingest(
    store: FolderStore, root: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, root)

    def die(self: FolderStore) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "drop_others", die)
        with pytest.raises(KeyboardInterrupt):
            purge(store, ["secret"], store.root / VECTORS)
    assert still_held(store) == {"secret"}
    run(store, root)
    assert (still_held(store), traces(store.root.parent, CANARY.encode())) == (set(), [])


def test_a_purge_can_be_said_again_and_an_unknown_id_is_refused(
    store: FolderStore, root: Path, secret: Path
) -> None:
    run(store, root)
    with pytest.raises(BadSetting, match='no document "nothing"'):
        purge(store, ["secret", "nothing"], store.root / VECTORS)
    assert "secret" in records(store).documents
    first = purge(store, ["secret", "secret"], store.root / VECTORS)
    assert purge(store, ["secret"], store.root / VECTORS) == first
    assert len(store.purged()) == 1


def test_the_last_document_can_be_purged(store: FolderStore, secret: Path) -> None:
    run(store, secret)
    assert purge(store, ["secret"], store.root / VECTORS).files == ()
    assert (healthy(store), traces(store.root.parent, CANARY.encode())) == (True, [])


def test_copies_of_a_purged_document_are_copies_of_one_that_stays(store: FolderStore, root: Path) -> None:
    run(store, root)
    found = records(store)
    copies = {i: replace(found.documents[i], copy_of="r00") for i in ("r01", "r02", "r03")}
    generation = store.next_generation()
    manifest = replace(
        store.manifest(store.current()),
        generation=generation,
        files=tuple(replace(e, digest="") for e in store.manifest(store.current()).files),
    )
    with store.writing(), store.draft(generation) as draft:
        draft.write(manifest, Records({**found.documents, **copies}, found.passages))
        shutil.copytree(store.folder(store.current()) / "chroma", draft._folder / "chroma")
        draft.publish()
    purge(store, ["r00"], store.root / VECTORS)
    now = records(store).documents
    assert [now[i].copy_of for i in ("r01", "r02", "r03", "r04")] == [None, "r01", "r01", None]


def test_a_vector_file_that_is_damaged_goes_with_a_purge(
    store: FolderStore, root: Path, secret: Path
) -> None:
    run(store, root)
    (store.root / VECTORS).write_bytes(b"no database" * 500)
    purge(store, ["secret"], store.root / VECTORS)
    assert run(store, root).documents == 50


def test_an_older_generation_that_cannot_be_deleted_is_said(
    store: FolderStore, root: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    run(store, root)
    with (
        monkeypatch.context() as patched,
        pytest.raises(IndexUnwritable, match="may still hold purged words"),
    ):
        patched.setattr(shutil, "rmtree", refuse)
        purge(store, ["secret"], store.root / VECTORS)
    assert "secret" not in records(store).documents


# --- kills, a full disk, swaps under load ------------------------------------------------------------


def test_a_build_killed_at_any_moment_leaves_an_index_that_serves(store: FolderStore, root: Path) -> None:
    def edit(word: str) -> None:
        for number in range(50):
            (root / f"r{number:02}.txt").write_text(PLAIN.format(f"{word}{number}"), encoding="utf-8")

    run(store, root)
    aside = [shutil.copytree(store.root, store.root.with_name(name)) for name in ("warm", "measured")]
    edit("timed")
    whole = min(seconds(Path(folder), root) for folder in aside)
    words = {"place"}
    for step in range(20):
        edit(word := f"town{'abcdefghijklmnopqrst'[step]}")
        words.add(word)
        killed(store.root, root, after=whole * (step + 0.5) / 20)
        assert healthy(store)
        texts = [document.text for document in records(store).documents.values()]
        # Whatever serves is whole: fifty documents of one edit.
        assert any(all(f" {word}" in text for text in texts) for word in words)
        assert len(texts) == 50
    report = run(store, root)
    assert (report.documents, healthy(store), store.leftovers()) == (50, True, [])
    assert " townt7 " in records(store).documents["r07"].text
    assert len(store.generations()) <= 1 + KEPT


@pytest.fixture
def small_disk(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here; a write that fails is tried in test_ingest_index.py")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_line_and_the_old_index_serves(small_disk: Path, root: Path) -> None:
    store = FolderStore(small_disk / "index")
    run(store, root / "r00.txt", root / "r01.txt")
    with pytest.raises(IndexUnwritable, match=r"disk full|No space|make room"):
        for number in range(20):
            big = "\n\n".join(PLAIN.format(f"p{number}x{line}") for line in range(300))
            (root / "r01.txt").write_text(big, encoding="utf-8")
            run(store, root / "r00.txt", root / "r01.txt", encoder=FakeEncoder(dimension=384))
    assert healthy(store)
    assert records(store).documents.keys() == {"r00", "r01"}


def test_askers_during_swaps_get_whole_answers_of_one_generation(store: FolderStore, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    folders = []
    for which in ("red", "blue"):
        folder = tmp_path / which
        folder.mkdir()
        for number in range(5):
            (folder / f"{which}{number}.txt").write_text(PLAIN.format(f"harbour {which}"), encoding="utf-8")
        folders.append(folder)
    run(store, folders[0])
    serving = Serving(Settings(index=store.root, encoder="fake"), encoder=lambda _: FakeEncoder())
    done = Event()

    def ask(_: int) -> list[set[str]]:
        seen = []
        while not done.is_set():
            hits = serving.pipeline().search("visits to the harbour", 5)
            seen.append({hit.passage.document_id.rstrip("01234") for hit in hits})
        return seen

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, number) for number in range(4)]
        try:
            for swap in range(1, 7):
                run(store, folders[swap % 2])
        finally:
            done.set()
        seen = [one for future in asking for one in future.result()]
    assert {len(one) for one in seen} == {1}
    assert {name for one in seen for name in one} == {"red", "blue"}

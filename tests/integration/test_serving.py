"""An index on disk, served: what is opened when, what is noticed, and what is said where it cannot be."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rag.bootstrap import Serving, check_encoder_name
from rag.domain import Question, Status
from rag.errors import AskError, EncoderUnavailable, IndexDamaged, IndexMissing, WrongEncoder
from rag.settings import Settings
from rag.store import IndexStore, Manifest
from tests.fakes import FakeEncoder
from tests.reviews import ALDERMOOR, DOCUMENTS, FERNHILL, RECORDS, publish, records_of

ASKED = "Who chaired the Fernhill panel on foster care?"


def fake(settings: Settings) -> FakeEncoder:
    return FakeEncoder()


def never(settings: Settings) -> FakeEncoder:
    raise AssertionError("an encoder was made")


def serve(
    index: Path, make: Callable[[Settings], FakeEncoder] = fake, name: str = "fake", **options: str
) -> Serving:
    return Serving(Settings(index=index, encoder=name), encoder=make, **options)  # type: ignore[arg-type]


@pytest.fixture
def index(small_index: Path, tmp_path: Path) -> Path:
    """A copy of the small index that a test may damage."""
    return Path(shutil.copytree(small_index, tmp_path / "index"))


def test_an_index_is_opened_when_it_is_first_asked_for(small_index: Path) -> None:
    serving = serve(small_index)
    before = serving.ready
    serving.warm()
    assert (before, serving.ready) == (False, True)
    pipeline = serving.pipeline()
    assert (pipeline.info.generation, pipeline.info.documents, pipeline.info.encoder) == (
        "g000001",
        4,
        "fake@1",
    )
    assert pipeline.ask(Question(ASKED)).status in Status
    assert pipeline.search(ASKED, 1)[0].passage.document_id == FERNHILL.id


def test_a_second_asker_gets_the_pipeline_that_is_open(small_index: Path) -> None:
    serving = serve(small_index)
    assert serving.pipeline() is serving.pipeline()


def test_askers_who_come_together_wait_for_one_opening(small_index: Path) -> None:
    made = []
    together = threading.Barrier(6)

    def make(settings: Settings) -> FakeEncoder:
        made.append(settings)
        return FakeEncoder()

    serving = serve(small_index, make)

    def ask(_: int) -> object:
        together.wait()
        return serving.pipeline()

    with ThreadPoolExecutor(6) as pool:
        pipelines = set(pool.map(ask, range(6)))
    assert len(pipelines) == len(made) == 1


def test_the_encoder_has_encoded_something_before_the_first_question_comes(small_index: Path) -> None:
    encoder = FakeEncoder()
    serve(small_index, lambda settings: encoder).warm()
    assert encoder.encoded


def test_documents_and_manifest_are_read_without_an_encoder(small_index: Path) -> None:
    serving = serve(small_index, never)
    assert serving.records().documents == DOCUMENTS
    assert serving.records().passages == RECORDS.passages
    assert serving.records() is serving.records()
    assert serving.manifest().encoder == "fake@1"


def test_the_retriever_asked_for_is_the_one_that_serves(small_index: Path) -> None:
    lexical = serve(small_index, retriever="lexical").pipeline()
    assert lexical.search("zebra crossings", 9) == []
    assert serve(small_index).pipeline().search("zebra crossings", 9)


# --- another generation ------------------------------------------------------------------------------


def test_a_new_generation_is_picked_up_and_the_encoder_is_kept(index: Path) -> None:
    made = []

    def make(settings: Settings) -> FakeEncoder:
        made.append(settings)
        return FakeEncoder()

    serving = serve(index, make)
    old = serving.pipeline()
    publish(index, records_of(ALDERMOOR))
    new = serving.pipeline()
    assert (new.info.generation, new.info.documents) == ("g000002", 1)
    assert serving.records().documents.keys() == {ALDERMOOR.id}
    assert {hit.passage.document_id for hit in new.search(ASKED, 9)} == {ALDERMOOR.id}
    assert len(made) == 1
    # Whoever still holds the old pipeline can finish with it.
    assert old.search(ASKED, 1)[0].passage.document_id == FERNHILL.id


def test_a_generation_published_while_one_is_being_opened_does_not_get_mixed_into_it(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = IndexStore.manifest

    def then_publish(store: IndexStore, generation: str) -> Manifest:
        found = read(store, generation)
        if generation == "g000001":
            publish(index, records_of(ALDERMOOR))
        return found

    monkeypatch.setattr(IndexStore, "manifest", then_publish)
    serving = serve(index)
    assert serving.pipeline().info.documents == 4
    assert serving.pipeline().info.documents == 1


# --- what cannot be served ---------------------------------------------------------------------------


def refused(serving: Serving, error: type[AskError]) -> str:
    """The one line that both ways of opening say; the serving is not ready afterwards."""
    with pytest.raises(error) as raised:
        serving.warm()
    with pytest.raises(error):
        serving.pipeline()
    assert not serving.ready
    assert str(raised.value).isprintable()
    return str(raised.value)


@pytest.mark.parametrize("make_folder", [True, False])
def test_a_missing_index_is_said_to_be_missing_and_how_to_make_one(tmp_path: Path, make_folder: bool) -> None:
    index = tmp_path / "nowhere"
    if make_folder:
        index.mkdir()
    line = refused(serve(index, never), IndexMissing)
    assert str(index) in line
    assert "python -m ingest" in line
    with pytest.raises(IndexMissing):
        serve(index, never).records()


def test_a_file_where_the_index_should_be_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused(serve(tmp_path / "file", never), IndexMissing)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty pointer": lambda index: (index / "CURRENT").write_text(""),
    "pointer elsewhere": lambda index: (index / "CURRENT").write_text("../g000001\n"),
    "pointer not text": lambda index: (index / "CURRENT").write_bytes(b"\xff\xfe"),
    "no generation": lambda index: shutil.rmtree(index / "g000001"),
    "no manifest": lambda index: (index / "g000001/manifest.json").unlink(),
    "manifest cut": lambda index: _truncate(index / "g000001/manifest.json"),
    "no records": lambda index: (index / "g000001/records.jsonl").unlink(),
    "records cut": lambda index: _truncate(index / "g000001/records.jsonl"),
    "a record lost": lambda index: (index / "g000001/records.jsonl").write_bytes(
        b"\n".join((index / "g000001/records.jsonl").read_bytes().splitlines()[1:]) + b"\n"
    ),
    "no vectors": lambda index: shutil.rmtree(index / "g000001/chroma"),
    "vectors emptied": lambda index: (index / "g000001/chroma/chroma.sqlite3").write_bytes(b""),
    "vectors garbage": lambda index: (index / "g000001/chroma/chroma.sqlite3").write_bytes(
        b"garbage!" * 4096
    ),
    "vectors cut": lambda index: (index / "g000001/chroma/chroma.sqlite3").write_bytes(
        (index / "g000001/chroma/chroma.sqlite3").read_bytes()[:8192]
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_said_to_be_damaged_and_how_to_mend_it(index: Path, damage: str) -> None:
    DAMAGE[damage](index)
    assert "python -m ingest" in refused(serve(index), IndexDamaged)


def test_a_mended_index_serves_without_a_restart(index: Path) -> None:
    serving = serve(index)
    shutil.rmtree(index / "g000001/chroma")
    refused(serving, IndexDamaged)
    publish(index)
    assert serving.pipeline().info.generation == "g000002"
    assert serving.ready


def test_an_encoder_of_another_name_is_refused_before_it_is_loaded(small_index: Path) -> None:
    line = refused(serve(small_index, never, name="other"), WrongEncoder)
    assert "fake@1" in line
    assert "other" in line
    assert "ASK_ENCODER" in line


def test_other_weights_under_the_same_name_are_refused(small_index: Path) -> None:
    line = refused(serve(small_index, lambda settings: FakeEncoder("fake@2")), WrongEncoder)
    assert "fake@1" in line
    assert "fake@2" in line


def test_an_encoder_that_cannot_be_loaded_is_said_so(small_index: Path) -> None:
    def fail(settings: Settings) -> FakeEncoder:
        raise EncoderUnavailable("no weights")

    assert refused(serve(small_index, fail), EncoderUnavailable) == "no weights"


@pytest.mark.parametrize("identity", ["packaged:all-MiniLM-L6-v2@0a", "me@home/model@0a"])
def test_an_encoder_is_known_by_all_of_its_name_but_the_fingerprint(identity: str) -> None:
    check_encoder_name(identity, identity.rpartition("@")[0])
    with pytest.raises(WrongEncoder):
        check_encoder_name(identity, identity.partition("@")[0] + "x")

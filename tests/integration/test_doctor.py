"""python -m rag doctor: what it says of whole and of broken indexes, and how it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.commands import main
from rag.errors import EncoderUnavailable
from rag.settings import Settings
from rag.store import IndexStore, Purged
from tests.fakes import FakeEncoder
from tests.openai_server import failing, serving
from tests.reviews import FERNHILL, publish

Doctor = Callable[..., tuple[int, str]]


@pytest.fixture
def index(small_index: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_index, tmp_path / "index"))


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Doctor:
    monkeypatch.setenv("ASK_ENCODER", "fake")

    def run(index: Path, *words: str, identity: str = "fake@1") -> tuple[int, str]:
        code = main(["doctor", "--index", str(index), *words], lambda _: FakeEncoder(identity))
        return code, capsys.readouterr().out

    return run


def test_a_whole_index_is_healthy_and_says_what_it_was_made_with(doctor: Doctor, index: Path) -> None:
    code, out = doctor(index)
    assert code == 0
    assert "FAILED" not in out
    assert out.endswith("\nhealthy\n")
    for fact in (
        "generation: g000001",
        "documents: 4",
        "encoder: fake@1",
        "chroma: 1.",
        "size: ",
        "python: 3.",
    ):
        assert f"\n{fact}" in out, fact
    for check in ("index", "records", "passage vectors", "search by sentence", "keyword index", "encoder"):
        assert f"ok      {check}: " in out, check


def test_json_holds_the_same(doctor: Doctor, index: Path) -> None:
    code, out = doctor(index, "--json")
    found = json.loads(out)
    assert (code, found["healthy"], found["facts"]["documents"]) == (0, True, 4)
    assert all(check["ok"] for check in found["checks"])


def _garble(path: Path) -> None:
    path.write_bytes(b"garbage!" * 4096)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "FAILED  index: no index in"),
    "no manifest": (lambda i: (i / "g000001/manifest.json").unlink(), "FAILED  index: cannot read"),
    "no records": (lambda i: (i / "g000001/records.jsonl").unlink(), "FAILED  records: cannot read"),
    "a record lost": (
        lambda i: (i / "g000001/records.jsonl").write_bytes(
            b"\n".join((i / "g000001/records.jsonl").read_bytes().splitlines()[1:])
        ),
        "FAILED  documents: 3 of 4 documents",
    ),
    "vectors garbage": (lambda i: _garble(i / "g000001/chroma/chroma.sqlite3"), "FAILED  vectors: "),
    "no vectors": (lambda i: shutil.rmtree(i / "g000001/chroma"), "FAILED  vectors: no vectors in"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_index_is_said_to_be_broken_with_what_to_do(doctor: Doctor, index: Path, what: str) -> None:
    damage, line = BROKEN[what]
    damage(index)
    code, out = doctor(index)
    assert code == 1
    assert line in out
    assert "python -m ingest" in out
    assert out.endswith("not healthy: see FAILED above\n")
    assert "Traceback" not in out


def test_another_encoder_is_told(doctor: Doctor, index: Path) -> None:
    code, out = doctor(index, identity="fake@2")
    assert code == 1
    assert "FAILED  encoder: the index was made with fake@1, this is fake@2" in out


@pytest.mark.parametrize("error", [EncoderUnavailable("no weights here"), ZeroDivisionError()])
def test_an_encoder_that_cannot_be_loaded_is_a_failed_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], index: Path, error: Exception
) -> None:
    def fail(settings: Settings) -> FakeEncoder:
        raise error

    monkeypatch.setenv("ASK_ENCODER", "fake")
    assert main(["doctor", "--index", str(index)], fail) == 1
    out = capsys.readouterr().out
    assert f"FAILED  encoder: {str(error) or 'ZeroDivisionError'}" in out


def test_words_of_a_purged_document_that_an_older_generation_holds_are_told(
    doctor: Doctor, index: Path
) -> None:
    store = IndexStore(index)
    publish(index)
    with store.writing():
        store.set_purged((Purged.of(FERNHILL.id, "0" * 64, "2031-03-04"),))
    code, out = doctor(index)
    assert code == 1
    assert (
        f"FAILED  purged documents: 1 still held by a generation: run python -m ingest purge {FERNHILL.id}"
        in out
    )


# --- a language model ---------------------------------------------------------------------------------


def test_without_a_model_that_is_said_and_nothing_is_wrong(doctor: Doctor, index: Path) -> None:
    code, out = doctor(index)
    assert code == 0
    assert "ok      language model: none is set: answers are put together without one" in out


def test_a_model_whose_package_and_key_are_there_is_named_and_nothing_is_asked_of_it(
    doctor: Doctor, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASK_MODEL", "openai:gpt-4o-mini")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    with serving(failing(500)) as server:
        monkeypatch.setenv("ASK_MODEL_URL", server.url)
        code, out = doctor(index)
        assert server.bodies == []
    assert code == 0
    assert "ok      language model: openai:gpt-4o-mini: its package and key are there" in out
    assert "secret" not in out


def test_a_model_without_its_key_is_a_failed_check_and_the_others_are_still_made(
    doctor: Doctor, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASK_MODEL", "openai:gpt-4o-mini")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, out = doctor(index)
    assert code == 1
    assert "FAILED  language model: openai:gpt-4o-mini: no key: set OPENAI_API_KEY, or unset ASK_MODEL" in out
    assert "ok      encoder" in out

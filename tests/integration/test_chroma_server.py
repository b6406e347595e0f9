"""An index in a real Chroma server: one writer, several serving processes, and what is said when it is gone."""

from __future__ import annotations

import base64
import logging
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ingest.commands import main as ingest
from ingest.indexing import update
from rag.adapters import server_store
from rag.adapters.server_store import ServerStore
from rag.bootstrap import Serving
from rag.commands import main as rag
from rag.domain import Question, Status
from rag.errors import IndexBusy, IndexMissing, IndexUnwritable, ServerUnreachable
from rag.settings import Settings
from rag.store import check_health
from tests.chroma_run import free_port, program, running
from tests.fakes import FakeEncoder
from tests.layouts import DIGEST

PROJECT = Path(__file__).parents[2]
PLAIN = "The {0} team met in the hall. It agreed that visits to {0} should be longer next year."


@pytest.fixture
def store(chroma_url: str, tmp_path: Path) -> ServerStore:
    return ServerStore(chroma_url, tmp_path / "writer", f"t{uuid.uuid4().hex[:8]}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "harbour.md").write_text(DIGEST, encoding="utf-8")
    for number in range(4):
        (folder / f"r{number}.txt").write_text(PLAIN.format(f"place{number}"), encoding="utf-8")
    return folder


@pytest.fixture
def own_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of this test alone, named in the settings, with its process."""
    if program() is None:
        pytest.skip("no Chroma server: the program chroma is not installed beside this Python")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("ASK_CHROMA_URL", url)
    monkeypatch.setenv("ASK_ENCODER", "fake")
    monkeypatch.chdir(tmp_path)
    with running(tmp_path / "server", port) as process:
        yield url, process


def fake(settings: Settings) -> FakeEncoder:
    return FakeEncoder()


def test_an_index_in_a_server_is_made_asked_listed_examined_and_purged_by_the_commands(
    own_server: tuple[str, object], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, _ = own_server

    def run(main: Callable[..., int], *words: str) -> tuple[int, str, str]:
        code = main(list(words), fake)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    code, _, err = run(rag, "documents")
    assert (code, err.count("\n")) == (2, 1)
    assert f"no index in the Chroma server at {url}" in err
    code, out, _ = run(ingest)
    assert code == 0
    assert f"the Chroma server at {url}, generation g000001" in out
    assert "up to date" in run(ingest, "--if-stale")[1]
    assert "r3" in run(rag, "documents")[1]
    code, out, _ = run(rag, "search", "visits to place2", "-k", "1")
    assert "r2 " in out
    code, out, _ = run(rag, "doctor")
    assert (code, "FAILED" in out) == (0, False)
    code, out, _ = run(ingest, "purge", "r2")
    assert code == 0
    assert "docs/scale.md" in out
    assert "r2" not in run(rag, "documents")[1]
    assert {path.name for path in Path(".data/index").iterdir()} == {"vectors.sqlite"}


_SERVE = """
import sys
from pathlib import Path
from rag.adapters.server_store import ServerStore
from rag.bootstrap import Serving
from rag.settings import Settings
from tests.fakes import FakeEncoder

settings = Settings(index=Path(sys.argv[3]), chroma_url=sys.argv[1], encoder="fake")
serving = Serving(settings, encoder=lambda _: FakeEncoder())
serving._store = ServerStore(sys.argv[1], Path(sys.argv[3]), sys.argv[2])
for line in sys.stdin:
    pipeline = serving.pipeline()
    hits = pipeline.search(line.strip(), 1)
    print(pipeline.info.generation, hits[0].passage.document_id, flush=True)
"""


def test_serving_processes_see_a_new_generation_without_a_restart(
    store: ServerStore, chroma_url: str, root: Path, tmp_path: Path
) -> None:
    update(store, [root], FakeEncoder)
    command = [sys.executable, "-c", _SERVE, chroma_url, store._name, str(tmp_path / "reader")]
    servers = [
        subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    def ask(server: subprocess.Popen[str], question: str) -> str:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{question}\n")
        server.stdin.flush()
        return server.stdout.readline().strip()

    try:
        assert {ask(one, "visits to place1") for one in servers} == {"g000001 r1"}
        (root / "r1.txt").unlink()
        (root / "late.txt").write_text(PLAIN.format("lateplace"), encoding="utf-8")
        update(store, [root], FakeEncoder)
        assert {ask(one, "visits to lateplace") for one in servers} == {"g000002 late"}
    finally:
        for one in servers:
            one.communicate()
    assert not (tmp_path / "reader").exists()


def test_a_server_that_is_not_there_is_one_line_wherever_it_is_asked(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    monkeypatch.setenv("ASK_CHROMA_URL", f"http://me:hush@127.0.0.1:{port}")
    monkeypatch.chdir(tmp_path)
    line = f"no Chroma server at http://127.0.0.1:{port} (ValueError): start it, or unset ASK_CHROMA_URL\n"
    for main, words in (
        (ingest, [str(root)]),
        (ingest, ["--if-stale"]),
        (ingest, ["purge", "x"]),
        (rag, ["documents"]),
        (rag, ["ask", "Who led the review?"]),
    ):
        assert main(words, fake) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.removeprefix("python -m rag: ")) == ("", line)
    assert rag(["doctor"], fake) == 1
    printed = capsys.readouterr()
    assert "FAILED  index: no Chroma server at" in printed.out
    assert "hush" not in printed.out + printed.err


def test_a_server_that_stops_while_it_serves_is_one_line_and_when_it_is_back_so_are_we(
    tmp_path: Path, root: Path
) -> None:
    if program() is None:
        pytest.skip("no Chroma server: the program chroma is not installed beside this Python")
    port = free_port()
    settings = Settings(index=tmp_path / "i", chroma_url=f"http://127.0.0.1:{port}", encoder="fake")
    serving = Serving(settings, encoder=fake)
    with running(tmp_path / "server", port):
        update(ServerStore(str(settings.chroma_url), settings.index), [root], FakeEncoder)
        pipeline = serving.pipeline()
        assert pipeline.search("visits to place1", 1)
    with pytest.raises(ServerUnreachable, match="start it"):
        serving.pipeline()
    with pytest.raises(ServerUnreachable, match="start it"):
        pipeline.search("visits to place3", 1)
    with running(tmp_path / "server", port):
        assert serving.pipeline().search("visits to place3", 1)[0].passage.document_id == "r3"
        assert serving.pipeline().ask(Question("Who met?")).status in Status


def test_a_server_that_is_killed_during_an_ingest_keeps_the_old_generation(
    tmp_path: Path, root: Path
) -> None:
    if program() is None:
        pytest.skip("no Chroma server: the program chroma is not installed beside this Python")
    port = free_port()
    store = ServerStore(f"http://127.0.0.1:{port}", tmp_path / "i")
    with running(tmp_path / "server", port) as process:
        update(store, [root], FakeEncoder)
        (root / "new.txt").write_text(PLAIN.format("new"), encoding="utf-8")

        class Killing(FakeEncoder):
            def encode(self, texts):  # type: ignore[no-untyped-def]
                process.kill()
                process.wait()
                return super().encode(texts)

        with pytest.raises(ServerUnreachable):
            update(store, [root], Killing)
    with running(tmp_path / "server", port):
        fresh = ServerStore(f"http://127.0.0.1:{port}", tmp_path / "i")
        assert fresh.current() == "g000001"
        with pytest.raises(IndexBusy, match="one that died is forgotten after"):
            update(fresh, [root], FakeEncoder)
        fresh._control().set_fields("writer", until=time.time() - 1)
        assert update(fresh, [root], FakeEncoder).documents == 6


# --- the writer's lock -------------------------------------------------------------------------------


def test_a_writer_that_was_not_heard_of_is_taken_over_and_cannot_publish_any_more(
    store: ServerStore, chroma_url: str, root: Path, tmp_path: Path
) -> None:
    other = ServerStore(chroma_url, tmp_path / "other", store._name)

    class Asleep(FakeEncoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            store._control().set_fields("writer", until=time.time() - 1)
            (root / "r0.txt").write_text(PLAIN.format("elsewhere entirely"), encoding="utf-8")
            update(other, [root], FakeEncoder)
            return super().encode(texts)

    with pytest.raises(IndexBusy, match="another ingest took over"):
        update(store, [root], Asleep)
    assert "elsewhere" in other.records(other.current()).documents["r0"].text
    assert other.manifest(other.current()).generation == other.current()
    generation = other.current()
    indexes = other.open_vectors(generation)
    check_health(other.manifest(generation), other.records(generation), *indexes)
    assert update(other, [root], FakeEncoder).rebuilt is False


def test_a_writer_at_work_is_heard_of(store: ServerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_store, "_RENEWED", 0.05)
    with store.writing():
        store._control().set_fields("writer", until=1.0)
        deadline = time.monotonic() + 10
        while store._control().fields("writer")["until"] < time.time() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert store._control().fields("writer")["until"] > time.time()
        assert str(os.getpid()) in store._control().fields("writer")["who"]
    assert store._control().fields("writer") == {}


# --- addresses ---------------------------------------------------------------------------------------


class _Deaf(BaseHTTPRequestHandler):
    """Takes note of the credentials, and is no Chroma."""

    def do_GET(self) -> None:
        seen.append(self.headers.get("Authorization", ""))
        self.send_response(404)
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


seen: list[str] = []


def test_a_password_goes_to_the_server_and_nowhere_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with HTTPServer(("127.0.0.1", 0), _Deaf) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings = Settings(
            chroma_url=f"http://me:hush%21@127.0.0.1:{server.server_port}/base", index=tmp_path
        )
        with pytest.raises(ServerUnreachable) as raised:
            Serving(settings, encoder=fake).records()
        server.shutdown()
    assert f"http://127.0.0.1:{server.server_port}/base" in str(raised.value)
    assert f"Basic {base64.b64encode(b'me:hush!').decode()}" in seen
    for told in (str(raised.value), caplog.text, repr(settings)):
        assert "hush" not in told


def test_a_server_without_room_is_one_line(store: ServerStore) -> None:
    rows = store._server.rows(f"{store._name}-records", make=True)
    with pytest.raises(IndexUnwritable, match="did not store the index"):
        rows._write("add", ids=["a"], embeddings=[[0.0]], metadatas=[{"a": object()}])
    with pytest.raises(IndexMissing):
        store.current()

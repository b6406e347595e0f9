from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from rag.bootstrap import Serving
from rag.domain import Question
from rag.errors import AskError, BadSetting, EncoderUnavailable
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.web_fakes import FakeReviews
from web.door.guard import HEADERS, LONGEST_BODY
from web.door.logins import Logins, Secret
from web.serve import ServedReviews, address, hosts_of, launch, run

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def page() -> Iterator[httpx.Client]:
    served = launch(FakeReviews(), "127.0.0.1", free_port())
    with httpx.Client(base_url=served.local_url, trust_env=False) as client:
        yield client
    served.close(verbose=False)


# --- what stands between the network and the page ------------------------------------------------------


def test_every_reply_carries_the_security_headers(page: httpx.Client) -> None:
    for path in ("/", "/config", "/nowhere"):
        reply = page.get(path)
        for name, value in HEADERS:
            assert reply.headers.get_list(name.decode()) == [value.decode()], path


def test_descriptions_of_the_interface_are_not_served(page: httpx.Client) -> None:
    for path in ("/openapi.json", "/docs", "/redoc"):
        assert page.get(path).status_code == 404, path
    assert page.get("/monitoring").status_code in (403, 404)


def test_another_host_name_is_refused(page: httpx.Client) -> None:
    assert page.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_body_that_is_too_long_is_refused_whether_or_not_it_says_so(page: httpx.Client) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (b"x" * 100_000 for _ in range(LONGEST_BODY // 100_000 + 1))

    assert page.post("/gradio_api/queue/join", content=b"x" * (LONGEST_BODY + 1)).status_code == 413
    assert page.post("/gradio_api/queue/join", content=pieces()).status_code == 413


def test_no_history_is_kept_in_the_browser_and_nothing_is_measured(page: httpx.Client) -> None:
    config = page.get("/config").json()
    assert config["run_history"] is False
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []


def test_a_file_of_this_machine_is_not_served(page: httpx.Client) -> None:
    assert page.get(f"/gradio_api/file={ROOT / 'pyproject.toml'}").status_code in (403, 404)


# --- who may use it ------------------------------------------------------------------------------------


def test_without_a_login_nothing_but_the_login_page_is_served() -> None:
    logins = Logins({"ada": Secret(b"0123456789abcdef").keyed("correct horse battery")})
    served = launch(FakeReviews(), "127.0.0.1", free_port(), logins=logins)
    try:
        with httpx.Client(base_url=served.local_url, trust_env=False) as client:
            assert client.get("/config").status_code == 401
            assert client.get("/gradio_api/file=app.py").status_code in (401, 404)
            assert (
                client.post(
                    "/gradio_api/queue/join", json={"data": [], "fn_index": 0, "session_hash": "x"}
                ).status_code
                == 401
            )
            who = {"username": "ada", "password": "wrong horse battery"}
            assert client.post("/login", data=who).status_code == 400
            assert client.get("/config").status_code == 401
            who["password"] = "correct horse battery"
            assert client.post("/login", data=who).status_code == 200
            assert client.get("/config").status_code == 200
            assert client.get("/logout").status_code == 302
            assert client.get("/config").status_code == 401
    finally:
        served.close(verbose=False)


def test_a_login_file_that_cannot_be_used_is_one_line_and_exit_2(small_index: Path, tmp_path: Path) -> None:
    bad = tmp_path / "logins"
    bad.write_text("ada:secret\n")
    done = app(ASK_INDEX=str(small_index), ASK_LOGIN_FILE=str(bad), GRADIO_SERVER_PORT=str(free_port()))
    one_plain_line(done, "ASK_LOGIN_FILE", "line 1")
    assert "secret" not in done.stderr


# --- where it is served --------------------------------------------------------------------------------


def test_the_address_is_gradios_own_variables_or_this_machine() -> None:
    port = free_port()
    assert address({"GRADIO_SERVER_PORT": str(port)}) == ("127.0.0.1", port)
    assert address({"GRADIO_SERVER_NAME": "localhost", "GRADIO_SERVER_PORT": str(port)}) == (
        "localhost",
        port,
    )


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", "７８６０", "1 2"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(BadSetting, match="GRADIO_SERVER_PORT is"):
        address({"GRADIO_SERVER_PORT": port})


def test_a_host_that_is_none_is_refused() -> None:
    with pytest.raises(BadSetting, match="cannot serve on"):
        address({"GRADIO_SERVER_NAME": "no such host", "GRADIO_SERVER_PORT": str(free_port())})


def test_only_names_the_page_is_reached_by_are_answered() -> None:
    assert hosts_of("127.0.0.1", None) == ["127.0.0.1", "localhost"]
    assert hosts_of("127.0.0.1", "https://reviews.example.org/x/") == [
        "127.0.0.1",
        "localhost",
        "reviews.example.org",
    ]


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
def test_a_page_served_to_the_network_answers_to_this_machine_and_not_to_any_name(everywhere: str) -> None:
    hosts = hosts_of(everywhere, None)
    assert socket.gethostname() in hosts
    assert "*" not in hosts
    assert everywhere not in hosts


# --- a run of the whole --------------------------------------------------------------------------------


def settings_of(index: Path) -> Settings:
    return Settings(index=index, encoder="fake")


def serving(index: Path, encoder: Callable[[Settings], FakeEncoder] | None = None) -> Serving:
    return Serving(settings_of(index), encoder=encoder or (lambda _: FakeEncoder()))


def test_served_reviews_answer_by_way_of_the_chain(small_index: Path) -> None:
    reviews = ServedReviews(serving(small_index))
    assert not reviews.ready
    library, chunks = reviews.answering(Question("Who led the inquiry?"))
    kinds = [next(iter(chunk)) for chunk in chunks]
    assert reviews.ready
    assert kinds[0] == "hits"
    assert kinds[-1] == "answer"
    assert library == reviews.library()


def test_the_page_is_served_before_the_encoder_is_there_and_until_it_is_stopped(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(free_port()))
    # Whoever starts the tests in the background of a script leaves them deaf to Ctrl-C, and this would wait for ever.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    gate = threading.Event()
    seen: list[tuple[int, bool]] = []

    def slow(_: Settings) -> FakeEncoder:
        assert gate.wait(20)
        return FakeEncoder()

    served = serving(small_index, slow)

    def say(line: str) -> None:
        url = line.split("open ")[1].split(" ")[0]
        seen.append((httpx.get(url, trust_env=False).status_code, served.ready))
        gate.set()
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    try:
        run(settings_of(small_index), served, say)
    finally:
        signal.signal(signal.SIGINT, before)
    assert seen == [(200, False)]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{os.environ['GRADIO_SERVER_PORT']}/", trust_env=False)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (EncoderUnavailable("cannot load the encoder"), "cannot load the encoder"),
        (MemoryError("x"), "MemoryError"),
    ],
)
def test_an_encoder_that_cannot_be_loaded_ends_the_run_with_its_line(
    small_index: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(free_port()))

    def fails(_: Settings) -> FakeEncoder:
        raise error

    with pytest.raises(AskError, match=told):
        run(settings_of(small_index), serving(small_index, fails), lambda line: None)


def app(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def one_plain_line(done: subprocess.CompletedProcess[str], *told: str) -> None:
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert all(words in lines[0] for words in told), lines[0]


def test_a_missing_index_is_one_line_and_exit_2(tmp_path: Path) -> None:
    one_plain_line(
        app(ASK_INDEX=str(tmp_path / "none"), GRADIO_SERVER_PORT=str(free_port())), "no index in", "ingest"
    )


def test_a_damaged_index_is_one_line_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "g000001").mkdir()
    (tmp_path / "CURRENT").write_text("g000001\n")
    (tmp_path / "g000001" / "records.jsonl").write_text(json.dumps({"x": 1}) + "\n")
    one_plain_line(app(ASK_INDEX=str(tmp_path), GRADIO_SERVER_PORT=str(free_port())), "run python -m ingest")


def test_a_taken_port_is_one_line_and_exit_2(small_index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        one_plain_line(
            app(ASK_INDEX=str(small_index), GRADIO_SERVER_PORT=port), f"port {port}", "GRADIO_SERVER_PORT"
        )


def test_serving_loads_no_encoder_library() -> None:
    code = "import sys, app, web.layout; print({'torch', 'chromadb', 'sentence_transformers'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=90, check=True
    )
    assert done.stdout.strip() == "set()"

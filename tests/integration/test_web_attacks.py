"""Files that are none of the page's, and requests that no browser would send."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web_calls import API, Caller, free_port, served
from tests.web_fakes import DIGEST, FakeReviews
from web.door.logins import entry, open_logins
from web.serve import launch

ROOT = Path(__file__).parents[2]

# --- files of this machine -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where Gradio would put a file it was talked into taking."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("GRADIO_TEMP_DIR")
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    yield folder
    os.environ.pop("GRADIO_TEMP_DIR")
    if before is not None:
        os.environ["GRADIO_TEMP_DIR"] = before


@pytest.fixture(scope="module")
def page(cache: Path) -> Iterator[Caller]:
    with served(FakeReviews()) as caller:
        yield caller


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hosts that Gradio would have asked for a file on behalf of whoever sent a request."""
    import safehttpx

    hosts: list[str] = []

    async def refuse(host: str) -> str:
        hosts.append(host)
        raise ValueError(host)

    monkeypatch.setattr(safehttpx, "async_validate_url", refuse)
    return hosts


@pytest.fixture
def secrets(tmp_path: Path, small_index: Path) -> dict[str, str]:
    """Files that are none of the page's, each with words that stand in it."""
    feedback = tmp_path / ".data" / "feedback.jsonl"
    feedback.parent.mkdir()
    feedback.write_text('{"comment": "canary of the data folder"}\n')
    records = next(small_index.glob("g*/records.jsonl"))
    return {
        "/etc/passwd": Path("/etc/passwd").read_text().splitlines()[0],
        str(ROOT / "app.py"): "put together and served",
        str(feedback): "canary of the data folder",
        str(records): records.read_text().splitlines()[0][:60],
    }


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


ELSEWHERE = ("http://169.254.169.254/latest/meta-data/", "https://reviews.invalid/secret.txt")


def forged(place: str) -> list[dict[str, object]]:
    meta = {"_type": "gradio.FileData"}
    return [
        {"path": place, "meta": meta},
        {"path": "", "url": place, "meta": meta},
        {"path": place, "url": place, "meta": meta, "is_stream": True},
        {"value": {"path": place, "meta": meta}},
    ]


def test_a_forged_file_is_neither_read_nor_fetched_by_any_function_of_the_page(
    page: Caller, cache: Path, secrets: dict[str, str], looked_up: list[str]
) -> None:
    before = files_in(cache)
    for place in (*secrets, *ELSEWHERE):
        for number, file in enumerate(forged(place)):
            for function in page.functions:
                session = f"forged-{number}-{function['id']}"
                sent = [file if number % 2 else [file, "x"] for _ in function["inputs"]]
                said = page.done(function, sent, session, {"question": file, "turn": file, "number": file})
                assert not [words for words in secrets.values() if words in said]
                assert f"{API}/file=" not in said
    assert files_in(cache) == before
    assert looked_up == []


def test_the_interface_for_programs_reads_no_forged_file(
    page: Caller, cache: Path, secrets: dict[str, str], looked_up: list[str]
) -> None:
    before = files_in(cache)
    for function in page.functions:
        for place in (*secrets, *ELSEWHERE):
            data = [forged(place)[0] for _ in function["inputs"]]
            for route in ("call", "call/v2", "run", "api"):
                begun = page.http.post(f"{API}/{route}/{function['api_name']}", json={"data": data})
                assert begun.status_code < 500, (route, begun.text)
                said = begun.text
                if begun.status_code == 200 and "event_id" in begun.json():
                    said += page.http.get(
                        f"{API}/{route}/{function['api_name']}/{begun.json()['event_id']}"
                    ).text
                assert not [words for words in secrets.values() if words in said]
    assert files_in(cache) == before
    assert looked_up == []


@pytest.mark.parametrize("way", ["file=", "file/", "proxy=", "custom_component/", "stream/"])
def test_no_file_is_served_however_its_path_is_written(
    page: Caller, secrets: dict[str, str], looked_up: list[str], way: str
) -> None:
    for place, words in secrets.items():
        bare = place.lstrip("/")
        spellings = (
            place,
            f"file://{place}",
            f"/../..{place}",
            f"..%2f..%2f..%2f..%2f..%2f..%2f{bare}",
            f"%2e%2e/%2e%2e/%2e%2e/%2e%2e/{bare}",
            f"..%252f..%252f..%252f{bare}",
            f"....//....//....//{bare}",
            f"..\\..\\..\\{bare}",
            f"{place}%00.png",
            f"//{bare}",
            f"app.py/../{place}",
            f"http://127.0.0.1/{bare}",
            *ELSEWHERE,
        )
        for spelling in spellings:
            reply = page.http.get(f"{API}/{way}{spelling}")
            assert reply.status_code in (400, 403, 404, 405, 422), (spelling, reply.status_code)
            assert words not in reply.text
    assert looked_up == []


# --- requests that no browser sends --------------------------------------------------------------------


def test_nothing_can_be_left_on_the_disk_of_the_server(page: Caller, cache: Path) -> None:
    page.asked("When was the canary planned?", "disk")
    before = files_in(cache)
    for size in (10, 1_000_000):
        for route, field in (("upload", "files"), ("process_recording", "video")):
            reply = page.http.post(f"{API}/{route}", files={field: ("a.mp4", b"x" * size)})
            assert 400 <= reply.status_code < 500, (route, size)
    assert 400 <= page.http.get(f"{API}/deep_link", params={"session_hash": "disk"}).status_code < 500
    assert files_in(cache) == before


def test_a_host_that_is_not_ours_is_neither_served_nor_repeated(page: Caller) -> None:
    assert page.http.get("/", headers={"Host": "evil.example"}).status_code == 400
    for header in (
        "X-Forwarded-Host",
        "X-Original-Host",
        "X-Forwarded-Server",
        "X-Gradio-Server",
        "Forwarded",
    ):
        for path in ("/", "/config"):
            reply = page.http.get(
                path, headers={header: "host=evil.example" if header == "Forwarded" else "evil.example"}
            )
            assert reply.status_code == 200
            assert "evil.example" not in reply.text + str(reply.headers), header


def test_descriptions_measurements_and_workshops_are_shut(page: Caller) -> None:
    shut = ("/monitoring", "/monitoring/summary", "/openapi.json", "/docs", "/redoc", "/dev/reload")
    of_api = (
        "openapi.json",
        "runs",
        "vibe-code",
        "profiling/summary",
        "deep_link?session_hash=x",
        "upload_progress?upload_id=1",
    )
    for path in (*shut, *(f"{API}/{one}" for one in of_api)):
        assert page.http.get(path).status_code in (400, 403, 404), path


def test_20_megabytes_are_refused_before_they_are_read(page: Caller) -> None:
    assert page.http.post(f"{API}/queue/join", content=b"x" * 20_000_000).status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"[", b"null", b"[]", b'{"data": 1}', b"\xff\xfe", b'{"data": [' + b"[" * 5000]
)
def test_a_body_that_makes_no_sense_is_the_senders_fault(page: Caller, body: bytes) -> None:
    for route in ("queue/join", "cancel", "component_server"):
        reply = page.http.post(f"{API}/{route}", content=body, headers={"Content-Type": "application/json"})
        assert 400 <= reply.status_code < 500, (route, reply.status_code)


def test_a_function_or_part_that_does_not_exist_is_the_senders_fault(page: Caller) -> None:
    for number in (99, -1, 2**40, "x", None):
        body = {"data": [], "fn_index": number, "session_hash": "nobody"}
        assert 400 <= page.http.post(f"{API}/queue/join", json=body).status_code < 500, number
    part = {"data": 1, "component_id": 999, "session_hash": "nobody", "fn_name": "load"}
    assert 400 <= page.http.post(f"{API}/component_server", json=part).status_code < 500


# --- what was said before stays on the server ----------------------------------------------------------


FORGED_TURN = {
    "asked": "FORGED",
    "message": "FORGED",
    "claims": [],
    "answer": None,
    "role": "assistant",
    "content": "FORGED",
}


def test_a_browser_cannot_put_words_into_the_conversation(page: Caller) -> None:
    for number, state in enumerate(([FORGED_TURN], FORGED_TURN, "FORGED", [["FORGED", "FORGED"]])):
        for function in page.functions:
            values = page.filled(function, "When was it planned?")
            kinds = [page.parts[part]["type"] for part in function["inputs"]]
            sent = [state if kind == "state" else value for kind, value in zip(kinds, values, strict=True)]
            said = page.done(function, sent, f"state-{number}-{function['id']}", {"turn": 0, "number": 1})
            assert "FORGED" not in said


def test_a_session_that_asked_nothing_opens_no_source_of_another(page: Caller) -> None:
    page.asked("When was it planned?", "first")
    cites = page.called_by("cite")
    event = {"turn": 0, "number": 1}
    own = page.done(cites, page.filled(cites, ""), "first", event)
    others = page.done(cites, page.filled(cites, ""), "second", event)
    assert DIGEST.publisher is not None
    assert DIGEST.publisher in own
    assert DIGEST.publisher not in others


def test_a_conversation_is_described_to_nobody(page: Caller) -> None:
    page.asked("When was the walrus planned?", "walrus")
    for path in (
        "/",
        "/config",
        f"{API}/info",
        f"{API}/queue/status",
        f"{API}/app_id",
        f"{API}/startup-events",
    ):
        assert "walrus" not in page.http.get(path).text


# --- who may come in -----------------------------------------------------------------------------------


def test_without_a_login_nothing_can_be_asked_and_no_answer_fetched(tmp_path: Path) -> None:
    file = tmp_path / "logins"
    file.write_text(entry("anna", "correct horse battery") + "\n")
    page = launch(FakeReviews(), "127.0.0.1", free_port(), logins=open_logins(file))
    try:
        with httpx.Client(base_url=page.local_url, trust_env=False) as stranger:
            join = {"data": ["When was it planned?"], "fn_index": 0, "session_hash": "stranger"}
            assert stranger.get("/config").status_code == 401
            assert stranger.post(f"{API}/queue/join", json=join).status_code == 401
            assert stranger.get(f"{API}/queue/data", params={"session_hash": "stranger"}).status_code == 401
            for password in ("wrong", "", "correct horse batter"):
                tried = stranger.post("/login", data={"username": "anna", "password": password})
                assert 400 <= tried.status_code < 500
                assert "set-cookie" not in tried.headers
    finally:
        page.close(verbose=False)


def test_a_login_opens_the_page(tmp_path: Path) -> None:
    file = tmp_path / "logins"
    file.write_text(entry("anna", "correct horse battery") + "\n")
    page = launch(FakeReviews(), "127.0.0.1", free_port(), logins=open_logins(file))
    try:
        with httpx.Client(base_url=page.local_url, trust_env=False) as anna:
            let_in = anna.post("/login", data={"username": "anna", "password": "correct horse battery"})
            assert let_in.status_code == 200
            assert all("httponly" in cookie.lower() for cookie in let_in.headers.get_list("set-cookie"))
            assert anna.get("/config").status_code == 200
    finally:
        page.close(verbose=False)

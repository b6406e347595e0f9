"""Many at once, people who leave, things that break behind the page, and starts that cannot work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from rag.domain import Question
from rag.errors import IndexDamaged
from tests.integration.test_offline import WATCH
from tests.web_calls import API, Caller, free_port, served
from tests.web_fakes import DIGEST, PLANNED, FakeReviews, claim
from web.layout import AT_ONCE, WAITING
from web.reviews import Library

ROOT = Path(__file__).parents[2]

Chunks = Iterator[Mapping[str, Any]]

#: Words that must never leave the server.
SECRET = "/srv/secret/ask/index"


class Reviews(FakeReviews):
    """Invented reviews; a question with "slow" in it takes ten seconds, and one that names a fault has it."""

    def __init__(self) -> None:
        super().__init__()
        #: Set when the chunks of a slow answer are no longer asked for.
        self.left = threading.Event()

    def answering(self, question: Question) -> tuple[Library, Chunks]:
        words = question.text.casefold()
        if "fault in retrieval" in words:
            raise RuntimeError(f"cannot read {SECRET}/records.jsonl")
        if "damaged index" in words:
            raise IndexDamaged(f"cannot read {SECRET}/g000001/manifest.json: run python -m ingest")
        library, chunks = super().answering(question)
        if "slow" in words:
            chunks = self._slow()
        elif "fault" in words:
            chunks = _faulty(during="during" in words)
        return library, chunks

    def _slow(self) -> Chunks:
        try:
            for _ in range(100):
                yield {"claims": [claim(DIGEST, PLANNED)]}
                time.sleep(0.1)
        finally:
            self.left.set()


def _faulty(*, during: bool) -> Chunks:
    if during:
        yield {"hits": ()}
        yield {"claims": [claim(DIGEST, PLANNED)]}
    raise OSError(28, "No space left on device", f"{SECRET}/vectors.sqlite")


@pytest.fixture(scope="module")
def reviews() -> Reviews:
    return Reviews()


@pytest.fixture(scope="module")
def page(reviews: Reviews) -> Iterator[Caller]:
    with served(reviews) as caller:
        yield caller


# --- many at once --------------------------------------------------------------------------------------


def test_of_forty_who_ask_at_once_the_surplus_is_told_and_nobody_sees_another(
    page: Caller, reviews: Reviews
) -> None:
    asks = page.called_by("submit", "box")
    people = [f"person-{number:02}" for number in range(40)]

    def join(person: str) -> tuple[int, str]:
        reply = page.join(asks, page.filled(asks, f"When was it planned, says {person}?"), person)
        return reply.status_code, reply.text

    reviews.gate.clear()
    try:
        with ThreadPoolExecutor(len(people)) as crowd:
            joined = dict(zip(people, crowd.map(join, people), strict=True))
    finally:
        reviews.gate.set()
    taken = [person for person, (status, _) in joined.items() if status == 200]
    assert WAITING <= len(taken) <= WAITING + AT_ONCE
    for person in set(people) - set(taken):
        assert joined[person][0] == 503
        assert "Queue is full" in joined[person][1]
    with ThreadPoolExecutor(len(taken)) as crowd:
        said = dict(zip(taken, crowd.map(lambda person: "\n".join(page.replies(person)), taken), strict=True))
    for person in taken:
        ended = json.loads(said[person].splitlines()[-2])
        assert ended["msg"] == "process_completed"
        assert ended["success"]
        assert person in said[person]
        assert not [other for other in people if other != person and other in said[person]]


def test_two_who_ask_in_turns_each_keep_a_conversation_of_their_own(page: Caller) -> None:
    for animal in ("heron", "otter"):
        for who in ("Ann", "Ben"):
            said = page.asked(f"When was it planned, asks {who} of the {animal}?", f"turns-{who}")
            assert f"asks {who} of the {animal}" in said
            assert f"asks {'Ben' if who == 'Ann' else 'Ann'}" not in said
    assert "heron" in said
    assert "otter" in said


@pytest.mark.parametrize("way", ["goes away", "stops it"])
def test_an_answer_nobody_waits_for_any_more_ends_within_a_second(
    page: Caller, reviews: Reviews, way: str
) -> None:
    reviews.left.clear()
    asks = page.called_by("submit", "box")
    joined = page.join(asks, page.filled(asks, "A slow answer, please"), way)
    running = page.replies(way)
    for message in running:
        if PLANNED[:20] in message:
            break
    assert not reviews.left.is_set()
    begun = time.monotonic()
    if way == "goes away":
        running.close()  # type: ignore[attr-defined]
    else:
        event = {"session_hash": way, "fn_index": asks["id"], "event_id": joined.json()["event_id"]}
        assert page.http.post(f"{API}/cancel", json=event).status_code == 200
    assert reviews.left.wait(5)
    assert time.monotonic() - begun < 1.0


# --- what breaks behind the page -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", ["fault in retrieval", "fault before the stream", "fault during the stream", "damaged index"]
)
def test_a_fault_is_a_message_that_keeps_what_was_said_before_and_tells_no_path(
    page: Caller, fault: str
) -> None:
    session = fault.replace(" ", "-")
    asks = page.called_by("submit", "box")
    page.asked("When was it planned?", session)
    said = page.done(asks, page.filled(asks, f"What of a {fault}?"), session)
    assert SECRET not in said
    for told in (
        "Traceback",
        "OSError",
        "RuntimeError",
        "vectors.sqlite",
        "records.jsonl",
        "manifest.json",
        str(ROOT),
    ):
        assert told not in said, told
    assert '"success":false' not in said
    turns = lxml.html.fragment_fromstring(
        page.asked("When was it planned?", session), create_parent="main"
    ).xpath('//article[contains(@class, "turn")]')
    assert len(turns) == 3
    assert [bool(turn.xpath('.//*[contains(@class, "value")]')) for turn in turns] == [True, False, True]
    (note,) = turns[1].xpath('.//*[contains(@class, "note")]')
    assert len(note.text_content().split()) >= 5


# --- starts that cannot work ---------------------------------------------------------------------------


def app(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, "GRADIO_SERVER_PORT": str(free_port()), **environment},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ASK_INDX", "somewhere", "unknown setting ASK_INDX"),
        ("GRADIO_SERVER_PORT", "http", "GRADIO_SERVER_PORT"),
    ],
)
def test_a_wrong_setting_is_one_plain_line_and_exit_2(
    small_index: Path, name: str, value: str, told: str
) -> None:
    ended = app(**{"ASK_INDEX": str(small_index), name: value})
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith("app.py: ")
    assert told in line


def test_an_index_of_another_encoder_ends_the_run_with_one_plain_line(small_index: Path) -> None:
    ended = app(ASK_INDEX=str(small_index))
    assert (ended.returncode, ended.stdout) == (2, "")
    opened, line = ended.stderr.splitlines()
    assert opened.startswith("Ask the Reviews: open http://127.0.0.1:")
    assert line.startswith("app.py: the index was made with the encoder")
    assert "run python -m ingest" in line


# --- nothing leaves this machine -----------------------------------------------------------------------

#: A visit to the page, all in a process that is watched. Without uvloop, whose sockets Python's events do not tell of.
VISIT = """
sys.modules["uvloop"] = None
from tests.web_calls import served
from tests.web_fakes import FakeReviews

with served(FakeReviews()) as page:
    page.http.get("/")
    said = page.asked("When was it planned?", "visit")
print(json.dumps({"attempts": attempts, "answered": "June 2014" in said}))
"""


def test_a_visit_to_the_page_attempts_no_network_connection() -> None:
    environment = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    ran = subprocess.run(
        [sys.executable, "-c", WATCH + VISIT],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.splitlines()[-1]) == {"attempts": [], "answered": True}

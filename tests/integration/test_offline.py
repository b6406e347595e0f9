"""Ingest, questions and evaluation reach for no network: watched in a process of its own, with the real encoder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: Run before anything else: what Python's own events tell of sockets is kept, names are looked up by nobody, and
#: whatever would leave this machine fails.
WATCH = """
import ipaddress, json, sys

attempts = []

def leaves(address):
    if not isinstance(address, tuple):
        return False  # a socket in the file system
    try:
        return not ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] not in ("", "localhost")

def watch(event, values):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if values[1] is None or not leaves(values[1]):
            return
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        if not leaves((values[0] or "",)):
            return
    else:
        return
    attempts.append([event, str(values[1:] if event.startswith("socket.con") else values)])
    raise OSError(f"no network: {event}")

sys.addaudithook(watch)
"""

WORK = """
import contextlib, io
from pathlib import Path

from evals.cases import load_cases
from evals.session import Session
from ingest.__main__ import main as ingest
from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.commands import main as rag
from rag.settings import load_settings

here = Path(sys.argv[1])
index = str(here / "index")
said = {}
with contextlib.redirect_stdout(io.StringIO()) as out:
    said["ingest"] = ingest([str(here / "records"), "--index", index])
    out.seek(0), out.truncate()
    said["ask"] = rag(["ask", "Who chaired the Fernhill panel?", "--index", index, "--json"])
    said["answer"] = json.loads(out.getvalue())["text"]

session = Session(load_cases(here / "cases"), ())
pipeline = Serving(load_settings(index=here / "index")).pipeline()
session.open(as_runnable(pipeline), pipeline.records, pipeline.info)
outcome = session.outcome("fernhill-chair")
said["case"] = outcome.error or [str(breach) for breach in outcome.breaches]
print(json.dumps(said | {"attempts": attempts}))
"""

CASE = """
- id: fernhill-chair
  category: single_fact
  split: dev
  question: "Who chaired the Fernhill panel?"
  status: [answered]
  lead: ["Ida Marsh"]
  facts: [["Ida Marsh"]]
  gold:
    - {document: fernhill, quote: "Councillor Ida Marsh chaired the Fernhill panel"}
  must_not: []
  why: "a post and its holder"
"""

RECORDS = {
    "fernhill.txt": "Fernhill panel on foster care\n\nCouncillor Ida Marsh chaired the Fernhill panel on foster "
    "care in March 2031. The Fernhill panel met five times in 2031 and heard from thirty carers.\n",
    "aldermoor.txt": "Aldermoor review\n\nDr Owen Pryce led the Aldermoor review of 2029. The Aldermoor review said "
    "that social workers held thirty cases each.\n",
}


def python(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    # Nothing that would itself switch the network off is set.
    environment = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_watch_sees_what_would_leave_this_machine_and_nothing_else() -> None:
    tries = """
import socket, urllib.request
one, other = socket.socketpair()
one.sendall(b"x")
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
def name(): urllib.request.urlopen("http://reviews.invalid/")
def number(): socket.socket().connect(("192.0.2.1", 80))
def datagram(): socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))
for attempt in (name, number, datagram):
    try:
        attempt()
    except OSError:
        pass
print(json.dumps([event for event, _ in attempts]))
"""
    ran = python(WATCH + tries)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == ["socket.getaddrinfo", "socket.connect", "socket.sendto"]


@pytest.mark.model
def test_ingest_a_question_and_an_evaluation_attempt_no_network_connection(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases/one.yaml").write_text(CASE, encoding="utf-8")
    for name, text in RECORDS.items():
        (tmp_path / "records" / name).write_text(text, encoding="utf-8")
    ran = python(WATCH + WORK, tmp_path)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    assert said["attempts"] == []
    assert (said["ingest"], said["ask"]) == (0, 0)
    assert "Ida Marsh" in said["answer"]
    assert said["case"] == []

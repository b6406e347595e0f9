from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.parsing import worker
from ingest.parsing.parser import Limits, Parser
from rag.errors import BadDocument
from tests.unit.ingest.formats.making import lines, pdf

WORDS = "The panel agreed the rota."
PDF = pdf(lines(WORDS))

#: A child that reads requests as ours does, and then does what a broken library might.
CHILD = """
import json, os, sys, time
for count, line in enumerate(sys.stdin.buffer):
    name = os.path.basename(json.loads(line)["path"])
    if "hang" in name: time.sleep(60)
    if "die" in name: os._exit(1)
    if "tired" in name and count: os._exit(1)
    if "worn" in name:
        said = {"text": str(os.getpid())}
        if count or "always" in name:
            said = {"error": "needs more than 2 GB of memory: split it", "worn": True}
    elif "flood" in name: said = {"text": "x" * 10000}
    elif "noise" in name: print("no JSON", flush=True); continue
    elif "list" in name: print("[]", flush=True); continue
    else: said = {"text": f"{os.getpid()}"}
    print(json.dumps(said), flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("good", "hang", "die", "tired", "worn", "worn-always", "flood", "noise", "list"):
        (tmp_path / f"{name}.pdf").write_bytes(PDF)
    return tmp_path


@pytest.fixture
def parser(folder: Path) -> Iterator[Parser]:
    limits = Limits(seconds=1.5, size=2000)
    with Parser(limits, files_per_child=3, command=(sys.executable, "-c", CHILD)) as made:
        yield made


def test_one_child_reads_several_files_and_is_then_replaced(parser: Parser, folder: Path) -> None:
    pids = [parser.parse(folder / "good.pdf").text for _ in range(6)]
    assert len(set(pids[:3])) == len(set(pids[3:])) == 1
    assert pids[2] != pids[3]
    assert str(os.getpid()) not in pids


def test_plain_text_needs_no_child(parser: Parser, folder: Path) -> None:
    (folder / "a.txt").write_text(WORDS)
    assert parser.parse(folder / "a.txt").text == WORDS
    assert parser._child is None


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("hang", "took longer than 1.5 s: split it"),
        ("die", "the parser gave up on it: open it and save it again"),
        ("worn-always", "needs more than 2 GB of memory: split it"),
        ("flood", "holds more than 7.81 kB of text: split it"),
        ("noise", "the parser gave up on it: open it and save it again"),
        ("list", "the parser gave up on it: open it and save it again"),
    ],
)
def test_a_bad_file_is_one_line_and_the_next_is_read(
    parser: Parser, folder: Path, name: str, line: str
) -> None:
    assert parser.parse(folder / "good.pdf").text.isdecimal()
    with pytest.raises(BadDocument) as caught:
        parser.parse(folder / f"{name}.pdf")
    assert str(caught.value) == line
    assert parser.parse(folder / "good.pdf").text.isdecimal()


@pytest.mark.parametrize("name", ["worn", "tired"])
def test_a_child_worn_out_by_other_files_is_replaced_and_the_file_read(
    parser: Parser, folder: Path, name: str
) -> None:
    first = parser.parse(folder / "good.pdf").text
    second = parser.parse(folder / f"{name}.pdf").text
    assert second.isdecimal()
    assert second != first


def test_no_child_outlives_its_parser(folder: Path) -> None:
    with Parser(command=(sys.executable, "-c", CHILD)) as made:
        pid = int(made.parse(folder / "good.pdf").text)
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    made.close()


def test_a_child_killed_between_two_files_is_not_noticed(parser: Parser, folder: Path) -> None:
    os.kill(int(parser.parse(folder / "good.pdf").text), 9)
    time.sleep(0.05)
    assert parser.parse(folder / "good.pdf").text.isdecimal()


def test_a_child_that_does_not_start_is_one_line(folder: Path) -> None:
    with (
        Parser(command=(sys.executable, "-c", "raise SystemExit")) as made,
        pytest.raises(BadDocument, match="gave up"),
    ):
        made.parse(folder / "good.pdf")


def test_files_that_are_too_large_empty_or_gone_never_reach_a_child(parser: Parser, folder: Path) -> None:
    (folder / "large.pdf").write_bytes(PDF * 3)
    (folder / "empty.pdf").write_bytes(b"")
    for name, line in (
        ("large", "larger than 1.95 kB: split it"),
        ("empty", "empty"),
        ("gone", "cannot be read"),
    ):
        with pytest.raises(BadDocument, match=line):
            parser.parse(folder / f"{name}.pdf")
    assert parser._child is None


def test_a_file_is_read_as_its_first_bytes_tell(folder: Path) -> None:
    (folder / "a.txt").write_bytes(PDF)
    with Parser() as made:
        assert made.parse(folder / "a.txt").text == WORDS


def test_names_that_are_no_text_are_read_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\n\xff.pdf"))
    path.write_bytes(PDF)
    with Parser() as made:
        assert made.parse(path, ".pdf").text == WORDS


# --- the child ---------------------------------------------------------------------------------------------


def request(path: Path, suffix: str = ".pdf", seconds: float = 5.0) -> bytes:
    limits = {"seconds": seconds, "memory": 1 << 31, "size": 1 << 20, "pages": 2, "zip_ratio": 100}
    return json.dumps({"path": str(path), "suffix": suffix, "limits": limits}).encode()


def test_the_child_answers_with_what_it_read(folder: Path) -> None:
    found = worker.ANSWER.validate_json(worker.answer(request(folder / "good.pdf")))
    assert found.text == WORDS
    assert len(found.pages) == 1


def test_the_child_answers_request_after_request(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    names = ("good.pdf", "bad.pdf", "good.pdf")
    answers = io.BytesIO()
    worker.serve(io.BytesIO(b"\n".join(request(folder / name) for name in names)), answers)
    assert [b'"error"' in line for line in answers.getvalue().splitlines()] == [False, True, False]


def test_the_child_answers_each_failure_with_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert "damaged" in json.loads(worker.answer(request(folder / "bad.pdf")))["error"]
    assert "cannot be read" in json.loads(worker.answer(request(folder / "gone.pdf")))["error"]
    for error, line, worn in (
        (MemoryError, "2 GB of memory", True),
        (RecursionError, "gave up", False),
        (ImportError, "install the program again", False),
    ):

        def fail(*_: object, error: type[BaseException] = error) -> None:
            raise error

        monkeypatch.setattr(worker, "read", fail)
        said = json.loads(worker.answer(request(folder / "good.pdf")))
        assert line in said["error"]
        assert said["worn"] is worn


def test_half_surrogates_and_line_breaks_in_an_answer_do_not_break_the_protocol(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes("<p>one\u2028two &#xD800; three&#10;four\0</p>".encode())
    said = worker.answer(request(tmp_path / "a.html", ".html"))
    assert b"\n" not in said
    assert "three" in worker.ANSWER.validate_json(said).text


def test_what_libraries_print_does_not_reach_the_answers(folder: Path) -> None:
    code = (
        "import sys, os, ingest.parsing.worker as w; read = w.read\n"
        "def noisy(*given):\n"
        "    print('noise'); os.write(1, b'noise'); os.write(2, b'noise'); return read(*given)\n"
        "w.read = noisy; w.main()"
    )
    line = request(folder / "good.pdf") + b"\n"
    ended = subprocess.run(
        [sys.executable, "-c", code, str(1 << 31)], input=line * 2, capture_output=True, check=True
    )
    assert [worker.ANSWER.validate_json(said).text for said in ended.stdout.splitlines()] == [WORDS] * 2
    assert ended.stderr == b""


def test_the_child_loads_neither_an_encoder_nor_an_index(folder: Path) -> None:
    code = (
        "import sys, ingest.parsing.worker as w; sys.argv = ['', str(1 << 31)]; w.answer(sys.stdin.buffer.readline());"
        "from ingest.formats import html, docx, eml;"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'rag.bootstrap', 'langchain_core'};"
        "sys.exit(sorted(heavy & set(sys.modules)) or 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        input=request(folder / "good.pdf"),
        capture_output=True,
        text=False,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_a_child_whose_parent_is_gone_ends_by_itself(folder: Path) -> None:
    code = (
        "import sys, time, ingest.parsing.worker as w; w._GRACE = 0.0\n"
        "w.read = lambda *_: time.sleep(60)\nw.answer(sys.stdin.buffer.readline())"
    )
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", code],
        input=request(folder / "good.pdf", seconds=0.2),
        capture_output=True,
        check=False,
    )
    assert ended.returncode < 0
    assert time.monotonic() - started < 20


def test_the_child_is_held_to_its_memory_and_leaves_no_core_file() -> None:
    code = (
        "import resource, ingest.parsing.worker as w; w.confine(1 << 30)\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "try: bytearray(2 << 30)\nexcept MemoryError: raise SystemExit(0)\nraise SystemExit(1)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

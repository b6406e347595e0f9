"""``python -m rag`` as a person types it: what is written where, and the exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rag.commands import MOST_HITS, main
from rag.settings import Settings
from rag.store import FileEntry, IndexStore, Manifest
from tests.fakes import FakeEncoder
from tests.reviews import ALDERMOOR, DOCUMENTS, FERNHILL, LOOSE, STONEBRIDGE, publish, records_of

ROOT = Path(__file__).parents[2]

ASKED = "Who chaired the Fernhill panel on foster care?"


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.decode().split("\n") if line]


Run = Callable[..., Ran]


@pytest.fixture
def run(
    small_index: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Runs a command in this process over the small index, with a fake encoder."""
    monkeypatch.setenv("ASK_ENCODER", "fake")
    monkeypatch.setenv("ASK_INDEX", str(small_index))

    def command(
        *arguments: object, encoder: Callable[[Settings], Any] = lambda settings: FakeEncoder()
    ) -> Ran:
        try:
            code = main([str(argument) for argument in arguments], encoder)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capsysbinary.readouterr()
        return Ran(code, out, err.decode())

    return command


def no_encoder(settings: Settings) -> Any:
    raise AssertionError("an encoder was made")


def valid(value: Any, name: str) -> None:
    schema = json.loads(resources.files("rag").joinpath(f"schema/{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)


def is_one_line(ran: Ran, *parts: str) -> None:
    """Exit 2, nothing on standard output, one line on standard error that holds the parts."""
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith("python -m rag: ")
    assert ran.err.endswith("\n")
    assert ran.err[:-1].isprintable()
    assert len(ran.err) < 600
    for part in parts:
        assert part in ran.err


# --- ask and search ----------------------------------------------------------------------------------


def test_an_answer_is_printed_with_its_sources_and_exit_0(run: Run) -> None:
    ran = run("ask", ASKED)
    assert (ran.code, ran.err) == (0, "")
    assert "Ida Marsh chaired the Fernhill panel" in ran.out.decode()
    assert FERNHILL.title in ran.out.decode()


def test_a_refusal_exits_0_too(run: Run) -> None:
    ran = run("ask", "Should I call my social worker?", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["status"] == "out_of_scope_advice"
    valid(ran.json, "answer")


def test_an_answer_as_json_is_what_the_schema_says_and_its_quotes_stand_in_the_records(run: Run) -> None:
    ran = run("ask", ASKED, "--json")
    valid(ran.json, "answer")
    assert (ran.code, ran.json["status"], ran.json["id"], ran.json["question"]) == (
        0,
        "answered",
        None,
        ASKED,
    )
    for citation in ran.json["citations"]:
        assert (
            DOCUMENTS[citation["document_id"]].text[citation["start"] : citation["end"]] == citation["quote"]
        )


def test_filters_keep_an_answer_to_the_documents_they_admit_and_are_told(run: Run) -> None:
    ran = run(
        "ask",
        "What was found?",
        "--json",
        "--kind",
        "review",
        "--until",
        "2030",
        "--jurisdiction",
        "scotland",
    )
    assert {hit["document_id"] for hit in ran.json["hits"]} == {ALDERMOOR.id}
    assert ran.json["filters"] == [
        {"field": "kind", "op": "in", "value": ["review"], "source": "asked"},
        {"field": "jurisdiction", "op": "in", "value": ["Scotland"], "source": "asked"},
        {"field": "published", "op": "until", "value": "2030", "source": "asked"},
    ]


def test_what_a_question_says_of_where_to_look_is_told_and_can_be_left_off(run: Run) -> None:
    asked = "What was found about the panel in Wales?"
    scoped = run("ask", asked, "--json").json
    read = {"field": "jurisdiction", "op": "in", "value": ["Wales", "UK"], "source": "inferred"}
    assert scoped["filters"] == [read]
    assert {hit["document_id"] for hit in scoped["hits"]} <= {STONEBRIDGE.id, LOOSE.id}
    assert b"--no-scope" in run("ask", asked).out
    whole = run("ask", asked, "--json", "--no-scope").json
    assert whole["filters"] == []
    assert FERNHILL.id in {hit["document_id"] for hit in whole["hits"]}


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (("--document", LOOSE.id), {LOOSE.id}),
        (("--document", LOOSE.id, "--document", FERNHILL.id), {LOOSE.id, FERNHILL.id}),
        (("--standing", "council_minutes"), {STONEBRIDGE.id}),
        (("--since", "2031-05"), {STONEBRIDGE.id}),
        (("--since", "2040"), set()),
    ],
)
def test_filters_keep_a_search_to_the_documents_they_admit(
    run: Run, filters: Sequence[str], ids: set[str]
) -> None:
    ran = run("search", "the panel and the committee", "--json", *filters)
    assert ran.code == 0
    assert {hit["document_id"] for hit in ran.json["hits"]} == ids


def test_a_search_prints_k_passages_with_their_place(run: Run) -> None:
    ran = run("search", ASKED, "-k", 2)
    printed = ran.out.decode()
    assert (ran.code, ran.err) == (0, "")
    assert f"{FERNHILL.id} 0-127" in printed
    assert "Ida Marsh chaired" in printed
    assert [line.split()[0] for line in printed.splitlines() if line[:3].strip().isdigit()] == ["1", "2"]


def test_a_search_as_json_is_what_the_schema_says(run: Run) -> None:
    ran = run("search", ASKED, "--json", "-k", 3)
    valid(ran.json, "search")
    assert [hit["rank"] for hit in ran.json["hits"]] == [1, 2, 3]
    for hit in ran.json["hits"]:
        assert DOCUMENTS[hit["document_id"]].text[hit["start"] : hit["end"]] == hit["text"]


def test_a_search_shows_a_passage_once_and_tells_which_other_records_hold_it(
    run: Run, tmp_path: Path
) -> None:
    copied = replace(FERNHILL, id="copy-of-fernhill", standing=LOOSE.standing)
    publish(tmp_path / "index", records_of(FERNHILL, copied, ALDERMOOR))
    ran = run("search", "Ida Marsh chaired the panel on foster care", "-k", 3, "--index", tmp_path / "index")
    printed = ran.out.decode()
    assert ran.code == 0
    assert printed.count("Ida Marsh chaired") == 1
    assert "  The same, word for word or re-written, also in one other record: copy-of-fernhill\n" in printed


def test_a_reranker_that_is_not_there_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_RERANKER", "/no/such/folder")
    is_one_line(run("ask", ASKED), "/no/such/folder", "ASK_RERANKER")


# --- show and documents ------------------------------------------------------------------------------


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_show_writes_exactly_the_text_of_a_document(run: Run, document_id: str) -> None:
    ran = run("show", document_id, encoder=no_encoder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == DOCUMENTS[document_id].text.encode("utf-8")


def test_show_as_json_gives_the_description_and_the_text(run: Run) -> None:
    found = run("show", LOOSE.id, "--json").json
    assert (found["text"], found["published"], found["kind"]) == (LOOSE.text, None, "other")


def test_an_unknown_document_is_said_to_be_none_and_where_the_list_is(run: Run) -> None:
    is_one_line(run("show", "fernhill"), "fernhill", "python -m rag documents")
    is_one_line(run("show", "a\nb\x1b[31m\ud800\0" * 99))


def test_documents_lists_what_the_index_holds_by_date(run: Run) -> None:
    ran = run("documents", encoder=no_encoder)
    printed = ran.out.decode()
    assert (ran.code, ran.err) == (0, "")
    order = [printed.index(i) for i in (ALDERMOOR.id, FERNHILL.id, STONEBRIDGE.id, LOOSE.id)]
    assert order == sorted(order)
    assert all(document.title in printed for document in DOCUMENTS.values())


def test_documents_says_which_records_are_copies_of_which(run: Run, tmp_path: Path) -> None:
    copied = replace(FERNHILL, id="copy-of-fernhill", copy_of=FERNHILL.id)
    publish(tmp_path / "index", records_of(FERNHILL, copied))
    printed = run("documents", "--index", tmp_path / "index", encoder=no_encoder).out.decode()
    assert printed.count("copy of") == 1
    assert f", copy of {FERNHILL.id}\n" in printed[printed.index("copy-of-fernhill") :]
    found = run("documents", "--index", tmp_path / "index", "--json", encoder=no_encoder).json
    assert {one["id"]: one["copy_of"] for one in found} == {FERNHILL.id: None, copied.id: FERNHILL.id}


def test_documents_as_json_describes_each(run: Run) -> None:
    found = run("documents", "--json").json
    assert [one["id"] for one in found] == [ALDERMOOR.id, FERNHILL.id, STONEBRIDGE.id, LOOSE.id]
    assert {one["id"]: one["characters"] for one in found} == {i: len(d.text) for i, d in DOCUMENTS.items()}


# --- what cannot be done -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no words"),
        ("   ", "no words"),
        ("???", "no words"),
        ("x" * 200_000, "200,000 characters"),
        ("who\0led", "not text"),
        ("who \ud800 led", "not text"),
    ],
)
def test_what_is_no_question_is_one_line_before_an_encoder_is_loaded(
    run: Run, command: str, text: str, part: str
) -> None:
    is_one_line(run(command, text, encoder=no_encoder), part)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((), "COMMAND"),
        (("answer", "x"), "answer"),
        (("ask",), "QUESTION"),
        (("search",), "QUERY"),
        (("ask", "x", "--batch", "f.jsonl"), "QUESTION"),
        (("show",), "ID"),
        (("ask", "x", "y\nz"), "y"),
        (("ask", "x", "--kin", "minutes"), "--kin"),
        (("search", "x", "-k", "many"), "many"),
        (("search", "x", "-k", "0"), "-k 0"),
        (("search", "x", "-k", str(MOST_HITS + 1)), f"{MOST_HITS}"),
        (("ask", "x", "--kind", "novel"), "minutes"),
        (("ask", "x", "--document", "\udcff\x1b[2J"), "no document"),
        (("search", "x", "--since", "soon"), "--since"),
    ],
)
def test_bad_usage_is_one_line_before_an_encoder_is_loaded(
    run: Run, arguments: Sequence[str], part: str
) -> None:
    is_one_line(run(*arguments, encoder=no_encoder), part)


def test_help_is_no_mistake(run: Run) -> None:
    ran = run("ask", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert b"--jurisdiction" in ran.out


def test_an_unknown_setting_in_the_environment_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_MODEL_NAME", "x")
    is_one_line(run("documents"), "ASK_MODEL_NAME")


COMMANDS = (("ask", ASKED), ("search", ASKED), ("show", FERNHILL.id), ("documents",))


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_missing_index_is_one_line_that_says_how_to_make_one(
    run: Run, tmp_path: Path, arguments: Sequence[str]
) -> None:
    ran = run(*arguments, "--index", tmp_path / "no\nwhere", encoder=no_encoder)
    is_one_line(ran, "no index", "python -m ingest")


@pytest.mark.parametrize("file", ["CURRENT", "g000001/records.jsonl"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_damaged_index_is_one_line_that_says_how_to_mend_it(
    run: Run, small_index: Path, tmp_path: Path, arguments: Sequence[str], file: str
) -> None:
    index = Path(shutil.copytree(small_index, tmp_path / "index"))
    (index / file).write_bytes(b"\xffgarbage")
    is_one_line(run(*arguments, "--index", index), "python -m ingest")


def test_damaged_vectors_stop_ask_and_search_but_not_show(
    run: Run, small_index: Path, tmp_path: Path
) -> None:
    index = Path(shutil.copytree(small_index, tmp_path / "index"))
    (index / "g000001/chroma/chroma.sqlite3").write_bytes(b"garbage!" * 999)
    is_one_line(run("ask", ASKED, "--index", index), "--rebuild")
    is_one_line(run("search", ASKED, "--index", index), "--rebuild")
    assert run("show", FERNHILL.id, "--index", index).code == 0


def test_an_index_of_another_encoder_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_ENCODER", "other")
    is_one_line(run("ask", ASKED, encoder=no_encoder), "ASK_ENCODER", "python -m ingest")


def test_whoever_stops_a_command_sees_no_traceback(run: Run) -> None:
    def stop(settings: Settings) -> Any:
        raise KeyboardInterrupt

    assert run("ask", ASKED, encoder=stop) == Ran(130, b"", "")


# --- batches -----------------------------------------------------------------------------------------


@pytest.fixture
def batch(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: bytes | dict[str, Any]) -> Path:
        path = tmp_path / "batch.jsonl"
        raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(b"\n".join(raw))
        return path

    return write


Batch = Callable[..., Path]


def test_a_batch_is_answered_line_by_line_in_its_order(run: Run, batch: Batch) -> None:
    file = batch(
        b"\xef\xbb\xbf" + json.dumps({"id": "first", "question": ASKED}).encode(),
        b"  ",
        {"id": 7, "question": "Should I call my social worker?"},
        {"question": "What is the weather in Peru?", "note": "fields that are not known are left alone"},
        {"id": "turns", "turns": ["What did the Aldermoor review find?", "Who led it?"]},
    )
    ran = run("ask", "--batch", file)
    assert (ran.code, ran.err) == (0, "")
    for line in ran.lines:
        valid(line, "answer")
    assert [line["id"] for line in ran.lines] == ["first", "7", None, "turns"]
    assert ran.lines[0]["status"] == "answered"
    assert ran.lines[3]["question"] == "Who led it?"
    assert "Aldermoor" in ran.lines[3]["standalone_question"]


BAD_LINES = {
    "not json": (b"who led it?", None),
    "cut": (b'{"id": "cut", "question": "who', None),
    "not utf-8": (b'{"id": "latin", "question": "caf\xe9"}', None),
    "too deep": (b"[" * 100_000, None),
    "too many digits": (b'{"id": 1' + b"0" * 5000 + b"}", None),
    "a list": (b'["who led it?"]', None),
    "no question": (b'{"id": "a"}', "a"),
    "a number": (b'{"id": "a", "question": 5}', "a"),
    "no turns": (b'{"id": "a", "turns": []}', "a"),
    "turns not texts": (b'{"id": "a", "turns": ["x", null]}', "a"),
    "turns a text": (b'{"id": "a", "turns": "who led it?"}', "a"),
    "empty": (b'{"id": "a", "question": ""}', "a"),
    "null byte": (b'{"id": "a", "question": "who\\u0000 led it"}', "a"),
    "lone surrogate": (b'{"id": "a", "question": "who \\ud800 led it"}', "a"),
    "lone surrogate before": (b'{"id": "a", "turns": ["who \\ud800", "who led it"]}', "a"),
    "too long": (b'{"id": "a", "question": "' + b"x" * 200_000 + b'"}', "a"),
    "id a list": (b'{"id": ["a"], "question": ""}', None),
    "id true": (b'{"id": true, "question": ""}', None),
    "id a lone surrogate": (b'{"id": "\\ud800", "question": ""}', "\ud800"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_an_error_in_its_place_and_the_others_are_answered(
    run: Run, batch: Batch, name: str
) -> None:
    line, line_id = BAD_LINES[name]
    file = batch({"id": "before", "question": ASKED}, line, {"id": "after", "question": ASKED})
    ran = run("ask", "--batch", file)
    before, bad, after = ran.lines
    assert (ran.code, ran.err) == (0, "")
    assert (before["id"], after["id"]) == ("before", "after")
    assert before["status"] == after["status"] == "answered"
    assert bad.keys() == {"id", "error"}
    assert bad["id"] == line_id
    assert "line 2" in bad["error"]
    assert len(bad["error"]) < 200


def test_a_search_batch_reads_queries(run: Run, batch: Batch) -> None:
    file = batch({"id": "a", "query": ASKED}, {"id": "b", "question": "visits"}, {"id": "c", "query": ["x"]})
    ran = run("search", "--batch", file, "-k", 2, "--standing", "press")
    assert ran.code == 0
    for line in ran.lines[:2]:
        valid(line, "search")
        assert {hit["document_id"] for hit in line["hits"]} <= {FERNHILL.id}
    assert [line["id"] for line in ran.lines] == ["a", "b", "c"]
    assert "query" in ran.lines[2]["error"]


def test_a_batch_of_which_nothing_can_be_answered_exits_2(run: Run, batch: Batch) -> None:
    ran = run("ask", "--batch", batch({"id": "a", "question": ""}, b"x"))
    assert ran.code == 2
    assert [line["id"] for line in ran.lines] == ["a", None]


def test_a_batch_file_that_cannot_be_read_is_one_line(run: Run, batch: Batch, tmp_path: Path) -> None:
    is_one_line(run("ask", "--batch", tmp_path / "none.jsonl"), "none.jsonl", "No such file")
    is_one_line(run("ask", "--batch", tmp_path), "Is a directory")
    is_one_line(run("search", "--batch", batch(b"", b"  ")), "no lines")


def test_how_far_a_batch_is_goes_to_a_terminal_and_not_into_the_results(
    run: Run, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = batch({"question": ASKED}, {"question": ASKED})
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = run("ask", "--batch", file)
    assert "2 lines" in ran.err
    assert len(ran.lines) == 2


# --- as a process of its own -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index without vectors whose one document is longer than a pipe holds."""
    long = replace(LOOSE, id="long", title="Adroddiad Gŵyr", text=("Hynny “yw” £5.\n" * 20_000))
    root = tmp_path_factory.mktemp("long") / "index"
    store = IndexStore(root)
    with store.writing():
        folder = store.begin()
        entry = FileEntry(long.id, "/long.txt", "0" * 64, 1, 0)
        records = records_of(replace(long, text="Hynny."))
        records.documents[long.id] = long
        store.write(folder, Manifest("g000001", "", "fake@1", "", (), (entry,)), records)
        store.publish(folder, "g000001")
    return root


def process(*arguments: str | bytes, index: Path, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rag", *arguments],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        env=os.environ | {"ASK_INDEX": str(index), "PYTHONUNBUFFERED": ""} | options.pop("environment", {}),
        **options,
    )


def test_a_reader_who_has_seen_enough_is_not_answered_with_a_traceback(long_index: Path) -> None:
    with process("show", "long", index=long_index, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.read(5) == b"Hynny"
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_reader_who_has_gone_before_the_first_word_is_no_matter_either(long_index: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with process("documents", index=long_index, stdout=writing) as running:
        os.close(writing)
        _, err = running.communicate()
    assert (running.returncode, err) == (0, b"")


def test_a_text_that_is_cut_by_a_full_disk_is_not_taken_for_the_whole(
    long_index: Path, tmp_path: Path
) -> None:
    def allow_little() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    whole = tmp_path / "text"
    with whole.open("wb") as file:
        options: dict[str, Any] = {"stdout": file, "preexec_fn": allow_little}
        with process(
            "show", "long", index=long_index, environment={"PYTHONUNBUFFERED": "1"}, **options
        ) as running:
            _, err = running.communicate()
    is_one_line(Ran(running.returncode, b"", err.decode()), "cannot write")
    assert whole.stat().st_size <= 100_000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(long_index: Path) -> None:
    with Path("/dev/full").open("wb") as full, process("documents", index=long_index, stdout=full) as running:
        _, err = running.communicate()
    is_one_line(Ran(running.returncode, b"", err.decode()), "cannot write")


def test_words_of_records_are_written_as_utf_8_whatever_the_locale_says(long_index: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with process("documents", index=long_index, stdout=subprocess.PIPE, environment=plain) as running:
        out, err = running.communicate()
    assert (running.returncode, err) == (0, b"")
    assert "Gŵyr" in out.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a word of a command line must be text")
def test_bytes_that_are_no_text_on_the_command_line_are_one_line(long_index: Path) -> None:
    with process("ask", b"who \xff led it", index=long_index, stdout=subprocess.PIPE) as running:
        out, err = running.communicate()
    is_one_line(Ran(running.returncode, out, err.decode()), "not text")

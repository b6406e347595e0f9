"""The command python -m ingest: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.commands import main
from rag.pipeline import Pipeline
from rag.ports import Encoder
from rag.settings import PACKAGED_ENCODER, Settings
from rag.store import IndexStore
from tests.corpora import FIVE
from tests.fakes import FakeEncoder
from tests.layouts import BLOG_POST, DIGEST

PROJECT = Path(__file__).parents[2]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def made() -> list[FakeEncoder]:
    """The encoders that were asked for."""
    return []


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made: list[FakeEncoder],
) -> Run:
    """Runs the command in a folder of its own; gives its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "harbour.md").write_text(DIGEST, encoding="utf-8")

    def encoder(settings: Settings) -> FakeEncoder:
        made.append(FakeEncoder(f"{settings.encoder}@1"))
        return made[-1]

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words, encoder)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def documents(folder: str = ".data/index") -> set[str]:
    store = IndexStore(Path(folder))
    return set(store.records(store.current()).documents)


def test_without_words_the_corpus_of_this_folder_is_indexed(run: Run) -> None:
    code, out, err = run()
    assert code == 0
    assert out.startswith("1 document, 2 passages, 5 sentences; 7 texts embedded, 0 reused, ")
    assert out.endswith("; .data/index, generation g000001\n")
    assert out.count("\n") == 1
    assert "harbour-inquiry-2031" in err
    assert documents() == {"harbour-inquiry-2031"}


def test_a_second_run_says_that_nothing_has_changed(run: Run) -> None:
    run()
    code, out, _ = run()
    assert (code, out) == (
        0,
        "nothing has changed: 1 document, 2 passages, 5 sentences; .data/index, generation g000001\n",
    )


def test_paths_set_the_roots_and_the_index_may_be_elsewhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(BLOG_POST, encoding="utf-8")
    assert run("post.txt", "--index", "other")[0] == 0
    assert documents("other") == {"post"}
    assert not Path(".data").exists()


def test_add_keeps_what_the_index_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(BLOG_POST, encoding="utf-8")
    run()
    assert run("--add", "post.txt")[0] == 0
    assert documents() == {"harbour-inquiry-2031", "post"}


def test_add_without_an_index_adds_to_the_corpus_of_this_folder_if_there_is_one(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "post.txt").write_text(BLOG_POST, encoding="utf-8")
    run("--add", "post.txt")
    assert documents() == {"harbour-inquiry-2031", "post"}
    (tmp_path / "corpus").rename(tmp_path / "elsewhere")
    run("--add", "post.txt", "--index", "other")
    assert documents("other") == {"post"}


def test_json_is_one_object_on_standard_output(run: Run) -> None:
    (Path("corpus") / "scan.pdf").write_bytes(b"%PDF")
    code, out, _ = run("--json")
    found = json.loads(out)
    assert code == 0
    assert (found["documents"], found["embedded"], found["rebuilt"]) == (1, 7, True)
    assert found["files"][0]["published"] == "2031-03"
    assert found["files"][0]["notices"] == ["undated", "plan_not_outcome"]
    assert 0 < found["files"][0]["excluded"] < 1
    assert found["skipped"][0]["reason"].startswith("damaged or not a PDF")
    assert json.loads(run("--json", "--if-stale")[1])["rebuilt"] is False


def test_a_skipped_file_is_one_line_and_the_exit_code_stays_0(run: Run) -> None:
    (Path("corpus") / "[red]scan[.pdf").write_bytes(b"%PDF")
    code, out, err = run()
    assert code == 0
    assert ", 1 file skipped; " in out
    line = f"skipped: {Path('corpus/[red]scan[.pdf').absolute()}: damaged or not a PDF"
    assert any(told.startswith(line) for told in err.splitlines())


# --- stale or not ------------------------------------------------------------------------------------


def test_if_stale_builds_an_index_where_there_is_none(run: Run) -> None:
    assert run("--if-stale")[0] == 0
    assert documents() == {"harbour-inquiry-2031"}


def test_if_stale_makes_no_encoder_and_prints_one_line_where_the_index_is_up_to_date(
    run: Run, made: list[FakeEncoder]
) -> None:
    run()
    assert len(made) == 1
    assert run("--if-stale") == (0, "the index is up to date: 1 document, generation g000001\n", "")
    assert len(made) == 1


@pytest.mark.parametrize("change", ["edited", "added", "removed", "companion", "encoder", "roots"])
def test_if_stale_builds_again_where_anything_that_counts_has_changed(
    run: Run, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("corpus/post.txt").write_text(BLOG_POST, encoding="utf-8")
    run()
    words = ["--if-stale"]
    if change == "edited":
        Path("corpus/post.txt").write_text(BLOG_POST + "More words stand here now.\n", encoding="utf-8")
    elif change == "added":
        Path("corpus/new.txt").write_text("The panel met in the hall.", encoding="utf-8")
    elif change == "removed":
        Path("corpus/post.txt").unlink()
    elif change == "companion":
        Path("corpus/post.yaml").write_text("facts: []", encoding="utf-8")
    elif change == "encoder":
        monkeypatch.setenv("ASK_ENCODER", "another")
    else:
        words.append("corpus/post.txt")
    assert run(*words)[0] == 0
    assert IndexStore(Path(".data/index")).current() == "g000002"


def test_a_new_file_that_is_no_document_makes_nothing_stale(run: Run) -> None:
    run()
    Path("corpus/scan.pdf").write_bytes(b"%PDF")
    Path("corpus/empty.txt").write_bytes(b"")
    Path("corpus/_draft.md").write_text("The panel met.", encoding="utf-8")
    assert "up to date" in run("--if-stale")[1]


def test_if_stale_keeps_to_the_roots_of_the_index(run: Run, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(BLOG_POST, encoding="utf-8")
    run("post.txt")
    (tmp_path / "post.txt").write_text(BLOG_POST + "More words stand here now.\n", encoding="utf-8")
    run("--if-stale")
    assert documents() == {"post"}


def test_if_stale_serves_on_where_a_root_is_gone(run: Run) -> None:
    run()
    Path("corpus").rename("moved")
    code, out, err = run("--if-stale")
    assert (code, out) == (0, "the index keeps serving: 1 document, generation g000001\n")
    assert err.startswith("warning: ")
    assert err.count("\n") == 1
    assert documents() == {"harbour-inquiry-2031"}


def test_if_stale_is_quick_and_loads_neither_model_nor_database(run: Run) -> None:
    run()
    script = (
        "import sys; from ingest.commands import main; code = main(['--if-stale']); "
        "print(sorted({'torch', 'chromadb', 'sentence_transformers', 'gradio'} & sys.modules.keys())); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PROJECT), "ASK_ENCODER": PACKAGED_ENCODER},
    )
    assert done.stdout == "the index is up to date: 1 document, generation g000001\n[]\n"


# --- purge, restore, yes, workers --------------------------------------------------------------------


def test_purge_says_what_is_gone_and_what_stays_and_restore_brings_it_back(run: Run) -> None:
    Path("corpus/post.txt").write_text(BLOG_POST, encoding="utf-8")
    run()
    code, out, err = run("purge", "post")
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert first.startswith(
        "purged 1 document: no generation and no vector of them is left in .data/index; 1 document"
    )
    assert second.endswith(str(Path("corpus/post.txt").absolute()))
    assert Path("corpus/post.txt").exists()
    assert run("--if-stale")[1].startswith("the index is up to date")
    code, out, err = run()
    assert out.startswith("nothing has changed: 1 document")
    assert "post.txt: purged on 20" in err
    assert run("--restore", "post")[0] == 0
    assert documents() == {"harbour-inquiry-2031", "post"}
    assert run("--restore", "post")[2].startswith('no purged document "post": there is none')


def test_purge_in_json_names_the_files(run: Run) -> None:
    run()
    code, out, _ = run("purge", "harbour-inquiry-2031", "--json")
    assert code == 0
    assert json.loads(out) == {
        "purged": ["harbour-inquiry-2031"],
        "files": [str(Path("corpus/harbour.md").absolute())],
        "generation": "g000002",
        "documents": 0,
    }
    assert run("purge", "harbour-inquiry-2031")[1].startswith("purged 1 document")


@pytest.mark.parametrize(
    ("words", "message"),
    [(["purge"], "the following arguments are required: ID"), (["purge", "nobody"], 'no document "nobody"')],
)
def test_a_purge_of_nothing_is_one_line(run: Run, words: list[str], message: str) -> None:
    run()
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(message)


def test_an_emptied_corpus_is_exit_code_2_until_yes_is_said(run: Run) -> None:
    run()
    Path("corpus/harbour.md").unlink()
    code, out, err = run()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "or say --yes" in err
    assert documents() == {"harbour-inquiry-2031"}
    assert run("--yes")[0] == 0
    assert documents() == set()


def test_json_tells_of_each_file_what_a_table_does(run: Run) -> None:
    (file,) = json.loads(run("--json")[1])["files"]
    assert file["status"] == "warned"
    assert {
        "id",
        "path",
        "parser",
        "pages",
        "passages",
        "sentences",
        "excluded",
        "published",
        "personal",
    } <= file.keys()


def test_a_senseless_number_of_workers_is_one_line(run: Run) -> None:
    code, out, err = run("--workers", "0")
    assert (code, out) == (2, "")
    assert err.startswith("--workers 0: give a number from 1")


# --- what goes wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "no such file or folder: "),
        (["audit"], "the following arguments are required: FILE"),
        (["audit", "corpus"], "corpus is a folder: give one file"),
        (["purge", "x"], "no index in .data/index: make one with"),
        (["--index", "i", "purge", "x"], "purge comes first: python -m ingest purge ..."),
        (["--index", "i", "check-corpus"], "check-corpus comes first: python -m ingest check-corpus ..."),
        (["empty"], "no documents in "),
        (["--colour"], "unrecognized arguments: --colour"),
        (["corpus", "--add", "corpus"], "give PATH to say what the index holds, or --add"),
        (["--if-stale", "--rebuild"], "--if-stale goes with neither"),
        (["--index", "corpus/harbour.md/i"], "cannot write the index in corpus/harbour.md/i"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(run: Run, words: list[str], message: str) -> None:
    Path("empty").mkdir()
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert not Path(".data/index/CURRENT").exists()


def test_a_folder_called_audit_can_be_indexed(run: Run) -> None:
    Path("corpus").rename("audit")
    assert run("./audit")[0] == 0
    assert documents() == {"harbour-inquiry-2031"}


def test_nothing_readable_is_exit_code_1_and_keeps_the_old_index(run: Run) -> None:
    run()
    Path("bad").mkdir()
    Path("bad/a.txt").write_bytes(b"\0")
    code, out, err = run("bad")
    assert (code, out) == (1, "")
    assert err.splitlines()[0].startswith("skipped: ")
    assert err.splitlines()[-1].startswith("nothing could be read, so the index stays as it was")
    assert documents() == {"harbour-inquiry-2031"}


def test_an_unknown_setting_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_COLOUR", "red")
    code, _, err = run()
    assert code == 2
    assert err.startswith("unknown setting ASK_COLOUR")


def test_a_busy_index_is_one_line_and_exit_code_2(run: Run) -> None:
    with IndexStore(Path(".data/index")).writing():
        code, _, err = run()
    assert code == 2
    assert err.startswith("another ingest is writing to ")


def test_an_interrupted_run_says_what_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(settings: Settings) -> FakeEncoder:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.txt").write_text(BLOG_POST, encoding="utf-8")
    assert main(["post.txt"], interrupted) == 130
    assert capsys.readouterr().err.startswith("stopped: the old index keeps serving")


@pytest.mark.model
def test_the_packaged_encoder_indexes_records_and_reads_every_passage_of_the_corpus_to_the_end(
    tmp_path: Path, shipped_pipeline: Pipeline, packaged_encoder: Encoder
) -> None:
    from rag.text import prefixed

    # The command makes its own encoder; five records show that as well as all of the corpus.
    index = tmp_path / "index"
    assert main([*map(str, FIVE), "--index", str(index)]) == 0
    store = IndexStore(index)
    assert len(store.records(store.current()).documents) == len(FIVE)
    for found in (store.records(store.current()), shipped_pipeline.records):
        read = [prefixed(found.documents[p.document_id].title, p.headings, p.text) for p in found.passages]
        assert max(len(tokens) + 2 for tokens in packaged_encoder.token_spans(read)) <= 250
        for passage in found.passages:
            assert passage.text == passage.span.of(found.documents[passage.document_id].text)

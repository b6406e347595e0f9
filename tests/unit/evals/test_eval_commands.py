"""``python -m evals``: what is printed, where, and the exit code; and the table of ablations in its page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evals import __main__ as command
from evals.__main__ import main
from evals.ablations import ABLATIONS, BEGIN, COLUMNS, END, as_markdown, measured, write_into
from evals.cases import CaseError
from evals.parts import Parts, RememberingQueries, open_parts
from evals.report_files import write_reports
from evals.scripted import Scripted, correct
from evals.session import CORPUS
from rag.domain import sentence_key
from rag.errors import IndexMissing
from tests.fakes import FakeEncoder, MemoryVectors
from tests.unit.evals.evalkit import CASES, INFO, RECORDS, good, session


def tiny() -> Parts:
    """The parts of an index of the tiny corpus, with a fake encoder."""
    encoder, passages, sentences = FakeEncoder(), MemoryVectors(), MemoryVectors()
    for passage in RECORDS.passages:
        rows = encoder.encode([passage.text])
        passages.add([passage.key], rows, [passage.document_id])
        keys = [sentence_key(passage.document_id, span) for span in passage.sentences]
        sentences.add(keys, rows, [passage.document_id])
    return Parts(RECORDS, passages, sentences, RememberingQueries(encoder), INFO)


@contextmanager
def opener(index: Path | None) -> Iterator[Parts]:
    yield tiny()


def run(*argv: object) -> int:
    return main([str(word) for word in argv], opener)


# --- score -------------------------------------------------------------------------------------------


def test_score_prints_a_line_for_each_row_and_the_totals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "question,expected answer\nWho chaired the South inquiry?,Bo Field\n?!,x\nalone\n"
        "Who is on the moon?,no answer\n"
    )
    assert run("score", file) == 0
    out, err = capsys.readouterr()
    assert "2     right  yes" in out
    assert "right in all" in out.split("\n\n")[1]
    assert err.splitlines() == [
        "own.csv: line 4: one column only: give question and expected answer, separated by a comma",
        "own.csv: line 3: the question has no words: ask about a review, a place, a person or a year",
    ]


def test_score_as_json_holds_rows_totals_and_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Who chaired the South inquiry?,Bo Field\nalone\n")
    assert run("score", file, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rows"][0]["contains"] is True
    assert found["totals"][0]["value"] == 1.0
    assert len(found["left_out"]) == 1


def test_score_of_questions_that_cannot_be_asked_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.csv").write_text("?!,x\n")
    assert run("score", tmp_path / "own.csv") == 2
    assert capsys.readouterr().err.startswith("own.csv: line 1: the question has no words")


# --- import and compare ------------------------------------------------------------------------------


def test_import_says_what_to_do_next_and_names_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = {"answers": [{"text": "Ann", "answer_start": 0}], "question": "Who?"}
    lost = [
        {"id": f"lost-{n}", "question": "Who?", "answers": [{"text": " ", "answer_start": 0}]}
        for n in range(25)
    ]
    data = {
        "paragraphs": [{"context": "Ann built it.", "qas": [answered | {"id": "q1"}, *lost]}],
        "title": "T",
    }
    (tmp_path / "set.json").write_text(json.dumps({"data": [data]}))
    asked = ("import", tmp_path / "set.json", "-o", tmp_path / "c.yaml", "--documents", tmp_path / "d")
    assert run(*asked) == 0
    out, err = capsys.readouterr()
    assert "1; left out: 25" in out
    assert f"python -m ingest {tmp_path / 'd'}" in out
    assert err.splitlines()[-1] == "and 5 more like these"
    assert run(*asked, "--limit", 0) == 2
    assert run(*asked, "--limit", 1) == 0


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Path, Path]:
    """A right run, and one that lost a question of each split."""
    lost = {"north-cost", "south-date"}
    replies = (good, lambda case: good(CASES[3] if case.id in lost else case))
    for name, reply in zip("ab", replies, strict=True):
        made = session(reply)
        for case in CASES:
            made.outcome(case.id)
        whole = made.run()
        assert whole is not None
        write_reports(whole, tmp_path / name, show_test=True)
    return tmp_path / "a" / "evals.json", tmp_path / "b" / "evals.json"


def test_compare_shows_differences_and_names_the_flips_of_dev(
    reports: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", *reports) == 0
    out = capsys.readouterr().out
    assert f"{len(CASES)} questions asked in both runs" in out
    (lead,) = [line for line in out.splitlines() if line.split()[:3] == ["lead", "right", "test"]]
    assert lead.split()[2:7] == ["test", "3", "1.000", "0.667", "-0.333"]
    assert lead.split()[-3:] == ["+0", "-1", "1.000"]
    assert "south-date: right -> " in out
    assert "north-cost" not in out
    assert "1 in the test split" in out
    assert run("compare", *reports, "--show-test") == 0
    assert "north-cost: right -> " in capsys.readouterr().out


def test_compare_as_json_holds_the_same(
    reports: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", *reports, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [flip["id"] for flip in found["flips"]] == ["north-cost", "south-date"]
    (lead,) = [d for d in found["differences"] if d["metric"] == "lead_right" and d["split"] == "test"]
    assert (lead["lost"], lead["p"]) == (1, 1.0)
    assert any(d["p"] is None for d in found["differences"])


# --- sabotage and ablations --------------------------------------------------------------------------


@pytest.fixture
def tiny_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The questions of the tiny corpus in the place of the committed ones."""
    monkeypatch.setattr(command, "load_cases", lambda folder: CASES)


@pytest.mark.usefixtures("tiny_cases")
def test_sabotage_prints_what_caught_each_and_fails_where_one_goes_through(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("sabotage") == 1  # the tiny cases have no filters, so nothing can see that they are ignored
    out, err = capsys.readouterr()
    (ignored,) = [line for line in out.splitlines() if line.startswith("filters ignored")]
    assert ignored.split("  ")[-1] == "nothing"
    assert "WENT THROUGH" in ignored
    (shifted,) = [line for line in out.splitlines() if line.startswith("offsets off by one")]
    assert "every citation shown stands in its document*" in shifted
    assert "asking: the intact program" in err
    assert "not caught for the right reason: " in err
    assert "does not pass" not in err


def test_gates_that_the_intact_program_does_not_pass_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "load_cases", lambda folder: CASES[:5])  # none of the dev split
    assert run("sabotage") == 1
    (line,) = [one for one in capsys.readouterr().err.splitlines() if "does not pass" in one]
    assert "lead_right-dev" in line
    assert "lead_right-test" not in line


@pytest.mark.usefixtures("tiny_cases")
def test_ablations_are_printed_and_written_between_the_markers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert run("ablations", "--page", page) == 0
    table = capsys.readouterr().out.strip()
    assert page.read_text() == f"before\n{BEGIN}\n{table}\n{END}\nafter\n"
    assert run("ablations", "--page", page) == 0
    assert page.read_text().count(BEGIN) == 1


def test_each_ablation_has_a_line_of_test_and_one_of_dev_with_intervals() -> None:
    lines = measured(tiny(), CASES)
    assert [(line.split, line.ablation.name) for line in lines] == [
        (split, ablation.name) for split in ("test", "dev") for ablation in ABLATIONS
    ]
    rows = as_markdown(lines).splitlines()
    assert len(rows) == 2 + len(lines)
    assert (
        rows[0]
        == "| split | program | n | recall@4 | success@4 | MRR | nDCG@10 | lead right | refusal recall |"
    )
    assert all(row.count(" to ") == len(COLUMNS) for row in rows[2:])
    only_refusals = [case for case in CASES if not case.expects_answer]
    assert "| 0 | - | - |" in as_markdown(measured(tiny(), only_refusals, ABLATIONS[:1]))


def test_a_page_without_markers_or_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(BEGIN)
    with pytest.raises(CaseError, match="put them back"):
        write_into(tmp_path / "page.md", "x")
    with pytest.raises(CaseError, match="cannot be written: No such file"):
        write_into(tmp_path / "none.md", "x")


def test_the_committed_page_has_the_markers() -> None:
    text = command.PAGE.read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)
    assert all(f"| {ablation.name} |" in text for ablation in ABLATIONS)


# --- all commands ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "COMMAND"),
        (["dance"], "invalid choice"),
        (["score"], "FILE.csv"),
        (["score", "none\x1b.csv"], r"none\x1b.csv: cannot be read"),
        (["compare", "none.json", "none.json"], "none.json: cannot be read"),
        (["import", "none", "-o", "x.yaml", "--documents", "d"], "none: cannot be read"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*argv) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_an_index_that_is_not_there_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.csv").write_text("Who?,Ann\n")
    assert main(["score", str(tmp_path / "own.csv"), "--index", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.startswith("no index in ")
    with pytest.raises(IndexMissing), open_parts(tmp_path / "none", CORPUS):
        pass


def test_stopping_is_quiet(tmp_path: Path) -> None:
    def stopped(index: Path | None) -> Any:
        raise KeyboardInterrupt

    (tmp_path / "own.csv").write_text("Who?,Ann\n")
    assert main(["score", str(tmp_path / "own.csv")], stopped) == 130


@pytest.mark.model
def test_the_parts_of_a_fresh_index_answer(tmp_path: Path) -> None:
    from rag.domain import Answer, Question

    (tmp_path / "harbour.txt").write_text("The harbour of Ebbmouth was built in 1841 by Ann Tarn.\n")
    with open_parts(None, tmp_path) as parts:
        program = parts.program(parts.retriever(), parts.answerer())
        answer = program.invoke(Question("Who built the harbour of Ebbmouth?"))["answer"]
    assert isinstance(answer, Answer)
    assert answer.hits[0].passage.document_id == "harbour"


# --- score with a model ------------------------------------------------------------------------------


def test_score_with_a_model_asks_it_and_a_name_that_is_none_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("question,expected answer\nWho chaired the South inquiry?,Bo Field\n")
    chat = Scripted(correct)
    asked: list[tuple[str | None, bool]] = []

    def to_ask(name: str | None, *, refresh: bool) -> Scripted:
        asked.append((name, refresh))
        return chat

    monkeypatch.setattr(command, "model_to_ask", to_ask)
    assert run("score", file, "--model", "scripted:one", "--refresh-model") == 0
    assert asked == [("scripted:one", True)]
    assert [one.of_answer for one in chat.asked][-1:] == [True]
    capsys.readouterr()
    assert run("score", file, "--model", "one") == 2
    assert "write provider:name" in capsys.readouterr().err

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from rag.commands import main
from rag.paragraphs.checking import ParagraphChecker
from rag.paragraphs.verdicts import Clash, Verdict
from rag.pipeline import Pipeline
from tests.fakes import FakeEncoder

TEXT = "Is this so?\n\nPenguins breed on the ice of Antarctica during the long winter.\n"


@pytest.fixture(autouse=True)
def _the_fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_ENCODER", "fake")


def run(index: Path, *arguments: str) -> int:
    return main(["check", *arguments, "--index", str(index)], encoder=lambda _: FakeEncoder())


def test_a_file_is_checked_sentence_by_sentence(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "essay.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(small_index, str(file)) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2 sentences: 1 not found, 1 nothing to check.")


def test_standard_input_is_read_and_json_written(
    small_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))
    assert run(small_index, "-", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["verdict"] for one in found["sentences"]] == ["nothing to check", "not found"]


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"", "nothing to check"), (b"\xff\xfe\x00", "not a text in UTF-8"), (b"x" * 20_000, "12,000")],
)
def test_what_cannot_be_checked_is_one_line(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, line: str
) -> None:
    file = tmp_path / "essay.txt"
    file.write_bytes(content)
    assert run(small_index, str(file)) == 2
    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1


def test_a_missing_file_is_one_line(small_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small_index, "/no/such/file.txt") == 2
    assert "cannot read /no/such/file.txt" in capsys.readouterr().err


def test_a_filter_without_its_value_in_the_records_is_refused(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "essay.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(small_index, str(file), "--document", "no-such-record") == 2
    assert "no-such-record" in capsys.readouterr().err


@pytest.mark.model
def test_the_shipped_records_tell_right_from_wrong(shipped_pipeline: Pipeline) -> None:
    text = (
        "Laming's report on Victoria Climbié made 108 recommendations in January 2003. "
        "Laming's report on Victoria Climbié made 118 recommendations in January 2003. "
        "In February 2023 the government spent £200 million over two years on reform."
    )
    right, number, outcome = ParagraphChecker(shipped_pipeline).check(text)
    assert right.verdict is Verdict.SUPPORTED
    assert [one.clash for one in number.mismatches] == [Clash.NUMBER]
    assert [one.clash for one in outcome.mismatches] == [Clash.OUTCOME]

"""The command that writes ledgers, over an index of invented records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from rag.commands import main
from rag.store import Records
from tests.records import HARROWICK, TARNBROOK, records_of
from tests.reviews import publish
from tests.unit.rag.ledgers.ledger_records import FERNDALE


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ledgers") / "index"
    records: Records = records_of(FERNDALE, HARROWICK, TARNBROOK)
    publish(root, records)
    return root


def _run(capsysbinary: pytest.CaptureFixture[bytes], index: Path, *words: str) -> str:
    assert main(["ledger", *words, "--index", str(index)]) == 0
    return capsysbinary.readouterr().out.decode("utf-8")


def test_a_ledger_is_written_as_a_table_with_its_sources(
    index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    told = _run(capsysbinary, index, "recommendations")
    assert "every council appoint a fostering champion" in told
    assert "A mentor for every new foster carer" in told
    assert "[1]" in told and "Ask the Reviews digest of" in told


def test_csv_is_utf_8_without_a_mark_and_with_the_line_ends_of_its_standard(
    index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["ledger", "figures", "--csv", "--index", str(index)]) == 0
    written = capsysbinary.readouterr().out
    assert not written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n")
    lines = list(csv.reader(io.StringIO(written.decode("utf-8"), newline="")))
    assert [line[0] for line in lines if "310,000" in line[0]] == ["£310,000"]


def test_filters_status_and_words_narrow_and_are_told_in_json(
    index: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = json.loads(
        _run(capsysbinary, index, "decisions", "--json", "--document", "ferndale", "--status", "agreed",
             "--words", "accepting")
    )  # fmt: skip
    assert [row["document_id"] for row in made["rows"]] == ["ferndale"]
    assert made["filters"][0]["value"] == ["ferndale"]
    assert "accepted all" in made["citations"][0]["quote"]


def test_an_empty_ledger_is_no_error(index: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "does not mean" in _run(capsysbinary, index, "people", "--words", "xyzzy")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ledger", "costs"], "invalid choice"),
        (["ledger"], "LEDGER"),
        (["ledger", "figures", "--status", "maybe"], "invalid choice"),
        (["ledger", "figures", "--csv", "--json"], "give one of them"),
        (["ledger", "figures", "--jurisdiction", "France"], 'no jurisdiction "France"'),
    ],
)
def test_bad_usage_is_one_line(
    index: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--index", str(index)]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1

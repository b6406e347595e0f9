"""The command that writes ledgers, over an index of invented records."""

from __future__ import annotations

import csv
import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rag.commands import main
from rag.ledgers.rows import Ledger, State
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


def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        resources.files("rag").joinpath("schema/ledger.json").read_text("utf-8")
    )
    return found


@pytest.mark.parametrize("kind", Ledger)
@pytest.mark.parametrize("narrowed", [[], ["--status", "agreed", "--words", "fostering", "--since", "2031"]])
def test_every_ledger_as_json_is_what_the_schema_says(
    index: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: Ledger, narrowed: list[str]
) -> None:
    made = json.loads(_run(capsysbinary, index, kind.value, "--json", *narrowed))
    jsonschema.Draft202012Validator(_schema()).validate(made)
    assert made["rows"] or narrowed
    without = [{key: value for key, value in row.items() if key != "status"} for row in made["rows"]]
    for wrong in (made | {"extra": 1}, *([made | {"rows": without}] if without else [])):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(_schema()).validate(wrong)


def test_the_schema_leaves_no_field_out_and_knows_the_words_of_the_ledgers() -> None:
    found = _schema()
    jsonschema.Draft202012Validator.check_schema(found)
    row = found["properties"]["rows"]["items"]
    for part in (found, row, found["properties"]["citations"]["items"]):
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
    assert found["properties"]["ledger"]["enum"] == list(Ledger)
    assert row["properties"]["status"]["enum"] == list(State)


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

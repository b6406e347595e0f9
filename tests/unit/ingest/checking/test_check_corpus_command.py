"""``python -m ingest check-corpus`` as a person or a program calls it, and the shipped corpus."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from digests import put

from ingest.checking import check_corpus
from ingest.commands import main

CORPUS = Path(__file__).parents[4] / "corpus"


def test_a_clean_folder_ends_with_0_and_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(
        tmp_path,
        published="2010",
        reviewed="2011-01-02",
        read="2011-01-02",
        text="## Who led it\n\nNobody led.\n",
    )
    (tmp_path / "harbour-2030.yaml").write_text(
        "document: harbour-2030\nreviewed: '2011'\nsources: {r: {title: A}}\n"
        "facts: [{id: F1, fact: None led., said_by: report, sources: [r], sentences: [Nobody led.]}]\n",
        "utf-8",
    )
    assert main(["check-corpus", str(tmp_path)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == "document words facts sentences longest sentence reading age".split()
    assert out[1].split()[1:5] == ["2", "1", "1", "2"]
    assert out[-1] == "1 document, 2 words; 0 findings"


def test_findings_are_a_line_each_and_end_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, reviewed=None, licence=None)
    assert main(["check-corpus", str(tmp_path)]) == 1
    out = capsys.readouterr().out.splitlines()
    file = tmp_path / "harbour-2030.md"
    assert f"{file}: licence: is missing; a digest needs it" in out
    assert f"{file}: reviewed: is missing; a digest needs it" in out
    assert "1 document, " in out[-1]


def test_json_says_the_same_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, licence=None)
    assert main(["check-corpus", str(tmp_path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    file = str(tmp_path / "harbour-2030.md")
    assert {"file": file, "check": "front matter", "what": "licence: is missing; a digest needs it"} in said[
        "findings"
    ]
    (document,) = said["documents"]
    assert (document["file"], document["words"], document["facts"], document["longest"]) == (file, 35, 3, 12)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere is not a folder: give the folder of the documents"),
        (["empty"], "no documents in empty: "),
        (["full", "--against", "nowhere"], "nowhere is not a folder: give the folder of the texts"),
        (["--colour"], "unrecognized arguments: --colour: see python -m ingest check-corpus --help"),
    ],
)
def test_bad_usage_is_one_line_and_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "README.md").write_text("Read me.", "utf-8")
    (tmp_path / "full").mkdir()
    put(tmp_path / "full")
    assert main(["check-corpus", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_a_finding_cannot_act_on_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, text="## Who led it\n\nIt \x1b[31mwas\x9b0m red.\n")
    assert main(["check-corpus", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x9b" not in out


def test_the_shipped_corpus_is_clean() -> None:
    # A day after every review, so that the test says the same whatever the clock says.
    checked = check_corpus(CORPUS, date(2100, 1, 1))
    assert [finding.line for finding in checked.findings] == []
    assert len(checked.documents) >= 5

"""Three hundred files of every sort, twenty of them built to do harm: the report is right and the rest can be asked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ingest.commands import main
from rag.store import IndexStore
from tests.fakes import FakeEncoder
from tests.integration.test_hostile_files import GOOD_PDF, HOSTILE
from tests.unit.ingest.formats.making import W, lines, pdf, repacked, word_of

#: Refused whatever is tried; the rest of the hostile set may be read, and is as good as nothing then.
REFUSED = sorted(name for name, (_, line) in HOSTILE.items() if line and name != "long.pdf")[:18]
GOOD = 280


def sentence(number: int) -> str:
    return f"The panel of valley {number} agreed a rota of visits to every home."


def good(number: int) -> tuple[str, bytes]:
    """A file of one of six formats, its words its own."""
    text = sentence(number)
    match number % 6:
        case 0:
            return f"{number}.txt", text.encode()
        case 1:
            return f"{number}.md", f"# Valley {number}\n\n{text}\n".encode()
        case 2:
            page = f"<html><body><nav><a>Home</a></nav><main><h1>Valley {number}</h1><p>{text}</p></main></body></html>"
            return f"{number}.html", page.encode()
        case 3:
            return f"{number}.docx", repacked(WORD, {"word/document.xml": DOCUMENT.format(text).encode()})
        case 4:
            return f"{number}.pdf", pdf(lines(text))
        case _:
            return (
                f"{number}.eml",
                f"Subject: Valley {number}\nDate: Tue, 4 Mar 2014 10:00:00 +0000\n\n{text}\n".encode(),
            )


DOCUMENT = f"<w:document {W}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
WORD = word_of("<w:p><w:r><w:t>x</w:t></w:r></w:p>")


def test_a_folder_of_300_files_of_which_20_are_hostile_ends_with_a_right_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(GOOD):
        name, raw = good(number)
        (corpus / name).write_bytes(raw)
    for name in REFUSED:
        (corpus / f"bad-{name}").write_bytes(HOSTILE[name][0])
    outside = tmp_path / "outside.txt"
    outside.write_text("A secret of this machine.", encoding="utf-8")
    (corpus / "bad-link.txt").symlink_to(outside)
    os.mkfifo(corpus / "bad-pipe.txt")
    assert len(list(corpus.iterdir())) == 300

    code = main(("corpus", "--json"), lambda settings: FakeEncoder(f"{settings.encoder}@1"))
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert code == 0
    assert "Traceback" not in printed.err
    assert report["documents"] == GOOD
    assert {Path(one["path"]).name for one in report["skipped"]} == {
        *(f"bad-{name}" for name in REFUSED),
        "bad-link.txt",
        "bad-pipe.txt",
    }
    assert all(one["reason"] and one["reason"].isprintable() for one in report["skipped"])

    store = IndexStore(Path(".data/index"))
    texts = "\n".join(document.text for document in store.records(store.current()).documents.values())
    assert all(sentence(number) in texts for number in range(GOOD))
    assert "secret" not in texts


def test_where_nothing_can_be_read_the_exit_code_is_one_and_no_index_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "half.pdf").write_bytes(GOOD_PDF[:300])
    assert main(("corpus",), lambda settings: FakeEncoder(f"{settings.encoder}@1")) == 1
    assert "nothing could be read" in capsys.readouterr().err
    assert not (tmp_path / ".data" / "index" / "CURRENT").exists()


def test_a_copy_in_the_folder_is_told_in_the_index_and_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = " ".join(sentence(number) for number in range(6))
    (corpus / "first.txt").write_text(f"4 March 2031\n\n{text}\n", encoding="utf-8")
    (corpus / "second.txt").write_text(f"4 March 2031\n\n{text}\n", encoding="utf-8")
    (corpus / "other.txt").write_text(
        "Foster carers of Tarnbrook met the mayor about their pay.", encoding="utf-8"
    )
    assert main(("corpus", "--json"), lambda settings: FakeEncoder(f"{settings.encoder}@1")) == 0
    capsys.readouterr()
    store = IndexStore(Path(".data/index"))
    documents = store.records(store.current()).documents
    assert {name: one.copy_of for name, one in documents.items()} == {
        "first": None,
        "second": "first",
        "other": None,
    }

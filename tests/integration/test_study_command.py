"""The commands study and glossary over a small index, as a person types them; they load no encoder."""

from __future__ import annotations

import csv
import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from rag.commands import main
from rag.pipeline import Pipeline
from rag.ports import Encoder
from rag.settings import Settings
from rag.study.making import MOST_ITEMS, Maker
from rag.study.pack import ItemKind
from tests.reviews import publish
from tests.unit.rag.study.invented import IDS, LARCH, records


def no_encoder(settings: Settings) -> Encoder:
    raise AssertionError("no encoder is needed to study")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("study") / "index"
    publish(root, records())
    return root


def run(index: Path, *words: str) -> int:
    return main([*words, "--index", str(index)], no_encoder)


def chosen(*ids: str) -> list[str]:
    return [word for one in ids for word in ("--document", one)]


@pytest.mark.parametrize("ending", ["csv", "apkg", "html", "json"])
def test_a_pack_is_written_the_same_each_time(index: Path, tmp_path: Path, ending: str) -> None:
    files = [tmp_path / f"{name}.{ending}" for name in "ab"]
    for file in files:
        assert run(index, "study", *chosen(*IDS), "-n", "6", "--seed", "3", "-o", str(file)) == 0
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert len(first) > 500


def test_a_pack_of_one_kind_as_csv_has_its_public_address(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASK_PUBLIC_URL", "https://reviews.example.org/")
    file = tmp_path / "pack.csv"
    assert run(index, "study", *chosen(*IDS), "--kind", "who", "-n", "3", "-o", str(file)) == 0
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert {row["kind"] for row in rows} == {"who"}
    assert all(row["link"].startswith("https://reviews.example.org/?doc=") for row in rows)
    assert "3 items written" in capsys.readouterr().err


def test_without_a_file_a_pack_is_text_or_json(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, "study", *chosen(LARCH.id), "-n", "2") == 0
    assert "\nKEY\n" in capsys.readouterr().out
    assert run(index, "study", *chosen(LARCH.id), "-n", "2", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["items"]) == 2


def test_too_few_items_are_said_beside_the_pack(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, "study", *chosen(LARCH.id), "--kind", "order") == 0
    said = capsys.readouterr().err
    assert "0 of 20: these records hold no more sentences that make a fair question" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["study"], "no record is chosen"),
        (["study", "--document", "nowhere"], 'no document "nowhere"'),
        (["study", "--document", LARCH.id, "-n", "0"], "ask for 1 to 200 items"),
        (
            ["study", "--document", LARCH.id, "-o", "pack.doc"],
            "name a file that ends in .csv, .apkg, .html, .json",
        ),
        (["study", "--document", LARCH.id, "--kind", "song"], "invalid choice"),
        (["glossary", "wombat"], '"wombat" is not in the glossary'),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    index: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(index, *words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_pack_that_cannot_be_written_loses_nothing_of_the_one_before(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "pack.csv"
    file.write_text("the pack of last week")
    monkeypatch.setattr(os, "fsync", full)
    assert run(index, "study", *chosen(*IDS), "-o", str(file)) == 2
    error = capsys.readouterr().err
    assert f"cannot write {file} (No space left on device)" in error
    assert error.count("\n") == 1
    assert file.read_text() == "the pack of last week"
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [file]


def test_a_word_is_explained_with_the_sentences_that_use_it(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "glossary", "foster carers") == 0
    out = capsys.readouterr().out
    assert "The program’s own explanation, not from a record" in out
    assert "Penn argued in 2031 that foster carers waited too long" in out
    assert "Ask the Reviews digest of: Larch review of fostering" in out
    assert run(index, "glossary", "MASH") == 0
    assert "Not used in these records." in capsys.readouterr().out


def test_the_glossary_lists_unused_words_apart_and_gives_json(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "glossary") == 0
    used, unused = capsys.readouterr().out.split("Not used in these records:")
    assert "foster carer (" in used
    assert "MASH:" in unused
    assert run(index, "glossary", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) >= 45


def test_an_apkg_is_a_package_that_anki_reads(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "pack.apkg"
    assert run(index, "study", *chosen(*IDS), "-o", str(file)) == 0
    with zipfile.ZipFile(file) as package:
        assert sorted(package.namelist()) == ["collection.anki2", "media"]


@pytest.mark.model
def test_no_item_over_the_whole_corpus_is_of_a_death_a_harm_or_a_named_child(
    shipped_pipeline: Pipeline,
) -> None:
    held = shipped_pipeline.records
    pack = Maker(held, "g1").make(list(held.documents), n=MOST_ITEMS)
    assert {item.kind for item in pack.items} == set(ItemKind)
    assert len(pack.items) >= 120
    words = " ".join(
        " ".join((item.prompt, *item.choices, *(line.citation.quote for line in item.key)))
        for item in pack.items
    ).casefold()
    for grave in (
        "died",
        "death",
        "murder",
        "abuse",
        "exploitation",
        "climbié",
        "connelly",
        "labinjo",
        "mwangi",
        "baby p",
    ):
        assert grave not in words
    for item in pack.items:
        for line in item.key:
            assert (
                line.citation.span.of(held.documents[line.citation.document_id].text) == line.citation.quote
            )

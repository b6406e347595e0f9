"""``python -m rag timeline`` as a person types it."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.commands import main
from rag.settings import Settings
from tests.reviews import DOCUMENTS, FERNHILL, publish

Run = Callable[..., tuple[int, str, str]]


def no_encoder(settings: Settings) -> None:
    raise AssertionError("an encoder was made")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timeline") / "index"
    publish(folder)
    return folder


@pytest.fixture
def run(index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ASK_INDEX", str(index))

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["timeline", *map(str, arguments)], no_encoder)  # type: ignore[arg-type]
        return code, *capsys.readouterr()

    return command


def test_events_and_plans_are_listed_by_date(run: Run) -> None:
    code, out, err = run("--document", FERNHILL.id)
    assert (code, err) == (0, "")
    assert "June 2032 [planned for then]" in out
    assert "March 2031 [happened or was said then]" in out
    assert out.index("March 2031 [") < out.index("June 2032 [")
    assert out.endswith("2031 to 2032.\n")


def test_words_and_filters_narrow_the_list(run: Run) -> None:
    _, out, _ = run("--words", "published report", "--json")
    (only,) = json.loads(out)
    assert (only["plan"], only["date_as_written"]) == (True, "June 2032")
    start, end = only["span"]
    assert DOCUMENTS[only["document"]].text[start:end] == only["quote"]
    _, out, _ = run("--jurisdiction", "Scotland", "--json")
    assert {one["nation"] for one in json.loads(out)} == {"Scotland"}


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("out.svg", b"<?xml"),
        ("out.PNG", b"\x89PNG"),
        ("out.csv", b"\xef\xbb\xbfEarliest,"),
        ("out.md", b"# Timeline"),
    ],
)
def test_a_file_is_what_its_ending_says(run: Run, tmp_path: Path, name: str, lead: bytes) -> None:
    file = tmp_path / name
    code, out, err = run("-o", file)
    assert (code, out) == (0, "")
    assert file.read_bytes().startswith(lead)
    assert f"{name}: " in err
    assert "1 event, 2 plans" in err


def test_nothing_found_is_said_and_no_file_is_written(run: Run, tmp_path: Path) -> None:
    code, out, err = run("--words", "xyzzy", "-o", tmp_path / "out.svg")
    assert (code, out) == (0, "")
    assert err == "no record states a date with these filters and words: take one of them away\n"
    assert list(tmp_path.iterdir()) == []
    assert json.loads(run("--words", "xyzzy", "--json")[1]) == []


def test_a_file_that_is_not_finished_leaves_the_one_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "out.csv"
    file.write_text("the table of last week")
    monkeypatch.setattr(os, "fsync", full)
    code, _, err = run("-o", file)
    assert (code, err) == (
        2,
        f"python -m rag: cannot write {file} (No space left on device): choose another place\n",
    )
    assert file.read_text() == "the table of last week"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out.gif"), 'no timeline of the kind ".gif": name a file that ends in .svg, .png, .csv, .md'),
        (("-o", "out.svg", "--json"), "--json writes no file: leave out --json or -o"),
        (
            ("-o", "/nowhere/at/all/out.svg"),
            "cannot write /nowhere/at/all/out.svg (No such file or directory): choose another",
        ),
    ],
)
def test_a_file_that_cannot_be_made_is_one_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"python -m rag: {said}")
    assert err.count("\n") == 1

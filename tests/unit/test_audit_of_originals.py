"""The script that measures the cleaning on the originals, tried on pages of our own."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.layouts import BLOG_POST, MEETING_PAGE


@pytest.fixture
def script() -> Iterator[ModuleType]:
    """The script as a module: scripts are no package."""
    path = Path(__file__).parents[2] / "scripts/audit_originals.py"
    spec = importlib.util.spec_from_file_location("audit_originals", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def place(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def write(folder: Path, script: ModuleType, *missed: str) -> None:
    """Two pages of our own in the place of the originals; ``missed`` is marked as furniture besides."""
    gold = [
        script.Gold(
            "meeting",
            hashlib.sha256(MEETING_PAGE.encode()).hexdigest(),
            tuple(
                place(MEETING_PAGE, words)
                for words in ("Issue - meetings", "pdf icon PDF 81 KB", "Additional documents:", *missed)
            ),
            (place(MEETING_PAGE, MEETING_PAGE[MEETING_PAGE.rindex("...") :]),),
        ),
        script.Gold(
            "blog",
            hashlib.sha256(BLOG_POST.encode()).hexdigest(),
            (place(BLOG_POST, "Post a Comment"), place(BLOG_POST, BLOG_POST.strip().splitlines()[-1])),
        ),
    ]
    script.GOLD = tuple(gold)  # type: ignore[attr-defined]
    (folder / "b.txt").write_text(BLOG_POST, encoding="utf-8")
    (folder / "a.txt").write_text(MEETING_PAGE, encoding="utf-8")


def test_furniture_found_to_the_last_character_passes(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, script)
    assert script.main([str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["meeting", "blog", "all", "passes:"]
    assert all("precision 1.0000  recall 1.0000" in line for line in lines[:3])


def test_furniture_left_in_fails(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, script, "Members will discuss a note on Dr Fenwick’s closing paper.")
    assert script.main([str(tmp_path)]) == 1
    assert "FAILS" in capsys.readouterr().out


def test_text_that_is_cut_fails(script: ModuleType, tmp_path: Path) -> None:
    write(tmp_path, script)
    first, blog = script.GOLD
    script.GOLD = (replace(first, furniture=first.furniture[:1]), blog)  # type: ignore[attr-defined]
    assert script.main([str(tmp_path)]) == 1


def test_a_mark_of_truncation_that_is_not_flagged_or_is_cut_fails(script: ModuleType) -> None:
    whole = script.score(
        MEETING_PAGE, replace(script.GOLD[0], truncations=(place(MEETING_PAGE, "Harbour inqury"),))
    )
    assert whole.marks_lost == 1
    cut = script.score(
        MEETING_PAGE, replace(script.GOLD[0], truncations=(place(MEETING_PAGE, "Issue - meetings"),))
    )
    assert cut.marks_lost == 1
    assert not script.Score(right=1, marks_lost=1).passes


def test_a_folder_without_the_files_is_told_in_one_line(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main([str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert len(printed.err.splitlines()) == 1 and "birmingham" in printed.err
    assert script.main([str(tmp_path / "nowhere")]) == 2

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rag.files import replace_file


def test_a_file_holds_just_the_bytes_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_bytes(b"a longer one that was there before")
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_file_as_it_was(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "out.md"
    file.write_bytes(b"old")
    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_threads_that_write_one_file_at_once_never_mix_their_bytes(tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    wholes = [letter.encode() * 200_000 for letter in "abcdefgh"]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda whole: replace_file(file, whole), wholes * 3))
    assert file.read_bytes() in wholes
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_as_open_to_others_as_the_person_s_umask_says(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    theirs.write_bytes(b"x")
    replace_file(ours, b"x")
    assert ours.stat().st_mode == theirs.stat().st_mode


def test_the_longest_name_there_can_be_is_written(tmp_path: Path) -> None:
    file = tmp_path / ("é" * 120 + ".md")
    replace_file(file, b"x")
    assert file.read_bytes() == b"x"

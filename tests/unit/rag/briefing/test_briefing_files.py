from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.briefing.brief import Wanted
from rag.briefing.keeping import (
    SUFFIX,
    BriefingUnusable,
    keep,
    named,
    names,
    read,
)
from rag.briefing.making import make
from tests.unit.rag.briefing.kept import ASKED, WHOLE, G, text_of
from tests.unit.rag.briefing.sample import (
    RECORDS,
    TODAY,
    TOPIC,
    pipeline,
    records,
)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / f"mine{SUFFIX}").write_bytes(b" " * 2_000_001)
    with pytest.raises(BriefingUnusable, match="too large"):
        read(tmp_path, "mine", records(), G)


def test_a_long_briefing_is_far_from_what_is_too_large() -> None:
    assert len(text_of(WHOLE)) < 200_000


def test_bytes_that_are_no_text_and_a_folder_in_place_of_a_file_are_told_of(tmp_path: Path) -> None:
    (tmp_path / f"bytes{SUFFIX}").write_bytes(b"\xff\xfe\x00")
    (tmp_path / f"folder{SUFFIX}").mkdir()
    for name in ("bytes", "folder"):
        with pytest.raises(BriefingUnusable, match="cannot be read"):
            read(tmp_path, name, records(), G)


def test_a_name_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BriefingUnusable, match="there is none"):
        read(tmp_path / "missing", "mine", records(), G)
    keep(WHOLE, records(), tmp_path, "mine")
    with pytest.raises(BriefingUnusable, match="there is mine"):
        read(tmp_path, "yours", records(), G)


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Night help", "night-help"),
        ("  “Who pays?” and 2 more ", "who-pays-and-2-more"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "briefing"),
        ("…!?", "briefing"),
        ("x" * 99, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert named(title) == name


@settings(deadline=None)
@given(st.text(max_size=200))
def test_every_title_becomes_a_name_that_is_safe_and_names_itself(title: str) -> None:
    name = named(title)
    assert named(name) == name
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(name) <= 60


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "/etc/passwd", "A", "a b", "a\0", "-a", "x" * 61]
)
def test_no_other_name_is_read_or_written(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    for attempt in (lambda: keep(WHOLE, records(), folder, name), lambda: read(folder, name, records(), G)):
        with pytest.raises(BriefingUnusable, match="cannot be the name") as told:
            attempt()
        assert len(str(told.value)) < 200
    assert list(tmp_path.iterdir()) == []


def test_those_that_are_kept_are_listed_and_nothing_else_of_the_folder(tmp_path: Path) -> None:
    assert names(tmp_path / "missing") == []
    for name in ("two", "one"):
        keep(WHOLE, records(), tmp_path, name)
    (tmp_path / f"Not a name{SUFFIX}").write_text("{}")
    (tmp_path / f".one{SUFFIX}.77.part").write_text("{}")
    (tmp_path / "one.json").write_text("{}")
    (tmp_path / f"folder{SUFFIX}").mkdir()
    assert names(tmp_path) == ["one", "two"]


# --- written as a whole or not at all ----------------------------------------------------------------


def test_a_briefing_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    keep(WHOLE, records(), tmp_path, "mine")
    keep(ASKED, records(), tmp_path, "mine")
    assert read(tmp_path, "mine", records(), G).briefing == ASKED
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_leaves_what_was_kept_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(WHOLE, records(), tmp_path, "mine")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(BriefingUnusable, match="No space left"):
            keep(ASKED, records(), tmp_path, "mine")
    assert read(tmp_path, "mine", records(), G).briefing == WHOLE
    assert [one.name for one in tmp_path.iterdir()] == [f"mine{SUFFIX}"]


def test_a_folder_that_cannot_be_written_to_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for folder in (file, file / "below"):
        with pytest.raises(BriefingUnusable, match="cannot keep"):
            keep(WHOLE, records(), folder, "mine")
    assert file.read_text() == "x"


def test_two_threads_that_keep_one_name_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: keep(one, records(), tmp_path, "mine"), (WHOLE, ASKED) * 8))
    assert read(tmp_path, "mine", records(), G).briefing in (WHOLE, ASKED)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may write anywhere")
def test_a_read_only_folder_is_told_of(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BriefingUnusable, match="Permission denied"):
            keep(WHOLE, records(), tmp_path, "mine")
    finally:
        tmp_path.chmod(0o700)


def test_odd_characters_of_a_topic_are_kept(tmp_path: Path) -> None:
    odd = make(Wanted(f"{TOPIC} “für” 🌙 \x07 </script>"), pipeline(*RECORDS), TODAY)
    keep(odd, records(), tmp_path, "odd")
    assert read(tmp_path, "odd", records(), G).briefing == odd

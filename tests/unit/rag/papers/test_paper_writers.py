"""A paper is written as its file's name asks; other names are refused in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rag.errors import BadSetting
from rag.papers.style import HouseStyle
from rag.papers.writers import WRITERS, write
from tests.unit.rag.papers.sample import paper, whole


@pytest.mark.parametrize(
    ("ending", "begins"),
    [(".docx", b"PK"), (".pdf", b"%PDF"), (".md", b"# Help"), (".HTML", b"<!doctype html>")],
)
def test_the_ending_says_what_is_written_and_the_same_paper_is_the_same_bytes(
    ending: str, begins: bytes
) -> None:
    written = write(whole(), ending, HouseStyle())
    assert written.startswith(begins)
    assert write(whole(), ending, HouseStyle()) == written


@pytest.mark.parametrize("ending", [".doc", "", "pdf", ".txt"])
def test_another_ending_is_refused_in_a_line_that_names_the_four(ending: str) -> None:
    with pytest.raises(BadSetting, match=r"name the file \.docx, \.pdf, \.md or \.html$"):
        write(paper(), ending, HouseStyle())
    assert list(WRITERS) == [".docx", ".pdf", ".md", ".html"]


def test_libraries_are_loaded_only_by_who_needs_them() -> None:
    asked = "import sys, rag.papers.writers; print([m for m in ('docx', 'typst') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"

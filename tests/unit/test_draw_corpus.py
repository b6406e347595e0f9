"""The pictures and the page of the corpus, drawn from its front matter; the page in docs/ is of corpus/ as it is."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

draw_corpus = importlib.import_module("draw_corpus")

LATER = """---
id: b
title: "Second <review>"
form: digest
kind: review
published: "2031-05"
dating: stated
jurisdiction: Wales
---
It met.
"""
EARLIER = LATER.replace("id: b", "id: a").replace("Second", "First").replace("2031-05", "2030")


def test_documents_stand_oldest_first_and_the_same_corpus_gives_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(LATER)
    (tmp_path / "a.md").write_text(EARLIER)
    (tmp_path / "README.md").write_text("# Not a document\n")
    made = []
    for name in ("one", "two"):
        assert draw_corpus.main([str(tmp_path), "--out", str(tmp_path / name)]) == 0
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        made.append([path.read_bytes() for path in files])
    assert made[0] == made[1]
    page = (tmp_path / "one" / "corpus.md").read_text()
    assert page.index("| 2030 | Wales | review | [First") < page.index(
        "| May 2031 | Wales | review | [Second"
    )
    picture = (tmp_path / "one" / "images" / "corpus-timeline.svg").read_text()
    assert "Second &lt;review&gt;" in picture


def test_a_corpus_without_dates_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_corpus.main([str(tmp_path), "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_page_in_docs_is_of_the_corpus_as_it_is() -> None:
    shipped = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
    assert draw_corpus.as_page(draw_corpus.read(ROOT / "corpus")) == shipped, (
        "run python scripts/draw_corpus.py"
    )

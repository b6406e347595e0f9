"""The invented records that the benchmark asks: what it says of them must hold, or its numbers mean nothing."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ingest.records import survey
from ingest.splitting import split
from rag.store import Records
from rag.text import sentences
from tests.fakes import FakeEncoder


@pytest.fixture(scope="module")
def corpus() -> Iterator[ModuleType]:
    """The script as a module: scripts are no package."""
    path = Path(__file__).parents[2] / "scripts/synthetic_corpus.py"
    spec = importlib.util.spec_from_file_location("synthetic_corpus", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_the_same_records_come_every_time_and_others_from_another_seed(corpus: ModuleType) -> None:
    once, again = list(corpus.records(60)), list(corpus.records(60))
    assert once == again
    assert once != list(corpus.records(60, seed=8))


def test_ingest_makes_as_many_passages_of_them_as_were_asked_for(corpus: ModuleType, tmp_path: Path) -> None:
    asked = corpus.write(tmp_path, 400)
    found = survey([tmp_path])
    assert (found.skipped, len(found.documents), len(asked)) == ((), 40, 40)
    encoder = FakeEncoder()
    cut = [split(loaded.document, encoder).passages for loaded in found.documents]
    passages = [passage for each in cut for passage in each]
    assert len(passages) == 400
    assert {len(passage.sentences) for passage in passages} == {corpus.SENTENCES}
    records = Records({loaded.document.id: loaded.document for loaded in found.documents}, tuple(passages))
    assert all(document.published and document.people for document in records.documents.values())


def test_who_led_it_is_said_and_some_records_are_copies(corpus: ModuleType) -> None:
    found = list(corpus.records(400))
    asked = [one for one in found if one.question.startswith("Who chaired the ")]
    assert asked
    for record in asked:
        what = record.question.removeprefix("Who chaired the ").removesuffix("?")
        said = [span.of(record.text) for span in sentences(record.text)]
        assert any(f" chaired the {what} in " in sentence for sentence in said)
    copies = found[corpus.COPY_EVERY - 1 :: corpus.COPY_EVERY]
    assert copies
    for record in copies:
        before = found[found.index(record) - 1]
        assert record.id != before.id
        plain = record.text.replace(record.id, before.id).casefold().split()
        assert plain == before.text.casefold().split()

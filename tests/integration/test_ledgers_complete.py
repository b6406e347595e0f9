"""The ledgers against lists that people made of ten documents by reading them; no model is needed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

#: Floors for the shares of gold rows found and of ledger rows that are right. The dev lists were open to the rules.
#: Of the test part 0.842 was found before and after, 0.970 and then 0.984 was right. Its misses were printed once by
#: mistake while rules were being mended; no rule was made for them, but its lists are no longer wholly unseen.
COMPLETE = {"dev": 0.95, "test": 0.8}
CORRECT = {"dev": 0.95, "test": 0.95}


@pytest.fixture(scope="module")
def measuring() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "measure_ledgers.py"
    spec = importlib.util.spec_from_file_location("measure_ledgers", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_ledgers_hold_what_people_found(measuring: ModuleType, part: str) -> None:
    results = measuring.measure(part)
    assert len({one.document for one in results}) == 5
    assert measuring.complete(results) >= COMPLETE[part]
    assert measuring.correct(results) >= CORRECT[part]


def test_a_row_of_another_status_or_of_other_words_is_not_found(
    measuring: ModuleType, tmp_path: Path
) -> None:
    gold = (measuring.GOLD / "jay-rotherham-2014.yaml").read_text("utf-8")
    (tmp_path / "jay.yaml").write_text(gold.replace("status: done", "status: refused"), "utf-8")
    assert measuring.complete(measuring.measure("dev", tmp_path)) < 0.9
    (tmp_path / "jay.yaml").write_text(
        gold.replace("words: Rotherham council apologised", "words: No such"), "utf-8"
    )
    with pytest.raises(ValueError, match="no such words"):
        measuring.measure("dev", tmp_path)

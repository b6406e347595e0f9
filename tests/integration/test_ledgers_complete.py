"""The ledgers against lists that people made of fifteen documents by reading them; no model is needed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

#: How many documents each part has.
DOCUMENTS = {"dev": 10, "test": 5}

#: Floors for the shares of gold rows found and of ledger rows that are right. The dev lists were open to the rules:
#: 1.000 found, 0.995 right. Of the test part 0.910 was found by the rules as they stood when its lists came, and 0.940
#: after the last mends, 0.980 right. No rule was made with its lists open, and the last mends were made without reading
#: the texts they are of; but its totals were looked at four times between mends, and those texts are of this corpus,
#: from which the first rules were made. So 0.940 is kinder than documents from elsewhere would be.
COMPLETE = {"dev": 0.95, "test": 0.9}
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
    assert len({one.document for one in results}) == DOCUMENTS[part]
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

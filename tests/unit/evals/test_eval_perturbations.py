from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import evals.perturbations as perturbations
from evals.perturbations import Floor, Kind, Sentence, load_floors, load_sentences, measure, shares, table
from rag.errors import BadSetting
from rag.paragraphs.verdicts import Checked
from tests.paragraphs import check

RIGHT = "The Holt review of fostering in Larkfield made 42 recommendations in 2031."
SENTENCES = (
    Sentence(id="s", kind=Kind.SUPPORTED, text=RIGHT),
    Sentence(id="n", kind=Kind.NUMBER, text=RIGHT.replace("42", "52"), of="s", was="42", now="52"),
    Sentence(id="u", kind=Kind.UNRELATED, text="Penguins breed on the ice of Antarctica during winter."),
)


def test_each_kind_is_counted_by_what_it_should_be_called() -> None:
    found = measure(SENTENCES, check)
    assert shares(found) == {
        "false_alarms": 0.0,
        "not_found": 0.0,
        "supported": 1.0,
        "number": 1.0,
        "unrelated": 1.0,
    }
    assert all(one.right for one in found)
    assert "false alarms by kind: none" in table(found)


def test_a_checker_that_finds_nothing_has_no_recall() -> None:
    def blind(text: str) -> Sequence[Checked]:
        return check("Is this so?")

    assert shares(measure(SENTENCES, blind))["number"] == 0.0


def test_no_line_of_the_totals_holds_a_sentence() -> None:
    assert not any("Holt" in line or "Penguins" in line for line in table(measure(SENTENCES, check)))


def test_a_floor_holds_from_below_and_a_ceiling_from_above() -> None:
    floor = Floor(metric="number", part="test", floor=0.9, reason="r")
    ceiling = Floor(metric="false_alarms", part="test", ceiling=0.05, reason="r")
    assert floor.held_by(0.9)
    assert not floor.held_by(0.89)
    assert ceiling.held_by(0.05)
    assert not ceiling.held_by(0.06)


def test_both_parts_and_the_floors_can_be_read() -> None:
    kinds = {one.kind for part in perturbations.PARTS for one in load_sentences(part)}
    assert kinds == set(Kind)
    # Parts without a floor are only for making rules on.
    assert "test" in {one.part for one in load_floors()} <= set(perturbations.PARTS)


def test_a_broken_file_is_named_and_none_of_it_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dev.yaml").write_text("- {id: a, secret: words}", encoding="utf-8")
    monkeypatch.setattr(perturbations, "SENTENCES", tmp_path)
    with pytest.raises(BadSetting, match="mend the file") as error:
        load_sentences("dev")
    assert "secret" not in str(error.value)

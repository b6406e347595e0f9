"""Sentences as a model might offer them: what is counted as right, the floors, and the files."""

from __future__ import annotations

from pathlib import Path

import pytest

import evals.drafts as drafts
from evals.drafts import Kind, Offer, Sorted, load_floors, load_offers, shares
from rag.domain import Claim, Struck
from rag.errors import BadSetting
from tests.unit.evals.evalkit import RECORDS, cite

KEPT = Claim("It was so.", (cite(RECORDS.passages[0]),))
LEFT_OUT = Struck("It was so.", "it quotes nothing")


def made(kind: Kind, what: Claim | Struck) -> Sorted:
    return Sorted(Offer(id="o", kind=kind, document="d", text="It was so.", quotes=()), what)


def test_a_supported_sentence_is_right_when_kept_and_another_when_left_out() -> None:
    found = [
        made(Kind.SUPPORTED, KEPT),
        made(Kind.SUPPORTED, LEFT_OUT),
        made(Kind.NUMBER, LEFT_OUT),
        made(Kind.NUMBER, LEFT_OUT),
        made(Kind.NAME, KEPT),
        made(Kind.NAME, LEFT_OUT),
    ]
    assert shares(found) == {"kept": 0.5, "number": 1.0, "name": 0.5, "removed": 0.75}
    assert shares([made(Kind.SUPPORTED, KEPT)]) == {"kept": 1.0}


def test_every_floor_is_of_a_metric_and_a_part_that_there_are() -> None:
    parts = {floor.part for floor in load_floors()}
    assert parts <= set(drafts.PARTS)
    assert {"kept", "removed"} <= {floor.metric for floor in load_floors()}
    for part in parts:
        every = shares([made(offer.kind, LEFT_OUT) for offer in load_offers(part)])
        assert {floor.metric for floor in load_floors() if floor.part == part} <= set(every)


def test_a_broken_file_is_named_and_none_of_it_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dev.yaml").write_text("- {id: a, secret: words}", encoding="utf-8")
    monkeypatch.setattr(drafts, "DRAFTS", tmp_path)
    with pytest.raises(BadSetting, match="mend the file") as error:
        load_offers("dev")
    assert "secret" not in str(error.value)

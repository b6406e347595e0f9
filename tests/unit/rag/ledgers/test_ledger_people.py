"""The people of records: each role with the sentence that gives it."""

from __future__ import annotations

import pytest

from rag.domain import Person
from rag.ledgers.rows import Ledger
from tests.unit.rag.ledgers.ledger_records import FERNDALE, digest, rows, told


def _roles(sentence: str) -> list[tuple[str, str]]:
    return [(row.who, row.what) for row in told(Ledger.PEOPLE, sentence)]


def test_described_people_need_a_sentence_and_others_a_role_in_the_text() -> None:
    found = [(row.who, row.what) for row in rows(Ledger.PEOPLE, FERNDALE)]
    assert ("Sir Osric Vale", "led the Ferndale review of fostering") in found
    assert any(who == "Petra Lund" for who, _ in found)
    assert not any(who == "Nobody Named" for who, _ in found)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Ines Roe, chair of the Alder Board, resigned.", ("Ines Roe", "chair of the Alder Board")),
        ("Health Minister Ines Roe backed it.", ("Ines Roe", "Health Minister")),
        ("Ines Roe became director of Alder Council.", ("Ines Roe", "director of Alder Council")),
        ("The Alder inquiry was led by Ines Roe.", ("Ines Roe", "The Alder inquiry was led by Ines Roe")),
        ("The Alder Board, whose chair was Ines Roe, met.", ("Ines Roe", "chair")),
        ("Ines Roe, who led the Alder review, spoke.", ("Ines Roe", "led the Alder review")),
        ("Cllr Ines Roe spoke.", ("Ines Roe", "Cllr")),
    ],
)
def test_a_role_is_read_from_the_words_beside_the_name(sentence: str, role: tuple[str, str]) -> None:
    assert role in _roles(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Roe was six when the partner of her father hurt her.",
        "Public Sector Executive wrote about the report.",
        "The review that Ines Roe led was announced in 2031.",
        "Ines Roe's director resigned.",
        "The group held Ines Roe, Professor Ada Fern and others; it met.",
        "The board, under Ines Roe, who was ill, commissioned the review.",
    ],
)
def test_nothing_is_made_of_words_that_give_no_role(sentence: str) -> None:
    assert _roles(sentence) == []


def test_a_role_said_again_is_one_row_that_cites_both_sentences() -> None:
    text = "# T\n\n## A\n\nInes Roe chaired the Alder Board in 2031.\n\nThe chair of the Alder Board was Ines Roe.\n"
    (row,) = rows(Ledger.PEOPLE, digest(text, people=(Person("Ines Roe", "chair of the Alder Board"),)))
    assert [one.quote[:4] for one in row.citations] == ["Ines", "The "]


def test_a_review_that_bears_a_name_is_no_sentence_about_the_person() -> None:
    text = "# T\n\n## A\n\nThe Roe review of halls was led well by its chair.\n"
    assert rows(Ledger.PEOPLE, digest(text, people=(Person("Ines Roe", "chair of the halls"),))) == []

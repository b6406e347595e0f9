from __future__ import annotations

import pytest

from rag.answering.language.silence import is_silent, under_silent_heading


@pytest.mark.parametrize(
    "sentence",
    [
        "The review does not say how many children moved.",
        "The minutes do not name the officer.",
        "No figure for the cost is given in the notice.",
        "The report gives no date for the opening.",
        "Nothing is known of the vote.",
        "Whether the hub opened cannot be learned from it.",
        "The item names neither the chair nor the clerk.",
    ],
)
def test_a_sentence_about_what_is_missing_is_silent(sentence: str) -> None:
    assert is_silent(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The review found that 61 foster carers had left.",
        "No child was to move without a plan.",
        "Members did not agree to the sale.",
        "The panel has four members.",
    ],
)
def test_a_sentence_that_tells_something_is_not(sentence: str) -> None:
    assert not is_silent(sentence)


def test_a_remark_at_the_end_does_not_make_a_long_sentence_silent() -> None:
    told = (
        "The review found that 61 foster carers had left in 2032 and that most of them had served for years, "
    )
    assert not is_silent(told + "but it does not say why.")


def test_a_heading_can_announce_what_is_not_known() -> None:
    assert under_silent_heading(("Findings", "What is not known"))
    assert not under_silent_heading(("Findings",))
    assert not under_silent_heading(())

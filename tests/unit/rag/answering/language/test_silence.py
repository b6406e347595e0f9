from __future__ import annotations

import pytest

from rag.answering.language.silence import is_silent, is_unnamed, under_silent_heading


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
        "The fire has nothing to do with the stove.",
    ],
)
def test_a_sentence_that_tells_something_is_not(sentence: str) -> None:
    assert not is_silent(sentence)


def test_a_remark_at_the_end_does_not_make_a_long_sentence_silent() -> None:
    told = (
        "The review found that 61 foster carers had left in 2032 and that most of them had served for years, "
    )
    assert not is_silent(told + "but it does not say why.")


@pytest.mark.parametrize(
    "heading", ["What is not known", "Not stated in the minutes", "Things not said", "UNKNOWN outcomes"]
)
def test_a_heading_can_announce_what_is_not_known(heading: str) -> None:
    assert under_silent_heading(("Findings", heading))
    assert under_silent_heading((heading, "Costs"))


@pytest.mark.parametrize("headings", [(), ("Findings",), ("Findings", "What is known", "Statements")])
def test_other_headings_announce_nothing_of_the_kind(headings: tuple[str, ...]) -> None:
    assert not under_silent_heading(headings)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minutes do not name the officer who wrote the note.",
        "The note doesn't identify the chair.",
        "The record does not say who wrote it.",
        "The clerk was not named.",
        "The two officers are unnamed in the minutes.",
    ],
)
def test_a_sentence_about_somebody_whom_the_record_does_not_name_is_known(sentence: str) -> None:
    assert is_unnamed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ida Marsh chaired the panel.",
        "The note does not say how many carers left.",
        "The panel named the officer.",
        "Ida Marsh led the review of fostering in Harrowick with a panel of nine members drawn from five councils, "
        "whose clerk was not named.",
    ],
)
def test_a_sentence_that_names_or_is_about_something_else_is_not(sentence: str) -> None:
    assert not is_unnamed(sentence)

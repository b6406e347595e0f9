from __future__ import annotations

import pytest

from rag.paragraphs.parts import parts_of
from rag.paragraphs.pasted import plain, quotations, states_nothing
from tests.paragraphs import only


@pytest.mark.parametrize(
    "reference",
    ["(Holt, 2027)", "(see Holt 2027, p. 3; Penn, 2028)", "[3]", "[3, 4]", "(ibid.)", "¹", "(pp. 3-4)"],
)
def test_references_are_blanked_and_every_character_keeps_its_place(reference: str) -> None:
    sentence = f"It made 42 recommendations {reference} that year."
    bare = plain(sentence)
    assert len(bare) == len(sentence)
    assert bare.split() == ["It", "made", "42", "recommendations", "that", "year."]


def test_a_date_in_brackets_is_no_reference() -> None:
    assert "January 2003" in plain("It reported later (January 2003) than planned.")


def test_the_year_of_a_reference_contradicts_nothing() -> None:
    found = only("The Holt review of 2031 made 42 recommendations on fostering (Quayle, 1999).")
    assert found.verdict.value == "supported"


def test_linking_words_are_the_writers_own() -> None:
    assert plain("However, it closed.").strip() == "it closed."


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Has anything changed since the Holt review?", "a question"),
        ("Learning from the Holt review", "a heading"),
        ("## What the review of fostering found", "a heading"),
        ("In my view the Holt review was long overdue.", "the writer’s own view or plan"),
        ("This essay will examine the Holt review of fostering.", "the writer’s own view or plan"),
        ("It was so.", "too few words to look for"),
    ],
)
def test_what_states_nothing_of_a_record_is_left_alone(sentence: str, why: str) -> None:
    assert states_nothing(sentence) == why
    assert only(sentence).frame == f"Nothing to check: {why}."


def test_a_plain_statement_is_checked() -> None:
    assert states_nothing("The Holt review made 42 recommendations.") is None


def test_parts_keep_their_places_and_short_ones_stay_with_their_neighbour() -> None:
    sentence = "The review was published in May 2031, and the council planned a new duty centre for carers."
    parts = parts_of(sentence)
    assert len(parts) == 2
    assert all(len(part) == len(sentence) for part in parts)
    assert parts_of("The council agreed, and did it.") == ["The council agreed, and did it."]


def test_quotations_of_three_words_and_more_are_found() -> None:
    sentence = "It was “cold and far away”, not 'grim', and ‘by no means near’."
    assert [span.of(sentence) for span in quotations(sentence)] == ["cold and far away", "by no means near"]


def test_quoted_words_are_looked_for_letter_by_letter() -> None:
    base = "The Brookvale panel was told that housing for care leavers in Brookvale was {}."
    assert only(base.format("“cold and far away”")).notes == ()
    (note,) = only(base.format("“cold and very far away”")).notes
    assert "not the record’s words" in note
    (note,) = only(
        "The Holt review found in 2031 that “too few foster carers in Larkfield” had been trained."
    ).notes
    assert "a digest’s words are not the review’s" in note

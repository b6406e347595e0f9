"""What became of a recommendation: only what a sentence says of exactly it, with that sentence cited too."""

from __future__ import annotations

import pytest

from rag.ledgers.rows import Ledger, State
from tests.unit.rag.ledgers.ledger_records import digest, rows

DUTY = "The Alder report proposed a statutory duty on councils to secure early help."


def _outcome(said: str, recommended: str = DUTY) -> tuple[State, int]:
    """The status of the recommendation, and how many sentences its row cites."""
    text = f"# T\n\n## What it recommended\n\n{recommended}\n\n## What happened next\n\n{said}\n"
    found = [row for row in rows(Ledger.RECOMMENDATIONS, digest(text)) if row.citation.quote == recommended]
    return found[0].status, len(found[0].citations)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("The government accepted all the recommendations of the Alder report.", State.AGREED),
        ("The government accepted the Alder report's proposals in full.", State.AGREED),
        ("In 2033 ministers said that no new statutory early help duty was needed.", State.REFUSED),
        ("The committee agreed to take the early help proposal forward.", State.AGREED),
    ],
)
def test_a_sentence_about_exactly_the_recommendation_gives_its_state_and_is_cited(
    said: str, state: State
) -> None:
    assert _outcome(said) == (state, 2)


@pytest.mark.parametrize(
    "said",
    [
        "The government accepted most of the recommendations of the Alder report.",
        "The government accepted all the recommendations of the Rowan board.",
        "The government accepted all the recommendations of the Alder report but one.",
        "Members considered the recommendations of the Alder report.",
        "The government planned to accept the recommendations of the Alder report.",
        "The council agreed that the hall be painted.",
        "The government accepted all the recommendations of the Alder report.\n\n"
        "In 2033 ministers said that no new statutory early help duty was needed.",
    ],
)
def test_anything_else_leaves_it_unknown_with_its_own_citation_alone(said: str) -> None:
    assert _outcome(said) == (State.UNKNOWN, 1)


def test_what_was_accepted_for_one_nation_says_nothing_of_another() -> None:
    welsh = "The Alder report proposed a count of carers in Wales."
    said = "The government accepted all the recommendations of the Alder report for England."
    assert _outcome(said, welsh) == (State.UNKNOWN, 1)


def test_a_recommendation_is_known_again_by_its_number() -> None:
    tenth = "A yearly count had been recommendation 10 of the Alder report."
    assert _outcome("The council rejected recommendation 10 in 2033.", tenth) == (State.REFUSED, 2)
    assert _outcome("The council rejected recommendation 11 in 2033.", tenth) == (State.UNKNOWN, 1)

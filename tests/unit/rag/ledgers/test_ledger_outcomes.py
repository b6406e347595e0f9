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
        (
            "The minister gave a statutory early help duty her backing, but said that money was short.",
            State.AGREED,
        ),
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


def test_a_recommendation_is_known_again_by_the_name_it_has() -> None:
    asked = "Alder proposed a scheme called Open Doors for those who leave homes."
    assert _outcome("The government gave Open Doors its backing in 2033.", asked) == (State.AGREED, 2)
    assert _outcome("The government gave Open Halls its backing in 2033.", asked) == (State.UNKNOWN, 1)
    nameless = "Alder proposed a scheme for those who leave homes."
    assert _outcome("The government gave Open Doors its backing in 2033.", nameless) == (State.UNKNOWN, 1)


def test_agreement_with_the_themes_of_a_report_agrees_to_none_of_its_recommendations() -> None:
    said = "The minister accepted the themes of the Alder report on a statutory duty to secure early help."
    assert _outcome(said) == (State.UNKNOWN, 1)


def test_what_was_accepted_for_one_nation_says_nothing_of_another() -> None:
    welsh = "The Alder report proposed a count of carers in Wales."
    said = "The government accepted all the recommendations of the Alder report for England."
    assert _outcome(said, welsh) == (State.UNKNOWN, 1)


def test_a_recommendation_is_known_again_by_its_number() -> None:
    tenth = "A yearly count had been recommendation 10 of the Alder report."
    assert _outcome("The council rejected recommendation 10 in 2033.", tenth) == (State.REFUSED, 2)
    assert _outcome("The council rejected recommendation 11 in 2033.", tenth) == (State.UNKNOWN, 1)
    assert _outcome("The council rejected Rowan's recommendation 10 in 2033.", tenth) == (State.UNKNOWN, 1)
    pointing = "Ministers said that no new duty on counts, as in Alder's recommendation 10, was needed."
    assert _outcome(pointing, tenth) == (State.REFUSED, 2)


def test_what_became_of_a_number_is_cited_though_it_tells_no_state() -> None:
    tenth = "A yearly count had been recommendation 10 of the Alder report."
    assert _outcome("Recommendation 10 was not legislated.", tenth) == (State.UNKNOWN, 2)
    both = "Recommendation 10 was not legislated.\n\nThe council rejected recommendation 10 in 2033."
    assert _outcome(both, tenth) == (State.REFUSED, 3)


def test_a_thing_that_was_made_after_somebody_asked_for_it_is_done() -> None:
    asked = "The Alder report recommended a commissioner for homes, and no trust."
    assert _outcome("Ines Roe was appointed commissioner after the Alder report.", asked) == (State.DONE, 2)
    for said in (
        "Ines Roe was appointed commissioner in 2033.",
        "Ines Roe was to be appointed commissioner after the Alder report.",
        "Ines Roe was appointed judge after the Alder report.",
    ):
        assert _outcome(said, asked) == (State.UNKNOWN, 1)


ALL = "The government accepted all 15 recommendations in full."


@pytest.mark.parametrize(
    ("said", "recommended", "state"),
    [
        (ALL, DUTY, State.AGREED),
        (ALL, "A statutory duty was recommended.", State.AGREED),
        (
            "The government accepted all 15 of Alder's recommendations.",
            "A duty was recommended.",
            State.AGREED,
        ),
        (
            "The government accepted all 15 of Rowan's recommendations.",
            "A duty was recommended.",
            State.UNKNOWN,
        ),
        (ALL, "The Rowan board proposed a statutory duty.", State.UNKNOWN),
        ("The government accepted all 15 recommendations in the Rowan report.", DUTY, State.UNKNOWN),
    ],
)
def test_all_that_was_accepted_of_a_record_is_what_its_own_review_recommended(
    said: str, recommended: str, state: State
) -> None:
    text = (
        f"# The Alder report\n\n## What it recommended\n\n{recommended}\n\n## What happened next\n\n{said}\n"
    )
    found = rows(Ledger.RECOMMENDATIONS, digest(text, title="The Alder report"))
    assert [row.status for row in found] == [state]


def test_what_was_accepted_of_one_year_says_nothing_of_another_report_by_the_same() -> None:
    said = "In 2033 the government accepted all the proposals that the Alder board made in March 2032."
    assert _outcome(said, "The Alder board proposed in 2032 a yearly count.") == (State.AGREED, 2)
    assert _outcome(said, "The Alder board proposed in 2028 a yearly count.") == (State.UNKNOWN, 1)
    late = "In 2031 the government accepted all the proposals of the Alder board."
    assert _outcome(late, "The Alder board proposed in 2032 a yearly count.") == (State.UNKNOWN, 1)

"""Who, to whom and when, as one sentence tells it, and "" wherever it does not."""

from __future__ import annotations

import pytest

from rag.domain import ContentDate, Span
from rag.ledgers.parts import actor, addressee, dated, due, owner, speaker, when, when_of


def _actor(text: str, verb: str) -> str:
    at = text.index(verb)
    return actor(text, Span(at, at + len(verb)))


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("The Alder Review Panel recommended in 2031 that halls close.", "recommended", "the Alder Review Panel"),
        ("In May 2031 the government planned a board.", "planned", "the government"),
        ("Taken overall, the government agreed with the panel.", "agreed", "the government"),
        ("Ines Roe, the Health Secretary, and the minister Tom Ash set up a panel.", "set up",
         "Ines Roe, the Health Secretary, and the minister Tom Ash"),
        ("Visits were proposed by the national panel in 2031.", "proposed", "the national panel"),
        ("The Alder Panel has also called for visits.", "Panel has also called for", "the Alder Panel"),
        ("The Alder report of 2031 proposed a count.", "proposed", "the Alder report"),
        ("Ministers announced a board.", "announced", "ministers"),
        ("Teams were to grow, the government promised in 2031.", "were to grow", "the government"),
        ("Reporting for people in Alder was to come.", "was to come", ""),
        ("Alder's recommendation 4 was a count.", "recommendation 4", "Alder"),
        ("For each council Alder proposed a board.", "proposed", "Alder"),
        ("Halls should close, the CMA recommended in 2031.", "should", "the CMA"),
        ("There should be a count.", "should", ""),
        ("Ines Roe was asked to report.", "was asked to report", ""),
        ("Ines Roe was appointed judge in 2031.", "was appointed", ""),
        ("Five helpers, appointed in May 2031, were to run the homes.", "appointed", ""),
        ("Ines Roe, the minister, accepted the themes, as the record has it.", "accepted",
         "Ines Roe, the minister"),
        ("Ines Roe's appeal against Ofsted failed.", "appeal against Ofsted failed", ""),
        ("Ofsted judged the review of Ines Roe, commissioned in 2031, good.", "commissioned", ""),
        ("It was agreed that halls close.", "agreed", ""),
    ],
)  # fmt: skip
def test_who_acts_is_named_only_where_the_sentence_plainly_does(text: str, verb: str, who: str) -> None:
    assert _actor(text, verb) == who


def test_a_proposal_belongs_to_whom_it_is_said_to_and_to_no_month() -> None:
    assert owner("The chief proposal of the national panel in 2031 was a count.") == "the national panel"
    assert owner("Counting is a key part of Alder's recommendations.") == "Alder"
    assert owner("The key proposal of the 2031 Alder review was a count.") == "the 2031 Alder review"
    assert owner("The Alder report's key proposals were two.") == "the Alder report"
    assert owner("A recommendation of the November 2031 review.") == ""
    assert owner("Halls close.") == ""
    assert speaker("Halls should close, the CMA proposed.") == "the CMA"
    assert speaker("Halls would close, the Alder report of 2031 proposed.") == "the Alder report"
    assert speaker("Halls close.") == ""


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Alder asked the government in 2031 to look at payments.", "the government"),
        ("Alder wanted councils to count.", "councils"),
        ("The panel recommended that every council appoint a champion.", "every council"),
        ("Local authorities should publish a list.", "local authorities"),
        ("The panel recommended a count.", ""),
    ],
)
def test_whom_a_recommendation_is_for_is_taken_from_its_words(text: str, to: str) -> None:
    assert addressee(text) == to


def test_dates_are_those_of_the_words() -> None:
    text = "On 4 May 2031 the council agreed to open a hall by June 2032."
    assert when(text) == "4 May 2031"
    assert due(text, text.index("agreed")) == "by June 2032"
    assert due("The council agreed on 4 May 2031 to act.", 30) == "4 May 2031"
    assert when("Nothing.") == due("Nothing.") == ""
    at = text.index("hall")
    assert when_of("In 2030 it had 7 halls; in 2031 it had nine halls.", Span(12, 13)) == "2030"
    assert when_of("No date.", Span(0, 2)) == ""
    assert at
    assert dated("June 2032", None) == ContentDate(2032, 6)
    assert dated("", ContentDate(2031)) == ContentDate(2031)


@pytest.mark.parametrize(
    ("text", "verb", "date"),
    [
        ("Under the Wells Act 2014 the rules came into force on 6 April 2016.", "came", "6 April 2016"),
        ("The Wells Bill 2025 passed its last stage in March 2026.", "passed", "March 2026"),
    ],
)
def test_the_year_in_the_name_of_a_law_is_not_when_a_thing_was_done(text: str, verb: str, date: str) -> None:
    at = Span(text.index(verb), text.index(verb) + len(verb))
    assert when_of(text, at) == date

"""What a model's sentence may not make of the words it quotes: a denial, a cause, a date, a name, a death, a result."""

from __future__ import annotations

import pytest

from rag.drafting.checks.binding import moved
from rag.drafting.checks.causes import adds_cause
from rag.drafting.checks.dating import undated
from rag.drafting.checks.denial import adds_denial, belittles, turned_round, undenied
from rag.drafting.checks.firmness import makes_binding
from rag.drafting.checks.harms import grave
from rag.drafting.checks.naming import swapped
from rag.drafting.checks.openness import results
from rag.drafting.checks.statements import statements


def test_a_denial_that_no_quoted_sentence_has_is_added() -> None:
    quoted = ["The board recommended that visits be limited to six."]
    assert adds_denial(quoted, "The board recommended against limiting visits to six.")
    assert not adds_denial(quoted, "The board recommended limiting visits to six.")


def test_a_denial_in_words_that_belittle_is_not_added() -> None:
    assert not adds_denial(["The money fell short of what was needed."], "The money was not enough.")


def test_not_before_a_day_is_no_denial() -> None:
    assert not adds_denial(
        ["The plan came out on 2 May 2034."], "The plan was not published until 2 May 2034."
    )


def test_a_no_in_the_name_of_a_scheme_denies_nothing() -> None:
    quoted = "Holt thought that hubs, for instance No Wrong Door, had merit."
    assert belittles(quoted, "Holt saw little merit in hubs such as No Wrong Door.")
    assert not belittles(quoted, "Holt saw merit in hubs such as No Wrong Door.")


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("The review was a formal inquiry and relied on interviews instead of a call for evidence.", True),
        ("The review, which was not a formal inquiry, relied on interviews.", False),
        ("The review relied on interviews.", False),
    ],
)
def test_what_the_quoted_words_deny_may_not_stand_undenied(text: str, left_out: bool) -> None:
    assert undenied("The review was no formal inquiry: it rested on interviews.", text) is left_out


def test_what_was_not_thought_was_not_so_in_any_form_of_the_verb() -> None:
    quoted = "The minister did not think it the moment for a review."
    assert undenied(quoted, "The minister thought it the moment for a review.")
    assert not undenied(quoted, "The minister did not consider it the moment for a review.")


def test_what_had_merit_was_not_required() -> None:
    quoted = "Holt thought that hub models had merit."
    assert makes_binding(quoted, "Hub models were required of councils.")
    assert not makes_binding("Councils must run a hub.", "Hub models were required of councils.")


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Holt recommended moving the service rather than a commissioner.", True),
        ("Holt recommended a commissioner rather than moving the service.", False),
        ("Holt recommended a commissioner.", False),
    ],
)
def test_one_thing_set_off_against_another_is_not_turned_round(text: str, turned: bool) -> None:
    assert turned_round("Holt recommended a commissioner, not moving the service.", text) is turned


def test_a_share_keeps_what_stands_beside_it() -> None:
    quoted = "The audit found practice poor in 53%, acceptable in 39% and good in 7%."
    assert moved("The audit found practice acceptable in 53%.", quoted, ()) == "accept"
    assert moved("The audit found practice acceptable in 39%.", quoted, ()) is None


def test_a_post_stays_with_who_holds_it() -> None:
    quoted = "It began in May, with Ann Quayle as its chair and Bob Holt as its executive."
    assert moved("It began with Bob Holt as its chair.", quoted, ("quayle", "holt")) == "chair"
    assert moved("It began with Ann Quayle as its chair.", quoted, ("quayle", "holt")) is None


def test_a_cause_needs_one_in_the_words_quoted() -> None:
    fell = "The number of placements fell by 30% in four years."
    text = "The number of placements fell by 30%, thanks to the small units."
    assert adds_cause([fell], text)
    assert not adds_cause([fell, "Small units led to fewer placements."], text)
    assert not adds_cause([fell], fell)


DATED = ["In January 2036 Penn talked of rules taking effect late in 2037.", "Hubs opened in February 2033."]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("In January 2036 Penn talked of rules taking effect late in 2036.", "2036"),
        ("Hubs opened in January 2033.", "January 2033"),
        ("Hubs opened on 3 February 2033.", "3 February 2033"),
        ("Penn talked of rules in 2036, and hubs opened in 2033.", None),
        ("The review of May 2031 came before hubs opened.", None),
    ],
)
def test_a_date_is_not_put_together_from_several(text: str, lost: str | None) -> None:
    assert undated(text, DATED, ["The Holt review · 3 May 2031"]) == lost


def test_a_name_in_the_place_of_another_is_seen() -> None:
    quoted = ["Sir Derek Marlow led the commissioners at first, and Mary Quill later."]
    assert swapped("Derek Marlow led them at first, and Louise Penn later.", quoted, ()) == "Louise Penn"
    assert swapped("Derek Marlow led them at first, and Mary Quill later.", quoted, ()) is None
    # What the record is called may be named beside words that do not name it.
    told = ["The Louise Penn inspection"]
    assert swapped("Derek Marlow led them after the Louise Penn inspection.", quoted, told) is None


def test_a_death_that_nothing_quoted_tells_of_is_not_told() -> None:
    assert grave("Poor supervision had cost children their lives.", "Supervision was poor.") == (
        "cost children their lives"
    )
    assert grave("Poor supervision had cost children their lives.", "Two children died.") is None
    assert grave("Supervision was poor.", "Supervision was poor.") is None


def test_blame_that_nothing_quoted_lays_is_not_laid() -> None:
    assert (
        grave("The council apologised for having covered up the delay.", "The council apologised.")
        == "covered up"
    )
    assert grave("The council was misled.", "Ministers said that the council had been misled.") is None


def test_a_result_needs_one_in_the_words_it_rests_on() -> None:
    backed = "The council gave the scheme its backing straight away."
    assert results([backed], backed, "The council rolled the scheme out straight away.")
    assert not results([backed], "The scheme was introduced in May.", "The scheme was launched in May.")
    assert results([backed], "The units would carry out enquiries.", "The units now carry out enquiries.")
    # In the same words in another quoted sentence it is no result of the model's.
    opened = "It opened in 2034."
    assert not results([backed, opened], backed, "The scheme opened in 2034.")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Holt led it, and in May 2032 it was published.",
            ["Holt led it,", "and in May 2032 it was published."],
        ),
        (
            "Penn, who opposed the plan from the start, said that money was short.",
            [f"Penn{' ' * 39}said that money was short.", "who opposed the plan from the start"],
        ),
        (
            "Although the plan was not taken up at first, Penn set up a hub.",
            ["Although the plan was not taken up at first,", "Penn set up a hub."],
        ),
        ("Holt heard the council, the police and the health service.", None),
    ],
)
def test_a_sentence_is_read_in_the_statements_it_makes(text: str, parts: list[str] | None) -> None:
    found = statements(text)
    assert [one.strip() for one in found] == (parts or [text])
    assert all(len(one) == len(text) for one in found)

from __future__ import annotations

import re

import pytest

from rag.answering.language.senses import Sense, denies, rows, senses


def of(text: str, matter: str) -> Sense:
    return next(one for one in senses(text) if one.matter == matter)


def test_every_row_has_a_reason_and_its_two_sides_share_no_wording() -> None:
    for row in rows().values():
        assert row.why
        assert not set(row.says_yes) & set(row.says_no)
        for pattern in (*row.says_yes, *row.says_no):
            re.compile(pattern)


@pytest.mark.parametrize(
    ("yes", "no", "matter"),
    [
        ("Cabinet approved it.", "Cabinet turned it down and rejected it.", "accepting"),
        ("Numbers had gone up.", "Numbers fell.", "rising"),
        ("The hub opened.", "The hub was closing.", "opening"),
        ("They stuck with it.", "It was abandoned.", "continuing"),
        ("He acted lawfully.", "He acted unlawfully.", "lawful"),
        ("It was published.", "It was suppressed.", "showing"),
        ("The vote was unanimous.", "The vote was tied.", "united"),
    ],
)
def test_the_two_sides_of_a_row_say_opposite_things(yes: str, no: str, matter: str) -> None:
    assert of(yes, matter).says and not of(no, matter).says


def test_a_word_that_denies_turns_the_word_behind_it_round() -> None:
    text = "The cases were not isolated."
    found = of(text, "isol")
    assert not found.says and found.denied and found.direct
    assert found.whole.of(text) == "not isolated"
    assert of("The plan was not adopted.", "accepting").says is False


def test_a_word_beyond_the_clause_is_not_denied() -> None:
    assert of("It was not ready, but carers agreed.", "carer").says
    assert of("It had not worked and would be ended.", "continuing").says is False


def test_nobody_in_a_town_denies_what_is_done_and_not_the_town() -> None:
    text = "Nobody in Harrowick could foster them."
    assert of(text, "harrowick").says and not of(text, "foster").says


def test_not_until_a_day_is_no_denial() -> None:
    assert of("The home would not open until October.", "open").says


@pytest.mark.parametrize("text", ["not only carers", "no longer a plan", "no fewer than ten"])
def test_a_phrase_that_only_looks_like_a_denial_is_none(text: str) -> None:
    assert not any(one.denied for one in senses(text))


def test_a_text_that_denies_is_told_from_one_that_does_not() -> None:
    assert denies("Nobody came.") and not denies("Everybody came.")

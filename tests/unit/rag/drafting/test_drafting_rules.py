"""What a model's sentence may not make of the words it quotes: a denial, a duty, a turn, a word moved to another."""

from __future__ import annotations

import pytest

from rag.drafting.binding import moved
from rag.drafting.denial import adds_denial, turned_round
from rag.drafting.firmness import makes_binding


def test_a_denial_that_no_quoted_sentence_has_is_added() -> None:
    quoted = ["The board recommended that visits be limited to six."]
    assert adds_denial(quoted, "The board recommended against limiting visits to six.")
    assert not adds_denial(quoted, "The board recommended limiting visits to six.")


def test_a_denial_in_words_that_belittle_is_not_added() -> None:
    assert not adds_denial(["The money fell short of what was needed."], "The money was not enough.")


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

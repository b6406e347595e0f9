from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.answering.asking.questions import read
from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.confidence import FEATURES, chance, features, fitted, refuse_below
from tests.records import ALL, candidate, records_of

LEXICON = Lexicon(records_of(*ALL))
WHEN = read("When did the Kestrel hub open?")


def part(name: str, *args: object) -> float:
    return features(*args, LEXICON)[FEATURES.index(name)]  # type: ignore[arg-type]


def test_without_a_sentence_there_is_no_chance() -> None:
    assert chance(WHEN, [], LEXICON) == 0.0


def test_there_is_a_feature_for_every_coefficient_and_the_line_lies_between_never_and_always() -> None:
    assert len(features(WHEN, [candidate("A hub.")], LEXICON)) == len(FEATURES)
    assert 0 < refuse_below() < 1


def test_a_missing_value_counts_whole_a_weak_one_half_a_strong_one_not() -> None:
    none = candidate("A hub.")
    weak = candidate("A hub of 2033.", values=["2033"], weak=True)
    strong = candidate("A hub of 2034.", values=["2034"])
    assert [part("kind_missing", WHEN, [one]) for one in (none, weak, strong)] == [1.0, 0.5, 0.0]
    assert part("kind_missing", read("Tell me about the hub"), [none]) == 0.0
    for less, more in pairwise((none, weak, strong)):
        assert chance(WHEN, [less], LEXICON) < chance(WHEN, [more], LEXICON)


def test_words_no_record_has_lower_what_is_known() -> None:
    one = [candidate("A hub.")]
    assert part("known", WHEN, one) == 1.0
    assert 0 < part("known", read("Tell me about Zog's hub"), one) < 1


def test_a_sentence_on_what_is_missing_is_marked_as_such() -> None:
    assert part("silent", WHEN, [candidate("No date is given.", silent=True)]) == 1.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_chance_is_a_chance(fit: float, about: float) -> None:
    assert 0 <= chance(WHEN, [candidate("A hub.", fit=fit, about=about)], LEXICON) <= 1


def test_whether_an_amount_or_a_name_is_asked_for_is_told_and_lowers_the_chance() -> None:
    one = [candidate("A hub of 12 rooms.", values=["12"])]
    asked = {
        "Tell me about the hub": (0.0, 0.0),
        "How many rooms has the hub?": (1.0, 0.0),
        "What did the hub cost?": (1.0, 0.0),
        "What percentage of the hub is shut?": (1.0, 0.0),
        "Who built the hub?": (0.0, 1.0),
        "What is the hub called?": (0.0, 1.0),
        "Where is the hub?": (0.0, 1.0),
        "When did the hub open?": (0.0, 0.0),
    }
    for question, parts in asked.items():
        assert (part("amount", read(question), one), part("name", read(question), one)) == parts
    amount, name = (fitted()["coefficients"][FEATURES.index(given)] for given in ("amount", "name"))
    assert amount <= 0 and name <= 0

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.reading.fit import PARTS, RERANKER_SHARE, Fit, reader
from rag.answering.reading.late import Match

MIDDLING = Fit(similarity=0.5, sentence=0.5, around=0.5, document=0.5, passage=0.5, match=Match())
NOTHING = Match(alone=0, context=0, rest=0, rest_context=0, fresh=0, back=0, least=0)
ALL = Match(alone=1, context=1, rest=1, rest_context=1, fresh=1, back=1, least=1)


def part(fit: Fit, name: str) -> float:
    return fit.parts[PARTS.index(name)]


def test_there_is_a_part_for_every_fitted_weight_and_a_scale_to_put_the_sum_on() -> None:
    assert len(MIDDLING.parts) == len(PARTS)
    assert set(reader()["weights"]) <= set(PARTS)
    assert reader()["low"] < reader()["high"]


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_a_score_lies_between_zero_and_one(own: float, match: float, leans: bool) -> None:
    fit = Fit(own, own, own, own, own, own, own, match=Match(match, own, match, own, match), leans=leans)
    assert 0 <= fit.score <= 1


def test_a_sentence_that_meets_nothing_scores_zero() -> None:
    assert Fit(0, 0, 0, 0, 0, missing=1, match=NOTHING).score == 0


def test_a_sentence_that_meets_everything_scores_one() -> None:
    assert Fit(1, 1, 1, 1, 1, heading=1, held=1, serves=1, leans=True, match=ALL).score == 1


@pytest.mark.parametrize("better", ["similarity", "passage", "held", "serves"])
def test_each_of_these_raises_the_score(better: str) -> None:
    assert replace(MIDDLING, **{better: 1.0}).score > replace(MIDDLING, **{better: 0.0}).score


def test_a_missing_value_and_an_aside_lower_the_score() -> None:
    assert replace(MIDDLING, missing=1.0).score < MIDDLING.score
    assert replace(MIDDLING, aside=1.0).score < MIDDLING.score


def test_what_the_sentences_before_add_is_kept_apart_by_whether_the_sentence_leans() -> None:
    match = Match(alone=0.2, context=0.7, rest=0.1, rest_context=0.4)
    upright, leaning = replace(MIDDLING, match=match), replace(MIDDLING, match=match, leans=True)
    gained = ("context_of_leaning", "context_of_other", "rest_context_of_leaning")
    assert [part(upright, name) for name in gained] == pytest.approx([0.0, 0.5, 0.0])
    assert [part(leaning, name) for name in gained] == pytest.approx([0.5, 0.0, 0.3])


def test_the_early_fit_stands_in_for_late_interaction() -> None:
    bare = replace(MIDDLING, match=None)
    assert bare.late.alone == bare.late.back == bare.late.least == bare.early
    assert (part(bare, "alone"), part(bare, "context_of_other")) == (bare.early, 0.0)


def test_the_early_fit_weighs_parts_that_sum_to_one_and_looks_at_no_token() -> None:
    whole = Fit(1, 1, 1, 1, 1, held=1)
    assert whole.early == pytest.approx(1.0)
    assert Fit(0, 0, 0, 0, 0, missing=1).early == 0.0
    assert replace(whole, match=NOTHING).early == whole.early
    assert replace(whole, aside=1.0).early < whole.early


def test_the_early_fit_puts_no_value_asked_for_and_a_weak_one_between_held_and_missing() -> None:
    held, missing = replace(MIDDLING, held=1.0), replace(MIDDLING, missing=1.0)
    assert missing.early < MIDDLING.early == replace(MIDDLING, weak=1.0).early < held.early


def test_a_reranker_takes_its_share_of_the_score() -> None:
    sure, doubtful = replace(MIDDLING, reranked=1.0), replace(MIDDLING, reranked=0.0)
    assert sure.score - doubtful.score == pytest.approx(RERANKER_SHARE)
    assert doubtful.score == pytest.approx((1 - RERANKER_SHARE) * MIDDLING.score)

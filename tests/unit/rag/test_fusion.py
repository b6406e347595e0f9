from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.domain import Hit, Query, ranked
from rag.fusion import Best, ConvexCombination
from tests.reviews import RECORDS

KEYS = [passage.key for passage in RECORDS.passages]
ONE, TWO, THREE, FOUR = KEYS[:4]


class Fixed:
    """A Retriever with scores made up beforehand; ``asked`` holds every k it was asked for."""

    def __init__(self, **scores: float) -> None:
        self._scores = {KEYS[int(name[1:])]: score for name, score in scores.items()}
        self.asked: list[int] = []

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        self.asked.append(k)
        return ranked(self._scores, RECORDS.by_key, k)


def scores(hits: Sequence[Hit]) -> dict[str, float]:
    return {hit.passage.key: hit.score for hit in hits}


def test_best_gives_each_passage_the_highest_of_its_scores() -> None:
    found = Best((Fixed(_0=0.2, _1=0.9), Fixed(_0=0.5, _1=0.3, _2=-0.1))).retrieve(Query("q"), 9)
    assert scores(found) == {TWO: 0.9, ONE: 0.5, THREE: -0.1}
    assert [hit.rank for hit in found] == [1, 2, 3]


def test_a_combination_is_the_weighted_mean_of_scores_scaled_to_the_range_of_each_retriever() -> None:
    cosine, bm25 = Fixed(_0=0.9, _1=0.7, _2=0.5), Fixed(_0=2.0, _3=22.0, _1=12.0)
    found = ConvexCombination(((cosine, 3.0), (bm25, 1.0))).retrieve(Query("q"), 9)
    assert scores(found) == pytest.approx({ONE: 0.75, TWO: 0.75 * 0.5 + 0.25 * 0.5, FOUR: 0.25, THREE: 0.0})


def test_hits_that_all_score_the_same_count_in_full() -> None:
    found = ConvexCombination(((Fixed(_0=7.0, _1=7.0), 0.5), (Fixed(_1=0.1), 0.5))).retrieve(Query("q"), 9)
    assert scores(found) == pytest.approx({TWO: 1.0, ONE: 0.5})


def test_a_retriever_that_finds_nothing_leaves_the_others_to_rank() -> None:
    found = ConvexCombination(((Fixed(), 0.5), (Fixed(_0=3.0, _1=1.0), 0.5))).retrieve(Query("q"), 9)
    assert [hit.passage.key for hit in found] == [ONE, TWO]


def test_more_hits_are_combined_than_are_given_out() -> None:
    cosine, bm25 = Fixed(_0=1.0, _1=0.9, _2=0.0), Fixed(_1=1.0, _2=0.0)
    found = ConvexCombination(((cosine, 0.5), (bm25, 0.5)), depth=3).retrieve(Query("q"), 1)
    assert [hit.passage.key for hit in found] == [TWO]
    assert cosine.asked == bm25.asked == [3]


@pytest.mark.parametrize("weights", [(), (0.5, 0.0), (1.0, -1.0)])
def test_weights_that_are_not_positive_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="positive weights"):
        ConvexCombination([(Fixed(), weight) for weight in weights])

"""Passages put in order by reading their sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.answering.extractive import PASSAGES_READ, READER_SHARE, ExtractiveAnswerer
from rag.dense import QueryEncoder
from rag.domain import Document, Hit
from tests.fakes import FakeEncoder, MemoryVectors
from tests.records import ALL, HARROWICK, record, records_of
from tests.reviews import fill

QUESTION = "How many foster carers had left the Harrowick service?"


def reader(*documents: Document) -> tuple[ExtractiveAnswerer, list[Hit]]:
    """The answerer over these documents, and each of their passages as a hit of one score."""
    records, encoder = records_of(*documents), FakeEncoder()
    passages, rows = MemoryVectors(), MemoryVectors()
    fill(records, encoder, passages, rows)
    hits = [Hit(passage, 0.5, rank) for rank, passage in enumerate(records.passages, start=1)]
    return ExtractiveAnswerer(records, rows, QueryEncoder(encoder)), hits


def keys(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.key for hit in hits]


def test_the_passage_with_the_sentence_that_fits_best_comes_first() -> None:
    answerer, hits = reader(*ALL)
    found = answerer.reordered(QUESTION, hits[::-1])
    assert "61 foster carers" in found[0].passage.text
    assert sorted(keys(found)) == sorted(keys(hits))
    assert [hit.rank for hit in found] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_a_passages_score_is_shared_by_the_retriever_and_its_best_sentence() -> None:
    answerer, hits = reader(HARROWICK)
    candidates = answerer.examine(QUESTION, hits)[1]
    for hit in answerer.reordered(QUESTION, hits):
        own = [one.score for one in candidates if one.passage.key == hit.passage.key]
        assert hit.score == pytest.approx((1 - READER_SHARE) * 0.5 + READER_SHARE * max(own, default=0.0))


def test_what_a_hit_holds_besides_its_score_and_rank_stays() -> None:
    answerer, hits = reader(HARROWICK)
    copied = [Hit(hit.passage, hit.score, hit.rank, ("a-copy",)) for hit in hits]
    assert {hit.copies for hit in answerer.reordered(QUESTION, copied)} == {("a-copy",)}


def test_equal_scores_are_put_in_order_by_document_and_place_however_they_come() -> None:
    same = "\n".join(f"# Part {n}\n\nzebra" for n in range(3))
    answerer, hits = reader(record("b", "Second", same), record("a", "First", same))
    for given in (hits, hits[::-1]):
        found = answerer.reordered("quagga", given)
        assert len({hit.score for hit in found}) == 1
        places = [(hit.passage.document_id, hit.passage.span) for hit in found]
        assert places == sorted(places)


def many(number: int) -> Document:
    """A record of so many sections, the last of which answers."""
    text = "\n\n".join(f"# Part {n}\n\nIt rained on Orlham day {n}." for n in range(1, number))
    return record("many", "Orlham diary", f"{text}\n\n# Last\n\nThe Orlham ferry carried 61 goats.")


def test_a_passage_beyond_those_that_are_read_has_no_share_and_stays_below() -> None:
    question = "How many goats did the Orlham ferry carry?"
    for number, first in ((PASSAGES_READ, True), (PASSAGES_READ + 1, False)):
        answerer, hits = reader(many(number))
        found = answerer.reordered(question, hits)
        assert ("goats" in found[0].passage.text) is first
        if not first:
            assert found[-1].score == pytest.approx((1 - READER_SHARE) * 0.5)
            assert "goats" in found[-1].passage.text


def test_a_comparison_reads_every_passage() -> None:
    answerer, hits = reader(many(PASSAGES_READ + 1))
    found = answerer.reordered("Compare how many goats the Orlham ferry carried", hits)
    assert "goats" in found[0].passage.text


def test_without_hits_there_is_nothing_to_put_in_order() -> None:
    assert reader(HARROWICK)[0].reordered(QUESTION, []) == []

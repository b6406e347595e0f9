"""Beyond what tests/contract/test_retriever.py says of every retriever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.domain import Query
from rag.lexical import LexicalRetriever, tokens
from rag.store import Records
from tests.reviews import FERNHILL, RECORDS, STONEBRIDGE, records_of


def lexical(records: Records = RECORDS) -> LexicalRetriever:
    return LexicalRetriever(records.documents, records.passages)


def test_a_passage_that_shares_no_word_with_the_query_is_not_found() -> None:
    hits = lexical().retrieve(Query("eighteen"), 9)
    assert [hit.passage.document_id for hit in hits] == ["aldermoor-review"]
    assert all(hit.score > 0 for hit in hits)
    assert lexical().retrieve(Query("zebra crossings"), 9) == []


@pytest.mark.parametrize("query", ["reviewing the Review's reviews", "REVIEW", "review"])
def test_words_are_found_in_every_inflection_and_case(query: str) -> None:
    assert lexical().retrieve(Query(query), 1)[0].passage.document_id == "aldermoor-review"


def test_the_title_of_the_document_and_the_headings_are_searched_too() -> None:
    assert {hit.passage.document_id for hit in lexical().retrieve(Query("opens"), 9)} == {
        FERNHILL.id,
        STONEBRIDGE.id,  # "the hub would open"
    }
    plain = records_of(STONEBRIDGE)
    headed = Records(
        plain.documents, tuple(replace(p, headings=("Zebra crossings",)) for p in plain.passages)
    )
    assert len(lexical(headed).retrieve(Query("zebra"), 9)) == len(headed.passages)


def test_a_query_of_grammar_alone_is_searched_by_its_words() -> None:
    assert tokens("To be, or not to be") == ["not"]
    assert tokens("who was it") == ["who", "was", "it"]
    assert tokens("???") == []
    assert lexical().retrieve(Query("??? !!!"), 3) == []


def test_rarer_words_weigh_more_than_words_that_stand_everywhere() -> None:
    best = lexical().retrieve(Query("Fernhill chaired"), 2)
    assert "chaired" in best[0].passage.text
    assert best[0].score > best[1].score

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citations import cite, locate
from rag.domain import Match, Passage, Span
from tests.reviews import DOCUMENTS, LOOSE, RECORDS, STONEBRIDGE

HUB = next(p for p in RECORDS.passages if p.document_id == STONEBRIDGE.id and "family hub” would" in p.text)
BUDGET = next(p for p in RECORDS.passages if p.document_id == STONEBRIDGE.id and "£2 million" in p.text)
COUNTED = next(p for p in RECORDS.passages if p.document_id == LOOSE.id and "counted" in p.text)


@pytest.mark.parametrize("passage", RECORDS.passages, ids=lambda passage: passage.key)
def test_a_span_is_cited_with_the_words_that_stand_there(passage: Passage) -> None:
    document = DOCUMENTS[passage.document_id]
    for span in passage.sentences:
        citation = cite(document, passage, span)
        assert document.text[citation.span.start : citation.span.end] == citation.quote
        assert citation.match is Match.EXACT


def test_a_span_outside_the_passage_cannot_be_cited() -> None:
    with pytest.raises(ValueError, match="outside the passage"):
        cite(STONEBRIDGE, HUB, Span(HUB.span.end - 2, HUB.span.end + 2))


def test_a_citation_knows_its_page_where_there_are_pages() -> None:
    assert cite(STONEBRIDGE, HUB, HUB.sentences[0]).page == 1
    assert cite(STONEBRIDGE, BUDGET, BUDGET.sentences[0]).page == 2
    assert cite(LOOSE, COUNTED, COUNTED.sentences[0]).page is None


def test_a_quote_is_found_letter_for_letter_where_it_stands_so() -> None:
    citation = locate(STONEBRIDGE, HUB, "  “family hub” would\n")
    assert citation is not None
    assert (citation.quote, citation.match, citation.page) == ("“family hub” would", Match.EXACT, 1)


@pytest.mark.parametrize(
    ("passage", "asked", "words"),
    [
        (HUB, 'THE  "FAMILY HUB" WOULD', "the “family hub” would"),
        (COUNTED, "1⁄2 an hour - no more", "½ an hour — no more"),
        (COUNTED, "by hand: ½\u00a0an\u200b hour", "by hand: ½ an hour"),
    ],
)
def test_a_quote_in_other_quotes_dashes_or_case_is_found_and_cited_in_the_words_of_the_record(
    passage: Passage, asked: str, words: str
) -> None:
    document = DOCUMENTS[passage.document_id]
    citation = locate(document, passage, asked)
    assert citation is not None
    assert (citation.quote, citation.match) == (words, Match.FOLDED)
    assert document.text[citation.span.start : citation.span.end] == words


@pytest.mark.parametrize("asked", ["", " \n", "\u200b", "the hub closed", "would open. The Chair never"])
def test_words_that_do_not_stand_in_the_passage_are_no_citation(asked: str) -> None:
    assert locate(STONEBRIDGE, HUB, asked) is None


def test_words_that_stand_elsewhere_in_the_document_are_not_found_in_this_passage() -> None:
    assert "No vote was taken" in STONEBRIDGE.text
    assert locate(STONEBRIDGE, HUB, "No vote was taken") is None


@given(st.data())
def test_any_words_of_a_passage_are_found_and_stand_at_their_span(data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(RECORDS.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    quote = passage.text[start : data.draw(st.integers(start + 1, len(passage.text)))]
    document = DOCUMENTS[passage.document_id]
    shouted = data.draw(st.sampled_from([quote, quote.upper(), quote.replace(" ", "  ")]))
    citation = locate(document, passage, shouted)
    if citation is None:
        assert not shouted.strip()
    else:
        assert document.text[citation.span.start : citation.span.end] == citation.quote
        assert passage.span.covers(citation.span)

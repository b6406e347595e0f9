from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import (
    Answer,
    Citation,
    Claim,
    ContentDate,
    Document,
    Form,
    Hit,
    Kind,
    Match,
    Passage,
    Question,
    Span,
    Standing,
    Status,
    ranked,
)

TEXT = "The panel met in the hall. It agreed."
PASSAGE = Passage("d", Span(0, 37), TEXT)


def citation(start: int = 4, end: int = 9) -> Citation:
    span = Span(start, end)
    return Citation(PASSAGE, span, span.of(TEXT), None, Match.EXACT)


def answer(status: Status, *claims: Claim, reason: str | None = None) -> Answer:
    return Answer(Question("q"), "q", status, "frame", reason=reason, claims=claims)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4)])
def test_an_empty_or_negative_span_cannot_be(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_spans_overlap_and_cover_as_their_characters_do(a: int, n: int, b: int, m: int) -> None:
    one, two = Span(a, a + n), Span(b, b + m)
    first, second = set(range(a, a + n)), set(range(b, b + m))
    assert one.overlaps(two) == two.overlaps(one) == bool(first & second)
    assert one.covers(two) == (second <= first)
    assert len(one) == len(first)


@pytest.mark.parametrize(
    ("written", "words", "first", "last"),
    [
        ("2011", "2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("2012-02", "February 2012", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-10-11", "11 October 2011", date(2011, 10, 11), date(2011, 10, 11)),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(written: str, words: str, first: date, last: date) -> None:
    found = ContentDate.parse(written)
    assert (str(found), found.words, found.first_day, found.last_day) == (written, words, first, last)


@pytest.mark.parametrize(
    "written", ["", "11/10/2011", "2011-1", "2011-13", "2011-02-30", "2011-10-11T00:00", "0000"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        ContentDate.parse(written)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        ContentDate(2011, None, 4)


def test_a_passage_gives_the_words_of_a_span_that_lies_in_it() -> None:
    passage = Passage("d", Span(10, 37), TEXT[10:])
    assert passage.slice(Span(27, 37)) == "It agreed."
    with pytest.raises(ValueError, match="outside the passage"):
        passage.slice(Span(4, 12))
    assert passage.key == "d#10-37"


def test_a_citation_must_be_what_stands_at_its_span() -> None:
    assert citation().quote == "panel"
    assert citation().document_id == "d"
    with pytest.raises(ValueError, match="not what stands"):
        Citation(PASSAGE, Span(4, 9), "Panel", None, Match.FOLDED)


def test_a_claim_without_a_citation_cannot_be() -> None:
    with pytest.raises(ValueError, match="needs a citation"):
        Claim("The panel met.", ())


def test_a_focus_lies_in_the_claim() -> None:
    with pytest.raises(ValueError, match="focus"):
        Claim("short", (citation(),), Span(2, 6))


def test_an_answer_has_claims_and_a_refusal_has_none_but_a_reason() -> None:
    claim = Claim("The panel met.", (citation(),))
    assert answer(Status.ANSWERED, claim).claims == (claim,)
    with pytest.raises(ValueError, match="answered with 0 claims"):
        answer(Status.ANSWERED)
    with pytest.raises(ValueError, match="with 1 claims"):
        answer(Status.NOT_IN_CORPUS, claim, reason="r")
    with pytest.raises(ValueError, match="needs a reason"):
        answer(Status.CLARIFY)


def test_only_two_statuses_answer() -> None:
    assert [status for status in Status if status.answers] == [Status.ANSWERED, Status.PARTLY_ANSWERED]


def test_citations_are_numbered_once_in_the_order_of_first_use() -> None:
    one = Claim("a", (citation(4, 9), citation(0, 3)))
    two = Claim("b", (citation(0, 3), citation(10, 13)))
    found = answer(Status.ANSWERED, one, two)
    assert [c.quote for c in found.citations] == ["panel", "The", "met"]
    assert (found.numbers(one), found.numbers(two)) == ((1, 2), (2, 3))


def test_the_page_of_a_character_counts_from_one() -> None:
    document = Document(
        "d", "t", Form.ORIGINAL, Kind.OTHER, Standing.UNKNOWN, TEXT, pages=(Span(0, 20), Span(20, 37))
    )
    assert [document.page_of(offset) for offset in (0, 19, 20, 36, 37)] == [1, 1, 2, 2, None]


def test_equal_scores_are_ranked_by_document_and_place() -> None:
    passages = {
        p.key: p
        for p in (Passage("b", Span(0, 1), "x"), Passage("a", Span(5, 6), "x"), Passage("a", Span(2, 3), "x"))
    }
    scores = dict.fromkeys(passages, 1.0)
    assert [hit.passage.key for hit in ranked(scores, passages, 5)] == ["a#2-3", "a#5-6", "b#0-1"]
    assert ranked(scores, passages, 1) == [Hit(passages["a#2-3"], 1.0, 1)]

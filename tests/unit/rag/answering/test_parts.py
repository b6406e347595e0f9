"""A question that asks two things is answered in two parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answering.parts import MOST_PARTS, split, together
from rag.domain import Answer, Status
from tests.records import ALL, ask, pipeline_of

PIPELINE = pipeline_of(*ALL)
LED = ask(PIPELINE, "Who led the Harrowick review?")
OPENS = ask(PIPELINE, "When will the Kestrel hub open?")
GAP = ask(PIPELINE, "How many children moved placement in Harrowick?")
ELSEWHERE = ask(PIPELINE, "Who won the chess final?")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Who led the review, and what did it cost?",
            ("Who led the review?", "what did it cost?"),
        ),
        (
            "Who led the review? When was it published?",
            ("Who led the review?", "When was it published?"),
        ),
        (
            "Name the chair of the panel and also where it met",
            ("Name the chair of the panel?", "where it met"),
        ),
        (
            "Who led the review; when did it end and then what followed it?",
            ("Who led the review?", "when did it end?", "what followed it?"),
        ),
        (
            "In Harrowick, did carers leave, and what was their reason?",
            ("In Harrowick, did carers leave?", "what was their reason?"),
        ),
        ("When and where was it launched?", ("When was it launched?", "where was it launched?")),
        ("Who and what is meant?", ("Who is meant?", "what is meant?")),
    ],
)
def test_questions_side_by_side_are_split_in_order(text: str, parts: tuple[str, ...]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Who led the review?",
        "Compare how Harrowick began and how Tarnbrook ended",
        "Explain who led the review and why it was set up",
        "Did the panel say who left and when they did?",
        "Which measures were taken for carers and children?",
        "The hub was planned and what opened was small",
        "Who led it and why?",
        "Carers left, and when was that?",
        "",
    ],
)
def test_a_clause_a_statement_and_a_scrap_stay_with_their_question(text: str) -> None:
    assert split(text) == (text,)


def test_what_follows_the_most_parts_stays_in_the_last() -> None:
    text = "Who led the panel? When did it meet? Where did it meet? Why did it meet?"
    parts = split(text)
    assert len(parts) == MOST_PARTS
    assert parts[-1] == "Where did it meet? Why did it meet?"


def test_parts_that_are_all_answered_make_one_answer_in_their_order() -> None:
    whole = together([LED, OPENS])
    assert whole.status is Status.ANSWERED
    assert whole.claims == (*LED.claims, *OPENS.claims)
    assert whole.reason is None
    assert whole.confidence == min(LED.confidence, OPENS.confidence)
    assert set(OPENS.notices) <= set(whole.notices)
    assert whole.frame.startswith("Two questions in one")


def test_hits_notices_and_claims_that_parts_share_are_told_once() -> None:
    whole = together([LED, LED, OPENS])
    assert whole.claims == (*LED.claims, *OPENS.claims)
    keys = [hit.passage.key for hit in whole.hits]
    assert len(keys) == len(set(keys))
    assert {hit.passage.key for hit in (*LED.hits, *OPENS.hits)} == set(keys)
    assert len(together([OPENS, OPENS]).notices) == len(OPENS.notices) > 0


@pytest.mark.parametrize("parts", [[LED, GAP], [GAP, LED]])
def test_a_part_that_is_not_answered_is_named_with_its_reason_and_nearest_evidence(
    parts: list[Answer],
) -> None:
    whole = together(parts)
    assert whole.status is Status.PARTLY_ANSWERED
    assert whole.claims == LED.claims
    assert GAP.standalone in whole.frame
    assert GAP.reason is not None
    assert whole.reason is not None
    assert GAP.reason in whole.reason
    assert GAP.frame in whole.reason
    assert whole.nearest == GAP.nearest != ()
    assert whole.confidence == min(LED.confidence, GAP.confidence)


def test_where_no_part_is_answered_the_first_refusal_stands() -> None:
    assert together([ELSEWHERE, GAP]) is ELSEWHERE
    assert together([replace(GAP, confidence=0.0)]).status is Status.DETAIL_MISSING

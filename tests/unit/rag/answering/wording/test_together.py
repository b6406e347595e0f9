"""The answers to the parts of a question make one answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answering.wording.together import together
from rag.domain import Answer, Status
from tests.records import ALL, ask, pipeline_of

PIPELINE = pipeline_of(*ALL)
LED = ask(PIPELINE, "Who led the Harrowick review?")
OPENS = ask(PIPELINE, "When will the Kestrel hub open?")
GAP = ask(PIPELINE, "How many children moved placement in Harrowick?")
ELSEWHERE = ask(PIPELINE, "Who won the chess final?")


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


def test_each_part_keeps_the_frame_that_describes_its_own_record() -> None:
    other = replace(OPENS, frame="Scotland, review, 2020.")
    frame = together([LED, other, LED]).frame
    assert f"(1) {LED.frame} (2) Scotland, review, 2020. (3) {LED.frame}" in frame
    assert "(1)" not in together([LED, LED]).frame


def test_a_part_that_gets_no_words_but_those_of_another_is_owned_up_to() -> None:
    assert "answered in order" in together([LED, OPENS]).frame
    assert "more than one with the same words" in together([LED, LED]).frame

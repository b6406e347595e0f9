"""A question that asks two things is answered in two parts."""

from __future__ import annotations

import pytest

from rag.answering.asking.parts import MOST_PARTS, split


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

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
        (
            "What did the panel say led to it, and what did it report in May?",
            ("What did the panel say led to it?", "what did it report in May?"),
        ),
        (
            "Since when had it run, and for which year was the money?",
            ("Since when had it run?", "for which year was the money?"),
        ),
        (
            "the Harrowick report: who wrote it, on which day, and what came of it?",
            (
                "who wrote it (the Harrowick report)?",
                "on which day (the Harrowick report)?",
                "what came of it (the Harrowick report)?",
            ),
        ),
        (
            "Carers in 2010, buses in 2022: what was the idea in each case?",
            ("what was the idea (Carers in 2010)?", "what was the idea (buses in 2022)?"),
        ),
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
        "One thing I want to know: who led the review?",
        "The report: its cost, its length, its maps",
        "Carers in 2010: what was the idea in each case?",
        "",
    ],
)
def test_a_clause_a_statement_and_a_scrap_stay_with_their_question(text: str) -> None:
    assert split(text) == (text,)


def test_what_follows_the_most_parts_stays_in_the_last() -> None:
    text = "Who led the panel? Who sat on it? When did it meet? Where did it meet? Why did it meet?"
    parts = split(text)
    assert len(parts) == MOST_PARTS
    assert parts[-1] == "Where did it meet? Why did it meet?"

from __future__ import annotations

import pytest

from rag.answering.asking.sides import MOST_SIDES, sides


@pytest.mark.parametrize(
    ("question", "each"),
    [
        (
            "What did Ada Holt and Tobias Finch say about private homes?",
            ("What did Ada Holt say about private homes?", "What did Tobias Finch say about private homes?"),
        ),
        (
            "How do the Holt review, Harrowick and Fell End each talk about red tape?",
            (
                "How do the Holt review talk about red tape?",
                "How do Harrowick talk about red tape?",
                "How do Fell End talk about red tape?",
            ),
        ),
        (
            "What did the Holt review and the Finch review recommend?",
            ("What did the Holt review recommend?", "What did the Finch review recommend?"),
        ),
        (
            "What kind of teams did Holt want for England and Finch for Wales?",
            ("What kind of teams did Holt want for England?", "What kind of teams did Finch want for Wales?"),
        ),
        (
            "Ada Holt and Tobias Finch on the early years: what did each of them argue?",
            (
                "What did Ada Holt argue on the early years?",
                "What did Tobias Finch argue on the early years?",
            ),
        ),
    ],
)
def test_the_same_is_asked_of_each_side(question: str, each: tuple[str, ...]) -> None:
    assert sides(question) == each


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Holt say about private homes?",
        "What did Harrowick and Fell End have in common?",
        "What did Ada Holt and Tobias Finch agree?",
        "What did the health and education departments say?",
        "Compare Harrowick and Fell End on foster carers",
        "How did parents and carers describe it?",
        "What did the Ada and Bo review recommend?",
    ],
)
def test_what_is_asked_of_both_together_or_of_nobody_by_name_stays_whole(question: str) -> None:
    assert sides(question) == ()


def test_more_sides_than_can_be_shown_stay_whole() -> None:
    names = ["Ada", "Bo", "Cy", "Di", "Ed"]
    assert len(names) > MOST_SIDES
    assert sides(f"What did {', '.join(names[:-1])} and {names[-1]} say about hubs?") == ()

from __future__ import annotations

import pytest

from rag.drafting.questions import faithful, same_question

SAID = ("What did the Harrowick review find?", "Who led it?")
ASKED = "How many foster carers left Harrowick in 2032?"


@pytest.mark.parametrize(
    "question", ["Who led the Harrowick review?", "Who was the Harrowick review led by?", "Who led it?"]
)
def test_a_follow_up_in_words_of_the_conversation_is_faithful(question: str) -> None:
    assert faithful(question, SAID)


@pytest.mark.parametrize(
    "question",
    [
        "Who led the Quarry review?",
        "Who led the Harrowick review in 2031?",
        "Who led the Harrowick review, a failure?",
        "",
        "?",
        "Harrowick " * 50,
    ],
)
def test_a_word_of_the_models_own_makes_it_another_question(question: str) -> None:
    assert not faithful(question, SAID)


@pytest.mark.parametrize(
    "variant",
    [
        "In 2032, how many carers left Harrowick?",
        "What number of foster carers had gone from Harrowick by 2032?",
    ],
)
def test_the_same_names_and_figures_are_the_same_question(variant: str) -> None:
    assert same_question(variant, ASKED)


@pytest.mark.parametrize(
    "variant",
    [
        "How many foster carers left Harrowick?",
        "How many foster carers left Tarnbrook in 2032?",
        "How many foster carers left Harrowick in 2031?",
        "Why did Ada Holt count carers who left Harrowick in 2032?",
        "",
        "2032 Harrowick " * 60,
    ],
)
def test_another_name_or_figure_is_another_question(variant: str) -> None:
    assert not same_question(variant, ASKED)

from __future__ import annotations

import pytest

from rag.answering.premises.doers import beside, does, done, offices
from rag.domain import Span
from tests.records import candidate


@pytest.mark.parametrize(
    ("text", "of", "head"),
    [
        ("It went to the Education Secretary.", "education", "secretary"),
        ("It went to the Secretary of State for Health.", "health", "secretary"),
        ("The Department of Health replied.", "health", "department"),
        ("The Children's Minister spoke.", "children", "minister"),
    ],
)
def test_an_office_is_known_by_what_it_is_for(text: str, of: str, head: str) -> None:
    (found,) = offices(text)
    assert (found.of, found.head) == (of, head)


def test_a_rank_or_an_article_does_not_say_what_an_office_is_for() -> None:
    assert offices("The Secretary met the Permanent Secretary and a minister.") == []


@pytest.mark.parametrize(
    ("text", "act", "doer"),
    [
        ("Isolde Marrack chaired the panel.", "chair", "Isolde Marrack"),
        ("Isolde Marrack, a former head of a school, chaired the panel.", "chair", "Isolde Marrack"),
        ("Isolde Marrack, who led the panel, spoke.", "lead", "Isolde Marrack"),
        ("The review was commissioned by Orlham Council.", "commiss", "Orlham Council"),
        ("Orlham council commissioned the review.", "commiss", "Orlham council"),
    ],
)
def test_whoever_acts_stands_before_an_active_verb_or_behind_by(text: str, act: str, doer: str) -> None:
    found = does(candidate(text), act)
    assert found is not None and found.of(text) == doer


@pytest.mark.parametrize(
    "text", ["He chaired the panel.", "The panel was chaired well.", "Isolde Marrack spoke."]
)
def test_a_sentence_that_names_nobody_as_acting_has_no_doer(text: str) -> None:
    assert does(candidate(text), "chair") is None


def test_a_question_has_a_doer_only_with_an_act_that_one_alone_can_have_done() -> None:
    for question, who in (
        ("Why did Tobias Finch chair the panel?", "Tobias Finch"),
        ("Why was the panel led by Tobias Finch?", "Tobias Finch"),
        ("Why did Tobias Finch like the panel?", None),
    ):
        found = done(question, Span(0, len(question)))
        assert (found[0].of(question) if found else None) == who


def test_a_name_beside_an_act_is_told_from_one_far_from_it() -> None:
    near = "The panel was chaired at first by Tobias Finch."
    far = f"The panel was chaired well. {'It sat for a long time. ' * 4}Tobias Finch came."
    assert beside({"tobia", "finch"}, "chair", near)
    assert not beside({"tobia", "finch"}, "chair", far)

"""What is denied in one of two sentences and not in the other."""

from __future__ import annotations

import pytest

from rag.paragraphs.readers.compared import Outcome
from rag.paragraphs.readers.denials import denials
from tests.unit.rag.paragraphs.readers.reading import found, told


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The council accepted the plan.", "The council rejected the plan."),
        ("The council accepted the closure.", "The council did not accept the closure."),
        ("The council did not publish the minutes.", "The council published the minutes."),
        ("Caseloads were acceptable there.", "Caseloads were unacceptable there."),
        ("It was rarely visited.", "It was usually visited."),
        ("The first step was right.", "The last step was right."),
        ("It has never been tried by anybody.", "Pilots ran in many towns."),
    ],
)
def test_a_denial_in_one_of_two_is_a_clash(written: str, text: str) -> None:
    (one,) = denials(written, told(text))
    assert one.outcome is Outcome.DIFFERS


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("No new duty was needed.", "Ministers said that a new duty was not needed."),
        ("They did not regard the cases as isolated.", "The cases were not isolated ones."),
        ("The council did not accept the closure.", "The council rejected the closure."),
        ("It did not advise moving services.", "It advised a partner, not a move of services."),
        ("The council accepted the plan.", "The council accepted the plan in full."),
    ],
)
def test_what_both_say_or_both_deny_is_no_clash(written: str, text: str) -> None:
    assert denials(written, told(text)) == []


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("He refused to resign.", "He resigned.", ["refused to resign -> resigned"]),
        ("It made a call for evidence.", "Evidence was not called for.", ["evidence -> Evidence was not"]),
        ("The account was unclear.", "There was no clear account.", []),
        ("The record names no child.", "A child was named by the press.", []),
        ("The plan should last 26 weeks.", "No plan should last longer than 26 weeks.", []),
        ("The plan should be for a child.", "No plan was to be for a child.", ["plan -> No plan"]),
        ("The board lost no time there.", "The board had lost time there.", []),
        ("The board had 17 goals.", "The board had 17 goals rather than 69.", []),
        ("Kin care took the place of homes.", "Kin care was used instead of homes.", []),
        ("Kin care went with homes.", "Kin care was used instead of homes.", ["homes -> instead of homes"]),
        ("It pays all save where it has not met.", "Carers are paid by it.", []),
        ("It is paid and has not met.", "Carers are paid by it.", ["has not met -> are paid"]),
        (
            "Carers spend more time on forms and less with children.",
            "Carers spend less time on forms and more with children.",
            ["more -> less"],
        ),
        (
            "Carers spend more time on forms and less with children.",
            "Carers do spend more time on forms and less with children.",
            [],
        ),
        ("No case should go beyond six months.", "A case is to take six months at most.", []),
        ("No case was to be heard.", "A case was heard.", ["No case -> case"]),
        ("He could not go on unless others agreed.", "He said that the agreement of others was needed.", []),
        (
            "He could not go on.",
            "He said that the agreement of others was there.",
            ["could not go -> was there"],
        ),
        ("The money was not enough.", "The money fell short.", []),
        ("It is not a review of care.", "It is background to care and not a review of it.", []),
        ("It is not a study of care.", "It is background to care.", ["not a study -> care"]),
        ("Morale was bad, with high costs.", "There were low costs.", ["high -> low"]),
        ("Homes were worse, said the Better Care Network.", "Homes were better.", ["worse -> better"]),
        ("It renewed the direction.", "It lifted the direction.", ["renewed -> lifted"]),
        ("He refused to give up his post.", "He resigned.", ["refused to give up -> resigned"]),
        ("He gave up his post.", "He resigned.", []),
    ],
)
def test_what_is_denied(written: str, text: str, differs: list[str]) -> None:
    assert found(denials, written, text) == differs

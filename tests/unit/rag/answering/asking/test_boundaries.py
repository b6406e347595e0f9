from __future__ import annotations

import re
import time

import pytest

from rag.answering.asking.boundaries import SIGNPOSTS, outside
from rag.domain import Status


@pytest.mark.parametrize(
    "question",
    [
        "Should I ring social services about the kid next door?",
        "hi, my mates little sister has marks on her arms n wont say why, wot do i do",
        "I'm a teaching assistant and a pupil of mine has told me something worrying. Who do I tell?",
        "My ex keeps leaving our baby on its own, is that neglect?",
        "we suspect the toddler at number 12 is being beaten",
        "Is it OK to leave my nine-year-old alone at home after school?",
        "How can I get my grandchildren back from care?",
        "Please help, my stepdad hits me",
        "As a newly qualified social worker, ought I to share this disclosure with the parents?",
        "What are my rights if the council wants an interim care order for my son?",
        "Would you recommend that we move the foster child we look after to another home?",
        "I am frightened for a girl in my class",
        "Can you tell me whether to report my neighbour for shouting at her children all night?",
        "How do I challenge what my social worker wrote in her report?",
        "There's a boy on our street who is always hungry and alone.",
        "somebody is hurting me at home",
        "my daughters dad never brings her back on time and shes got a black eye",
        "a girl at my school is being groomed online",
        "Could I lose my kids if I tell the health visitor I am depressed?",
        "Does my client meet the threshold for section 47?",
        "We have concerns about a family in our church, what now",
        "I've just seen a man hit a toddler in the car park",
        "What is the best thing to do when a two-year-old comes in with burns?",
    ],
)
def test_a_worry_about_a_living_child_is_taken_for_one(question: str) -> None:
    assert outside(question) is Status.ADVICE


@pytest.mark.parametrize(
    "question",
    [
        "What should councils do about recruitment?",
        "What did the mother tell the health visitor?",
        "Which families were to be supported?",
        "How should agencies share information about a child?",
        "Should schools have referred the family sooner, according to the review?",
        "Can I cite the minutes of the Stonebridge committee?",
        "Which reports should I not mix up?",
        "Tell me about the Stonebridge review: do we get names?",
        "How many children were left at risk while the referrals waited?",
        "Did the report say that a child should be seen alone?",
        "Did the review find that a child was harmed?",
        "When is a child at risk according to the framework?",
        "Why was the committee worried about caseloads?",
        "Do we know when the scrutiny inquiry met?",
        "How do I find the recommendations on kinship carers?",
        "What can we learn from the Stonebridge minutes?",
        "Who should a worried neighbour ring, according to the council's leaflet?",
        "I am writing an essay: what did the inquiry conclude about neglect?",
        "My son's homework is on family hubs: how many were planned?",
        "My child protection module covers Harrowick: who led the review?",
        "How many families are hit by the change to the grant?",
        "What advice did the inquiry give to councils about abuse?",
        "our tutor asked when the panel first met",
    ],
)
def test_a_question_about_what_records_say_on_children_and_families_is_no_worry(question: str) -> None:
    assert outside(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "real name of Child S",
        "Who is Child T, really?",
        "Do you know which estate the family lived on?",
        "Give me the names of the parents please",
        "what were the siblings called",
        "Can you work out who the foster carer in the review was?",
        "I'd like to trace the mother in the Aldermoor case",
        "Name the social workers to blame",
        "where do the children live now?",
        "Tell me the home address of the father",
        "who was the whistleblower",
        "Which school did the boy go to?",
        "Have you got a photo of the little girl?",
        "who killed Child Q, what is he called",
        "Help me find out the identity of the victim",
        "What's the surname of Family W?",
        "What is child b's real name",
        "which village did the family come from",
        "So who were the parents, then?",
        "Unmask the whistle-blower",
        "identify the child in the Aldermoor review",
        "and where does she live?",
        "who is that really",
        "Who is the unnamed officer in the minutes?",
        "Name the social worker who was responsible for the case",
        "What is Ida Marsh's home address?",
        "How old was the child and what was her name?",
        "Which of the care leavers in the article is on Facebook?",
        "What are the initials of the children who died?",
        "Which children's home did the boy live in?",
        "Which family was involved in the case?",
        "What were the eight children's names?",
        "the victims' names please",
    ],
)
def test_a_wish_to_know_somebody_whom_a_record_protects_is_taken_for_one(question: str) -> None:
    assert outside(question) is Status.IDENTIFICATION


@pytest.mark.parametrize(
    "question",
    [
        "Who was the Children's Commissioner?",
        "Who is the Minister for Children and Families?",
        "Who was the lead member for children's services?",
        "What is the name of the inquiry into family courts?",
        "What is the full name of the review?",
        "Which families were to be supported?",
        "Which schools took part in the pilot?",
        "Where did the children's panel meet?",
        "Name the agencies that worked with the family",
        "Who spoke for the parents' forum?",
        "Who were children placed with?",
        "Who was the family supported by?",
        "Who was the Mother and Baby Unit run by?",
        "How did agencies identify children at risk?",
        "Can you identify the main themes of the review?",
        "Who is the family justice board chaired by?",
        "What is the Children and Families Bill called for short?",
        "Who said that families should be heard?",
        "Which house did the committee visit?",
        "Who chaired the child protection conference?",
        "Which families were to get help early?",
        "Which children's homes did the modernisation cover?",
        "Name the officer posts that the council created",
    ],
)
def test_a_question_about_public_people_and_bodies_is_no_wish_to_identify(question: str) -> None:
    assert outside(question) is None


def test_worry_comes_first_where_a_question_is_both() -> None:
    assert outside("My niece is at risk. Who is Child T really?") is Status.ADVICE


def test_case_does_not_matter() -> None:
    assert outside("SHOULD I RING SOMEONE ABOUT MY NEPHEW") is Status.ADVICE
    assert outside("WHO IS CHILD T") is Status.IDENTIFICATION


def test_the_signposts_hold_these_three_telephone_numbers_and_no_other() -> None:
    figures = {found.strip() for line in SIGNPOSTS for found in re.findall(r"\b\d[\d ]{2,}\b", line)}
    assert figures - {"2026"} == {"999", "0808 800 5000", "0800 1111"}


@pytest.mark.parametrize(
    "unit",
    [
        "my ",
        "who is the ",
        "child a ",
        "i know ",
        "we'd like to ",
        "name of the ",
        "where does the child ",
        "-",
    ],
)
def test_a_long_question_is_read_at_once(unit: str) -> None:
    begun = time.perf_counter()
    outside((unit * 2000)[:2000])
    assert time.perf_counter() - begun < 1.0

"""Whatever the program answers over the corpus, each word shown leads to the words of a record it rests on.

That claims are the words they cite, whatever the records are, is tried in tests/unit/rag/answering/test_promises.py;
here the way goes from what a person sees, printed, as JSON and on the page, back to the text of the documents.
"""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from evals.broken import swapped_in
from rag.domain import Answer
from rag.pipeline import Pipeline
from rag.rendering import answer_json, answer_text, full_text
from tests.corpora import COMPARISON, ORDINARY, ask, not_in_its_source
from web.conversation.answers import conversation
from web.conversation.opening import open_source
from web.conversation.turns import Turn
from web.reviews import Library

pytestmark = pytest.mark.model

#: Questions beside the ordinary ones whose answers are long, are plans, lean on another source, or are refusals.
MORE = (
    COMPARISON,
    "What did Mike Whitby and Len Clark say about the Who Cares? report?",
    "What were the government's five plans of May 2022?",
    "What did the joint committee agree about Hackney?",
    "When did Munro's interim report come out?",
    "What do sources say about the eight children in Birmingham?",
    "By how much has the workforce of social workers grown since 2017?",
    "What did Dame Rachel de Souza say?",
    "What happened to the lean systems approach in Neath Port Talbot?",
    "Who chaired the joint meeting of 11 October 2011?",
    "How much did the Munro review cost?",
    "What is not known about the Who Cares? report?",
)


@pytest.fixture(scope="module")
def answers(corpus_pipeline: Pipeline) -> list[Answer]:
    """The answers to all questions: most of them answer, so that something is tried."""
    found = [ask(corpus_pipeline, question) for question in (*ORDINARY, *MORE)]
    assert sum(answer.status.answers for answer in found) >= 20
    assert any(len(answer.claims) > 3 for answer in found)
    assert any(answer.nearest for answer in found)
    return found


def test_every_citation_is_what_stands_at_its_place(answers: list[Answer], corpus_pipeline: Pipeline) -> None:
    documents = corpus_pipeline.records.documents
    for answer in answers:
        for citation in (*answer.citations, *answer.nearest):
            text = documents[citation.document_id].text
            assert text[citation.span.start : citation.span.end] == citation.quote
            assert text[citation.passage.span.start : citation.passage.span.end] == citation.passage.text


def test_figures_dates_and_names_of_a_claim_stand_in_the_words_it_cites(answers: list[Answer]) -> None:
    for answer in answers:
        assert bool(answer.claims) is answer.status.answers
        for claim in answer.claims:
            assert not_in_its_source(claim) == set()
            assert claim.focus is None or claim.focus.of(claim.text) in " ".join(
                c.quote for c in claim.citations
            )


def test_claims_that_cite_what_others_rest_on_are_found_out(
    answers: list[Answer], corpus_pipeline: Pipeline
) -> None:
    """The control: the test before this one would see citations that were swapped."""
    swap = swapped_in(corpus_pipeline.records)
    claims = [claim for answer in answers for claim in swap(answer, answer.hits).claims]
    pass_for_right = [claim for claim in claims if not not_in_its_source(claim)]
    assert len(claims) > 30
    assert len(pass_for_right) < 0.2 * len(claims)


_MARKER = re.compile(r"\[(\d+)\]")


def test_every_printed_claim_has_markers_and_every_marker_its_source(
    answers: list[Answer], corpus_pipeline: Pipeline
) -> None:
    documents = corpus_pipeline.records.documents
    for answer in answers:
        text = answer_text(answer, documents)
        below = full_text(answer, documents).removeprefix(text)
        lines = text.split("\n")[-len(answer.claims) :] if answer.claims else []
        assert all(re.search(r" (\[\d+\])+$", line) for line in lines)
        used = {int(number) for line in lines for number in _MARKER.findall(line)}
        assert used == set(range(1, len(answer.citations) + 1))
        for number, citation in enumerate(answer.citations, start=1):
            (source,) = [line for line in below.split("\n") if f"[{number}]" in line]
            assert documents[citation.document_id].title in source


def test_numbers_and_places_in_json_lead_to_the_words(
    answers: list[Answer], corpus_pipeline: Pipeline
) -> None:
    documents = corpus_pipeline.records.documents
    for answer in answers:
        found = answer_json(answer, documents, corpus_pipeline.info)
        numbers = {citation["number"] for citation in found["citations"]}
        assert {number for claim in found["claims"] for number in claim["citations"]} == numbers
        for citation in (*found["citations"], *found["nearest"]):
            text = documents[citation["document_id"]].text
            assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_every_number_on_the_page_opens_its_record_with_exactly_its_words_marked(
    answers: list[Answer], corpus_pipeline: Pipeline
) -> None:
    documents = corpus_pipeline.records.documents
    turns = tuple(
        Turn(answer.question.text, claims=answer.claims, answer=answer, library=Library(documents, "gen-1"))
        for answer in answers
    )
    pressed = re.findall(r'data-turn="(\d+)" data-cite="(\d+)"', conversation(turns))
    assert {int(place) for place, _ in pressed} == {
        place for place, answer in enumerate(answers) if answer.citations or answer.nearest
    }
    for place, number in {(int(place), int(number)) for place, number in pressed}:
        shown = answers[place].citations or answers[place].nearest
        citation = shown[number - 1]
        panel = open_source(turns, {"turn": place, "number": number}, date(2026, 11, 23))
        marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", panel, re.DOTALL))
        assert html.unescape(marked) == citation.quote
        assert html.escape(documents[citation.document_id].title, quote=True) in panel

"""What can be asked next, by the program's own stages over an index on disk, with the fake encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.domain import Document, Form, Kind, Person, Question, Status
from rag.pipeline import Pipeline
from rag.rendering import full_text
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.records import record, records_of
from tests.reviews import publish

ASKED = "What did the Fernhill review find?"


def review(place: str, lead: str) -> Document:
    return record(
        place.casefold(),
        f"{place} review of foster care, 2033",
        f"# {place} review of foster care, 2033\n\n"
        f"## Who led it and why\n\n{lead} led the {place} review of 2033.\n\n"
        f"## What it found\n\nThe {place} review found that long waits harmed foster care.\n\n"
        f"## What it recommended\n\nThe {place} review recommended that {place} Council limit caseloads.\n\n"
        f"## What happened next\n\nWhat happened next with the {place} review was a fund for carers.\n\n"
        "## What is not known\n\nThe item does not say what it cost.\n",
        form=Form.DIGEST,
        kind=Kind.COUNCIL_NEWS,
        people=(Person(lead, "chair"),),
    )


DOCUMENTS = (review("Fernhill", "Ida Marsh"), review("Aldermoor", "Owen Pryce"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, records_of(*DOCUMENTS))
    return folder


def pipeline(index: Path, *, suggest: bool = True) -> Pipeline:
    settings = Settings(index=index, encoder="fake")
    return Serving(settings, suggest=suggest, encoder=lambda _: FakeEncoder()).pipeline()


def test_what_can_be_asked_next_is_answered_elsewhere_in_the_same_record(index: Path) -> None:
    asking = pipeline(index)
    answer = asking.ask(Question(ASKED))
    assert answer.status is Status.ANSWERED
    assert 1 <= len(answer.suggestions) <= 3
    shown = {citation.span for citation in answer.citations}
    for suggestion in answer.suggestions:
        next_one = asking.ask(Question(suggestion, history=(ASKED,)))
        assert next_one.status is Status.ANSWERED
        first = next_one.claims[0].citations[0]
        assert first.document_id == "fernhill"
        assert first.span not in shown
    assert answer.trace.suggest_ms > 0
    told = full_text(answer, asking.records.documents)
    assert told.endswith("Ask next:\n" + "\n".join(f"- {one}" for one in answer.suggestions))


def test_claims_are_streamed_before_anything_is_suggested(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = pipeline(index)
    suggested: list[str] = []
    suggest = asking.suggest
    monkeypatch.setattr(asking, "suggest", lambda answer: suggested.append("now") or suggest(answer))
    for chunk in as_runnable(asking).stream(ASKED):
        assert bool(suggested) == ("answer" in chunk)
    assert chunk["answer"].suggestions


def test_the_same_question_has_the_same_suggestions_whatever_was_asked_before(index: Path) -> None:
    fresh, used = pipeline(index), pipeline(index)
    for text in (
        "Who led the Fernhill review?",
        "Who led the Aldermoor review?",
        "What did the review find?",
    ):
        used.ask(Question(text))
    assert used.ask(Question(ASKED)).suggestions == fresh.ask(Question(ASKED)).suggestions


def test_a_refusal_suggests_what_its_nearest_record_answers_and_clarifying_offers_each_record(
    index: Path,
) -> None:
    asking = pipeline(index)
    refused = asking.ask(Question("How many carers left the Fernhill review?"))
    assert not refused.status.answers
    assert refused.suggestions
    unclear = asking.ask(Question("What did the review find?"))
    assert unclear.status is Status.CLARIFY
    assert sorted(unclear.suggestions) == ["What did the Aldermoor review find?", ASKED]


@pytest.mark.parametrize("text", ["Should I call my social worker?", "What is the real name of the child?"])
def test_out_of_scope_questions_suggest_nothing(index: Path, text: str) -> None:
    assert pipeline(index).ask(Question(text)).suggestions == ()


def test_a_pipeline_made_without_suggestions_spends_nothing_on_them(index: Path) -> None:
    answer = pipeline(index, suggest=False).ask(Question(ASKED))
    assert (answer.suggestions, answer.trace.suggest_ms) == ((), 0.0)

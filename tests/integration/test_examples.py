"""The questions the opening page proposes, asked of the corpus: each does what its group promises."""

from __future__ import annotations

import pytest

from rag.domain import Question
from rag.pipeline import Pipeline
from web.conversation.welcome import EXAMPLES, REFUSED

pytestmark = pytest.mark.model

ASKED = [(who, question) for who, group in EXAMPLES.items() for question, _ in group]


def test_every_example_bears_on_a_record_of_the_corpus(shipped_pipeline: Pipeline) -> None:
    records = {record for group in EXAMPLES.values() for _, record in group}
    assert records <= shipped_pipeline.records.documents.keys()


@pytest.mark.parametrize(("who", "question"), ASKED)
def test_an_example_is_answered_or_refused_as_its_group_says(
    shipped_pipeline: Pipeline, who: str, question: str
) -> None:
    assert shipped_pipeline.ask(Question(question)).status.answers == (who != REFUSED)

"""Blame is never seemingly laid by a sentence that does not lay it, and two records are not merged into one."""

from __future__ import annotations

from rag.answering.wording.claims import is_plan
from rag.domain import Status
from tests.records import ask, pipeline_of, record

FELL = record(
    "fell",
    "Fell End fostering review, 2031",
    "Fell End Council reviewed its fostering service in 2031 after six children had died. "
    "Ida Marsh chaired the Fell End fostering review of 2031. "
    "Fell End Council said the six children had been known to its fostering service.",
)
MOOR = record(
    "moor",
    "Moor Lane adoption inquiry, 2032",
    "Moor Lane Council held an inquiry into adoption in 2032. "
    "It met in May 2032. It sat for three days. It heard from adopters. "
    "The Moor Lane adoption inquiry of 2032 also read papers from Larkholm.",
)


def test_a_question_that_lays_blame_is_refused_where_the_sentence_does_not() -> None:
    pipeline = pipeline_of(FELL, MOOR, refuse_below=0.0)
    assert not ask(pipeline, "Who was sacked over the six children who died in Fell End?").status.answers
    assert ask(pipeline, "Who chaired the Fell End fostering review?").status.answers


def test_a_name_that_only_another_record_mentions_is_refused() -> None:
    pipeline = pipeline_of(FELL, MOOR, refuse_below=0.0)
    answer = ask(pipeline, "What did the Fell End fostering review say about Larkholm?")
    assert answer.status is Status.OTHER_PLACE_OR_TIME
    assert answer.frame == 'The record nearest to this question says nothing on "Larkholm".'
    assert answer.reason.startswith('Other records speak of "Larkholm"')


def test_a_suggestion_is_not_framed_as_a_plan() -> None:
    document = record("m", "Minutes", "x", notices=("plan_not_outcome",))
    assert not is_plan(document, "It was suggested that the Larkholm model would be worth a look.")
    assert is_plan(document, "The report was to be published in May 2032.")

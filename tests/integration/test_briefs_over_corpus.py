"""Briefings over the shipped corpus, with the real encoder."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Briefing, Length, Part, Wanted
from rag.briefing.keeping import dumped, loaded
from rag.briefing.lengths import ROOM
from rag.briefing.making import make
from rag.briefing.printing import paper_of
from rag.domain import Filter, Form
from rag.errors import UnusableQuestion
from rag.permalinks import find
from rag.pipeline import Pipeline
from tests.unit.rag.briefing.sample import (
    stands,
)

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def hubs(shipped_pipeline: Pipeline) -> Briefing:
    return make(Wanted("family hubs", length=Length.LONG), shipped_pipeline, TODAY)


@pytest.mark.model
def test_a_briefing_over_the_corpus_is_cited_words_alone(hubs: Briefing, shipped_pipeline: Pipeline) -> None:
    assert len(hubs.claims) > 20
    assert len(hubs.documents) > 1
    stands(hubs, shipped_pipeline.records)


@pytest.mark.model
def test_every_note_over_the_corpus_opens_its_words(hubs: Briefing, shipped_pipeline: Pipeline) -> None:
    documents = shipped_pipeline.records.documents
    for note in paper_of(hubs, documents, "https://reviews.example.org/", TODAY).notes:
        place = find(urlsplit(note.link or "").query, documents)
        assert (place.document_id, place.span) == (note.citation.document_id, note.citation.span)


@pytest.mark.model
def test_a_briefing_over_the_corpus_is_kept_and_read_again_just_as_it_was(
    hubs: Briefing, shipped_pipeline: Pipeline
) -> None:
    records = shipped_pipeline.records
    opened = loaded(json.dumps(dumped(hubs, records)), records, hubs.generation)
    assert (opened.briefing, opened.again) == (hubs, ())


@pytest.mark.model
@pytest.mark.parametrize("length", [Length.SHORT, Length.MEDIUM])
def test_a_briefing_over_the_corpus_keeps_to_its_room_and_is_the_same_again(
    length: Length, shipped_pipeline: Pipeline
) -> None:
    wanted = Wanted("recommendations on children in care", length=length)
    briefing, room = make(wanted, shipped_pipeline, TODAY), ROOM[length]
    parts = {one.part: one for one in briefing.sections}
    assert 0 < len(parts[Part.SUMMARY].points) <= room.summary
    assert len(parts[Part.RECORDS].groups) <= room.records
    assert len(parts[Part.TIMELINE].points) <= room.times
    assert make(wanted, shipped_pipeline, TODAY) == briefing


@pytest.mark.model
def test_questions_over_the_corpus_are_answered_or_refused_with_a_reason(shipped_pipeline: Pipeline) -> None:
    asked = ("Who led the Munro review?", "How many unicorns did Birmingham City Council house in 1402?")
    briefing = make(Wanted(questions=asked), shipped_pipeline, TODAY)
    stands(briefing, shipped_pipeline.records)
    parts = {one.part: one for one in briefing.sections}
    assert [group.heading for group in parts[Part.SUMMARY].groups] == [asked[0]]
    refused = next(group for group in parts[Part.SILENT].groups if group.heading == tidy(asked[1]))
    assert refused.points[0].frame
    assert not refused.points[0].claims


@pytest.mark.model
def test_filters_over_the_corpus_narrow_and_digests_are_never_quoted(shipped_pipeline: Pipeline) -> None:
    documents = shipped_pipeline.records.documents
    wales = Wanted("social workers", filters=(Filter("jurisdiction", "in", ("Wales",)),))
    briefing = make(wales, shipped_pipeline, TODAY)
    assert briefing.documents
    assert {documents[i].jurisdiction for i in briefing.documents} == {"Wales"}
    assert all(documents[i].copy_of is None for i in briefing.documents)
    runs = paper_of(briefing, documents, "https://reviews.example.org/", TODAY).runs
    for run in runs:
        if run.note and documents[run.note.citation.document_id].form is Form.DIGEST:
            assert not run.text.endswith("”")
    with pytest.raises(UnusableQuestion):
        make(replace(wales, filters=(Filter("published", "until", ("1900",)),)), shipped_pipeline, TODAY)

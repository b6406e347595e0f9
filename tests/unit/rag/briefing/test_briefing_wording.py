"""The summary of a briefing in a language model's words: checked, told apart, kept and opened again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import pytest

from evals.scripted import FAILURES, LIES, Says, Scripted, correct, says, sentence
from rag.answering.wording.claims import tidy
from rag.answering.wording.model_words import IN_ITS_WORDS
from rag.bootstrap import make_checker, make_wordsmith
from rag.briefing.brief import Briefing, Length, Part, Wanted
from rag.briefing.keeping import dumped, loaded
from rag.briefing.making import make
from rag.briefing.printing import paper_of
from rag.domain import Citation
from rag.papers.paper import Line, Look
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    TODAY,
    TOPIC,
    UNANSWERED,
    made,
    pipeline,
    records,
    said_in,
    section,
)

G = "20350203-one"


@cache
def worded(mode: Says, topic: str = TOPIC, *questions: str, length: Length = Length.MEDIUM) -> Briefing:
    """The briefing in the words of a scripted model."""
    plain = pipeline()
    smith = make_wordsmith(plain, Scripted(mode))
    return make(Wanted(topic, questions, (), length), plain.worded_by(smith), TODAY)


def test_the_summary_of_a_topic_is_in_the_models_words_and_says_so() -> None:
    found = section(worded(correct), Part.SUMMARY)
    assert IN_ITS_WORDS.fullmatch(found.frame)
    assert found.points
    for claim in (claim for point in found.points for claim in point.claims):
        assert claim.worded and claim.text.startswith("On record is that")
        for one in claim.citations:
            assert one.span.of(records().documents[one.document_id].text) == one.quote


def test_all_other_parts_are_in_the_records_own_words() -> None:
    assert worded(correct).sections[1:] == made().sections[1:]


def test_answers_to_questions_are_in_the_models_words_and_a_refusal_stays_one() -> None:
    found = worded(correct, "", ANSWERED, UNANSWERED)
    (group,) = section(found, Part.SUMMARY).groups
    assert group.heading == ANSWERED and IN_ITS_WORDS.fullmatch(group.about)
    assert all(claim.worded for point in group.points for claim in point.claims)
    assert UNANSWERED in [one.heading for one in section(found, Part.SILENT).groups]


@pytest.mark.parametrize("lie", LIES)
def test_a_model_that_lies_leaves_the_summary_as_it_was(lie: str) -> None:
    found = worded(LIES[lie])
    plain = {claim.text for claim in made().claims}
    worded_ones = [claim for claim in found.claims if claim.worded]
    assert all(tidy(claim.text) in plain for claim in worded_ones)
    if not worded_ones:
        assert found.sections == made().sections
        assert any("without the language model" in line for line in found.notices)


@pytest.mark.parametrize("failure", FAILURES)
def test_a_model_that_fails_leaves_the_briefing_as_it_was_and_is_told_of_once(failure: str) -> None:
    found = worded(FAILURES[failure], "", ANSWERED, ANSWERED)
    assert found.sections == made("", ANSWERED, ANSWERED).sections
    assert len(found.notices) == 1


def test_what_was_left_out_is_told_beside_the_briefing_and_not_in_it() -> None:
    text = "The night help in Wexcombe cost £90,000 in 2030."
    found = worded(says(sentence(text, (1, text)), sentence(text.replace("90", "80"), (1, text))))
    assert [line for line in found.notices if "left out" in line]
    assert said_in(section(found, Part.SUMMARY)) == [text]


def test_two_sentences_on_the_same_words_are_two_lines() -> None:
    text = "The night help in Wexcombe cost £90,000 in 2030."
    other = "In 2030 the night help in Wexcombe cost £90,000."
    found = section(worded(says(sentence(text, (1, text)), sentence(other, (1, text)))), Part.SUMMARY)
    assert len({point.key for point in found.points}) == 2


def test_on_paper_the_models_words_stand_in_no_quotation_marks() -> None:
    paper = paper_of(worded(correct), records().documents, "https://reviews.test/", TODAY)
    told = ["".join(run.text for run in one.runs) for one in paper.blocks if isinstance(one, Line)]
    worded_lines = [one for one in told if one.startswith("On record is that")]
    assert worded_lines and not any("“On record" in one for one in told)
    assert any(isinstance(one, Line) and one.look is Look.FRAME for one in paper.blocks)


# --- kept and opened again ---------------------------------------------------------------------------


def text_of(briefing: Briefing) -> str:
    return json.dumps(dumped(briefing, records()))


def test_a_kept_wording_that_its_words_bear_out_is_opened_as_it_was() -> None:
    kept = worded(correct)
    opened = loaded(text_of(kept), records(), G, bears_out=make_checker(pipeline()).bears_out)
    assert opened.briefing.sections == kept.sections
    assert not opened.foreign and not opened.again


def test_a_kept_wording_that_nobody_checks_gives_way_to_the_records_words() -> None:
    kept = worded(correct)
    opened = loaded(text_of(kept), records(), G)
    texts = said_in(section(opened.briefing, Part.SUMMARY))
    assert texts == [tidy(c.citations[0].quote) for p in kept.sections[0].points for c in p.claims]
    assert opened.foreign


def test_a_wording_that_somebody_changed_in_the_file_is_not_believed() -> None:
    text = "The night help in Wexcombe cost £90,000 in 2030."
    kept = text_of(worded(says(sentence(text, (1, text)))))
    changed = kept.replace(
        '"text": "The night help in Wexcombe cost', '"text": "The night help in Wexcombe never cost'
    )
    assert changed != kept
    opened = loaded(changed, records(), G, bears_out=make_checker(pipeline()).bears_out)
    assert said_in(section(opened.briefing, Part.SUMMARY)) == [text]
    assert opened.foreign


def test_a_briefing_in_the_records_words_is_kept_without_a_wording_and_not_checked() -> None:
    def unasked(text: str, citations: Sequence[Citation]) -> bool:
        raise AssertionError(f"{text} was checked with {len(citations)} citations")

    kept = text_of(made())
    assert '"text"' not in kept
    assert loaded(kept, records(), G, bears_out=unasked).briefing.sections == made().sections

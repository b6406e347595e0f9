from __future__ import annotations

import pytest

from rag.domain import Span
from rag.errors import UnusableQuestion
from rag.paragraphs.checking import ParagraphChecker
from rag.paragraphs.pasted import LONGEST_TEXT, MOST_SENTENCES
from rag.paragraphs.verdicts import Checked, Clash, Mismatch, Verdict
from rag.pipeline import Pipeline
from tests.paragraphs import DIGEST, DOCUMENTS, check, checker, only
from tests.records import pipeline_of

RIGHT = (
    "The Holt review of fostering in Larkfield made 42 recommendations in 2031.",
    "Professor Holt led the review of fostering in Larkfield in 2031.",
    "In June 2031 Larkfield Council planned to open a duty centre for foster carers at a cost of £3 million.",
    "In July 2031 the scrutiny committee considered the merger of two fostering teams in Larkfield.",
    "Minister Rhys Penn said in June 2031 that supervision of foster carers in Larkfield had been neglected.",
)


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_a_record_says_is_supported_and_cited(sentence: str) -> None:
    found = only(sentence)
    assert found.verdict is Verdict.SUPPORTED
    for citation in found.citations:
        text = DOCUMENTS[citation.document_id].text
        assert text[citation.span.start : citation.span.end] == citation.quote


@pytest.mark.parametrize(
    ("sentence", "clash", "written", "told"),
    [
        (RIGHT[0].replace("42", "52"), Clash.NUMBER, "52", "42"),
        (RIGHT[0].replace("in 2031", "in 2027"), Clash.DATE, "2027", "2031"),
        (RIGHT[1].replace("Holt", "Quayle"), Clash.NAME, "Quayle", "Ada Holt"),
        (
            RIGHT[2].replace("planned to open", "opened"),
            Clash.OUTCOME,
            "opened",
            "planned in June 2031 to open",
        ),
        (RIGHT[2].replace("£3 million", "£30 million"), Clash.NUMBER, "£30 million", "£3m"),
        (RIGHT[3].replace("considered", "agreed"), Clash.AGREED, "agreed", "committee considered"),
        (
            RIGHT[4].replace("Minister Rhys Penn", "Professor Ada Holt"),
            Clash.SPEAKER,
            "Ada Holt",
            "Rhys Penn",
        ),
        (
            "In 2031 Larkfield Council accepted the closure of the fostering panel.",
            Clash.NEGATION,
            "accepted",
            "not accept",
        ),
    ],
)
def test_what_differs_is_marked_in_both_texts(sentence: str, clash: Clash, written: str, told: str) -> None:
    found = only(sentence)
    assert found.verdict is Verdict.CONTRADICTED
    (mismatch,) = [one for one in found.mismatches if one.clash is clash]
    assert mismatch.told is not None
    assert mismatch.written.of(sentence) == written
    assert mismatch.told.of(DIGEST.text) == told
    assert written in found.frame
    assert told in found.frame


def test_another_nation_than_the_records_own_is_told_from_its_description() -> None:
    found = only("In Scotland the Holt review made 42 recommendations on fostering in 2031.")
    assert [(one.clash, one.told, one.known) for one in found.mismatches] == [(Clash.NATION, None, "Wales")]
    assert found.frame == "The record speaks of Wales, the sentence of Scotland."


def test_what_no_record_tells_is_not_found_and_never_called_wrong() -> None:
    found = only("Penguins breed on the ice of Antarctica during the long winter.")
    assert found.verdict is Verdict.NOT_FOUND
    assert "does not mean" in found.frame or "nothing near" in found.frame
    assert not found.mismatches


def test_a_statement_added_to_a_right_one_is_never_called_supported() -> None:
    sentence = "The Holt review made 42 recommendations in 2031, and most neighbours applauded loudly."
    found = only(sentence)
    assert found.verdict is Verdict.PARTLY
    assert [span.of(sentence) for span in found.unfound] == ["most neighbours applauded loudly"]


def test_a_decision_on_something_else_does_not_bear_a_decision_out() -> None:
    found = only("Larkfield Council decided to expand the duty centre for foster carers in June 2031.")
    assert found.verdict is not Verdict.SUPPORTED


def test_spans_count_from_the_start_of_the_pasted_text() -> None:
    text = f"A lead. {RIGHT[0].replace('42', '52')}"
    second = check(text)[1]
    assert second.span.of(text) == RIGHT[0].replace("42", "52")
    assert second.mismatches[0].written.of(text) == "52"


def test_only_the_documents_asked_for_are_looked_at() -> None:
    (found,) = checker().check(RIGHT[0], frozenset({"brookvale-2029"}))
    assert found.verdict is Verdict.NOT_FOUND
    assert {one.document_id for one in found.citations} <= {"brookvale-2029"}


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "a" * (LONGEST_TEXT + 1), "It is so. " * (MOST_SENTENCES + 1), "nul \0 byte", "half \ud800"],
)
def test_an_unusable_text_is_refused_before_anything_is_looked_up(text: str) -> None:
    with pytest.raises(UnusableQuestion):
        checker().check(text)


def test_a_pipeline_without_sentences_cannot_check() -> None:
    made = pipeline_of(DIGEST)
    bare = Pipeline(made.records, made._retriever, made.answerer, made.info)
    with pytest.raises(ValueError, match="no search over sentences"):
        ParagraphChecker(bare)


def test_a_verdict_without_words_and_a_mismatch_outside_them_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a citation"):
        Checked(Span(0, 1), Verdict.SUPPORTED, "")
    citation = only(RIGHT[0]).citations[0]
    with pytest.raises(ValueError, match="go together"):
        Checked(Span(0, 1), Verdict.CONTRADICTED, "", (citation,))
    outside = Mismatch(Clash.NUMBER, Span(0, 1), "holt-2031", Span(0, 1))
    with pytest.raises(ValueError, match="outside the cited words"):
        Checked(Span(0, 1), Verdict.CONTRADICTED, "", (citation,), (outside,))


TWO = (
    "The Holt review of fostering in Larkfield made 42 recommendations in 2031, "
    "and it was in 2029 that the Brookvale panel heard from {} care leavers."
)


def test_a_sentence_of_two_facts_rests_on_two_records() -> None:
    found = only(TWO.format("sixty"))
    assert found.verdict is Verdict.SUPPORTED
    assert {one.document_id for one in found.citations} == {"holt-2031", "brookvale-2029"}


def test_a_wrong_half_contradicts_the_whole() -> None:
    sentence = TWO.format("ninety")
    found = only(sentence)
    assert found.verdict is Verdict.CONTRADICTED
    assert [one.written.of(sentence) for one in found.mismatches] == ["ninety"]
    assert found.mismatches[0].document_id == "brookvale-2029"


def test_a_sentence_that_leans_is_read_with_the_one_before() -> None:
    text = (
        "Professor Ada Holt led the Holt review of fostering in Larkfield. It made 52 recommendations there."
    )
    _, second = check(text)
    assert [one.written.of(text) for one in second.mismatches] == ["52"]


def test_a_name_in_another_sentence_of_the_record_does_not_bear_it_out() -> None:
    found = only("Minister Rhys Penn led the Holt review of fostering in Larkfield in 2031.")
    assert found.verdict is not Verdict.SUPPORTED


def test_what_the_nearest_words_lack_may_stand_in_others() -> None:
    found = only(
        "The Holt review made 42 recommendations on 3 May 2031 and found too few foster carers trained."
    )
    assert found.verdict in (Verdict.SUPPORTED, Verdict.PARTLY)
    assert not found.mismatches

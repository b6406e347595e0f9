"""The lines round a correction: what a denial may repeat, and what a correction that leans brings along."""

from __future__ import annotations

from dataclasses import replace

from rag.answering.premises.case import Clash, Premise
from rag.answering.reading.candidates import Candidate
from rag.answering.wording.correcting import correction, frame
from rag.domain import Form, Span
from tests.records import candidate, passages_of, record

MEANT = "The panel said that the two Orlham fires were not isolated."
QUESTION = "Why did the panel say the two Orlham fires were isolated?"


def premise(question: str, assumed: str, one: Candidate, told: str, clash: Clash = Clash.DENIAL) -> Premise:
    asked, said = question.index(assumed), one.text.index(told)
    return Premise(clash, Span(asked, asked + len(assumed)), one, Span(said, said + len(told)))


def test_a_denial_names_what_is_denied_and_leaves_the_denying_words_to_the_sentence_below() -> None:
    for form in Form:
        found = premise(
            QUESTION, "isolated", candidate(MEANT, record("o", "Orlham", MEANT, form=form)), "not isolated"
        )
        line = frame(found, QUESTION)
        assert line == 'The question takes "isolated" for granted; the record says otherwise.'
        assert [one.quote for one in correction(found)] == [MEANT]


def test_an_accusation_that_a_record_denies_is_not_repeated() -> None:
    text, question = "The porter was not guilty.", "Why was the porter guilty?"
    found = premise(question, "guilty", candidate(text), "not guilty")
    assert frame(found, question) == "The question takes something for granted; the record says otherwise."


def test_what_the_question_takes_for_granted_is_repeated_on_one_line_and_not_at_any_length() -> None:
    words = "isolated\nand " + "very " * 40 + "rare"
    question = f"Why were the fires {words}?"
    line = frame(premise(question, words, candidate(MEANT), "not isolated"), question)
    assert '"isolated and very' in line
    assert len(line) < 130
    assert "rare" not in line


def test_a_correction_that_leans_is_shown_with_the_sentence_before() -> None:
    text = "The panel sat in Orlham. It was not asked to lay blame."
    document = record("o", "Orlham", text)
    (passage,) = passages_of(document)
    one = candidate("It was not asked to lay blame.", document)
    leaning = replace(one, passage=passage, leans=True, place=1)
    question = "Why was the panel asked to lay blame?"
    for shown, expected in ((leaning, text), (replace(leaning, leans=False), one.text)):
        found = premise(question, "asked", shown, "not asked")
        assert [cited.quote for cited in correction(found)] == [expected]

"""Considered, noted, agreed, recommended, planned and done are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.language.cues import Act, AskedAct
from rag.answering.language.modality import act_near, acts, asked, clauses, serves, told, words
from rag.domain import ContentDate, Span


def only(*found: Act) -> frozenset[Act]:
    return frozenset(found)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Members considered the paper on fostering.", Act.CONSIDERED),
        ("The Panel received a presentation on the hub.", Act.CONSIDERED),
        ("The scheme was discussed at length.", Act.CONSIDERED),
        ("Members of the Committee were told that carers like the hub.", Act.CONSIDERED),
        ("The report was noted.", Act.NOTED),
        ("The Board also noted the cost.", Act.NOTED),
        ("Noted: the cost of the hub.", Act.NOTED),
        ("A question was asked about the cost.", Act.ASKED),
        ("The Chair asked officers to bring a paper.", Act.ASKED),
        ("Clarification was sought on the cost.", Act.ASKED),
        ("It was suggested that the hub would be worth a visit.", Act.SUGGESTED),
        ("Dr Sole argued that carers need rest.", Act.SUGGESTED),
        ("Dr Sole said that the council must act.", Act.SUGGESTED),
        ("The review recommended a mentor for each carer.", Act.RECOMMENDED),
        ("Each council should name a mentor.", Act.RECOMMENDED),
        ("The review proposed a board.", Act.RECOMMENDED),
        ("It was agreed that the leaflet be printed.", Act.AGREED),
        ("Cabinet approved the budget.", Act.AGREED),
        ("Councillors voted to close the hub.", Act.AGREED),
        ("That the budget be approved.", Act.AGREED),
        ("ACTION: Head of Service to report back.", Act.AGREED),
        ("Cabinet rejected the plan.", Act.REJECTED),
        ("The motion was lost.", Act.REJECTED),
        ("Councillors voted against the closure.", Act.REJECTED),
        ("The item was deferred.", Act.UNDECIDED),
        ("No decision was made on the site.", Act.UNDECIDED),
        ("The hub will open on Lark Lane.", Act.PLANNED),
        ("The hub was to cost £2 million.", Act.PLANNED),
        ("The council hopes to recruit forty carers.", Act.PLANNED),
        ("The paper is due in May.", Act.PLANNED),
        ("Work on the hub has begun.", Act.BEGUN),
        ("A team was set up.", Act.BEGUN),
        ("The hub opened in June 2031.", Act.DONE),
        ("Vacancies fell by a fifth.", Act.DONE),
        ("Sixty carers had been recruited.", Act.DONE),
        ("The pilot was abandoned.", Act.NOT_DONE),
        ("The target of forty carers was missed.", Act.NOT_DONE),
        ("Plans to merge the boards were dropped.", Act.NOT_DONE),
        ("The motion was put to the vote and carried.", Act.AGREED),
        ("The officer agreed that caseloads were too high.", Act.SUGGESTED),
        ("Forty carers had been approved.", Act.DONE),
        ("That Councillor Ames be appointed Chair.", Act.AGREED),
        ("The committee considered the report in full.", Act.CONSIDERED),
        ("The hub has forty staff.", Act.STATED),
        ("Mr Will Ames chairs the board.", Act.STATED),
        ("The delay was due to a lack of staff.", Act.STATED),
        ("A child protection plan is a record.", Act.STATED),
    ],
)
def test_a_sentence_tells_what_was_done(sentence: str, act: Act) -> None:
    assert acts(sentence) == only(act)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Members did not agree the plan.", Act.REJECTED),
        ("None of the recommendations was accepted.", Act.REJECTED),
        ("No action was agreed.", Act.REJECTED),
        ("The scheme has not yet been agreed.", Act.UNDECIDED),
        ("The hub has not yet opened.", Act.NOT_DONE),
        ("The target was not met.", Act.NOT_DONE),
        ("Work has not begun.", Act.NOT_DONE),
        ("The inquiry did not recommend new law.", Act.STATED),
        ("The hub will not open in May.", Act.PLANNED),
    ],
)
def test_a_denial_is_not_what_it_denies(sentence: str, act: Act) -> None:
    assert acts(sentence) == only(act)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Members asked whether the council had agreed to it.", Act.ASKED),
        ("A member asked how many carers had been recruited.", Act.ASKED),
        ("The minutes do not say whether the plan was approved.", Act.STATED),
        ("If approved, the hub will open in May.", Act.PLANNED),
        ("The budget is to be approved in March.", Act.PLANNED),
        ("Recommended – That the leaflet be printed.", Act.RECOMMENDED),
        ("Members are recommended to approve the budget.", Act.RECOMMENDED),
        ("The committee considered whether to fund it.", Act.CONSIDERED),
        ("It was agreed that Cllr Ames would write to the minister.", Act.AGREED),
        ("Officers would be asked to report once the plan was agreed.", Act.PLANNED),
        ("The review launched in mid-2030 was led by Dr Sole.", Act.STATED),
    ],
)
def test_what_is_asked_supposed_or_to_come_is_not_told_as_done(sentence: str, act: Act) -> None:
    assert acts(sentence) == only(act)


def test_two_clauses_may_tell_two_things() -> None:
    assert acts("The committee considered the report and agreed to fund it.") == only(
        Act.CONSIDERED, Act.AGREED
    )
    assert acts("The hub was due in May 2030 but opened in June 2032.") == only(Act.PLANNED, Act.DONE)
    assert acts("The plans were carried out in June 2032.") == only(Act.PLANNED, Act.DONE)
    assert acts("The plans were drawn up in June 2032.") == only(Act.PLANNED)
    assert acts("The plans were not carried out.") == only(Act.PLANNED, Act.NOT_DONE)
    assert acts("Newly started visits are monthly.") == only(Act.STATED)
    assert acts("RESOLVED: That the report be noted.") == only(Act.AGREED, Act.NOTED)


def test_a_person_who_tells_of_a_decision_is_its_witness() -> None:
    heard = told("Councillor Ames said that the council had agreed to fund it.")
    assert [(one.act, one.reported) for one in heard] == [(Act.AGREED, True)]
    for own in ("The council agreed to fund it.", "The minutes said the council had agreed to fund it."):
        assert [one.reported for one in told(own)] == [False]


def test_the_witness_of_one_clause_is_not_that_of_another_that_turns_away() -> None:
    heard = told("Councillor Ames said that carers had left, but the council agreed to fund it.")
    assert [(one.act, one.reported) for one in heard] == [(Act.DONE, True), (Act.AGREED, False)]
    quoted = told("“The council should act.”")
    assert [(one.act, one.reported) for one in quoted] == [(Act.SUGGESTED, True)]


TWO = "The committee considered the paper on 4 May and agreed to open the hub in June."


@pytest.mark.parametrize(
    ("text", "value", "act"),
    [
        (TWO, "4 May", Act.CONSIDERED),
        (TWO, "June", Act.AGREED),
        ("The hub was due in May 2030 but opened in June 2032.", "May 2030", Act.PLANNED),
        ("The hub was due in May 2030 but opened in June 2032.", "June 2032", Act.DONE),
        ("On 4 May the committee noted the cost.", "4 May", Act.NOTED),
        ("It was agreed, as the clerk knew; Cllr Ames is to write.", "clerk", Act.AGREED),
        ("The hub has forty staff.", "forty", Act.STATED),
    ],
)
def test_a_value_has_the_act_of_its_clause(text: str, value: str, act: Act) -> None:
    at = text.index(value)
    assert act_near(text, Span(at, at + len(value))) is act


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What did the committee agree?", AskedAct.AGREED),
        ("what was decided about the hub", AskedAct.AGREED),
        ("What action was agreed?", AskedAct.AGREED),
        ("Did the council reject the proposal?", AskedAct.AGREED),
        ("What was recommended?", AskedAct.RECOMMENDED),
        ("What did they consider?", AskedAct.CONSIDERED),
        ("What did members note?", AskedAct.NOTED),
        ("What did members ask about?", AskedAct.ASKED),
        ("What did Cllr Ames suggest?", AskedAct.SUGGESTED),
        ("What is planned?", AskedAct.PLANNED),
        ("When will the hub open?", AskedAct.PLANNED),
        ("What was achieved?", AskedAct.OUTCOME),
        ("What was the outcome of the review?", AskedAct.OUTCOME),
        ("What was the outcome of the vote?", None),
        ("Did it happen?", AskedAct.OUTCOME),
        ("How many carers were recruited?", AskedAct.OUTCOME),
        ("Has the review been completed?", AskedAct.OUTCOME),
        ("What difference did it make?", AskedAct.OUTCOME),
        ("What actually changed?", AskedAct.OUTCOME),
        ("Which of the hubs are there so far?", AskedAct.OUTCOME),
        ("Tell me about the hubs so far", None),
        ("What happened next?", AskedAct.NEXT),
        ("What became of the plan that was agreed?", AskedAct.NEXT),
        ("Who chaired the inquiry?", None),
        ("What did the inquiry find?", None),
        ("Why did the council agree to close it?", None),
        ("Did the council agree or reject the plan?", None),
        ("What did they consider and what did they agree?", None),
        ("Who carried out the agreed action?", None),
    ],
)
def test_a_question_tells_what_act_it_asks_for(question: str, wanted: AskedAct | None) -> None:
    assert asked(question) is wanted


AGREED, NOTED = "It was agreed to fund the hub.", "The committee noted the hub."
CONSIDERED, PLAN = "Members considered the hub.", "The hub will open in May."
DONE, STATED = "The hub opened in June 2031.", "The hub has forty staff."


@pytest.mark.parametrize(
    ("wanted", "sentence", "worth"),
    [
        (AskedAct.AGREED, AGREED, 1.0),
        (AskedAct.AGREED, "Cabinet rejected the hub.", 1.0),
        (AskedAct.AGREED, NOTED, 0.0),
        (AskedAct.AGREED, CONSIDERED, 0.0),
        (AskedAct.AGREED, "It was suggested that the hub be closed.", 0.0),
        (AskedAct.AGREED, "Members considered the hub and agreed to fund it.", 1.0),
        (AskedAct.AGREED, "Cllr Ames said that the council had agreed to fund it.", 0.5),
        (AskedAct.AGREED, STATED, 0.5),
        (AskedAct.OUTCOME, PLAN, 0.0),
        (AskedAct.OUTCOME, DONE, 1.0),
        (AskedAct.OUTCOME, "The hub has not yet opened.", 1.0),
        (AskedAct.OUTCOME, "Cllr Ames said that the hub had been completed.", 1.0),
        (AskedAct.NEXT, DONE, 1.0),
        (AskedAct.NEXT, CONSIDERED, 0.0),
        (AskedAct.PLANNED, PLAN, 1.0),
        (AskedAct.PLANNED, "It was suggested that the hub be closed.", 0.0),
        (AskedAct.RECOMMENDED, "The review recommended a hub.", 1.0),
        (AskedAct.RECOMMENDED, NOTED, 0.0),
        (AskedAct.CONSIDERED, CONSIDERED, 1.0),
        (None, NOTED, 0.5),
        (None, DONE, 0.5),
    ],
)
def test_a_sentence_serves_the_question_whose_act_it_tells(
    wanted: AskedAct | None, sentence: str, worth: float
) -> None:
    assert serves(wanted, sentence) == worth


def test_a_frame_says_what_a_sentence_is_and_is_not() -> None:
    assert words(acts(CONSIDERED)) == "considered, not agreed"
    assert words(acts(NOTED)) == "noted, not agreed"
    assert words(acts("RESOLVED: That the report be noted.")) == "agreed or only noted, as its words say"
    assert words(acts("The review recommended a hub.")) == "a recommendation, not a decision"
    assert words(acts(PLAN), ContentDate(2030, 6)) == "a plan as at June 2030, not a result"
    assert words(acts(PLAN)) == "a plan, not a result"
    assert words(acts(DONE)) is None
    assert words(acts(STATED)) is None


def test_a_frame_names_the_strongest_act() -> None:
    assert words([Act.CONSIDERED, Act.REJECTED]) == words([Act.REJECTED])
    assert words([Act.PLANNED, Act.DONE]) is None


def test_line_breaks_and_wide_gaps_change_nothing() -> None:
    text = "It was  agreed\nthat the hub  would\nopen; the cost was\n  noted."
    heard = told(text)
    assert [one.act for one in heard] == [Act.AGREED, Act.NOTED]
    assert [one.span.of(text).split()[-1] for one in heard] == ["agreed", "noted"]


@given(st.text(alphabet="agreed noted.,;:was not to be\n“", max_size=120))
def test_the_clauses_of_a_text_are_all_of_it_and_acts_stand_in_them(text: str) -> None:
    if text:
        assert "".join(clause.of(text) for clause in clauses(text)) == text
    assert all(one.span.end <= len(text) for one in told(text))
    assert acts(text)

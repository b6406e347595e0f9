"""One sentence of minutes at a time: what the meeting did, and what it gives somebody to do."""

# ruff: noqa: E501  (sentences read better whole)

from __future__ import annotations

import pytest

from ingest.minutes import meeting_of
from rag.domain import Kind
from tests.records import record

HEAD = "Minutes of a meeting of the Harbour Scrutiny Committee held on 2 May 2031\n\n1. Business\n\n"


def told(sentences: str) -> tuple[list[str], list[tuple[list[str], str | None]]]:
    """The acts, and of each action the owners and the due date."""
    document = record("m", "Minutes", f"{HEAD}{sentences}\n", kind=Kind.MINUTES)
    meeting = meeting_of(document)
    assert meeting is not None
    acts = [outcome.act.value for item in meeting.items for outcome in item.outcomes]
    actions = [
        ([owner.of(document.text) for owner in action.owners], action.due.of(document.text) if action.due else None)
        for item in meeting.items
        for action in item.actions
    ]  # fmt: skip
    return acts, actions


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("The Committee considered the report, noted its figures and agreed its terms.", ["considered", "noted", "agreed"]),
        ("The recommendations were considered and agreed.", ["considered", "agreed"]),
        ("The Committee resolved to recommend to Council that the plan be adopted.", ["resolved", "recommended"]),
        ("It was unanimously agreed that the hub would open in June.", ["agreed"]),
        ("Members thanked the carers and noted the report.", ["noted"]),
        ("Members of the Harbour Scrutiny Committee endorsed the plan.", ["agreed"]),
        ("The minutes record that the committee noted the plan.", []),
        ("The minutes say that the committee noted the plan.", ["noted"]),
        ("The plan was agreed by members.", ["agreed"]),
        ("The minutes were confirmed as a correct record.", ["agreed"]),
        ("Decision: The report was noted.", ["noted"]),
        ("Decision – to close the home.", ["resolved"]),
        ("RECOMMENDED to Cabinet that fees rise.", ["recommended"]),
        ("That the report be noted.", ["noted"]),
        ("The Committee is to consider the report.", []),
        ("Members discussed whether it was agreed.", ["considered"]),
        ("Members noted that the government had considered the report and agreed its findings.", ["noted"]),
    ],
)  # fmt: skip
def test_each_act_of_a_sentence_is_told_by_its_own_verb(sentence: str, acts: list[str]) -> None:
    assert told(sentence)[0] == acts


@pytest.mark.parametrize(
    "sentence",
    [
        "The government agreed with the recommendations of the review.",
        "The Cabinet agreed the budget.",
        "The Fostering Panel agreed a rota.",
        "It was agreed by Cabinet in March that the hub would open.",
        "It was agreed by ministers that the hub would open.",
        "Members of the public agreed that the hub was useful.",
        "The Committee told the Director that it agreed with her.",
        "The Director said that she agreed with members.",
        "The officer reported that the plan was agreed.",
        "It was suggested that the hub be closed.",
        "It was not agreed that the hub would close.",
        "The Committee did not agree the plan.",
        "The Committee had agreed the plan in May.",
        "The plan was agreed in 2009.",
        "If the plan was agreed, the hub would open.",
        "The Committee was asked to agree the plan.",
        "The Panel is recommended to approve the plan.",
        "The agreed plan was long.",
        "What the committee agreed is not known.",
    ],
)
def test_what_others_did_or_nobody_did_is_no_outcome(sentence: str) -> None:
    assert told(sentence)[0] == []


@pytest.mark.parametrize(
    ("sentence", "owners", "due"),
    [
        ("Cllr Moss and Dr Lee to speak with the clerk before the May meeting.", ["Cllr Moss", "Dr Lee"], "before the May meeting"),
        ("The Head of Early Help undertook to provide an answer by the end of term.", ["Head of Early Help"], "by the end of term"),
        ("The Committee considered costs and agreed to write to the Minister by 3 May 2031.", ["Committee"], "by 3 May 2031"),
        ("Officers agreed to circulate the slides.", [], None),
        ("It agreed to share the data.", [], None),
        ("An independent member agreed to visit the home.", ["independent member"], None),
        ("It was agreed that the slides be circulated by the Democratic Services Officer by Friday.", ["Democratic Services Officer"], "by Friday"),
        ("It was agreed that the slides be circulated.", [], None),
        ("Members requested that a visit be arranged.", [], None),
        ("Members asked for a report to be brought to the July meeting.", [], "to the July meeting"),
        ("The Committee asked officers to provide ward figures in six weeks.", [], "in six weeks"),
        ("The Independent Chair, Ms Hall, will present the report at the next meeting.", ["Independent Chair, Ms Hall"], "at the next meeting"),
        ("The lead officer for fostering is to report back in May 2031.", ["lead officer for fostering"], "in May 2031"),
        ("The Virtual School Head agreed to bring the report published in May 2030 to the next meeting.", ["Virtual School Head"], "to the next meeting"),
        ("It was agreed that the Children's Service would write to schools.", ["Children's Service"], None),
        ("The Chair of Governors at Elm School said he would send a letter.", ["Chair of Governors at Elm School"], None),
        ("It was AGREED that the Chair and the Vice-Chair write to the Home Office.", ["Chair", "Vice-Chair"], None),
        ("In the meantime the Head of Housing would circulate a list.", ["Head of Housing"], None),
        ("The Clerk took the action to ring the printers.", ["Clerk"], None),
        ("The clerk was asked to ring the printers within 10 working days.", ["clerk"], "within 10 working days"),
        ("ACTION – Clerk", ["Clerk"], None),
        ("Cllr Moss had the figures. ACTION: Clerk / JS", ["Clerk", "JS"], None),
        ("Figures to follow ACTION: the clerk to post them by Easter", ["clerk"], "by Easter"),
        ("Action by: the Assistant Director (Homes) – count the beds", ["Assistant Director (Homes)"], None),
        ("Action: count the beds - Head of Homes", ["Head of Homes"], None),
        ("Action: count the beds", [], None),
    ],
)  # fmt: skip
def test_a_task_has_its_owner_and_its_date_where_the_record_gives_them(
    sentence: str, owners: list[str], due: str | None
) -> None:
    assert told(sentence)[1] == [(owners, due)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was proposed that Cllr Moss would write to schools.",
        "It was suggested that the Head of Service write to schools.",
        "Members felt that the Head of Service should write to parents.",
        "If agreed, the Head of Service would write to parents.",
        "It was not agreed that Cllr Moss would write.",
        "The Head of Service would need more staff.",
        "The Director of Public Health would be in post by June.",
        "The government agreed to fund flats.",
        "The Chair reported that the Board had agreed to send a letter.",
        "The Chair agreed to note the report.",
        "A member asked the Director to explain the figures.",
        "Children would take part.",
        "The early help service would complete its review in May.",
        "The Committee agreed that this be deferred.",
        "The Chair suggested that officers circulate the notes.",
        "Action: None",
        "Members heard that the Head of Service would write to parents.",
    ],
)
def test_a_wish_a_duty_of_others_or_a_plain_statement_is_no_task(sentence: str) -> None:
    assert told(sentence)[1] == []


def test_a_task_that_points_back_brings_what_it_points_to() -> None:
    text = f"{HEAD}A parent had no reply. The Clerk agreed to raise this with the school.\n"
    document = record("m", "Minutes", text, kind=Kind.MINUTES)
    meeting = meeting_of(document)
    assert meeting is not None
    (action,) = meeting.items[0].actions
    assert action.task.of(text) == "A parent had no reply. The Clerk agreed to raise this with the school"


def test_a_label_of_its_own_paragraph_is_about_what_stands_above_it() -> None:
    acts, actions = told("Two homes had no nurse.\n\nACTION: Head of Health by 1 June 2031")
    assert (acts, actions) == ([], [(["Head of Health"], "by 1 June 2031")])

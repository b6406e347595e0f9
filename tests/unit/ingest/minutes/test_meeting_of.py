"""Whole pages of minutes to records: who met, when, about what, what became of it, and who is to do what by when."""

# ruff: noqa: E501  (sentences read better whole)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import clean
from ingest.minutes import meeting_of
from rag.domain import ContentDate, Dating, Document, Excluded, Form, Kind, Meeting, Span
from tests.records import record
from tests.unit.ingest.minutes import pages

PAGES = {name: getattr(pages, name) for name in dir(pages) if name.isupper()}


def minutes(text: str, **described: Any) -> Document:
    given = {"kind": Kind.MINUTES, "published": None, "dating": Dating.UNKNOWN, "excluded": clean(text)}
    return record("minutes", "Minutes", text, **(given | described))


def page(name: str) -> Document:
    return minutes(PAGES[name], form=Form.DIGEST if name == "DIGEST" else Form.ORIGINAL)


def read(document: Document) -> Meeting:
    found = meeting_of(document)
    assert found is not None
    return found


def line(document: Document, span: Span | None) -> str | None:
    return None if span is None else " ".join(span.of(document.text).split())


def acts(document: Document) -> list[tuple[str | None, str, str | None]]:
    """The number of the item, the act and its verb, in order."""
    return [
        (line(document, item.number), outcome.act.value, line(document, outcome.verb))
        for item in read(document).items
        for outcome in item.outcomes
    ]


def actions(document: Document) -> list[tuple[list[str | None], str | None, str | None]]:
    """Owners, task and due date of every action, in order."""
    return [
        (
            [line(document, owner) for owner in action.owners],
            line(document, action.task),
            line(document, action.due),
        )
        for item in read(document).items
        for action in item.actions
    ]


def spans(meeting: Meeting) -> Iterator[Span]:
    """Every span of a record but the stretch of a whole item."""
    yield from meeting.committees
    yield from filter(None, [meeting.dated])
    for item in meeting.items:
        yield from filter(None, [item.number, item.title])
        for outcome in item.outcomes:
            yield from (outcome.span, outcome.verb)
        for action in item.actions:
            yield from filter(None, [action.span, action.task, *action.owners, action.due])


def test_a_document_of_another_kind_records_no_meeting() -> None:
    assert meeting_of(replace(page("FORMAL"), kind=Kind.NEWS)) is None


def test_a_document_without_text_records_no_meeting() -> None:
    assert meeting_of(minutes(" \n\n")) is None
    furniture = (Excluded(Span(0, 4), "menu", "test"),)
    assert meeting_of(minutes("Home", excluded=furniture)) is None


@pytest.mark.parametrize(
    ("name", "bodies", "held", "dated"),
    [
        ("ISSUE_PAGE", ["Family Support Advisory Committee", "Fostering Policy and Practice Panel"], "2031-03-04", "04/03/2031"),
        ("WHOLE_MEETING", ["Young People's Scrutiny Committee"], "2032-06-08", "8th June, 2032"),
        ("FORMAL", ["Children's Services Panel"], "2033-11-12", "12 November 2033"),
        ("DECISION_PAGE", ["Cabinet"], "2033-02-03", "3 February 2033"),
        ("MARKDOWN", ["Corporate Parenting Board"], "2034-07-05", "5 July 2034"),
        ("DIGEST", ["Family Support Advisory Committee", "Fostering Policy and Practice Panel"], "2031-03-04", "4 March 2031"),
        ("TABLE", ["Safeguarding Partnership Board"], "2035-09-21", "21/09/2035"),
        ("PDF_LINES", ["OVERVIEW AND SCRUTINY COMMITTEE"], "2030-04-23", "23 APRIL 2030"),
        ("NOTED_ONLY", ["Social Care, Health & Housing Scrutiny Sub-Committee"], "2036-10-17", "17/10/2036"),
        ("LOOSE_NOTE", [], None, None),
    ],
)  # fmt: skip
def test_who_met_and_when_is_read_from_the_head(
    name: str, bodies: list[str], held: str | None, dated: str | None
) -> None:
    document = page(name)
    meeting = read(document)
    assert [line(document, span) for span in meeting.committees] == bodies
    assert (str(meeting.held) if meeting.held else None, line(document, meeting.dated)) == (held, dated)


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("ISSUE_PAGE", [("9", "The Lantern Review: Closing Paper - A bed for every night")]),
        (
            "WHOLE_MEETING",
            [
                ("40", "Apologies for Absence"),
                ("41", "Minutes of the last meeting"),
                ("42", "Short breaks"),
                ("43", "Fostering allowances"),
            ],
        ),
        (
            "FORMAL",
            [
                ("1", "Declarations of interest"),
                ("2", "Education of children in care"),
                ("3", "Care leavers"),
                ("4", "Date of next meeting"),
            ],
        ),
        ("DECISION_PAGE", [("77", "Kinship policy")]),
        ("MARKDOWN", [("1", "Sufficiency of homes"), ("2", "Health checks")]),
        ("DIGEST", [("9", "The Lantern Review: A bed for every night")]),
        ("PDF_LINES", [("45/30", "Family hubs"), ("46/30", "Work programme")]),
        ("LOOSE_NOTE", [(None, None)]),
    ],
)
def test_items_have_the_numbers_and_titles_of_the_agenda(
    name: str, items: list[tuple[str | None, str | None]]
) -> None:
    document = page(name)
    found = [(line(document, item.number), line(document, item.title)) for item in read(document).items]
    assert found == items


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("ISSUE_PAGE", [("9", "considered", "considered"), ("9", "noted", "noted"), ("9", "agreed", "agreed")]),
        (
            "WHOLE_MEETING",
            [
                ("41", "agreed", "approved"),
                ("42", "considered", "received"),
                ("42", "resolved", "Resolved"),
                ("42", "noted", "noted"),
                ("42", "resolved", "Resolved"),
                ("42", "resolved", "Resolved"),
                ("43", "recommended", "recommended"),
            ],
        ),
        (
            "FORMAL",
            [
                ("2", "considered", "discussed"),
                ("2", "resolved", "RESOLVED"),
                ("2", "noted", "noted"),
                ("3", "noted", "NOTED"),
                ("3", "resolved", "RESOLVED"),
                ("3", "resolved", "RESOLVED"),
            ],
        ),
        (
            "DECISION_PAGE",
            [
                ("77", "resolved", "Decision"),
                ("77", "resolved", "Decision"),
                ("77", "considered", "considered"),
            ],
        ),
        ("MARKDOWN", [("1", "agreed", "Agreed"), ("1", "noted", "noted")]),
        ("DIGEST", [("9", "considered", "considered"), ("9", "agreed", "agreed"), ("9", "noted", "noted")]),
        ("TABLE", [("1", "agreed", "accepted"), ("1", "noted", "noted")]),
        ("PDF_LINES", [("45/30", "resolved", "resolved"), ("46/30", "agreed", "agreed")]),
        ("NOTED_ONLY", [("5", "noted", "noted"), ("6", "considered", "discussed"), ("6", "noted", "noted")]),
        ("LOOSE_NOTE", []),
    ],
)  # fmt: skip
def test_each_item_tells_what_the_meeting_did_and_nothing_that_others_did(
    name: str, wanted: list[tuple[str | None, str, str]]
) -> None:
    assert acts(page(name)) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "ISSUE_PAGE",
            [
                (
                    ["Vice Chair of the Fostering Policy and Practice Panel"],
                    "it was suggested that the rota kept in Eastwick be copied. The Vice Chair of the Fostering Policy "
                    "and Practice Panel agreed to take this forward as an action",
                    None,
                ),
                (
                    ["Cllr Oke", "Cllr Brandt"],
                    "speak with the new manager about the leaflets, with a longer paper likely to come in May 2032",
                    None,
                ),
            ],
        ),
        (
            "WHOLE_MEETING",
            [
                (["Head of Short Breaks"], "circulate the waiting list figures by 14 July 2032", "by 14 July 2032"),
                (
                    ["Director of Children's Services"],
                    "bring a costed plan to the September meeting",
                    "to the September meeting",
                ),
                ([], "a visit to two homes be arranged before the summer recess", "before the summer recess"),
            ],
        ),
        (
            "FORMAL",
            [
                (["Head of the Virtual School"], "Officers to send attendance figures to all members", None),
                ([], "a further report be brought to the next meeting", "to the next meeting"),
                (["Jo Lund, Participation Officer"], "A list of empty flats to be kept", "by 14 May 2034"),
                (
                    ["Leader"],
                    "write to the three housing associations by the end of January",
                    "by the end of January",
                ),
            ],
        ),
        ("DECISION_PAGE", [(["Corporate Director"], "publish it by 1 April 2033", "by 1 April 2033")]),
        (
            "MARKDOWN",
            [
                (
                    ["Cllr Morgan", "Tom Reyes"],
                    "meet with the two providers before the end of term",
                    "before the end of term",
                ),
                (["JS", "AB"], "update the risk register by Friday 20 July", "by Friday 20 July"),
                (["Designated Nurse"], "bring figures to the October meeting", "to the October meeting"),
                (["Health Team"], "Circulate the dental leaflet", None),
                ([], "check the spellings", None),
                (["Chair"], "letter to the dentists", None),
            ],
        ),
        (
            "DIGEST",
            [
                (["Fostering Policy and Practice Panel's Vice Chair"], "take the rota forward", None),
                (["Cllr Oke", "Cllr Brandt"], "speak to the new manager by June 2031", "by June 2031"),
            ],
        ),
        (
            "TABLE",
            [
                (["Lena Voss, Education Lead"], "Share the strategy with schools", "30 September 2035"),
                ([], "Review the training offer", None),
                (["Quality hub"], "Count the visits", "the next meeting"),
            ],
        ),
        (
            "PDF_LINES",
            [
                (["Assistant Director"], "provide the rents of both hubs within two weeks", "within two weeks"),
                (["Chair"], "write to the Cabinet Member before the budget is set", "before the budget is set"),
                ([], "map bus routes", None),
                (["Committee"], "invite the Police Commissioner to its next meeting", "to its next meeting"),
            ],
        ),
        ("NOTED_ONLY", []),
        (
            "LOOSE_NOTE",
            [
                ([], "Report to be circulated in due course", None),
                (["Dr Priya Nair"], "contact the school immediately", "immediately"),
            ],
        ),
    ],
)  # fmt: skip
def test_actions_have_the_owners_and_dates_that_the_record_names_and_no_others(
    name: str, wanted: list[tuple[list[str], str, str | None]]
) -> None:
    assert actions(page(name)) == wanted


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_field_is_a_stretch_of_the_text_outside_its_furniture(name: str) -> None:
    document = page(name)
    found = list(spans(read(document)))
    assert found
    for span in found:
        assert span.end <= len(document.text)
        assert span.of(document.text).strip()
        assert not any(excluded.span.overlaps(span) for excluded in document.excluded)


def test_words_that_cleaning_has_excluded_make_no_action() -> None:
    text = "1. Leaflets\n\nCllr Moss agreed to write to schools.\n\nCllr Pell agreed to ring the printers.\n"
    start = text.index("Cllr Pell")
    cut = (Excluded(Span(start, len(text)), "related", "test"),)
    assert [owners for owners, _, _ in actions(minutes(text, excluded=cut))] == [["Cllr Moss"]]


def test_an_agenda_note_is_no_part_of_the_minutes() -> None:
    text = PAGES["WHOLE_MEETING"]
    assert "Committee is asked to agree the plan" in text
    note = text.index("RECOMMENDED to Cabinet that allowances")
    assert all(
        not outcome.span.overlaps(Span(note, note + 10))
        for item in read(page("WHOLE_MEETING")).items
        for outcome in item.outcomes
    )


def test_the_date_a_document_is_known_to_be_of_is_found_in_its_words() -> None:
    text = "The report of 1 May 2030 was noted by the committee that met on 11 June 2031."
    known = {"published": ContentDate(2031, 6, 11), "dating": Dating.STATED}
    document = minutes(text, **known)
    assert line(document, read(document).dated) == "11 June 2031"
    silent = minutes("The panel noted the report.", **known)
    assert (read(silent).held, read(silent).dated) == (ContentDate(2031, 6, 11), None)
    inferred = minutes("The panel noted the report.", published=ContentDate(2031), dating=Dating.INFERRED)
    assert read(inferred).held is None


def test_headings_of_markdown_without_numbers_are_items_too() -> None:
    text = (
        "# Panel\n\n## Attendance\n\nAll.\n\n## Foster care\n\n### Minutes\n\nThe panel noted the report.\n"
    )
    document = minutes(text, excluded=())
    assert [line(document, item.title) for item in read(document).items] == ["Foster care"]


def test_points_of_a_list_are_no_items() -> None:
    text = "4. Fees\n\nRESOLVED:\n\n1. That fees be frozen.\n\n2. Officers to write to carers by May\n\n5. Homes\n\nNoted.\n"
    document = minutes(text, excluded=())
    assert [line(document, item.number) for item in read(document).items] == ["4", "5"]


def test_a_digest_that_speaks_of_several_items_is_given_no_number() -> None:
    document = minutes(
        "Item 3 was on fees. Item 4 was on homes. The panel noted both.", form=Form.DIGEST, excluded=()
    )
    (item,) = read(document).items
    assert (item.number, item.title) == (None, None)


WORDS = st.sampled_from(
    [
        "The Committee", "agreed", "that", "RESOLVED:", "ACTION:", "Head of Service", "to", "circulate", "(a)", "(b)",
        "by", "14 May 2031", ".", "\n", "\n\n", "|", "Action", "Owner", "1.", "Minutes:", "Cllr Moss", "and", "would",
        "noted", "# ", "Item 4", "be", "the next meeting", ":", ";", "it was suggested that", "this forward", "take",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_no_text_breaks_the_reading_and_every_span_lies_in_it(words: list[str]) -> None:
    text = " ".join(words)
    found = meeting_of(minutes(text, excluded=()))
    for span in spans(found) if found else ():
        assert 0 <= span.start < span.end <= len(text)

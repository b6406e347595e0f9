from __future__ import annotations

import pytest

from rag.answering.suggesting.naming import Called, called
from rag.domain import ContentDate, Kind
from tests.records import passages_of, record


def name_of(title: str, text: str = "The council met in the spring.", **described: object) -> Called | None:
    document = record("one", title, text, **described)
    return called(document, passages_of(document))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Launch of the Penrow Review of child protection: remit and timetable", "the Penrow Review"),
        ("Larkholm City Council accepts Open Doors report on care, May 2033", "the Open Doors report"),
        ("Fernhill Vale launches systems review of services, Wales", "Fernhill Vale's systems review"),
        (
            "First government response to the Penrow care review",
            "the first government response to the Penrow care review",
        ),
        ("Council committees discuss Penrow's final report: minutes", "Penrow's final report"),
        ("Independent Review of Family Courts, Ada Dunn (2031)", "the Independent Review of Family Courts"),
        ("Lord Brack, The Care of Children: A Progress Report (2029)", "Lord Brack's Progress Report"),
        ("Social Work Task Force (2028)", "the Social Work Task Force"),
        (
            "Corley Council, Children and Learning Committee, minutes",
            "the Children and Learning Committee",
        ),
        ("Nightingale and Brook Inquiry", "the Nightingale and Brook Inquiry"),
    ],
)
def test_a_review_is_called_by_the_words_of_the_title_that_name_it(title: str, name: str) -> None:
    found = name_of(
        title, "The council, a city, took care of the first report of social work by the government."
    )
    assert found is not None
    assert (found.name, found.thing) == (name, True)


def test_a_title_without_a_review_gives_the_body_it_begins_with() -> None:
    found = name_of("Larkholm Council has accepted criticism of its services", "The council agreed.")
    assert found == Called("Larkholm Council", False, False, ("Larkholm",))
    borough = name_of("Borough of Larkholm: context", "The borough agreed.")
    assert borough is not None
    assert borough.name == "the Borough of Larkholm"


def test_a_person_who_led_a_review_acts_though_they_are_no_thing() -> None:
    found = name_of(
        "Dunn, education of teachers (2033)", "Courses were short when Dunn began. She recommended a new one."
    )
    assert found is not None
    assert (found.name, found.acts, found.thing) == ("Dunn", True, False)


def test_where_the_title_names_nobody_the_text_does() -> None:
    found = name_of(
        "Fundamental change in care", "It answers Ada Penrow's independent review. Penrow led it."
    )
    assert found is not None
    assert found.name == "Ada Penrow's independent review"
    placed = name_of(
        "Children's services review launched", "A review of children's care was begun in Fernhill Vale."
    )
    assert placed is not None
    assert placed.name == "the children's services review in Fernhill Vale"


def test_nothing_is_called_anything_where_nothing_is_named() -> None:
    assert name_of("Note without a date", "visits were short.") is None


@pytest.mark.parametrize(
    ("published", "meeting"),
    [
        (ContentDate(2033, 5, 4), "the meeting of 4 May 2033"),
        (ContentDate(2033, 5), "the meeting in May 2033"),
        (None, None),
    ],
)
def test_minutes_know_their_meeting_by_its_date(published: ContentDate | None, meeting: str | None) -> None:
    found = name_of("Penrow report: item 4", "Penrow was discussed.", kind=Kind.MINUTES, published=published)
    assert found is not None
    assert found.meeting == meeting

"""Names, nations and kinds of people, set beside those of a record."""

from __future__ import annotations

import pytest

from rag.paragraphs.readers.compared import Outcome, Told
from rag.paragraphs.readers.names import names
from rag.paragraphs.readers.nations import nations
from rag.paragraphs.readers.posts import posts
from tests.records import record
from tests.unit.rag.paragraphs.readers.reading import BOOK, found, named


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("Holt led it.", "Professor Ada Holt led it.", []),
        ("Rhys Penn led it.", "Professor Ada Holt led it.", ["Rhys Penn -> Ada Holt"]),
        ("Brian Holt led it.", "Professor Ada Holt led it.", ["Brian Holt -> Ada Holt"]),
        ("The CMA began it.", "The Competition and Markets Authority began it.", []),
        (
            "The Department of Health signed it.",
            "The Education Department signed it.",
            ["Department of Health -> Education Department"],
        ),
        ("It was set up in Hulme.", "It was set up in Larkfield.", ["Hulme -> Larkfield"]),
        ("Holt led it.", "She led it.", []),
        ("Quayle Brown led it.", "She led it.", ["Quayle Brown ?"]),
    ],
)
def test_names(written: str, text: str, differs: list[str]) -> None:
    assert found(named, written, text, "The Holt review") == differs


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("She was dismissed by Ofsted.", "Larkfield Council dismissed her.", ["Ofsted -> Larkfield"]),
        ("She was dismissed by Larkfield Council.", "Larkfield Council dismissed her.", []),
        (
            "The Health Secretary closed it.",
            "The Education Secretary closed it.",
            ["Health Secretary -> Education Secretary"],
        ),
        (
            "It was agreed with Brookvale.",
            "It was agreed by the Court Service.",
            ["Brookvale -> Court Service"],
        ),
        ("It is in Vale de Mar.", "It is in Vale de Sol.", ["Vale de Mar -> Vale de Sol"]),
        ("Holt asked Penn to look abroad.", "Penn asked Holt to look abroad.", ["Holt -> Penn"]),
        ("Holt asked Penn to look abroad.", "Penn was asked by Holt to look abroad.", []),
        ("Then Quayle sent word, and so did Holt.", "Holt sent word.", ["Quayle ?"]),
        (
            "It was asked for by the Larkfield Task Force.",
            "The Brookvale Board asked for it.",
            ["Larkfield -> Brookvale"],
        ),
        ("Penn requested the review.", "It was done at the request of Holt.", ["Penn -> Holt"]),
        ("Rachel de Holt led it.", "Rachel de Holt came to lead it.", []),
    ],
)
def test_who_did_it(written: str, text: str, differs: list[str]) -> None:
    assert found(named, written, text) == differs


def test_a_name_that_the_record_has_elsewhere_is_only_missing_here() -> None:
    elsewhere = record("e", "E", "The Audit Office came. The Court Service led it.")
    written = "It was led well, the Audit Office held."
    (one,) = names(written, Told(elsewhere, "The Court Service led it.", ""), BOOK)
    assert one.outcome is Outcome.MISSING


def test_a_name_in_the_place_of_another_differs_though_the_record_has_it_elsewhere() -> None:
    elsewhere = record("e", "E", "The Audit Office came. The Court Service led it.")
    written = "The Audit Office led it."
    (one,) = names(written, Told(elsewhere, "The Court Service led it.", ""), BOOK)
    assert one.outcome is Outcome.DIFFERS


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("It was so in Wales.", "It was so.", []),
        ("It was so in Scotland.", "It was so in England.", ["Scotland -> England"]),
        ("The Scottish review closed.", "It closed.", ["Scottish -> Wales"]),
    ],
)
def test_nations(written: str, text: str, differs: list[str]) -> None:
    assert found(nations, written, text) == differs


def test_a_record_of_all_nations_contradicts_none() -> None:
    both = record("uk", "UK", "Words.", jurisdiction="UK")
    (one,) = nations("It was so in Scotland.", Told(both, "It was so.", ""))
    assert one.outcome is Outcome.MISSING


@pytest.mark.parametrize(
    "written",
    ["The inquiry that Holt chaired began.", "The inquiry led by Ada Holt began.", "The Holt review began."],
)
def test_whose_review_it_is_the_heading_may_say(written: str) -> None:
    assert found(named, written, "Rhys Penn spoke.", "The Holt review") == []


def test_another_profession_or_kin_in_the_same_place_differs() -> None:
    assert found(posts, "His father told the nurse.", "His mother told the nurse.") == ["father -> mother"]
    assert found(posts, "His mother came.", "His mother came.") == []
    assert found(posts, "The minister met the teacher.", "The director met the nurse.") == [
        "teacher -> nurse",
        "minister -> director",
    ]

"""Each reader sets one written sentence against one of a record; what it finds is told as "clash: written -> told"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.domain import ContentDate
from rag.paragraphs.readers.acts import acts
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.dates import dates
from rag.paragraphs.readers.denials import denials
from rag.paragraphs.readers.names import names
from rag.paragraphs.readers.naming import book_of
from rag.paragraphs.readers.nations import nations
from rag.paragraphs.readers.numbers import numbers
from rag.paragraphs.readers.posts import posts
from rag.paragraphs.readers.speakers import speakers
from tests.paragraphs import DIGEST, ORIGINAL
from tests.records import record, records_of

BOOK = book_of(
    records_of(
        DIGEST,
        ORIGINAL,
        record(
            "x",
            "X",
            "In England the Larkfield Council met. Foster carers, children and families and a cold house.",
        ),
    )
)
PLACE = record(
    "place", "A review in Larkfield, 2031", "Words.", published=ContentDate(2031), jurisdiction="Wales"
)


def told(text: str, around: str = "") -> Told:
    return Told(PLACE, text, around)


def found(
    read: Callable[[str, Told], list[Compared]], written: str, text: str, around: str = ""
) -> list[str]:
    """What differs as "written -> told", what is missing as "written ?"; what agrees is left out."""
    lines = []
    for one in read(written, told(text, around)):
        if one.outcome is Outcome.DIFFERS:
            lines.append(f"{one.written.of(written)} -> {one.told.of(text) if one.told else one.known}")
        elif one.outcome is Outcome.MISSING:
            lines.append(f"{one.written.of(written)} ?")
    return lines


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("It heard twelve families.", "It heard 12 families.", []),
        ("It cost £302m.", "It cost £302 million.", []),
        ("About 23,000 children were known.", "22,875 children were known.", []),
        ("At least 1,900 children were hurt.", "At least 1,400 children were hurt.", ["1,900 -> 1,400"]),
        ("It made 58 recommendations.", "It made 108 recommendations, not the 58 proposals.", ["58 -> 108"]),
        ("It rose by 12%.", "It rose by 15 per cent.", ["12% -> 15 per cent"]),
        ("It took six months.", "It took eight months.", ["six months -> eight months"]),
        ("A quarter of children moved.", "A third of children moved.", ["A quarter -> A third"]),
        ("Two in five children moved.", "40% of children moved.", []),
        ("Thirty schools took part.", "Hundreds of schools took part.", ["Thirty -> Hundreds"]),
        ("It ran for ten years.", "It ran for a decade.", []),
        ("Over a hundred people came.", "Over two hundred people came.", ["a hundred -> two hundred"]),
        ("The boy was aged six.", "The boy was eight years old.", ["aged six -> eight years old"]),
        ("The second report was late.", "The third report was late.", ["second -> third"]),
        ("Recommendation 1 was dropped.", "recommendation 10 was dropped.", ["1 -> 10"]),
        ("It did three things there.", "It met and left.", []),
        ("It has 40 beds.", "It has a garden.", ["40 ?"]),
        ("Half of them stayed.", "There 22 stayed.", ["Half -> 22"]),
    ],
)
def test_numbers(written: str, text: str, differs: list[str]) -> None:
    assert found(numbers, written, text) == differs


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("It came in May 2011.", "It came on 10 May 2011.", []),
        ("It came on May 10, 2011.", "It came on 10 May 2011.", []),
        ("It came on 11/10/2011.", "It came on 11 October 2011.", []),
        ("It came in June 2011.", "It came on 10 May 2011.", ["June 2011 -> 10 May 2011"]),
        (
            "It came in March 2013.",
            "It came in March 2010, as was said in 2013.",
            ["March 2013 -> March 2010"],
        ),
        (
            "It came on 10 November 2011.",
            "It came on 11 October and not 10 November 2011.",
            ["10 November 2011 -> 11 October"],
        ),
        ("It came in 2031.", "It came.", []),
        ("It came in 2019.", "It came.", ["2019 ?"]),
        ("It came in 2031.", "It followed a death in 2000.", []),
        ("It came by the end of November.", "It came by the end of September.", ["November -> September"]),
        ("The Care Act 2012 set it.", "The Care Act 2014 set it.", ["2012 -> 2014"]),
        ("Under the 2014 Act it was set.", "The Care Act 2014 set it.", []),
    ],
)
def test_dates(written: str, text: str, differs: list[str]) -> None:
    assert found(dates, written, text) == differs


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
    assert found(lambda w, t: names(w, t, BOOK), written, text, "The Holt review") == differs


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
    ("written", "text", "differs"),
    [
        ("The council said it failed.", "Ministers said it failed.", ["The council -> Ministers"]),
        ("The government said it failed.", "Ministers said it failed.", []),
        ("The review found it failed.", "Holt found it failed.", []),
        ("The council found it failed.", "It failed.", ["The council ?"]),
        ("According to the police it failed.", "It failed, according to the council.", ["police -> council"]),
        ("Holt said it failed.", "Rhys Penn said it failed.", ["Holt -> Rhys Penn"]),
    ],
)
def test_speakers(written: str, text: str, differs: list[str]) -> None:
    place = record("holt", "Holt review", "Words.")
    lines = [
        f"{one.written.of(written)} -> {one.told.of(text)}" if one.told else f"{one.written.of(written)} ?"
        for one in speakers(written, Told(place, text, ""), BOOK)
        if one.outcome is not Outcome.AGREES
    ]
    assert lines == differs


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The council accepted the plan.", "The council rejected the plan."),
        ("The council accepted the closure.", "The council did not accept the closure."),
        ("The council did not publish the minutes.", "The council published the minutes."),
        ("Caseloads were acceptable there.", "Caseloads were unacceptable there."),
        ("It was rarely visited.", "It was usually visited."),
        ("The first step was right.", "The last step was right."),
        ("It has never been tried by anybody.", "Pilots ran in many towns."),
    ],
)
def test_a_denial_in_one_of_two_is_a_clash(written: str, text: str) -> None:
    (one,) = denials(written, told(text))
    assert one.outcome is Outcome.DIFFERS


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("No new duty was needed.", "Ministers said that a new duty was not needed."),
        ("They did not regard the cases as isolated.", "The cases were not isolated ones."),
        ("The council did not accept the closure.", "The council rejected the closure."),
        ("It did not advise moving services.", "It advised a partner, not a move of services."),
        ("The council accepted the plan.", "The council accepted the plan in full."),
    ],
)
def test_what_both_say_or_both_deny_is_no_clash(written: str, text: str) -> None:
    assert denials(written, told(text)) == []


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        (
            "The committee agreed the merger.",
            "The committee considered the merger.",
            ["agreed -> committee considered"],
        ),
        (
            "The council opened a centre.",
            "The council planned to open a centre.",
            ["opened -> planned to open"],
        ),
        ("The duty became law in 2012.", "The review recommended a duty in 2011.", ["became -> recommended"]),
        (
            "The centre opened as planned.",
            "The council planned to open a centre.",
            ["opened -> planned to open"],
        ),
        ("The council planned a centre.", "The council planned to open a centre.", []),
        (
            "The minister decided on the framework.",
            "The minister backed it in principle.",
            ["decided -> in principle"],
        ),
        ("The council agreed to adopt it.", "The council agreed to take it forward.", ["agreed to adopt ?"]),
        ("The council agreed the plan.", "The council agreed the plan.", []),
        ("The report came out in May.", "The report was published in May and recommended a duty.", []),
    ],
)
def test_acts(written: str, text: str, differs: list[str]) -> None:
    assert found(lambda w, t: acts(w, t, w), written, text) == differs


def test_another_profession_or_kin_in_the_same_place_differs() -> None:
    assert found(posts, "His father told the nurse.", "His mother told the nurse.") == ["father -> mother"]
    assert found(posts, "His mother came.", "His mother came.") == []


@pytest.mark.parametrize(
    ("read", "written", "text", "differs"),
    [
        (
            numbers,
            "It began a year before the fire.",
            "It began a month before the fire.",
            ["a year -> a month before"],
        ),
        (numbers, "It began a week after the fire.", "A month before the fire it began.", []),
        (
            numbers,
            "It heard a few dozen of them.",
            "It heard thousands of them.",
            ["a few dozen -> thousands"],
        ),
        (numbers, "He was eight when it began.", "He was eight years old when it began.", []),
        (dates, "Seats are filled from 2029.", "Seats are filled from 2031.", ["2029 -> 2031"]),
        (denials, "He refused to resign.", "He resigned.", ["refused to resign -> resigned"]),
        (
            denials,
            "It made a call for evidence.",
            "Evidence was not called for.",
            ["evidence -> Evidence was not"],
        ),
        (denials, "The account was unclear.", "There was no clear account.", []),
        (denials, "The record names no child.", "A child was named by the press.", []),
        (
            lambda w, t: acts(w, t, w),
            "Two members had spoken to the director.",
            "Two members would speak to the director.",
            ["spoken -> would speak"],
        ),
        (
            lambda w, t: acts(w, t, w),
            "Two members should have spoken to the director.",
            "Two members would speak to the director.",
            [],
        ),
        (
            lambda w, t: acts(w, t, w),
            "The panel decided on a single body.",
            "The key proposal was a single body.",
            ["decided -> The key proposal"],
        ),
        (
            lambda w, t: acts(w, t, w),
            "It decided to hold a review.",
            "It did not think it the moment for a review.",
            ["decided -> did not think"],
        ),
        (
            lambda w, t: acts(w, t, w),
            "It agreed to carry it out.",
            "It accepted the need to act.",
            ["agreed -> accepted the need"],
        ),
        (
            lambda w, t: names(w, t, BOOK),
            "She was dismissed by Ofsted.",
            "Larkfield Council dismissed her.",
            ["Ofsted -> Larkfield"],
        ),
        (
            lambda w, t: names(w, t, BOOK),
            "She was dismissed by Larkfield Council.",
            "Larkfield Council dismissed her.",
            [],
        ),
    ],
)
def test_what_else_differs(
    read: Callable[[str, Told], list[Compared]], written: str, text: str, differs: list[str]
) -> None:
    assert found(read, written, text) == differs

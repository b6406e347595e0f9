"""What was done with a thing, set beside what a record has of it."""

from __future__ import annotations

import pytest

from tests.unit.rag.paragraphs.readers.reading import deeds, found


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
    assert found(deeds, written, text) == differs


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        (
            "Two members had spoken to the director.",
            "Two members would speak to the director.",
            ["spoken -> would speak"],
        ),
        ("Two members should have spoken to the director.", "Two members would speak to the director.", []),
        (
            "The panel decided on a single body.",
            "The key proposal was a single body.",
            ["decided -> The key proposal"],
        ),
        (
            "It decided to hold a review.",
            "It did not think it the moment for a review.",
            ["decided -> did not think"],
        ),
        ("It agreed to carry it out.", "It accepted the need to act.", ["agreed -> accepted the need"]),
        (
            "There has been a new duty since.",
            "The review called for a new duty.",
            ["There has been -> review called for"],
        ),
        ("There has been a new duty since.", "There has been a new duty.", []),
        ("A new duty was among the government's plans.", "The government planned a new duty.", []),
        (
            "The council opened a centre so that carers would meet.",
            "The council planned to open a centre.",
            ["opened -> planned"],
        ),
        ("The minister announced a scheme.", "The minister announced plans for a scheme.", []),
        ("The committee set up a panel.", "The committee would set up a panel.", ["set -> would set"]),
        ("The committee was to set up a panel.", "The committee would set up a panel.", []),
        ("It spoke of a duty.", "It agreed a duty.", []),
        ("It agreed a duty.", "It spoke of a duty.", ["agreed -> spoke of"]),
        ("The duty came to be met.", "The review asked for the duty to be met.", ["came to be -> asked for"]),
        (
            "It was decided that there would be a duty.",
            "Holt's early ideas included a duty.",
            ["decided -> Holt's early ideas"],
        ),
        ("He could act once ministers agreed.", "He said that the agreement of ministers was needed.", []),
        (
            "He could act for ministers agreed.",
            "He said that the agreement of ministers was needed.",
            ["agreed -> agreement of ministers was needed"],
        ),
        ("A review was announced in May.", "The minister announced that there would be a review.", []),
        (
            "A review was held in May.",
            "The minister announced that there would be a review.",
            ["was held -> announced that there would"],
        ),
        ("The panel called in July 2011 for a duty.", "The panel asked in July 2011 for a duty.", []),
    ],
)
def test_what_is_still_to_come(written: str, text: str, differs: list[str]) -> None:
    assert found(deeds, written, text) == differs

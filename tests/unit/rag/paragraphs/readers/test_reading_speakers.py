"""Whoever says a thing, set beside whoever says it in a record."""

from __future__ import annotations

import pytest

from rag.paragraphs.readers.compared import Outcome, Told
from rag.paragraphs.readers.speakers import speakers
from tests.records import record
from tests.unit.rag.paragraphs.readers.reading import BOOK


@pytest.mark.parametrize(
    ("written", "text", "differs"),
    [
        ("The council said it failed.", "Ministers said it failed.", ["The council -> Ministers"]),
        ("The government said it failed.", "Ministers said it failed.", []),
        ("The review found it failed.", "Holt found it failed.", []),
        ("The council found it failed.", "It failed.", ["The council ?"]),
        ("According to the police it failed.", "It failed, according to the council.", ["police -> council"]),
        ("Holt said it failed.", "Rhys Penn said it failed.", ["Holt -> Rhys Penn"]),
        ("It failed, in Penn's view.", "Quayle said it failed.", ["Penn -> Quayle"]),
        ("The verdict of the police was bad.", "The verdict of ministers was bad.", ["police -> ministers"]),
        ("It failed, said Penn as Quayle began.", "Quayle said it failed.", ["Penn -> Quayle"]),
        (
            "Ministers were told by Quayle that it failed.",
            "Penn told the press that it failed.",
            ["Quayle -> Penn"],
        ),
        ("Then Quayle found that it failed.", "It failed, as reported by Brown.", ["Quayle ?"]),
        (
            "The High Court held that it failed.",
            "The Appeal Court held that it failed.",
            ["The High Court -> The Appeal Court"],
        ),
        ("It failed, Quayle thought.", "Penn did not think that it failed.", ["Quayle -> Penn"]),
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

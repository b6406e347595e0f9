from __future__ import annotations

from dataclasses import replace

import pytest

from rag.briefing.brief import Part, Point, Wanted
from tests.unit.rag.briefing.sample import TOPIC, made, section


def test_a_line_needs_words() -> None:
    with pytest.raises(ValueError, match="frame or a claim"):
        Point(remark="Ask the board.")


def test_a_line_keeps_its_key_whatever_its_reader_does_to_it_and_no_other_line_has_it() -> None:
    lines = section(made(), Part.RECORDS).points
    changed = [replace(line, ticked=False, remark="Look again.") for line in lines]
    assert [one.key for one in changed] == [one.key for one in lines]
    assert len({one.key for one in lines}) == len(lines)


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        (Wanted(TOPIC), "Night help"),
        (Wanted(questions=("Who pays?",)), "Who pays?"),
        (Wanted(questions=("Who pays?", "When?")), "Who pays? and 1 more question"),
        (Wanted(questions=("Who pays?", "When?", "Why?")), "Who pays? and 2 more questions"),
    ],
)
def test_a_briefing_is_titled_by_what_was_asked_for(wanted: Wanted, title: str) -> None:
    assert wanted.title == title


def test_the_records_of_a_briefing_are_listed_once_each() -> None:
    documents = made().documents
    assert len(documents) == len(set(documents)) == 3

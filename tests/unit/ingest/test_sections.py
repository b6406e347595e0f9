from __future__ import annotations

from ingest.cleaning import clean
from ingest.sections import heading_line, markdown_sections, minutes_sections
from tests.layouts import DIGEST, MEETING_PAGE

START = DIGEST.index("# Harbour")


def test_markdown_headings_nest_and_reach_to_the_next_of_their_level() -> None:
    found = markdown_sections(DIGEST, START)
    assert [section.path[1:] for section in found] == [(), ("What it was",), ("What was planned",)]
    assert {section.path[0] for section in found} == {"Harbour inquiry opens, March 2031"}
    assert [section.span.start for section in found] == [
        START,
        DIGEST.index("## What it"),
        DIGEST.index("## What was"),
    ]
    assert [section.span.end for section in found] == [len(DIGEST), DIGEST.index("## What was"), len(DIGEST)]


def test_a_deeper_level_left_open_is_closed_by_a_higher_one() -> None:
    text = "# A\n### B\nb\n## C\nc\n# D\nd"
    paths = [section.path for section in markdown_sections(text, 0)]
    assert paths == [("A",), ("A", "B"), ("A", "C"), ("D",)]


def test_hash_signs_in_code_in_long_lines_and_without_words_are_no_headings() -> None:
    text = "```\n# code\n```\n#hash\n#\n# " + "long " * 60 + "\n## Real ##\n"
    assert [section.path for section in markdown_sections(text, 0)] == [("Real",)]


def test_a_meeting_page_has_a_section_for_its_item_and_one_for_its_minutes() -> None:
    found = minutes_sections(MEETING_PAGE, clean(MEETING_PAGE))
    item = "9 The Harbour Inquiry: Closing Paper - A place to stay"
    assert [section.path for section in found] == [(item,), (item, "Minutes")]
    assert heading_line(found[1], MEETING_PAGE).of(MEETING_PAGE) == "Minutes:\n"


def test_numbered_lines_above_the_meeting_or_within_paragraphs_are_no_headings() -> None:
    text = "1 Contents page\n\nMeeting: 1/2/2031\n\n3 Visits\nfollow.\n2 Homes closed\n\n4 plans, and\n\n5 It is so.\n"
    assert [section.path for section in minutes_sections(text, ())] == [("3 Visits",)]

from __future__ import annotations

import pytest

from rag.answering.language.lists import lists_of
from tests.records import HARROWICK, TARNBROOK, passages_of, record


def lists(text: str) -> list[tuple[str | None, list[str]]]:
    document = record("d", "A record", text)
    return [
        (found.lead.text if found.lead else None, [item.text for item in found.items])
        for found in lists_of(document, passages_of(document))
    ]


@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("a)", "b)", "c)"), ("-", "-", "-"), ("•", "•", "•")])
def test_a_list_is_whole_with_its_lead_in(marks: tuple[str, ...]) -> None:
    items = ["A mentor for all.", "A telephone line.", "A yearly count."]
    body = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
    assert lists(f"The panel asked for three things:\n\n{body}\n\nIt then rose.") == [
        ("The panel asked for three things:", items)
    ]


def test_a_list_without_a_lead_in_has_none() -> None:
    assert lists("The panel rose.\n\n- A mentor.\n- A line.") == [(None, ["A mentor.", "A line."])]


def test_one_item_is_no_list() -> None:
    assert lists("It asked for this:\n\n- A mentor.\n\nIt rose.") == []


def test_a_second_sentence_of_an_item_does_not_end_the_list() -> None:
    found = lists("It asked for:\n\n- A mentor. This is new.\n- A line.")
    assert found == [("It asked for:", ["A mentor.", "A line."])]


def test_two_lists_stay_apart() -> None:
    found = lists("First:\n\n- A one.\n- A two.\n\nSecond:\n\n- B one.\n- B two.")
    assert [lead for lead, _ in found] == ["First:", "Second:"]


def test_running_text_has_no_list() -> None:
    assert lists_of(TARNBROOK, passages_of(TARNBROOK)) == []


def test_items_keep_their_place_in_the_record() -> None:
    for found in lists_of(HARROWICK, passages_of(HARROWICK)):
        for item in found.items:
            assert item.span.of(HARROWICK.text) == item.text

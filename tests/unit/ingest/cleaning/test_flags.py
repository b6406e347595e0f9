from __future__ import annotations

import pytest

from ingest.cleaning import FLAGS, clean, flags
from tests.layouts import MEETING_PAGE, TRADE_NEWS


def flagged(text: str, *, dated: bool = False) -> list[tuple[str, str]]:
    return [(one.kind, one.span.of(text)) for one in flags(text, clean(text), dated=dated)]


def test_the_mark_of_a_truncated_page_is_flagged_from_its_dots_to_its_end() -> None:
    [(kind, words)] = flagged(MEETING_PAGE, dated=True)
    assert kind == "truncated"
    assert " ".join(words.split()) == "... view the full minutes text for item 9"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The homes were …", ["…"]),
        ("The homes were [...]\n", ["[...]"]),
        ("Visits are late... Read more\n\nOther words.", ["... Read more"]),
        ("Visits are late.\n\nContinue reading Harbour report →\n", ["Continue reading Harbour report →"]),
        ("Visits are late.\nView the full minutes text for item 3\n", ["View the full minutes text for item 3"]),
        ("Visits are late [text truncated]", ["[text truncated]"]),
        ("They were ... late.", []),
        ("Families read more than forms, she said.", []),
    ],
)  # fmt: skip
def test_marks_of_a_text_cut_short_are_flagged_and_pauses_are_not(text: str, marks: list[str]) -> None:
    assert flagged(text) == [("truncated", mark) for mark in marks]
    assert clean(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It opened today. Dr Fenwick will ask yesterday’s staff.", ["today", "yesterday"]),
        ("Last week two homes closed; next Tuesday one more will.", ["Last week", "next Tuesday"]),
        ("It was set up 2 years ago and changed three months ago.", ["2 years ago", "three months ago"]),
        ("The panel met on Tuesday and again on Thursday, 4 May 2031.", ["on Tuesday"]),
        ("Visits on Sundays rose in the last 14 weeks of 2030.", []),
    ],
)
def test_words_that_count_from_an_unknown_day_are_flagged_where_the_record_has_no_date(
    text: str, words: list[str]
) -> None:
    assert flagged(text) == [("relative_day", word) for word in words]
    assert flagged(text, dated=True) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Carers\ufffd\ufffd pay", ["\ufffd\ufffd"]),
        ("Carersâ€™ pay rose by Â£40 in a cafÃ©", ["â€™", "Â£", "Ã©"]),
        ("“Tŷ’s” café, JOSÉ’S £40 – ‘naïve’ … Plasnewydd’s tô", []),
    ],
)
def test_lost_and_garbled_characters_are_flagged_and_accents_are_not(text: str, words: list[str]) -> None:
    assert flagged(text) == [("broken_characters", word) for word in words]


def test_a_paragraph_that_stood_before_is_flagged_and_a_short_formula_is_not() -> None:
    said = "The panel asked for the costs of both homes before the spring of next year."
    text = f"{said}\n\nThe report was noted.\n\nVisits.\n\nThe report was noted.\n\n  {said.upper()}\n"
    assert flagged(text, dated=True) == [("repeated", said.upper())]


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u202e", "\u2066\u2069", "\U000e0041", "\ufeff", "\U000e0101\U000e0102", "\u200d\u200c"],
)
def test_characters_that_nobody_sees_are_flagged(hidden: str) -> None:
    assert flagged(f"Homes{hidden} were warm.") == [("hidden_character", hidden)]


def test_joined_emoji_and_flags_of_nations_are_not_flagged() -> None:
    wales = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert flagged(f"A family \U0001f469\u200d\U0001f467 in Wales {wales}.") == []


def test_nothing_that_is_cut_is_flagged() -> None:
    text = "2 years ago\n\nThe panel met and agreed on visits.\n\nRelated posts\n- What happened today ...\n"
    assert flagged(text) == []


def test_what_stands_before_the_start_is_not_flagged() -> None:
    text = "---\nnote: today\n---\nIt opened today."
    assert [one.span.start for one in flags(text, (), dated=False, start=20)] == [text.rindex("today")]


def test_flags_are_in_order_and_of_kinds_that_people_are_told_of() -> None:
    text = f"{TRADE_NEWS}\n\ufffd today\n\n{TRADE_NEWS} ..."
    found = flags(text, clean(text), dated=False)
    assert list(found) == sorted(found, key=lambda one: (one.span, one.kind))
    assert (
        {"relative_day", "broken_characters", "repeated", "truncated"}
        == {one.kind for one in found}
        <= set(FLAGS)
    )

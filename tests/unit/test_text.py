from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Span
from rag.text import (
    _BULLET,
    content_stems,
    fold,
    numbers,
    prefixed,
    readable,
    sentences,
    stem,
    word_spans,
    words,
)


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


# --- words -------------------------------------------------------------------------------------------


def test_words_are_case_folded_and_lose_possessives() -> None:
    assert words("The Council's children’s homes, 2011: O'Brien") == [
        "the", "council", "children", "homes", "2011", "o'brien",
    ]  # fmt: skip


def test_word_spans_give_the_words_as_written() -> None:
    text = "Dr Fenwick's plan"
    assert [(word, span.of(text)) for word, span in word_spans(text)] == [
        ("Dr", "Dr"),
        ("Fenwick's", "Fenwick's"),
        ("plan", "plan"),
    ]


def test_content_stems_leave_out_grammar_and_keep_repeats() -> None:
    assert content_stems("The visits were visited by the visitors") == ["visit", "visit", "visitor"]
    assert content_stems("not before") == ["not", "befor"]
    assert stem("reviews") == stem("review")


def test_numbers_are_read_without_thousands_commas() -> None:
    assert numbers("1,200 children in 2009, about 3.5 each; £12m.") == {"1200", "2009", "3.5", "12"}
    assert numbers("none at all") == frozenset()


# --- folding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("the children’s  homes", "children's homes", "children’s  homes"),
        ("visits\u00a0 were\nlonger", "VISITS WERE LONGER", "visits\u00a0 were\nlonger"),
        ("an eﬃcient oﬀer", "efficient offer", "eﬃcient oﬀer"),
        ("co\u00adoperate", "cooperate", "co\u00adoperate"),
        ("2009–10", "2009-10", "2009–10"),
        ("“No,” she said", '"no," she', "“No,” she"),
        ("cafe\u0301 culture", "cafe culture", "cafe\u0301 culture"),
    ],
)
def test_a_needle_is_found_whatever_its_quotes_spaces_and_case(text: str, needle: str, found: str) -> None:
    span = fold(text).find(needle)
    assert span is not None
    assert span.of(text) == found


def test_what_is_not_there_is_not_found() -> None:
    assert fold("some words").find("other") is None
    assert fold("some words").find("   ") is None
    assert fold("").find("x") is None


@given(st.text(max_size=80), st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        part = text[start : data.draw(st.integers(start + 1, len(text)))]
        span = folded.find(part)
        if fold(part).text.strip() and fold(part).text.strip() in folded.text:
            assert span is not None
            assert 0 <= span.start < span.end <= len(text)


# --- sentences ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ended. Two began.", ["One ended.", "Two began."]),
        ("Dr Fenwick met Cllr. Dunmore at no. 5 in St. Ives.", None),
        ("The fund rose by 3.5 per cent, i.e. by more than A. B. Marlow said.", None),
        ("A report, Whose Room? Visiting in Eastwick, was published.", None),
        ("Who asked? The panel did.", ["Who asked?", "The panel did."]),
        ("He said: “It is done.” She left.", ["He said: “It is done.”", "She left."]),
        ("It opened in heaters.Eastwick paid.", ["It opened in heaters.", "Eastwick paid."]),
        ("Title of it\n\nThe text.", ["Title of it", "The text."]),
        ("Short line\nAnother line", ["Short line", "Another line"]),
        ("• Repairs.\n• Home visits\n  - Travel", ["Repairs.", "Home visits", "Travel"]),
        ("1. First step\n2) Second step\n(a) Third", ["First step", "Second step", "Third"]),
        (
            "This line was broken at the right margin of a page\nand goes on here.",
            ["This line was broken at the right margin of a page\nand goes on here."],
        ),
        ("the rota team was at work ... view the rest", ["the rota team was at work", "view the rest"]),
        ("", []),
        (" \n\u00a0\n", []),
        ("\ufeffOne.\r\nTwo.\r\n", ["\ufeffOne.", "Two."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str] | None) -> None:
    assert split(text) == ([text] if expected is None else expected)


def test_only_the_part_asked_for_is_split_and_counted_from_the_start_of_the_text() -> None:
    text = "One ended. Two began. Three came."
    assert [span.of(text) for span in sentences(text, Span(11, 21))] == ["Two began."]


_PIECES = st.lists(
    st.sampled_from(
        ["The panel met", ". ", "? ", "...", " … ", "\n", "\n\n", "\r\n", "• ", "- ", "1. ", "(a) ", "e.g. ", "Cllr. ",
         "Dr. A. B", "3.5", "\u00a0", "’s", "“", "”", ")", "heaters.Eastwick", "wrapped " * 8, "🙂", "\t", "\x0c",
         "\u2028", "no. 5", "!", "x"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def check_sentences(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    offset = 0
    for line in text.splitlines(keepends=True):
        bullet = _BULLET.match(line)
        for at, character in enumerate(line):
            if character.isalnum() and not (bullet and at < bullet.end()):
                assert offset + at in covered
        offset += len(line)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)


@given(_PIECES)
def test_sentences_are_in_order_apart_and_leave_out_no_letter(text: str) -> None:
    check_sentences(text)


@given(st.text(max_size=200))
def test_no_text_whatever_loses_a_letter(text: str) -> None:
    check_sentences(text)


# --- what an encoder reads ---------------------------------------------------------------------------


def test_a_passage_is_read_with_its_title_and_headings_once_each() -> None:
    assert prefixed("Visits", ("Visits", "Plan"), "Words.") == "Visits - Plan\nWords."
    assert prefixed("", (), "Words.") == "Words."


def test_a_text_made_readable_keeps_case_and_the_place_of_every_character() -> None:
    read = readable("A ﬁne\u200b ½ “Day”\n")
    assert read.text == "A fine 1⁄2 “Day”\n"
    assert [read.offsets[at] for at in (2, 3, 4)] == [2, 2, 3]
    assert readable("Plain.").text == "Plain."


def test_characters_that_nobody_sees_split_no_word() -> None:
    assert words("re\u00adferral of multi\u200bagency cases") == words("referral of multiagency cases")

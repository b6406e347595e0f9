"""Runs become pieces: single spaces, notes right behind their words, addresses that can be followed."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.papers.paper import Grid, Heading, Line, Run
from rag.papers.pieces import Piece, gathered, pieces, shares
from rag.papers.wording import short
from rag.papers.words import inert, one_line, rightward, spaced, web_address
from tests.unit.rag.papers.sample import line, note


def test_spaces_stand_once_and_behind_the_note_of_the_words_before_them() -> None:
    runs = (
        Run("  One \n", note=note(0)),
        Run(" two"),
        Run(" "),
        Run(" three ", strong=True),
        Run("."),
        Run(" "),
    )
    assert pieces(runs, count(4)) == (
        Piece("One", note=note(0), number=4),
        Piece(" two"),
        Piece(" three", strong=True),
        Piece(" ."),
    )


def test_notes_that_meet_are_told_apart_and_those_behind_words_are_not() -> None:
    runs = (Run("a", note=note(0)), Run(" ", note=note(1)), Run("b", note=note(2)), Run("", note=note(3)))
    assert [(one.text, one.number, one.apart) for one in pieces(runs, count(1))] == [
        ("a", 1, False),
        ("", 2, True),
        (" b", 3, False),
        ("", 4, True),
    ]


def test_only_the_first_place_of_an_address_opens_it_and_its_note_stays_behind_all_words() -> None:
    address = "https://a.example/b"
    runs = (Run(f"At {address} and {address}.", note=note(0)),)
    found = pieces(runs, count(1), address)
    assert [(one.text, one.address, one.number) for one in found] == [
        ("At ", None, 0),
        (address, address, 0),
        (f" and {address}.", None, 1),
    ]
    assert pieces(runs, count(1), "https://other.example/")[0].text == runs[0].text
    assert pieces((Run("ftp://x"),), count(1), "ftp://x") == (Piece("ftp://x"),)


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans(), st.booleans()), max_size=6))
def test_no_word_and_no_note_is_lost_whatever_the_runs(told: list[tuple[str, bool, bool]]) -> None:
    runs = [Run(text, strong, note(0) if noted else None) for text, strong, noted in told]
    found = pieces(runs, count(1))
    assert "".join(one.text for one in found).strip() == one_line("".join(run.text for run in runs))
    assert [one.number for one in found if one.note] == list(range(1, 1 + sum(noted for _, _, noted in told)))


def test_items_that_follow_one_another_are_one_list() -> None:
    a, b, c = line("a", listed=True), line("b", listed=True), line("c")
    heading = Heading("h")
    assert list(gathered((a, b, c, heading, a))) == [(a, b), c, heading, (a,)]


def test_columns_share_the_width_and_none_is_too_narrow() -> None:
    long = (Run("many words " * 50),)
    grid = Grid(("Date", "What", "Who"), (((Run("2031"),), long, (Run("The board"),)),))
    found = shares(grid)
    assert sum(found) == pytest.approx(1)
    assert found[1] > found[2] >= found[0] > 0.1
    assert shares(Grid(("One",), ())) == (1,)
    assert shares(Grid((), ())) == ()


@given(st.text())
def test_cleaned_words_fit_any_file(text: str) -> None:
    said = spaced(text)
    said.encode()
    assert all(c >= " " and c not in "\ufffe\uffff" for c in said)
    assert "  " not in said
    assert spaced(said) == said


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("https://a.example:8080/b?c=d%20e#f", "https://a.example:8080/b?c=d%20e#f"),
        ("http://localhost/", "http://localhost/"),
        ("https://a.example/é|x", "https://a.example/%C3%A9%7Cx"),
        ("https://a.example/\ud800", None),
        ("https://a.example/ b", None),
        ("https://user:word@a.example/", None),
        ("https:///a", None),
        ("//a.example", None),
        ("https://[::1", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_only_what_every_program_can_open_is_an_address(given_: str | None, expected: str | None) -> None:
    assert web_address(given_) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", True), ("12 שלום", False), ("مرحبا", False), ("123", True), ("a שלום", True)],
)
def test_the_first_letter_says_the_direction(text: str, expected: bool) -> None:
    assert rightward(text) is expected


def test_marks_of_a_line_s_beginning_are_left_alone_within_it() -> None:
    assert inert("1. a", begins=False) == "1. a"
    assert inert("1. a") == "1\\. a"
    assert inert("p. 3 – 4:30") == "p\\. 3 – 4:30"


def test_a_long_title_is_cut_at_a_word_for_the_head_of_the_page() -> None:
    assert short("Help  for families") == "Help for families"
    cut = short("Words, " * 30)
    assert len(cut) <= 80
    assert cut.endswith("Words…")


def test_a_paper_s_lines_say_their_words() -> None:
    assert Line(line("x").look, (Run("a "), Run("b"))).text == "a b"

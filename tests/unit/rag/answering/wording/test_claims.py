from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rag.answering.asking.questions import read
from rag.answering.language.lists import Placed
from rag.answering.reading.candidates import Candidate
from rag.answering.wording.claims import citation, claim, is_plan, notices, placed_claim, tidy
from rag.domain import Document
from tests.records import HARROWICK, KESTREL, candidate, passages_of, record

WHEN = read("When did the hub in Fell End open?")


def leaning(document: Document, place: int, *values: str) -> Candidate:
    """The sentence at that place of a record's first passage, as one that leans on the one before it."""
    passage = passages_of(document)[0]
    span = passage.sentences[place]
    return replace(
        candidate(span.of(document.text), document, values=values),
        passage=passage,
        span=span,
        leans=True,
        place=place,
    )


def test_a_claim_is_the_sentence_and_cites_it() -> None:
    one = candidate("The hub opened on 4 May 2031.", values=["4 May 2031"])
    made = claim(WHEN, one)
    assert made.text == made.citations[0].quote == one.text
    assert made.citations == (citation(one),)


def test_the_asked_for_value_is_marked() -> None:
    made = claim(WHEN, candidate("The hub opened on 4 May 2031.", values=["4 May 2031"]))
    assert made.focus is not None
    assert made.focus.of(made.text) == "4 May 2031"


def test_of_several_values_the_one_nearest_to_the_questions_words_is_marked() -> None:
    one = candidate("In 2029 it rained; the hub opened in 2031.", values=["2029", "2031"])
    made = claim(WHEN, one)
    assert made.focus is not None
    assert made.focus.of(made.text) == "2031"
    ahead = claim(WHEN, candidate("In 2031 the hub rose; in 2029 it rained.", values=["2031", "2029"]))
    assert ahead.focus is not None
    assert ahead.focus.of(ahead.text) == "2031"


def test_the_first_value_is_marked_where_the_sentence_shares_no_word_with_the_question() -> None:
    made = claim(WHEN, candidate("That was 2029 or 2031.", values=["2029", "2031"]))
    assert made.focus is not None
    assert made.focus.of(made.text) == "2029"


def test_nothing_is_marked_where_no_value_is_asked_for() -> None:
    assert claim(read("Tell me about the hub"), candidate("The hub opened.")).focus is None


TWO_LINES = record(
    "two",
    "A note",
    "The  hub was built slowly by many hands and over a long\ntime.  "
    "It opened after all these years and delays on 4\nMay 2031 at last.",
)


def test_a_sentence_that_leans_brings_the_one_before() -> None:
    made = claim(WHEN, leaning(TWO_LINES, 1))
    assert made.text.startswith("The hub was built slowly")
    assert made.text.endswith("on 4 May 2031 at last.")
    cited = made.citations[0]
    assert cited.span.of(TWO_LINES.text) == cited.quote


def test_the_mark_moves_with_the_sentence_that_was_brought_along() -> None:
    made = claim(WHEN, leaning(TWO_LINES, 1, "4\nMay 2031"))
    assert made.focus is not None
    assert made.focus.of(made.text) == "4 May 2031"


def test_a_sentence_that_leans_on_nothing_stands_alone() -> None:
    made = claim(WHEN, leaning(TWO_LINES, 0))
    assert made.text == "The hub was built slowly by many hands and over a long time."


def test_an_item_of_a_list_is_a_claim_of_its_own() -> None:
    passage = passages_of(HARROWICK)[2]
    made = placed_claim(HARROWICK, Placed(passage, passage.sentences[1]))
    assert made.text == "A mentor for every new foster carer."
    assert made.citations[0].span.of(HARROWICK.text) == made.citations[0].quote


def test_a_plan_is_a_plan_only_in_a_record_of_plans_and_in_words_of_planning() -> None:
    assert is_plan(KESTREL, "The hub is expected to serve 900 families.")
    assert not is_plan(KESTREL, "The hub stands on Lark Lane.")
    assert not is_plan(HARROWICK, "The hub is expected to serve 900 families.")


def test_cautions_are_told_with_the_title_and_other_notices_are_not() -> None:
    told = notices([KESTREL, HARROWICK])
    assert len(told) == 1
    assert KESTREL.title in told[0]


@given(st.text(max_size=80))
def test_a_tidy_text_is_one_line_and_tidy_already(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "\n" not in once and "  " not in once


@given(
    st.text("ab .\n\t\u00a0", max_size=20),
    st.text("ab", min_size=1, max_size=5),
    st.text("ab .\n\t", max_size=20),
)
def test_the_mark_stands_on_the_value_whatever_white_space_is_around(
    before: str, value: str, after: str
) -> None:
    text = f"s{before}<{value}>{after}e"
    made = claim(WHEN, candidate(text, record("d", "A note", text), values=[f"<{value}>"]))
    assert made.focus is not None
    assert made.focus.of(made.text) == f"<{value}>"

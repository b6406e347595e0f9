from __future__ import annotations

import pytest

from rag.domain import ContentDate, Person
from rag.study.grave import children_named, is_grave
from tests.records import record
from tests.unit.rag.study.invented import LARCH, OAK, stated, with_words

CHILD = record(
    "case",
    "Review on Rowan Lisle",
    "Rowan Lisle was four when he came to notice. The panel on Rowan Lisle met on 4 May 2031 with Ada Penn.\n",
    people=(
        Person("Ada Penn", "chair of the panel"),
        Person("Milo Hart", "child whose death led to the review"),
    ),
)


def usable(text: str, **described: object) -> list[str]:
    only = record("one", "A title of its own", text, **described)
    return [one.text for one in stated(only).usable]


def test_a_sentence_that_stands_alone_may_be_studied() -> None:
    assert usable("The Larch report of May 2031 made 40 recommendations.") != []


@pytest.mark.parametrize(
    "text",
    [
        "It found in May 2031 that 40 carers of Elmford had left the service.",
        "The Larch report of May 2031 does not say how many carers had left it.",
        "The number of carers in the Larch report of 2031 was not confirmed for print.",
        "For this digest the Larch report of 2031 was read as a whole by one person.",
        "The Larch report of May 2031 asked for these four things in Elmford:",
        "The Larch report made 40.",
    ],
    ids=["leans", "silent", "doubtful", "about the digest", "leads into a list", "too short"],
)
def test_what_leans_is_silent_or_speaks_of_sources_is_left_out(text: str) -> None:
    assert usable(text) == []


def test_nothing_under_a_heading_of_what_is_not_known_or_where_sources_differ_is_studied() -> None:
    words = "The Larch report of May 2031 made 40 recommendations."
    assert usable(f"# A\n\n## What it was\n\n{words}\n") == [words]
    assert usable(f"# A\n\n## What is not known\n\n{words}\n") == []
    assert usable(f"# A\n\n## Where sources differ\n\n{words}\n") == []


@pytest.mark.parametrize("harm", ["died", "murdered", "abuse", "exploited", "convicted", "victims", "sacked"])
def test_no_sentence_about_a_death_a_harm_or_a_crime_is_studied(harm: str) -> None:
    assert usable(f"The Larch report of May 2031 counted 40 who {harm} in Elmford.") == []


def test_a_child_is_known_by_how_the_records_speak_of_it_and_a_grown_up_is_not() -> None:
    names = children_named([CHILD])
    assert names == {"Rowan", "Lisle", "Milo", "Hart"}
    assert is_grave("The review on Rowan came out in 2031.", names)
    assert is_grave("Lisle’s review came out in 2031.", names)
    assert not is_grave("Ada Penn chaired the panel in 2031.", names)


@pytest.mark.parametrize(
    "words",
    [
        "The death of Tom Reed led to it.",
        "Ivy Reed’s death led to it.",
        "Kit Reed was murdered.",
        "Sam Reed died in May.",
        "Baby Reed was known to many.",
        "The review on Ned and Reed, of one town, came out.",
        "Max Reed came off the child protection register.",
    ],
)
def test_the_ways_in_which_records_name_a_child_that_was_harmed(words: str) -> None:
    assert "Reed" in children_named([record("one", "A title", words)])


def test_a_named_child_makes_no_statement_anywhere_in_the_records() -> None:
    other = with_words(OAK, "Rowan Lisle lived in the town of Birchley in the year 2030.\n")
    texts = " ".join(one.text for one in stated(CHILD, other).usable)
    assert "Rowan" not in texts
    assert "Lisle" not in texts


def test_a_copy_of_a_record_held_too_makes_no_statement() -> None:
    copy = record("copy", LARCH.title, LARCH.text, copy_of=LARCH.id, published=ContentDate(2031))
    assert {one.document.id for one in stated(LARCH, copy).usable} == {LARCH.id}
    assert {one.document.id for one in stated(copy).usable} == {"copy"}

from __future__ import annotations

import pytest

from rag.drafting.checks.denial import drops_denial
from rag.drafting.checks.openness import leaves_open
from tests.unit.rag.drafting.checked import PLANNED, REFUSED

PROPOSED = "The report of 2030 proposed a levy on the profits of large providers."


@pytest.mark.parametrize(
    ("quoted", "part"),
    [
        (PLANNED, "Kestrel Council opened a family hub on Lark Lane in October 2034."),
        (PROPOSED, "A levy on the profits of large providers was brought in."),
        ("The hub would open in May 2031.", "The hub opened in May 2031."),
        ("Members asked in May 2031 for a yearly count.", "Members had a yearly count."),
        (PROPOSED, "A levy on profits proposed in 2030 was brought in on large providers."),
    ],
)
def test_what_is_open_told_as_so_is_seen(quoted: str, part: str) -> None:
    assert leaves_open(quoted, part)


@pytest.mark.parametrize(
    ("quoted", "part"),
    [
        (PLANNED, "Kestrel Council meant a family hub on Lark Lane to open in October 2034; it was planned."),
        (PLANNED, "The plan was a family hub on Lark Lane."),
        (PROPOSED, "A levy on the profits of large providers was proposed."),
        (
            "Kestrel Council opened a family hub in 2034.",
            "A family hub was opened by Kestrel Council in 2034.",
        ),
        (PLANNED, "for families of Kestrel"),
        (PLANNED, "The fostering panel closed in 2031."),
    ],
)
def test_what_stays_open_or_was_never_open_passes(quoted: str, part: str) -> None:
    assert not leaves_open(quoted, part)


def test_a_denial_that_is_dropped_is_seen() -> None:
    accepted = "Larkfield Council accepted the closure of the fostering panel in 2031."
    assert drops_denial(
        REFUSED,
        accepted,
        accepted,
    )


@pytest.mark.parametrize(
    "part",
    [
        "Larkfield Council did not accept the closure of the fostering panel.",
        "Larkfield Council refused to close the fostering panel in 2031.",
        "Professor Ada Holt led the review.",
    ],
)
def test_a_denial_in_other_words_passes_and_so_does_what_it_is_not_about(part: str) -> None:
    assert not drops_denial(REFUSED, part, part)


def test_a_sentence_that_denies_nothing_has_nothing_to_drop() -> None:
    text = "Kestrel Council planned a family hub on Lark Lane in October 2034."
    assert not drops_denial(PLANNED, text, text)


def test_what_is_denied_in_another_part_of_the_sentence_is_not_dropped() -> None:
    quoted = "A hub was likely, but not promised, to open in 2034."
    whole = "By 2034 a hub was likely to open, though it was not promised."
    assert not drops_denial(quoted, "By 2034 a hub was likely to open,", whole)

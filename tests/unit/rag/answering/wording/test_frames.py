from __future__ import annotations

from itertools import product

import pytest

from rag.answering.asking.boundaries import SIGNPOSTS
from rag.answering.language.values import ValueKind
from rag.answering.wording.frames import MISSING, answered, compared, count, listed, reason, refused
from rag.domain import Status
from rag.text import words
from tests.records import HARMS, HARROWICK, KESTREL, LEAFLET, TARNBROOK

REFUSALS = [status for status in Status if not status.answers]


@pytest.mark.parametrize(
    ("number", "noun", "said"), [(1, "record", "one record"), (2, "record", "two records")]
)
def test_small_numbers_are_words_and_nouns_agree(number: int, noun: str, said: str) -> None:
    assert count(number, noun) == said
    assert count(14, "entry", "entries") == "14 entries"


def test_the_frame_of_an_answer_names_nation_kind_and_date_of_its_record() -> None:
    frame = answered([HARROWICK], plan=False)
    assert all(slot.casefold() in frame.casefold() for slot in ("England", "review", "14 September 2033"))


def test_a_date_that_is_inferred_or_missing_is_said_to_be() -> None:
    assert "inferred" in answered([KESTREL], plan=False)
    assert "undated" in answered([LEAFLET], plan=False)


def test_a_plan_is_said_to_be_one_and_a_fact_is_not() -> None:
    for framed in (lambda plan: answered([KESTREL], plan=plan), lambda plan: listed(3, KESTREL, plan=plan)):
        assert "plan" in framed(True).casefold()
        assert "plan" not in framed(False).casefold()


def test_a_list_says_how_many_items_it_has() -> None:
    assert "four items" in listed(4, HARROWICK, plan=False).casefold()


def test_several_records_are_counted_and_a_comparison_names_each_in_order() -> None:
    assert "two records" in answered([TARNBROOK, HARROWICK], plan=False).casefold()
    frame = compared([TARNBROOK, HARROWICK])
    assert frame.index("Wales") < frame.index("England")
    assert "11 February 2031" in frame and "14 September 2033" in frame


def test_a_frame_says_nothing_of_what_the_record_says() -> None:
    told = set(words(HARROWICK.text)) - set(words("England review September one record in the of a"))
    for frame in (answered([HARROWICK], plan=True), compared([HARROWICK, TARNBROOK])):
        slots = set(
            words("14 September 2033 11 February 2031 England Wales review committee minutes records two")
        )
        assert not (set(words(frame)) & told) - slots - set(words("side by oldest first at that date not"))


@pytest.mark.parametrize("status", REFUSALS)
def test_every_refusal_has_a_line_and_a_reason(status: Status) -> None:
    for missing in (None, ValueKind.DATE):
        assert refused(status, missing=missing, names=("Oxmoor",), searched=4).strip()
    for silent in (True, False):
        assert reason(status, names=("Oxmoor",), silent=silent).strip()


def test_every_kind_of_value_that_can_be_missing_has_a_name() -> None:
    assert set(MISSING) == set(ValueKind)
    for kind, name in MISSING.items():
        assert name in refused(Status.DETAIL_MISSING, missing=kind, names=(), searched=4)


def test_a_refusal_says_what_was_looked_for_and_in_how_much() -> None:
    line = refused(Status.OTHER_PLACE_OR_TIME, missing=None, names=("Oxmoor", "1987"), searched=4)
    assert "Oxmoor" in line and "1987" in line and "4" in line
    assert "4" not in refused(Status.NOT_IN_CORPUS, missing=None, names=(), searched=1)
    assert "Oxmoor" in reason(Status.NOT_IN_CORPUS, names=("Oxmoor",), silent=False)
    assert refused(Status.OTHER_PLACE_OR_TIME, missing=None, names=(), searched=1)


def test_a_record_that_says_so_itself_gives_another_reason_than_one_that_keeps_quiet() -> None:
    said, unsaid = (reason(Status.DETAIL_MISSING, names=(), silent=silent) for silent in (True, False))
    assert said != unsaid


def test_a_long_name_from_the_question_is_cut_and_many_are_not_all_repeated() -> None:
    many = tuple(f"Name{i}" + "x" * 500 for i in range(50))
    assert len(refused(Status.OTHER_PLACE_OR_TIME, missing=None, names=many, searched=4)) < 250
    assert len(reason(Status.OTHER_PLACE_OR_TIME, names=many, silent=False)) < 350


def test_worry_about_a_child_is_answered_with_the_signposts_whole() -> None:
    assert reason(Status.ADVICE, names=(), silent=False).split("\n") == list(SIGNPOSTS)


def test_no_line_of_ours_speaks_of_harm() -> None:
    lines = [
        frame
        for one in (True, False)
        for frame in (answered([KESTREL], plan=one), listed(2, KESTREL, plan=one))
    ]
    lines.append(compared([HARROWICK, TARNBROOK, KESTREL, LEAFLET]))
    for status, missing, silent, names in product(
        REFUSALS, (None, *ValueKind), (True, False), ((), ("Oxmoor",))
    ):
        lines.append(refused(status, missing=missing, names=names, searched=4))
        lines.append(reason(status, names=names, silent=silent))
    assert not HARMS & {word for line in lines for word in words(line)}


def test_a_refusal_repeats_no_accusation_of_the_question() -> None:
    names = ("Ida Marsh Convicted", "Abuse", "Oxmoor")
    assert "Oxmoor" in refused(Status.OTHER_PLACE_OR_TIME, missing=None, names=names, searched=4)
    for some in (names, names[:2]):
        line = refused(Status.OTHER_PLACE_OR_TIME, missing=None, names=some, searched=4)
        why = reason(Status.NOT_IN_CORPUS, names=some, silent=False)
        assert not HARMS & {*words(line), *words(why)}


def test_a_place_that_only_sounds_like_one_is_still_named() -> None:
    for name in ("Killington", "Deadwater", "Rapeham"):
        assert name in refused(Status.OTHER_PLACE_OR_TIME, missing=None, names=(name,), searched=4)

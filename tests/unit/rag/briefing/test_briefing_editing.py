from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.briefing.brief import Briefing, Part
from rag.briefing.editing import LONGEST_REMARK, LONGEST_SIGNATURE, Edits, GroupMarks, Mark, edited, ticked
from tests.unit.rag.briefing.sample import ANSWERED, UNANSWERED, WEXCOMBE, made, section

WHOLE = made()
ASKED = made("", ANSWERED, UNANSWERED)
KEYS = sorted({point.key for one in WHOLE.sections for point in one.points})

MARKS = st.builds(
    Mark,
    key=st.one_of(st.sampled_from(KEYS), st.text(max_size=8)),
    ticked=st.booleans(),
    remark=st.text(max_size=30),
)
#: What a page might send, and what somebody with other intentions might.
ANY_EDITS = st.builds(
    Edits,
    groups=st.dictionaries(
        st.sampled_from(Part),
        st.lists(
            st.builds(GroupMarks, st.integers(-3, 9), st.lists(MARKS, max_size=9).map(tuple)), max_size=5
        ),
        max_size=len(Part),
    ),
    checked_by=st.text(max_size=200),
    checked_on=st.text(max_size=200),
)


def of(part: Part, *groups: GroupMarks, **signed: str) -> Edits:
    return Edits({part: groups}, **signed)


def keys(briefing: Briefing, part: Part) -> list[str]:
    return [point.key for point in section(briefing, part).points]


def bare(briefing: Briefing) -> dict[Part, Counter[tuple[object, ...]]]:
    """The lines of each part without what their reader did to them, whatever their order."""
    return {
        one.part: Counter(
            (group.heading, group.about, point.frame, point.claims)
            for group in one.groups
            for point in group.points
        )
        for one in briefing.sections
    }


@settings(deadline=None)
@given(ANY_EDITS)
def test_no_line_is_lost_doubled_or_moved_to_another_group_by_any_edits(edits: Edits) -> None:
    for briefing in (WHOLE, ASKED):
        changed = edited(briefing, edits)
        assert bare(changed) == bare(briefing)
        assert [one.frame for one in changed.sections] == [one.frame for one in briefing.sections]


@settings(deadline=None)
@given(ANY_EDITS)
def test_edits_that_leave_every_line_ticked_or_not_are_the_same_when_made_again(edits: Edits) -> None:
    once = edited(WHOLE, edits)
    marks = {
        one.part: [
            GroupMarks(place, tuple(Mark(p.key, p.ticked, p.remark) for p in group.points))
            for place, group in enumerate(one.groups)
        ]
        for one in once.sections
    }
    assert edited(once, Edits(marks, once.checked_by, once.checked_on)) == once


def test_no_edits_change_nothing() -> None:
    assert edited(WHOLE, Edits()) == WHOLE


def test_lines_are_moved_left_out_and_remarked_on() -> None:
    first, second, *others = keys(WHOLE, Part.SUMMARY)
    marks = (Mark(second, ticked=False), Mark(first, remark="Ask the board."), *map(Mark, others))
    changed = edited(WHOLE, of(Part.SUMMARY, GroupMarks(0, marks)))
    points = section(changed, Part.SUMMARY).points
    assert [point.key for point in points] == [second, first, *others]
    assert [point.ticked for point in points] == [False, *[True] * (len(points) - 1)]
    assert points[1].remark == "Ask the board."


def test_groups_are_moved_with_their_lines() -> None:
    one, two, three = section(WHOLE, Part.RECORDS).groups
    changed = edited(WHOLE, of(Part.RECORDS, GroupMarks(2, ()), GroupMarks(0, ()), GroupMarks(1, ())))
    assert section(changed, Part.RECORDS).groups == (three, one, two)


def test_what_edits_do_not_name_stays_behind_what_they_name() -> None:
    *others, last = keys(WHOLE, Part.SUMMARY)
    changed = edited(WHOLE, of(Part.SUMMARY, GroupMarks(0, (Mark(last),))))
    assert keys(changed, Part.SUMMARY) == [last, *others]
    groups = section(WHOLE, Part.RECORDS).groups
    changed = edited(WHOLE, of(Part.RECORDS, GroupMarks(2, ())))
    assert section(changed, Part.RECORDS).groups == (groups[2], *groups[:2])


def test_unknown_keys_and_forged_places_do_nothing() -> None:
    key = keys(WHOLE, Part.SUMMARY)[0]
    forged = [GroupMarks(place, (Mark(key, ticked=False),)) for place in (-1, 7, 10**9)]
    assert edited(WHOLE, of(Part.SUMMARY, *forged)) == WHOLE
    assert edited(WHOLE, of(Part.SUMMARY, GroupMarks(0, (Mark("no such", False, "x"),)))) == WHOLE
    of_another = keys(WHOLE, Part.SAID)[0]
    assert edited(WHOLE, of(Part.TIMELINE, GroupMarks(0, (Mark(of_another, ticked=False),)))) == WHOLE


def test_a_key_named_twice_is_one_line_and_the_first_mark_counts() -> None:
    key, *others = keys(WHOLE, Part.SUMMARY)
    twice = (Mark(key, remark="first"), Mark(key, ticked=False, remark="second"))
    changed = edited(WHOLE, of(Part.SUMMARY, GroupMarks(0, twice)))
    assert keys(changed, Part.SUMMARY) == [key, *others]
    assert section(changed, Part.SUMMARY).points[0].remark == "first"


def test_two_recommendations_with_one_outcome_keep_a_line_of_it_each_with_its_own_mark() -> None:
    group = section(WHOLE, Part.RECOMMENDED).groups[0]
    before = [point.key for point in group.points]
    assert len(set(before)) < len(before)
    marks = tuple(Mark(key, ticked=place != 3, remark=str(place)) for place, key in enumerate(before))
    changed = section(edited(WHOLE, of(Part.RECOMMENDED, GroupMarks(0, marks))), Part.RECOMMENDED).groups[0]
    assert [point.key for point in changed.points] == before
    assert [point.ticked for point in changed.points] == [True, True, True, False]
    assert [point.remark for point in changed.points] == ["0", "1", "2", "3"]


def test_remarks_and_signatures_are_cut_and_on_one_line_without_what_cannot_be_seen() -> None:
    key = keys(WHOLE, Part.SUMMARY)[0]
    odd = "Ask\n\tthe\x07 board\u202e \ud800now"
    changed = edited(
        WHOLE,
        of(
            Part.SUMMARY,
            GroupMarks(0, (Mark(key, remark=odd + "x" * 9999),)),
            checked_by=f" {odd} ",
            checked_on="y" * 999,
        ),
    )
    remark = section(changed, Part.SUMMARY).points[0].remark
    assert remark.startswith("Ask the board now")
    assert len(remark) == LONGEST_REMARK
    assert changed.checked_by == "Ask the board now"
    assert changed.checked_on == "y" * LONGEST_SIGNATURE


# --- what is taken away ------------------------------------------------------------------------------


def unticked(briefing: Briefing, part: Part, *left_out: str) -> Briefing:
    groups = section(briefing, part).groups
    marks = [
        GroupMarks(place, tuple(Mark(p.key, p.key not in left_out) for p in group.points))
        for place, group in enumerate(groups)
    ]
    return edited(briefing, of(part, *marks))


def test_lines_that_are_not_ticked_are_left_out() -> None:
    first, *others = keys(WHOLE, Part.SUMMARY)
    taken = ticked(unticked(WHOLE, Part.SUMMARY, first))
    assert keys(taken, Part.SUMMARY) == others
    assert all(point.ticked for one in taken.sections for point in one.points)


def test_groups_and_sections_without_a_ticked_line_are_gone() -> None:
    one, *others = section(WHOLE, Part.RECORDS).groups
    taken = ticked(unticked(WHOLE, Part.RECORDS, *(point.key for point in one.points)))
    assert section(taken, Part.RECORDS).groups == tuple(others)
    none = ticked(unticked(WHOLE, Part.RECORDS, *keys(WHOLE, Part.RECORDS)))
    assert Part.RECORDS not in {found.part for found in none.sections}


def test_a_part_that_was_empty_from_the_start_keeps_the_line_that_says_so() -> None:
    alone = made(documents=(WEXCOMBE,))
    assert section(alone, Part.TOGETHER).groups == ()
    assert section(ticked(alone), Part.TOGETHER) == section(alone, Part.TOGETHER)


def test_what_is_ticked_as_a_whole_is_the_whole() -> None:
    assert ticked(WHOLE) == WHOLE

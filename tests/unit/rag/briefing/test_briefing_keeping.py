from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Briefing, Group, Part, Point, Section
from rag.briefing.editing import Edits, GroupMarks, Mark, edited
from rag.briefing.keeping import (
    FORMAT,
    SUFFIX,
    BriefingUnusable,
    dumped,
    keep,
    loaded,
    read,
)
from rag.domain import Claim
from rag.permalinks import How
from rag.store import Records
from tests.records import records_of
from tests.unit.rag.briefing.kept import ASKED, WHOLE, G, changed_in, first_claim, forged, text_of
from tests.unit.rag.briefing.sample import (
    DUNMERE,
    GAZETTE,
    RECORDS,
    TODAY,
    WEXCOMBE,
    made,
    records,
    said_in,
    section,
    stands,
)

# --- kept and read again -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "briefing", [WHOLE, ASKED, made("xylophone observatory")], ids=["topic", "asked", "none"]
)
def test_what_is_kept_is_read_again_just_as_it_was(briefing: Briefing, tmp_path: Path) -> None:
    path = keep(briefing, records(), tmp_path / "new" / "folder", "mine")
    assert path.name == f"mine{SUFFIX}"
    opened = read(path.parent, "mine", records(), G)
    assert (opened.briefing, opened.again, opened.kept_with) == (briefing, (), G)


SECTIONS = {one.part: one for one in WHOLE.sections}


@st.composite
def some_edits(draw: st.DrawFn) -> Edits:
    """Edits of a person: every line in some order, ticked or not, with or without a note."""
    part = draw(st.sampled_from([one.part for one in WHOLE.sections if one.groups]))
    groups = []
    for place in draw(st.permutations(range(len(SECTIONS[part].groups)))):
        points = draw(st.permutations(SECTIONS[part].groups[place].points))
        marks = tuple(Mark(p.key, draw(st.booleans()), draw(st.text(max_size=40))) for p in points)
        groups.append(GroupMarks(place, marks))
    return Edits({part: groups}, draw(st.text(max_size=90)), draw(st.text(max_size=90)))


@settings(deadline=None)
@given(some_edits())
def test_no_edit_is_lost_between_keeping_and_reading(edits: Edits) -> None:
    changed = edited(WHOLE, edits)
    assert loaded(text_of(changed), records(), G).briefing == changed


def test_it_is_opened_over_the_index_there_is_and_knows_the_one_it_was_made_from(tmp_path: Path) -> None:
    keep(WHOLE, records(), tmp_path, "mine")
    opened = read(tmp_path, "mine", records(), "g000009")
    assert (opened.kept_with, opened.briefing.generation) == (G, "g000009")


def test_the_file_is_readable_by_a_person_and_holds_the_words_with_what_stands_beside_them() -> None:
    kept = dumped(WHOLE, records())
    assert (kept["format"], kept["generation"], kept["day"]) == (FORMAT, G, TODAY.isoformat())
    words = kept["sections"][0]["groups"][0]["points"][0]["claims"][0]["words"][0]
    document = records().documents[words["document"]]
    assert document.text[words["start"] : words["end"]] == words["quote"]
    assert document.text[: words["start"]].endswith(words["before"])
    assert document.text[words["end"] :].startswith(words["after"])


# --- records that changed since ----------------------------------------------------------------------


def test_words_that_moved_are_found_again_where_they_stand_now() -> None:
    moved = changed_in(WEXCOMBE, "# Findings\n", "# Findings\n\nA new first line stands here.\n")
    opened = loaded(text_of(WHOLE), moved, "g000002")
    assert opened.again == ()
    assert [claim.text for claim in opened.briefing.claims] == [claim.text for claim in WHOLE.claims]
    stands(opened.briefing, moved)
    assert opened.briefing.claims != WHOLE.claims


def test_lines_whose_words_are_gone_are_told_of_and_are_not_in_the_briefing() -> None:
    gone = "The Wexcombe night help panel heard 41 families in March 2031."
    fewer = changed_in(WEXCOMBE, "heard 41 families", "heard 43 families")
    opened = loaded(text_of(WHOLE), fewer, "g000002")
    held = [one.part for one in WHOLE.sections for words in said_in(one) if words == gone]
    assert held
    assert [(one.part, one.words, one.title, one.how) for one in opened.again] == [
        (part, gone, WEXCOMBE.title, How.CHANGED) for part in held
    ]
    assert gone not in [claim.text for claim in opened.briefing.claims]
    assert not any("43" in claim.text for claim in opened.briefing.claims)
    stands(opened.briefing, fewer)


def test_two_sentences_side_by_side_are_gone_together() -> None:
    opened = loaded(text_of(WHOLE), changed_in(WEXCOMBE, "heard 41", "heard 43"), "g000002")
    assert "Read as differing" in [one.heading for one in section(WHOLE, Part.TOGETHER).groups]
    assert all(
        len(point.claims) != 1 for point in section(opened.briefing, Part.TOGETHER).points if point.frame
    )
    assert not any("38 families" in words for words in said_in(section(opened.briefing, Part.TOGETHER)))
    assert any("38 families" in words for words in said_in(section(opened.briefing, Part.RECORDS)))


def test_a_claim_that_rests_on_two_sentences_is_gone_with_either() -> None:
    of_it = {c.quote: c for claim in WHOLE.claims for c in claim.citations if c.document_id == WEXCOMBE.id}
    one, other, *_ = of_it.values()
    point = Point(claims=(Claim(tidy(one.quote), (one, other)),))
    briefing = replace(WHOLE, sections=(Section(Part.SUMMARY, "", (Group("", (point,)),)),))
    assert loaded(text_of(briefing), records(), G).briefing == briefing
    opened = loaded(text_of(briefing), changed_in(WEXCOMBE, other.quote, "Quite other words."), G)
    assert opened.briefing.claims == ()
    assert [again.words for again in opened.again] == [tidy(other.quote)]


def test_a_record_that_was_taken_out_takes_its_lines_with_it() -> None:
    opened = loaded(text_of(WHOLE), records_of(WEXCOMBE, GAZETTE), "g000002")
    assert {one.how for one in opened.again} == {How.GONE}
    assert {one.title for one in opened.again} == {DUNMERE.title}
    assert DUNMERE.id not in opened.briefing.documents


def test_words_in_a_part_that_is_no_longer_searched_become_no_claim() -> None:
    whole = records()
    fewer = tuple(one for one in whole.passages if one.document_id != GAZETTE.id)
    opened = loaded(text_of(WHOLE), Records(whole.documents, fewer), "g000002")
    assert {(one.title, one.how) for one in opened.again} == {(GAZETTE.title, How.CHANGED)}
    assert GAZETTE.id not in opened.briefing.documents


def test_a_line_without_words_of_a_record_stays() -> None:
    opened = loaded(text_of(ASKED), records_of(DUNMERE), "g000002")
    frames = [point.frame for point in section(ASKED, Part.SILENT).points if not point.claims]
    assert [
        point.frame for point in section(opened.briefing, Part.SILENT).points if not point.claims
    ] == frames


def test_what_became_of_a_thing_is_not_said_where_the_words_that_tell_it_are_gone() -> None:
    changed = changed_in(WEXCOMBE, "accepted all recommendations", "printed all minutes")
    opened = loaded(text_of(WHOLE), changed, "g000002")
    points = next(
        one for one in section(opened.briefing, Part.RECOMMENDED).groups if one.heading == "Recommended"
    ).points
    assert points
    assert all("to be looked at again" in point.frame for point in points)
    assert all("agreed" not in point.frame for point in points)


def test_a_note_on_a_line_that_is_taken_out_is_told_with_it() -> None:
    first = WHOLE.sections[0].groups[0].points[0]
    place = GroupMarks(0, (Mark(first.key, remark="Ask the board."),))
    noted = edited(WHOLE, Edits({Part.SUMMARY: (place,)}))
    document = next(one for one in RECORDS if one.id == first.claims[0].citations[0].document_id)
    words = first.claims[0].citations[0].quote
    opened = loaded(
        text_of(noted), changed_in(document, words, "Something else was written here."), "g000002"
    )
    assert "Ask the board." in [one.remark for one in opened.again]


# --- files that are none of ours ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "not JSON",
        '"' * 999,
        "[" * 100_000,
        '{"format": 1}',
        forged(lambda kept: kept.update(format=FORMAT + 1)),
        forged(lambda kept: kept.update(format=0)),
        forged(lambda kept: kept.update(extra="x")),
        forged(lambda kept: kept.pop("day")),
        forged(lambda kept: kept.update(topic="", questions=[])),
        forged(lambda kept: kept.update(length="endless")),
        forged(lambda kept: kept.update(sections=[{"part": "Lies", "frame": "", "groups": []}])),
        forged(lambda kept: kept.update(filters=[{"field": "kind", "op": "in", "value": []}])),
        forged(lambda kept: kept.update(filters=[{"field": "kind", "op": "in", "value": ["diary"]}])),
        forged(lambda kept: kept.update(filters=[{"field": "standing", "op": "in", "value": ["x"]}])),
        forged(lambda kept: kept.update(filters=[{"field": "published", "op": "since", "value": ["soon"]}])),
        forged(lambda kept: kept.update(filters=[{"field": "text", "op": "in", "value": ["x"]}])),
        forged(lambda kept: first_claim(kept).update(words=[])),
        forged(lambda kept: first_claim(kept)["words"][0].update(start=-1)),
    ],
)
def test_what_is_none_of_ours_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / f"mine{SUFFIX}").write_text(text)
    with pytest.raises(BriefingUnusable, match="make it again") as told:
        read(tmp_path, "mine", records(), G)
    assert "\n" not in str(told.value)
    assert '"mine"' in str(told.value)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "The Wexcombe panel was pleased with everybody."},
        {"document": "no-such-record"},
        {"document": "../../etc/passwd"},
        {"quote": "", "before": "", "after": ""},
        {"quote": "the", "before": "", "after": ""},
        {"start": 10**12, "end": 10**12 + 5, "quote": "x" * 20},
        {"quote": "x" * 20_000},
    ],
)
def test_words_that_no_record_holds_never_become_a_claim(change: dict[str, object]) -> None:
    opened = loaded(forged(lambda kept: first_claim(kept)["words"][0].update(change)), records(), G)
    stands(opened.briefing, records())
    assert len(opened.briefing.claims) == len(WHOLE.claims) - 1
    assert len(opened.again) == 1


@pytest.mark.parametrize("focus", [[0, 0], [5, 2], [-3, 4], [0, 10**9]])
def test_a_value_marked_where_no_words_are_is_not_marked(focus: list[int]) -> None:
    opened = loaded(forged(lambda kept: first_claim(kept).update(focus=focus)), records(), G)
    assert opened.briefing.claims[0] == replace(WHOLE.claims[0], focus=None)

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answering.wording.claims import tidy
from rag.briefing.brief import Briefing, Group, Part, Point, Section, Wanted
from rag.briefing.editing import Edits, GroupMarks, Mark, edited
from rag.briefing.keeping import (
    FORMAT,
    SUFFIX,
    BriefingUnusable,
    dumped,
    keep,
    loaded,
    named,
    names,
    read,
)
from rag.briefing.making import make
from rag.domain import Claim, Document, Filter
from rag.permalinks import How
from rag.store import Records
from tests.records import records_of
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    GAZETTE,
    RECORDS,
    TODAY,
    TOPIC,
    UNANSWERED,
    WEXCOMBE,
    made,
    pipeline,
    records,
    said_in,
    section,
    stands,
)

G = "g000001"
WHOLE = made(
    filters=(Filter("jurisdiction", "in", ("England", "Wales")), Filter("published", "since", ("2020",)))
)
ASKED = made("", ANSWERED, UNANSWERED, "What did the panel recommend?")


def text_of(briefing: Briefing, held: Records | None = None) -> str:
    return json.dumps(dumped(briefing, held or records()))


def changed_in(document: Document, before: str, after: str) -> Records:
    """The records after one of them was changed."""
    assert before in document.text
    other = replace(document, text=document.text.replace(before, after))
    return records_of(*(other if one.id == document.id else one for one in RECORDS))


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


# --- files that are none of ours ---------------------------------------------------------------------


def first_claim(kept: dict[str, Any]) -> Any:
    return kept["sections"][0]["groups"][0]["points"][0]["claims"][0]


def forged(change: Callable[[dict[str, Any]], object]) -> str:
    kept = dumped(WHOLE, records())
    change(kept)
    return json.dumps(kept)


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


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / f"mine{SUFFIX}").write_bytes(b" " * 2_000_001)
    with pytest.raises(BriefingUnusable, match="too large"):
        read(tmp_path, "mine", records(), G)


def test_a_long_briefing_is_far_from_what_is_too_large() -> None:
    assert len(text_of(WHOLE)) < 200_000


def test_bytes_that_are_no_text_and_a_folder_in_place_of_a_file_are_told_of(tmp_path: Path) -> None:
    (tmp_path / f"bytes{SUFFIX}").write_bytes(b"\xff\xfe\x00")
    (tmp_path / f"folder{SUFFIX}").mkdir()
    for name in ("bytes", "folder"):
        with pytest.raises(BriefingUnusable, match="cannot be read"):
            read(tmp_path, name, records(), G)


def test_a_name_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BriefingUnusable, match="there is none"):
        read(tmp_path / "missing", "mine", records(), G)
    keep(WHOLE, records(), tmp_path, "mine")
    with pytest.raises(BriefingUnusable, match="there is mine"):
        read(tmp_path, "yours", records(), G)


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Night help", "night-help"),
        ("  “Who pays?” and 2 more ", "who-pays-and-2-more"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "briefing"),
        ("…!?", "briefing"),
        ("x" * 99, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert named(title) == name


@settings(deadline=None)
@given(st.text(max_size=200))
def test_every_title_becomes_a_name_that_is_safe_and_names_itself(title: str) -> None:
    name = named(title)
    assert named(name) == name
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(name) <= 60


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "/etc/passwd", "A", "a b", "a\0", "-a", "x" * 61]
)
def test_no_other_name_is_read_or_written(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    for attempt in (lambda: keep(WHOLE, records(), folder, name), lambda: read(folder, name, records(), G)):
        with pytest.raises(BriefingUnusable, match="cannot be the name") as told:
            attempt()
        assert len(str(told.value)) < 200
    assert list(tmp_path.iterdir()) == []


def test_those_that_are_kept_are_listed_and_nothing_else_of_the_folder(tmp_path: Path) -> None:
    assert names(tmp_path / "missing") == []
    for name in ("two", "one"):
        keep(WHOLE, records(), tmp_path, name)
    (tmp_path / f"Not a name{SUFFIX}").write_text("{}")
    (tmp_path / f".one{SUFFIX}.77.part").write_text("{}")
    (tmp_path / "one.json").write_text("{}")
    (tmp_path / f"folder{SUFFIX}").mkdir()
    assert names(tmp_path) == ["one", "two"]


# --- written as a whole or not at all ----------------------------------------------------------------


def test_a_briefing_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    keep(WHOLE, records(), tmp_path, "mine")
    keep(ASKED, records(), tmp_path, "mine")
    assert read(tmp_path, "mine", records(), G).briefing == ASKED
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_a_full_disk_leaves_what_was_kept_as_it_was(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(WHOLE, records(), tmp_path, "mine")
    whole = Path.write_text

    def full(self: Path, *given: Any, **named: Any) -> int:
        if step == "write_text":
            whole(self, '{"half', encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(Path, step, full)
        with pytest.raises(BriefingUnusable, match="No space left"):
            keep(ASKED, records(), tmp_path, "mine")
    assert read(tmp_path, "mine", records(), G).briefing == WHOLE
    assert [one.name for one in tmp_path.iterdir()] == [f"mine{SUFFIX}"]


def test_a_folder_that_cannot_be_written_to_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for folder in (file, file / "below"):
        with pytest.raises(BriefingUnusable, match="cannot keep"):
            keep(WHOLE, records(), folder, "mine")
    assert file.read_text() == "x"


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may write anywhere")
def test_a_read_only_folder_is_told_of(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BriefingUnusable, match="Permission denied"):
            keep(WHOLE, records(), tmp_path, "mine")
    finally:
        tmp_path.chmod(0o700)


def test_odd_characters_of_a_topic_are_kept(tmp_path: Path) -> None:
    odd = make(Wanted(f"{TOPIC} “für” 🌙 \x07 </script>"), pipeline(*RECORDS), TODAY)
    keep(odd, records(), tmp_path, "odd")
    assert read(tmp_path, "odd", records(), G).briefing == odd


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

"""Each part of a briefing by itself: what it holds, in which order, and how it says what there was no room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.briefing.brief import Group, Length, Part, Wanted
from rag.briefing.editing import Edits, GroupMarks, Mark, edited
from rag.briefing.lengths import ROOM, left_out
from rag.briefing.making import make
from rag.briefing.picturing import picture_of
from rag.briefing.recommending import STATE_HEADINGS
from rag.domain import ContentDate, Document
from rag.ledgers.rows import State
from rag.timeline import Nature
from tests.records import KESTREL, LEAFLET, pipeline_of, record
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    GAZETTE,
    RECORDS,
    TODAY,
    TOPIC,
    WEXCOMBE,
    made,
    records,
    said_in,
    section,
)

RECOMMENDED = "Recommended"


def many(count: int, words: str = "Night help in Town{n} had {n} callers in 20{n}.") -> tuple[Document, ...]:
    """Records that say one thing each, of different years."""
    return tuple(
        record(f"r{n}", f"Town{n}", words.format(n=n) + "\n", published=ContentDate(2000 + n))
        for n in range(10, 10 + count)
    )


def long_record(lines: int) -> Document:
    said = "".join(f"Night help number {n} began in 20{n} in Ashby.\n" for n in range(10, 10 + lines))
    return record("long", "Long", said)


def group(found: tuple[Group, ...], heading: str) -> Group:
    return next(one for one in found if one.heading == heading)


# --- room --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "there", "words"), [(3, 3, ""), (0, 0, ""), (3, 5, "2 more"), (1, 2, "1 more")]
)
def test_what_there_is_no_room_for_is_counted(shown: int, there: int, words: str) -> None:
    assert left_out(shown, there).startswith(words)
    assert bool(left_out(shown, there)) == bool(words)


def test_each_length_has_more_room_than_the_one_before() -> None:
    short, medium, long = (ROOM[length] for length in Length)
    for part in (
        "summary",
        "records",
        "of_a_record",
        "times",
        "sayings",
        "recommendations",
        "pairs",
        "silences",
    ):
        assert 0 < getattr(short, part) < getattr(medium, part) < getattr(long, part)


@pytest.mark.parametrize("length", Length)
def test_every_part_keeps_to_its_room_and_says_how_much_is_left_out(length: Length) -> None:
    room, documents = ROOM[length], (*many(24), long_record(40))
    briefing = made(length=length, documents=documents)
    records = section(briefing, Part.RECORDS)
    assert len(section(briefing, Part.SUMMARY).points) <= room.summary
    assert len(records.groups) <= room.records
    assert all(len(one.points) <= room.of_a_record for one in records.groups)
    assert len(section(briefing, Part.TIMELINE).points) <= room.times
    assert len(section(briefing, Part.SAID).points) <= room.sayings
    if length is not Length.LONG:
        assert " more records found" in records.frame
        assert " more found" in section(briefing, Part.TIMELINE).frame


def test_a_record_with_more_to_say_than_there_is_room_for_says_how_much_more() -> None:
    briefing = made(length=Length.SHORT, documents=(long_record(9),))
    (shown,) = section(briefing, Part.RECORDS).groups
    room = ROOM[Length.SHORT].of_a_record
    assert len(shown.points) == room
    assert f"{9 - room} more found" in shown.about


# --- the summary -------------------------------------------------------------------------------------


def test_the_summary_is_by_date_of_the_record_and_says_what_was_looked_through() -> None:
    found = section(made(), Part.SUMMARY)
    held = [claim.citations[0].document_id for point in found.points for claim in point.claims]
    assert held == sorted(held, key=[DUNMERE.id, WEXCOMBE.id, GAZETTE.id].index)
    assert "3 records of the 4 looked through" in found.frame


def test_the_summary_shows_several_records_and_says_nothing_twice() -> None:
    said = said_in(section(made(), Part.SUMMARY))
    assert len(set(said)) == len(said)
    held = {
        claim.citations[0].document_id for p in section(made(), Part.SUMMARY).points for claim in p.claims
    }
    assert held == {DUNMERE.id, WEXCOMBE.id, GAZETTE.id}


def test_a_record_without_a_date_comes_last() -> None:
    undated = record("a-undated", "Undated", "Night help in Ropley is open to all.\n", published=None)
    briefing = made(documents=(undated, *RECORDS))
    assert section(briefing, Part.RECORDS).groups[-1].heading == "Undated"


# --- each record -------------------------------------------------------------------------------------


def test_each_record_stands_alone_under_what_it_is_with_its_sentences_in_their_order() -> None:
    groups = section(made(), Part.RECORDS).groups
    assert [one.heading for one in groups] == [DUNMERE.title, WEXCOMBE.title, GAZETTE.title]
    for one, document in zip(groups, (DUNMERE, WEXCOMBE, GAZETTE), strict=True):
        cited = [claim.citations[0] for point in one.points for claim in point.claims]
        assert {c.document_id for c in cited} == {document.id}
        assert cited == sorted(cited, key=lambda c: c.span)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (GAZETTE, ("England", "council news", "9 May 2032", "press or news", "digest")),
        (DUNMERE, ("Wales", "committee minutes", "2 November 2029", "a council's minutes", "original")),
    ],
)
def test_what_a_record_is_is_told_with_nation_kind_date_standing_and_form(
    document: Document, words: tuple[str, ...]
) -> None:
    told = group(section(made(length=Length.LONG), Part.RECORDS).groups, document.title).about
    assert told == " · ".join((*words[:-1], told.rpartition(" · ")[2]))
    assert words[-1] in told.rpartition(" · ")[2]


def test_what_is_not_known_of_a_record_is_told_as_not_known() -> None:
    bare = make(Wanted("kinship carers"), pipeline_of(LEAFLET), TODAY)
    (shown,) = section(bare, Part.RECORDS).groups
    assert "nation not stated" in shown.about
    assert "undated" in shown.about


# --- times -------------------------------------------------------------------------------------------


def test_dates_stand_in_their_order_each_over_the_words_that_state_it() -> None:
    points = section(made(length=Length.LONG), Part.TIMELINE).points
    dates = [point.claims[0].focus.of(point.claims[0].text) for point in points if point.claims[0].focus]
    assert dates == ["2030", "2030", "from April 2030", "March 2031", "March 2031", "4 May 2032", "June 2036"]
    for point, written in zip(points, dates, strict=True):
        assert written.casefold() in point.frame.casefold()


def test_a_plan_is_marked_as_a_plan_and_an_event_is_not() -> None:
    found = section(made(length=Length.LONG), Part.TIMELINE)
    framed = {point.claims[0].text: point.frame for point in found.points}
    plans = [nature.value for nature in Nature if "plan" in nature.value]
    planned = framed["Wexcombe Council will open a second night help line in June 2036."]
    assert any(plan in planned for plan in plans)
    assert not any(
        plan in framed["Wexcombe Council introduced the night help line on 4 May 2032."] for plan in plans
    )
    assert "plan" in found.frame.casefold()


def test_a_forecast_is_marked_as_one_and_not_as_a_plan() -> None:
    text = "The night help in Wexcombe is expected to reach 90 families by 2036."
    briefing = made(documents=(replace(WEXCOMBE, text=text),))
    found = section(briefing, Part.TIMELINE)
    assert [point.frame for point in found.points] == ["By 2036 (forecast for then):"]
    assert "forecast" in found.frame
    assert "plan" not in found.frame


def test_the_dates_of_the_best_sentences_are_shown_where_there_is_not_room_for_all() -> None:
    short, whole = (
        section(made(length=Length.SHORT), Part.TIMELINE),
        section(made(length=Length.LONG), Part.TIMELINE),
    )
    left = len(whole.points) - ROOM[Length.SHORT].times
    assert left > 0
    assert len(short.points) == ROOM[Length.SHORT].times
    assert f"{left} more found" in short.frame


def test_the_words_marked_are_those_of_the_date_and_no_part_of_another() -> None:
    text = (
        "Plan 4 of the five plans of May 2022 on night help in Ember was to open halls, with details "
        "promised later in 2022.\n"
    )
    found = section(
        make(Wanted("night help in Ember"), pipeline_of(record("e", "E", text)), TODAY), Part.TIMELINE
    )
    year = next(point.claims[0] for point in found.points if point.frame.startswith("2022"))
    assert year.focus is not None
    assert year.text[: year.focus.start].endswith("later in ")


def test_an_unticked_date_is_not_drawn_with_another_of_its_sentence() -> None:
    whole = made(length=Length.LONG)
    drawn = picture_of(whole, records())
    assert drawn is not None
    for point in section(whole, Part.TIMELINE).points:
        marks = GroupMarks(0, (Mark(point.key, ticked=False),))
        left = picture_of(edited(whole, Edits({Part.TIMELINE: (marks,)})), records())
        assert left is None or left.alt != drawn.alt


def test_a_year_that_was_only_read_is_told_in_the_frame_and_never_put_into_the_words() -> None:
    text = "Night help in Ember is due to open on 14 November, says a letter of 11 October 2033.\n"
    found = section(
        make(Wanted("night help in Ember"), pipeline_of(record("e", "E", text)), TODAY), Part.TIMELINE
    )
    read = next(point for point in found.points if point.frame.startswith("14 November"))
    assert "2033" in read.frame
    assert "inferred" in read.frame
    assert read.claims[0].text == text.strip()


# --- who said what -----------------------------------------------------------------------------------


def test_whoever_speaks_stands_by_full_name_and_role_over_the_words() -> None:
    found = {one.heading: one for one in section(made(), Part.SAID).groups}
    assert {"Bram Ellery", "Ines Okafor"} <= set(found)
    assert found["Ines Okafor"].about == "Doctor, chair of the panel"
    assert "hard to find" in found["Ines Okafor"].points[0].claims[0].text


def test_whoever_says_most_comes_first() -> None:
    more = replace(
        DUNMERE, text=DUNMERE.text + "Councillor Bram Ellery said that night help in Dunmere was liked.\n"
    )
    briefing = make(Wanted(TOPIC), pipeline_of(WEXCOMBE, more), TODAY)
    said = [(one.heading, len(one.points)) for one in section(briefing, Part.SAID).groups]
    assert said[0] == ("Bram Ellery", 2)
    assert ("Ines Okafor", 1) in said


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("The Harrowick review found that night help in Ember is rare.", "Harrowick review"),
        (
            "Night help in Ember was rare, the Northern Justice Review's report said in 2031.",
            "Northern Justice Review's report",
        ),
        (
            "The Harrowick Committee's 2031 report found night help in Ember rare.",
            "Harrowick Committee's report",
        ),
    ],
)
def test_a_body_that_speaks_stands_by_its_whole_name(sentence: str, heading: str) -> None:
    briefing = make(Wanted("night help in Ember"), pipeline_of(record("e", "E", sentence + "\n")), TODAY)
    assert [one.heading for one in section(briefing, Part.SAID).groups] == [heading]


@pytest.mark.parametrize(
    "sentence",
    [
        "The 2031 answer to Ada Okafor promised night help in Ember for all.",
        "An Act set up the Harrowick Safety Board on night help in Ember, which reports on it.",
        "Night help in Ember, Hartley Weekly reported, is rare.",
    ],
)
def test_whoever_is_only_spoken_to_or_of_or_passes_words_on_did_not_say_them(sentence: str) -> None:
    briefing = make(Wanted("night help in Ember"), pipeline_of(record("e", "E", sentence + "\n")), TODAY)
    assert section(briefing, Part.SAID).groups == ()


# --- recommendations, plans and outcomes -------------------------------------------------------------


def test_what_was_recommended_stands_over_what_became_of_it() -> None:
    points = group(section(made(), Part.RECOMMENDED).groups, RECOMMENDED).points
    told = [point.claims[0].text for point in points]
    outcome = "Wexcombe Council accepted all recommendations of the panel on night help."
    assert told == [
        "The panel recommended that Wexcombe Council open a night help line.",
        outcome,
        "The panel recommended that Wexcombe Council print a night help leaflet.",
        outcome,
    ]
    assert "agreed" in points[0].frame


def test_what_nobody_says_came_of_a_recommendation_is_told_as_not_stated() -> None:
    silent = replace(WEXCOMBE, text=WEXCOMBE.text.replace("accepted all", "printed the"))
    briefing = make(Wanted(TOPIC), pipeline_of(silent, DUNMERE), TODAY)
    points = group(section(briefing, Part.RECOMMENDED).groups, RECOMMENDED).points
    assert [point.frame.rpartition(": ")[2] for point in points] == ["not stated.", "not stated."]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.DONE, "Wexcombe Council introduced the night help line on 4 May 2032."),
        (State.AGREED, "The Dunmere committee agreed to pay for night help from April 2030."),
        (State.PLANNED, "Wexcombe Council will open a second night help line in June 2036."),
    ],
)
def test_done_agreed_and_planned_are_never_blurred(state: State, words: str) -> None:
    under = {
        one.heading
        for one in section(made(), Part.RECOMMENDED).groups
        for p in one.points
        if p.claims[0].text == words
    }
    assert under == {STATE_HEADINGS[state]}


def test_a_part_without_any_step_says_so() -> None:
    calm = record("calm", "Calm", "Night help in Hollin is free of charge.\n")
    found = section(make(Wanted("night help in Hollin"), pipeline_of(calm), TODAY), Part.RECOMMENDED)
    assert found.groups == ()
    assert "No sentence" in found.frame


# --- where records agree and differ ------------------------------------------------------------------


def test_what_differs_stands_side_by_side_with_the_differing_words_marked_in_both() -> None:
    differ, _ = section(made(), Part.TOGETHER).groups
    (point,) = differ.points
    assert [claim.citations[0].document_id for claim in point.claims] == [WEXCOMBE.id, GAZETTE.id]
    marked = [claim.focus.of(claim.text) for claim in point.claims if claim.focus]
    assert marked == ["41", "38"]
    assert "number" in point.frame


def test_what_agrees_stands_side_by_side_too_and_each_pair_once() -> None:
    _, agree = section(made(), Part.TOGETHER).groups
    (point,) = agree.points
    assert {claim.citations[0].document_id for claim in point.claims} == {WEXCOMBE.id, GAZETTE.id}
    assert len({claim.text for claim in point.claims}) == 1


def test_no_pair_is_of_one_record() -> None:
    for point in section(made(length=Length.LONG), Part.TOGETHER).points:
        if len(point.claims) > 1:
            assert len({claim.citations[0].document_id for claim in point.claims}) == len(point.claims)


def test_that_another_person_speaks_is_no_difference_between_records() -> None:
    one = record("one", "One", "Ada Reed said that night help in Selby cost 40 pounds.\n")
    two = record("two", "Two", "Olu Marsh said that night help in Selby cost 40 pounds.\n")
    found = section(make(Wanted("night help in Selby"), pipeline_of(one, two), TODAY), Part.TOGETHER)
    assert "They differ" not in {one.heading for one in found.groups}


def test_where_nothing_can_be_set_side_by_side_that_is_told() -> None:
    found = section(made(documents=(WEXCOMBE,)), Part.TOGETHER)
    assert found.groups == ()
    assert "No two sentences" in found.frame


def test_a_record_that_weighs_sources_itself_is_shown_as_doing_so_and_not_as_saying_it() -> None:
    weighing = record(
        "weighing",
        "Weighing",
        "Night help in Corby began in 2030.\n\n# Where sources differ\n\n"
        "A leaflet says that night help in Corby began in 2029.\n",
    )
    briefing = make(Wanted("night help in Corby"), pipeline_of(weighing), TODAY)
    aside = "A leaflet says that night help in Corby began in 2029."
    assert aside in said_in(section(briefing, Part.TOGETHER))
    assert aside not in said_in(section(briefing, Part.SUMMARY))
    assert aside not in said_in(section(briefing, Part.RECORDS))


# --- what the records are silent on ------------------------------------------------------------------


def test_what_a_record_says_it_does_not_state_stands_under_silent_alone() -> None:
    words = "The Wexcombe review does not say how many children used night help."
    for one in made(length=Length.LONG).sections:
        assert (words in said_in(one)) == (one.part is Part.SILENT)


def test_kinds_of_things_that_no_sentence_gives_are_named() -> None:
    frames = [point.frame for point in section(made(), Part.SILENT).points if not point.claims]
    assert any("percentage" in frame and "a sum of money" not in frame for frame in frames)
    assert any(frame.startswith("1 of the 4 records") for frame in frames)


def test_that_nothing_was_done_is_told_where_only_plans_were_found_and_nowhere_else() -> None:
    def told(*documents: Document, topic: str = TOPIC) -> bool:
        found = section(make(Wanted(topic), pipeline_of(*documents), TODAY), Part.SILENT)
        return any("begun or done" in point.frame for point in found.points)

    assert told(KESTREL, topic="Kestrel family hub")
    assert not told(GAZETTE)


def test_silence_proves_nothing_and_that_is_said() -> None:
    assert "does not mean" in section(made(), Part.SILENT).frame
    assert section(made("xylophone observatory"), Part.SILENT).frame == ""


def test_the_answer_stands_under_its_own_frame() -> None:
    (answered,) = section(made("", ANSWERED), Part.SUMMARY).groups
    assert answered.about
    assert answered.points[0].frame == ""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rag.briefing.brief import Briefing, Part
from rag.briefing.comparing import AGREEING, ASIDES, DIFFERING
from rag.briefing.frames import OUTCOME
from rag.briefing.keeping import Opened, dumped, loaded
from rag.domain import Claim
from tests.records import records_of
from tests.unit.rag.briefing.kept import ASKED, WHOLE, G, changed_in
from tests.unit.rag.briefing.sample import WEXCOMBE, made, records, section, stands

#: Words of a record that no template holds.
SECRET = "The Wexcombe night help panel heard 41 families"


def opened(kept: dict[str, Any]) -> Opened:
    return loaded(json.dumps(kept), records(), G)


def written(briefing: Briefing) -> Iterator[str]:
    """All that the program itself says in a briefing."""
    for part in briefing.sections:
        yield part.frame
        for group in part.groups:
            yield from (group.heading, group.about, *(point.frame for point in group.points))


def holders(kept: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every place of a file where words of the program stand."""
    for part in kept["sections"]:
        yield part, "frame"
        for group in part["groups"]:
            yield group, "heading"
            yield group, "about"
            for point in group["points"]:
                yield point, "frame"


def claims_of(briefing: Briefing) -> set[Claim]:
    return set(briefing.claims)


@pytest.mark.parametrize("briefing", [WHOLE, ASKED], ids=["topic", "asked"])
@pytest.mark.parametrize("forgery", ["{words}", "{there} {words}", "{words} {there}", "{there} “{words}”."])
def test_words_of_a_record_never_stand_in_a_frame_or_heading_whatever_the_file_says(
    briefing: Briefing, forgery: str
) -> None:
    count = sum(1 for _ in holders(dumped(briefing, records())))
    assert count > 20
    for place in range(count):
        kept = dumped(briefing, records())
        held, name = list(holders(kept))[place]
        held[name] = forgery.format(there=held[name], words=SECRET).strip()
        found = opened(kept).briefing
        assert not any(SECRET in line for line in written(found)), (held, name)
        assert claims_of(found) <= claims_of(briefing)
        stands(found, records())


def of_part(kept: dict[str, Any], part: Part) -> Any:
    return next(one for one in kept["sections"] if one["part"] == part.value)


def group_of(kept: dict[str, Any], part: Part, heading: str) -> Any:
    return next(one for one in of_part(kept, part)["groups"] if one["heading"] == heading)


def test_what_the_claims_tell_is_made_again_and_nobody_is_told_of_it() -> None:
    kept = dumped(WHOLE, records())
    for group in of_part(kept, Part.RECORDS)["groups"]:
        nation, rest = group["about"].split(" · ", 1)
        group.update(heading="Another title", about=f"Not {nation} · {rest}")
    line = next(one for one in of_part(kept, Part.TIMELINE)["groups"][0]["points"] if "4 May" in one["frame"])
    line["frame"] = "4 May 1832:"
    for group in of_part(kept, Part.SAID)["groups"]:
        group["about"] = group["about"] and "Prime minister"
    found = opened(kept)
    assert found.briefing == WHOLE
    assert not found.foreign


def test_a_plan_is_not_shown_under_what_is_said_to_be_done() -> None:
    kept = dumped(WHOLE, records())
    planned = group_of(kept, Part.RECOMMENDED, "Planned, without word that it was done")
    done = group_of(kept, Part.RECOMMENDED, "Said to be done")
    words = planned["points"][0]["claims"][0]["words"][0]["quote"]
    done["points"] += planned["points"]
    planned["points"] = []
    found = opened(kept)
    assert words not in [c.text for p in section(found.briefing, Part.RECOMMENDED).points for c in p.claims]
    assert found.foreign


def test_what_became_of_a_recommendation_is_what_the_records_tell_or_to_be_looked_at() -> None:
    kept = dumped(WHOLE, records())
    for point in group_of(kept, Part.RECOMMENDED, "Recommended")["points"]:
        point["frame"] = point["frame"].replace("agreed", "done or begun")
    frames = [
        point.frame
        for group in section(opened(kept).briefing, Part.RECOMMENDED).groups
        if group.heading == "Recommended"
        for point in group.points
    ]
    assert not any("done" in frame for frame in frames)
    assert any("to be looked at again" in frame for frame in frames)
    assert OUTCOME in frames


def test_a_plan_marked_as_an_event_is_marked_as_a_plan_again() -> None:
    kept = dumped(made(), records())
    points = of_part(kept, Part.TIMELINE)["groups"][0]["points"]
    plan = next(one for one in points if "plan for then" in one["frame"])
    plan["frame"] = plan["frame"].replace(" (plan for then)", "")
    assert opened(kept).briefing == made()


def test_nobody_is_made_to_say_what_another_said() -> None:
    kept = dumped(WHOLE, records())
    one, other = of_part(kept, Part.SAID)["groups"][:2]
    one["points"], other["points"] = other["points"], one["points"]
    found = opened(kept)
    assert [group.heading for group in section(found.briefing, Part.SAID).groups] == [
        group.heading for group in section(WHOLE, Part.SAID).groups[2:]
    ]
    assert found.foreign


def test_two_sentences_of_one_record_are_not_set_side_by_side() -> None:
    kept = dumped(WHOLE, records())
    differing = group_of(kept, Part.TOGETHER, DIFFERING)["points"][0]
    differing["claims"][1] = differing["claims"][0]
    assert DIFFERING not in [one.heading for one in section(opened(kept).briefing, Part.TOGETHER).groups]
    kept = dumped(WHOLE, records())
    group_of(kept, Part.TOGETHER, AGREEING)["points"][0]["claims"].pop()
    assert AGREEING not in [one.heading for one in section(opened(kept).briefing, Part.TOGETHER).groups]
    kept = dumped(WHOLE, records())
    group_of(kept, Part.TOGETHER, AGREEING).update(
        heading=ASIDES, points=of_part(kept, Part.SUMMARY)["groups"][0]["points"]
    )
    assert ASIDES not in [one.heading for one in section(opened(kept).briefing, Part.TOGETHER).groups]


def test_what_a_record_states_does_not_stand_under_what_it_does_not_state() -> None:
    kept = dumped(WHOLE, records())
    silent = group_of(kept, Part.SILENT, "Records that say what they do not state")
    silent["points"] += of_part(kept, Part.SUMMARY)["groups"][0]["points"]
    assert opened(kept).briefing == WHOLE


def test_a_record_under_another_s_title_stands_under_its_own_and_a_line_of_a_third_is_left_out() -> None:
    kept = dumped(WHOLE, records())
    one, other, *_ = of_part(kept, Part.RECORDS)["groups"]
    moved = other["points"].pop()
    one["points"].append(moved)
    found = opened(kept)
    for group in section(found.briefing, Part.RECORDS).groups:
        (document,) = {
            one.document_id for point in group.points for claim in point.claims for one in claim.citations
        }
        assert records().documents[document].title == group.heading
    assert found.foreign


def test_a_title_that_changed_in_the_records_is_the_new_one() -> None:
    renamed = replace(WEXCOMBE, title="Review of night help, second edition")
    others = [one for one in records().documents.values() if one.id != WEXCOMBE.id]
    found = loaded(json.dumps(dumped(WHOLE, records())), records_of(renamed, *others), "g000002")
    assert renamed.title in [one.heading for one in section(found.briefing, Part.RECORDS).groups]
    assert not found.foreign


def test_what_is_gone_because_a_record_changed_is_not_foreign() -> None:
    changed = changed_in(WEXCOMBE, "heard 41 families", "heard 43 families")
    found = loaded(json.dumps(dumped(WHOLE, records())), changed, "g000002")
    assert found.again
    assert not found.foreign


def test_a_refusal_keeps_its_line_its_reason_and_what_is_nearest() -> None:
    silent = section(ASKED, Part.SILENT)
    refused = [one for one in silent.groups if one.heading in ASKED.wanted.questions]
    assert refused
    assert all(one.points[0].frame for one in refused)
    assert section(opened(dumped(ASKED, records())).briefing, Part.SILENT) == silent


def test_a_group_under_a_question_that_was_not_asked_is_left_out() -> None:
    kept = dumped(ASKED, records())
    of_part(kept, Part.SUMMARY)["groups"][0]["heading"] = "Who is to blame?"
    found = opened(kept)
    assert "Who is to blame?" not in list(written(found.briefing))
    assert found.foreign

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.briefing.brief import Length, Part, Wanted
from rag.briefing.editing import Edits, GroupMarks, Mark
from rag.domain import Filter
from tests.unit.rag.briefing.sample import RECORDS
from tests.web_fakes import ORIGINAL
from web.briefings.asking import LONGEST, edits_from, form, plainly_from, wanted_from

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


# --- the form ----------------------------------------------------------------------------------------


def test_the_form_offers_what_the_records_have_and_nothing_else() -> None:
    drawn = form({one.id: one for one in RECORDS}, None)
    for words in ("England (2)", "Wales (1)", "Committee minutes (1)", ">2031<", ">2029<"):
        assert words in drawn
    for words in ("Scotland", "Inquiry", ">2030<", "Not stated ("):
        assert words not in drawn


def test_the_form_offers_each_length_with_the_middle_one_chosen() -> None:
    drawn = form({}, None)
    assert all(f'value="{length}"' in drawn for length in Length)
    assert drawn.count(" selected") == 1
    assert '"medium" selected' in drawn


def test_kept_briefings_are_listed_where_there_are_any() -> None:
    assert "Kept briefings (2)" in form({}, ["mine", "yours"])
    for none in (None, []):
        assert "Kept briefings" not in form({}, none)


def test_whose_words_the_summary_is_in_is_asked_where_a_language_model_is_set() -> None:
    assert "language model" not in form({}, None)
    asked = form({}, None, "openai:<small>")
    assert 'name="wording"' in asked and "are sent to the language model openai:&lt;small&gt;" in asked
    assert plainly_from({"wording": "without"})
    for sent in ({"wording": "with"}, {}, None, "without", {"wording": ["without"]}):
        assert not plainly_from(sent)


def test_titles_and_names_stay_text() -> None:
    hostile = replace(ORIGINAL, jurisdiction="<script>x</script>")
    assert "<script" not in form({hostile.id: hostile}, ['<img src=x onerror="x">'])
    assert "<img" not in form({hostile.id: hostile}, ['<img src=x onerror="x">'])


# --- what is asked for -------------------------------------------------------------------------------


def test_a_topic_with_filters_and_a_length_is_read() -> None:
    sent = {
        "topic": "  night help ",
        "questions": " \n",
        "length": "short",
        "jurisdiction": "Wales",
        "kind": "minutes",
        "standing": "council_minutes",
        "since": "2020",
        "until": "2031",
    }
    assert wanted_from(sent) == Wanted(
        "night help",
        (),
        (
            Filter("jurisdiction", "in", ("Wales",)),
            Filter("kind", "in", ("minutes",)),
            Filter("standing", "in", ("council_minutes",)),
            Filter("published", "since", ("2020",)),
            Filter("published", "until", ("2031",)),
        ),
        Length.SHORT,
    )


def test_questions_go_before_a_topic_one_a_line() -> None:
    sent = {"topic": "night help", "questions": "Who   pays?\r\n\n  When? \n"}
    assert wanted_from(sent) == Wanted(questions=("Who pays?", "When?"))


@pytest.mark.parametrize(
    "sent",
    [
        None,
        7,
        [],
        "topic",
        {"topic": 7},
        {"length": "endless"},
        {"length": ["short"]},
        {"kind": "diary"},
        {"kind": ["minutes"]},
        {"jurisdiction": "Narnia"},
        {"since": "soon"},
        {"since": "0000"},
        {"since": "２０２０"},
        {"until": "20200"},
        {"standing": "", "until": ""},
    ],
)
def test_what_cannot_be_used_is_passed_over(sent: object) -> None:
    assert wanted_from(sent) == Wanted()


def test_no_more_is_read_than_anybody_types() -> None:
    assert len(wanted_from({"topic": "x" * 10**6}).topic) == LONGEST
    assert len("\n".join(wanted_from({"questions": "why?\n" * 10**5}).questions)) <= LONGEST


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["topic", "questions", "length", "kind", "since", "until"]), ANYTHING))
def test_whatever_is_sent_is_read_without_complaint(sent: Any) -> None:
    assert isinstance(wanted_from(sent), Wanted)


# --- edits -------------------------------------------------------------------------------------------


def test_edits_are_read_as_the_page_sends_them() -> None:
    sent = {
        "groups": [
            {
                "part": Part.SUMMARY.value,
                "place": 0,
                "marks": [
                    {"key": "b", "ticked": False, "remark": "Ask."},
                    {"key": "a", "ticked": True, "remark": ""},
                ],
            },
            {"part": Part.RECORDS.value, "place": 2, "marks": []},
            {"part": Part.RECORDS.value, "place": 0, "marks": []},
        ],
        "by": "Ada Reed",
        "on": "3 May 2035",
    }
    assert edits_from(sent) == Edits(
        {
            Part.SUMMARY: [GroupMarks(0, (Mark("b", False, "Ask."), Mark("a", True, "")))],
            Part.RECORDS: [GroupMarks(2, ()), GroupMarks(0, ())],
        },
        "Ada Reed",
        "3 May 2035",
    )


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "x",
        {"groups": "x"},
        {"groups": {"part": Part.SUMMARY}},
        {"groups": [7, None, "x", {}]},
        {"groups": [{"part": "Lies", "place": 0, "marks": []}]},
        {"groups": [{"part": Part.SUMMARY, "place": "0", "marks": []}]},
        {"groups": [{"part": Part.SUMMARY, "place": True, "marks": []}]},
        {"groups": [{"part": [], "place": 0}]},
        {"by": 7, "on": None},
    ],
)
def test_edits_that_are_none_are_passed_over(sent: object) -> None:
    assert edits_from(sent) == Edits()


@pytest.mark.parametrize("ticked", [None, 0, "", "false", True])
def test_a_line_is_left_out_only_where_that_is_said_plainly(ticked: object) -> None:
    sent = {"groups": [{"part": Part.SUMMARY, "place": 0, "marks": [{"key": "a", "ticked": ticked}]}]}
    assert edits_from(sent).groups[Part.SUMMARY][0].marks == (Mark("a"),)


def test_no_more_edits_are_read_than_the_longest_briefing_has_lines() -> None:
    marks = [{"key": str(n)} for n in range(9000)]
    found = edits_from({"groups": [{"part": Part.SUMMARY, "place": 0, "marks": marks}] * 9000})
    assert len(found.groups[Part.SUMMARY]) <= 2000
    assert len(found.groups[Part.SUMMARY][0].marks) <= 2000


@settings(deadline=None)
@given(st.fixed_dictionaries({"groups": ANYTHING, "by": ANYTHING, "on": ANYTHING}))
def test_whatever_edits_are_sent_are_read_without_complaint(sent: Any) -> None:
    assert isinstance(edits_from(sent), Edits)

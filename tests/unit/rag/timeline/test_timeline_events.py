from __future__ import annotations

from dataclasses import replace

import pytest

from rag.domain import ContentDate, Dating, Document, Excluded, Form, Span
from rag.store import Records
from rag.timeline import Event, Nature, Precision, events
from tests.records import record, records_of

TEXT = """\
# Findings of May 2030

The Quill panel met on 3 May 2031. A leaflet was printed in autumn 2031.
The Quill report was planned, in January 2032, for June 2032.
The report of 2031 is about pay. A bridge was opened in May 2031, in the 2031 season.

# What is not known

The Quill panel was closed in 2034.
"""

QUILL = record("quill", "The Quill panel", TEXT, published=ContentDate(2031, 5, 3))
OTHER = record("other", "Another panel", "The Quill panel met on 3 May 2031.", published=None)


def said(*documents: Document, words: str = "") -> list[Event]:
    return [one for one in events(records_of(*documents), words=words) if not one.is_record]


def test_events_come_with_their_days_their_sentence_and_a_citation_of_it() -> None:
    found = said(QUILL)
    assert [(one.when, one.nature) for one in found] == [
        ("May 2031", Nature.EVENT),
        ("3 May 2031", Nature.EVENT),
        ("autumn 2031", Nature.EVENT),
        ("June 2032", Nature.PLANNED_FOR),
    ]
    met = found[1]
    assert met.citation is not None
    assert (
        met.citation.span.of(TEXT) == met.citation.quote == met.words == "The Quill panel met on 3 May 2031."
    )
    assert (met.precision, found[2].precision) == (Precision.DAY, Precision.RANGE)
    assert [one.is_plan for one in found] == [False, False, False, True]


def test_a_records_own_date_is_a_frame_without_a_citation() -> None:
    (own,) = [one for one in events(records_of(QUILL)) if one.is_record]
    assert (own.when, own.words, own.citation, own.inferred) == ("3 May 2031", QUILL.title, None, False)
    inferred = replace(QUILL, text="No.", published=ContentDate(2031), dating=Dating.INFERRED)
    (own,) = events(records_of(inferred))
    assert (own.when, own.precision, own.inferred) == ("2031 (inferred)", Precision.YEAR, True)
    month = replace(QUILL, text="No.", published=ContentDate(2031, 5))
    assert events(records_of(month))[0].precision is Precision.MONTH


def test_two_records_that_tell_of_one_thing_give_two_events() -> None:
    met = [one.document.id for one in said(QUILL, OTHER) if one.when == "3 May 2031"]
    assert met == ["other", "quill"]


def test_events_are_sorted_by_first_day_last_day_and_record() -> None:
    found = events(records_of(QUILL, OTHER))
    assert found == sorted(found, key=lambda one: (one.earliest, one.latest, one.document.id))


def test_only_the_documents_asked_for_are_read() -> None:
    found = events(records_of(QUILL, OTHER), {"other", "gone"})
    assert {one.document.id for one in found} == {"other"}


def test_a_copy_adds_nothing_where_what_it_copies_is_looked_at() -> None:
    copied = replace(OTHER, copy_of="quill")
    assert {one.document.id for one in said(QUILL, copied)} == {"quill"}
    assert {one.document.id for one in said(copied)} == {"other"}


def test_words_keep_what_has_them_all_in_its_sentence_headings_or_title() -> None:
    assert [one.when for one in said(QUILL, words="leaflets printed")] == ["autumn 2031"]
    assert [one.when for one in said(QUILL, words="bridge panel")] == ["May 2031"]
    assert len(said(QUILL, words="Quill")) == 4
    assert events(records_of(QUILL), words="xyzzy") == []


def test_words_that_stand_in_no_passage_are_left_out() -> None:
    assert events(Records({"other": OTHER}, ())) == []


def test_a_sentence_that_stands_in_a_passage_as_a_part_is_cited_from_it() -> None:
    records = records_of(OTHER)
    (passage,) = records.passages
    (found,) = events(Records({"other": OTHER}, (replace(passage, sentences=()),)))
    assert found.citation is not None
    assert found.citation.passage.span == passage.span


@pytest.mark.parametrize(
    "text",
    [
        "The panel gives no figures for 2031.",
        "How many met in 2031 was not stated.",
        "The number of carers in 2031 could not be checked.",
        "What came of it in 2031 is not among the facts gathered.",
    ],
)
def test_what_was_looked_for_in_vain_is_no_event(text: str) -> None:
    assert said(record("vain", "Vain", text)) == []


def test_excluded_words_are_no_event() -> None:
    assert said(replace(OTHER, excluded=(Excluded(Span(0, 10), "menu", "rule"),))) == []


def test_a_year_that_was_only_read_says_so() -> None:
    text = "She is due in post on 14 November, according to the minutes of 11 October 2031."
    (found,) = said(record("due", "Due", text))
    assert (found.when, found.inferred, str(found.earliest)) == (
        "14 November (2031 inferred)",
        True,
        "2031-11-14",
    )


def test_dates_that_share_a_year_are_told_in_full() -> None:
    found = said(record("two", "Two", "It met on 15 and 16 April 2031."))
    assert [one.when for one in found] == ["15 April 2031", "16 April 2031"]


def test_a_date_is_told_once_a_sentence_and_a_long_time_is_kept_beside_a_day_in_it() -> None:
    text = "Between 2029 and 2033, and again in 2029, carers left; on 3 May 2031 the last, on 3 May 2031."
    assert [one.when for one in said(record("long", "Long", text))] == [
        "2029",
        "Between 2029 and 2033",
        "3 May 2031",
    ]


def test_words_of_a_digest_are_never_put_in_quotation_marks() -> None:
    assert said(OTHER)[0].quoted == "“The Quill panel met on 3 May 2031.”"
    assert said(replace(OTHER, form=Form.DIGEST))[0].quoted == "The Quill panel met on 3 May 2031."

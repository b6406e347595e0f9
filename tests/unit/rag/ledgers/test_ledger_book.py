"""Whole ledgers: complete, in order, without copies, with the rows of minutes in their place."""

from __future__ import annotations

from dataclasses import replace

from ingest.minutes import meeting_of
from rag.domain import ContentDate, Document, Excluded, Kind, Span, Standing
from rag.ledgers.book import cited, ledger, narrowed
from rag.ledgers.rows import COLUMNS, HEADINGS, Ledger, State
from tests.records import HARROWICK, record, records_of
from tests.unit.rag.ledgers.ledger_records import FERNDALE, digest, rows

MINUTES_TEXT = """Minutes of a meeting of the Alder Scrutiny Committee held on 4 March 2031

1. Foster care

The Committee considered the report on foster care. Cllr Moss agreed to write to the carers by May 2031.

RESOLVED: That the leaflet be printed in Welsh.

The Committee recommended to the Cabinet that a champion be appointed.
"""


def _minutes() -> Document:
    made = record(
        "alder-march",
        "Alder Scrutiny Committee, minutes",
        MINUTES_TEXT,
        kind=Kind.MINUTES,
        standing=Standing.COUNCIL_MINUTES,
        published=ContentDate(2031, 3, 4),
    )
    return replace(made, meeting=meeting_of(made))


def test_minutes_give_their_actions_and_decisions_and_no_sentence_is_listed_twice() -> None:
    first = rows(Ledger.ACTIONS, _minutes())[0]
    assert (first.what, first.who, first.when, first.status) == (
        "write to the carers by May 2031",
        "Cllr Moss",
        "by May 2031",
        State.AGREED,
    )
    decisions = rows(Ledger.DECISIONS, _minutes())
    assert any("leaflet" in row.what and row.status is State.AGREED for row in decisions)
    assert not any(
        "considered" in row.citation.quote and "agreed" not in row.citation.quote for row in decisions
    )
    for kind in Ledger:
        places = [(row.citation.span, row.what, row.value) for row in rows(kind, _minutes())]
        assert len(places) == len(set(places))


def test_every_row_of_every_ledger_cites_the_words_where_they_stand() -> None:
    documents = {one.id: one for one in (FERNDALE, HARROWICK, _minutes())}
    for kind in Ledger:
        found = rows(kind, *documents.values())
        assert found
        for row in found:
            assert row.ledger is kind
            for one in row.citations:
                assert one.span.of(documents[one.document_id].text) == one.quote


def test_rows_stand_by_date_with_undated_ones_last() -> None:
    undated = digest("# T\n\n## A\n\nThe panel proposed a count.\n", id="undated", published=None)
    found = rows(Ledger.RECOMMENDATIONS, undated, FERNDALE)
    assert found[-1].document == "undated"
    dates = [str(row.date) for row in found if row.date]
    assert dates == sorted(dates)


def test_a_copy_excluded_words_and_documents_not_asked_for_add_no_rows() -> None:
    copy = replace(FERNDALE, id="copy", copy_of="ferndale")
    records = records_of(FERNDALE, copy, HARROWICK)
    assert {row.document for row in ledger(records, Ledger.FIGURES)} == {"ferndale", "harrowick-review"}
    assert {row.document for row in ledger(records, Ledger.FIGURES, {"ferndale"})} == {"ferndale"}
    whole = replace(FERNDALE, excluded=(Excluded(Span(0, len(FERNDALE.text)), "menu", "a rule"),))
    assert rows(Ledger.FIGURES, whole) == []


def test_rows_are_narrowed_by_status_and_by_the_stems_of_words() -> None:
    found = rows(Ledger.RECOMMENDATIONS, FERNDALE)
    assert [row.citation.quote[:7] for row in narrowed(found, words="counting carer")] == ["The Fer"]
    assert narrowed(found, State.REFUSED) == []
    assert len(narrowed(found, State.AGREED)) == len(narrowed(found)) == 3


def test_citations_are_numbered_in_the_order_of_first_use() -> None:
    found = rows(Ledger.RECOMMENDATIONS, FERNDALE)
    places = [one.span for one in cited(found)]
    assert places[0] == found[0].citation.span
    assert places[1] == found[0].further[0].span
    assert len(places) == len(set(places)) == 4


def test_every_column_has_a_heading() -> None:
    assert all(len(COLUMNS[kind]) == len(HEADINGS[kind]) for kind in Ledger)


def test_a_child_not_identified_is_a_finding_and_a_publisher_not_named_is_silence() -> None:
    text = "# T\n\n## A\n\nSix children at risk were not identified.\n\nThe six publishers are not named.\n"
    assert [row.value for row in rows(Ledger.FIGURES, digest(text))] == ["Six children"]

"""Ledgers as files: nothing in a cell acts, nothing is lost, and digests are never quoted."""

from __future__ import annotations

import csv
import io

import pytest

from rag.domain import Filter, Form
from rag.ledgers.rows import Ledger, State
from rag.ledgers.writing import as_csv, as_json, as_tabs, as_text, columns, inert
from tests.unit.rag.ledgers.ledger_records import FERNDALE, digest, rows

DOCUMENTS = {FERNDALE.id: FERNDALE}


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-5%", "@here", "  =SUM(A1)"])
def test_a_cell_that_a_spreadsheet_would_reckon_out_is_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell.strip()}"
    assert inert("5 = 5\nso") == "5 = 5 so"


def test_a_csv_holds_every_row_with_its_words_and_where_they_stand() -> None:
    for kind in Ledger:
        found = rows(kind, FERNDALE)
        written = as_csv(kind, found, DOCUMENTS)
        assert not written.startswith("\ufeff")
        head, *lines = csv.reader(io.StringIO(written, newline=""))
        assert tuple(head) == columns(kind)
        assert len(lines) == len(found)
        at = head.index("Start")
        for line, row in zip(lines, found, strict=True):
            assert FERNDALE.text[int(line[at]) : int(line[at + 1])] == row.citation.quote
            assert "digest" in line[head.index("Whose words")]


def test_what_is_copied_has_tabs_and_a_line_for_each_row() -> None:
    found = rows(Ledger.PEOPLE, FERNDALE)
    lines = as_tabs(Ledger.PEOPLE, found, DOCUMENTS).splitlines()
    assert len(lines) == len(found) + 1
    assert {line.count("\t") for line in lines} == {len(columns(Ledger.PEOPLE)) - 1}


def test_an_originals_words_are_quoted_in_the_text_and_a_digests_are_not() -> None:
    sentence = "# T\n\n## A\n\nThe panel proposed <b>a count|of</b> carers.\n"
    ours, theirs = digest(sentence), digest(sentence, form=Form.ORIGINAL)
    told = as_text(Ledger.RECOMMENDATIONS, rows(Ledger.RECOMMENDATIONS, ours), {ours.id: ours})
    assert "“" not in told
    assert "Ask the Reviews digest of" in told
    assert "\\<b\\>a count\\|of" in told
    quoted = as_text(Ledger.RECOMMENDATIONS, rows(Ledger.RECOMMENDATIONS, theirs), {theirs.id: theirs})
    assert "“The panel" in quoted


def test_an_empty_ledger_says_that_nothing_follows_from_it() -> None:
    assert "does not mean" in as_text(Ledger.FIGURES, [], {})


def test_json_points_each_row_to_its_citations() -> None:
    found = rows(Ledger.RECOMMENDATIONS, FERNDALE)
    filters = (Filter("kind", "in", ("review",)),)
    made = as_json(Ledger.RECOMMENDATIONS, found, DOCUMENTS, filters, State.AGREED, "carers")
    assert made["status"] == "agreed"
    assert made["words"] == "carers"
    assert made["filters"][0]["field"] == "kind"
    for row, value in zip(found, made["rows"], strict=True):
        pointed = [made["citations"][number - 1]["quote"] for number in value["citations"]]
        assert pointed == [one.quote for one in row.citations]
        assert value["who"] is None or value["who"]

"""What the page may ask of a ledger, and the rows that leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.ledgers.book import ledger
from rag.ledgers.rows import Ledger, State
from tests.records import HARROWICK, KESTREL, TARNBROOK, records_of
from tests.unit.rag.ledgers.ledger_records import FERNDALE
from web.ledgers.wishing import AT_ONCE, MOST_SHOWN, LedgerWish, wish_from, wished

RECORDS = records_of(FERNDALE, HARROWICK, TARNBROOK, KESTREL)


def test_what_the_form_sends_becomes_a_wish() -> None:
    sent = {
        "ledger": "figures",
        "words": "  foster \n carers ",
        "document": "ferndale",
        "nation": "Wales",
        "status": "planned",
        "sort": "value",
        "down": True,
        "shown": 900,
    }
    wish = LedgerWish(Ledger.FIGURES, "foster carers", "ferndale", "Wales", State.PLANNED, "value", True, 900)
    assert wish_from(sent) == wish
    assert wish.narrows
    assert not LedgerWish().narrows


@pytest.mark.parametrize(
    "sent",
    [None, 7, [], {}, {"ledger": "costs"}, {"ledger": ["figures"]}, {"status": 3}, {"sort": "citation"},
     {"down": "yes"}, {"shown": True}, {"shown": "9"}, {"shown": -5}, {"nation": "France"}],
)  # fmt: skip
def test_what_the_page_should_not_send_is_passed_over(sent: object) -> None:
    assert wish_from(sent) == LedgerWish()


def test_rows_are_never_drawn_without_bound() -> None:
    assert [wish_from({"shown": shown}).shown for shown in (1, 10**9)] == [AT_ONCE, MOST_SHOWN]


def _left(kind: Ledger, **wish: object) -> list[str]:
    rows = ledger(RECORDS, kind)
    wanted = replace(LedgerWish(kind), **wish)  # type: ignore[arg-type]
    return [row.value or row.document for row in wished(rows, wanted, RECORDS.documents)]


def test_filters_leave_the_rows_of_a_record_or_a_nation_and_a_record_that_is_gone_leaves_none() -> None:
    assert set(_left(Ledger.DECISIONS, nation="Wales")) == {"tarnbrook-minutes"}
    assert set(_left(Ledger.DECISIONS, document="ferndale")) == {"ferndale"}
    assert _left(Ledger.DECISIONS, document="gone") == []


def test_figures_are_sorted_by_size_and_both_ways() -> None:
    up = _left(Ledger.FIGURES, sort="value", document="ferndale")
    assert up.index("3 recommendations") < up.index("61 foster carers")
    assert _left(Ledger.FIGURES, sort="value", document="ferndale", down=True) == up[::-1]


@pytest.mark.parametrize("sort", ["what", "who", "addressed_to", "when", "status", "record"])
def test_every_column_sorts_and_rows_that_have_nothing_there_stand_last(sort: str) -> None:
    rows = ledger(RECORDS, Ledger.RECOMMENDATIONS)
    for down in (False, True):
        wish = LedgerWish(Ledger.RECOMMENDATIONS, sort=sort, down=down)
        found = wished(rows, wish, RECORDS.documents)
        assert sorted(row.what for row in found) == sorted(row.what for row in rows)
        if sort in ("who", "addressed_to"):
            told = [bool(getattr(row, sort)) for row in found]
            assert told == sorted(told, reverse=True)

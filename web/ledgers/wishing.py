"""What a person wants to see of a ledger, and the rows that leaves, in the order they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.answering.language.figures import figures
from rag.catalogue import JURISDICTIONS
from rag.domain import Document
from rag.ledgers.book import narrowed
from rag.ledgers.rows import COLUMNS, Ledger, Row, State
from web.markup import plain
from web.records.browsing import LONGEST_SEARCH, NO_NATION, folded, nation_of

#: Rows drawn and copied at once, and the most that are drawn on request: a phone takes a second for each thousand.
AT_ONCE, MOST_SHOWN = 300, 4000

#: The column every ledger has beside its own.
RECORD = "record"


@dataclass(frozen=True, slots=True)
class LedgerWish:
    """Which ledger, what narrows it, and how it is sorted: by a column, or by date where that is ""."""

    ledger: Ledger = Ledger.RECOMMENDATIONS
    words: str = ""
    document: str = ""
    nation: str = ""
    status: State | None = None
    sort: str = ""
    down: bool = False
    shown: int = AT_ONCE

    @property
    def narrows(self) -> bool:
        """True where some row may be left out."""
        return bool(self.words or self.document or self.nation or self.status)


def wish_from(sent: object) -> LedgerWish:
    """The wish the page sends as a mapping; what is unknown or unusable is passed over."""
    fields = sent if isinstance(sent, Mapping) else {}
    kinds = {one.value: one for one in Ledger}
    ledger = kinds.get(_word(fields.get("ledger")), Ledger.RECOMMENDATIONS)
    sort, nation = _word(fields.get("sort")), _word(fields.get("nation"))
    shown = fields.get("shown")
    return LedgerWish(
        ledger=ledger,
        words=" ".join(plain(_word(fields.get("words"))[:LONGEST_SEARCH]).split()),
        document=_word(fields.get("document")),
        nation=nation if nation in (*JURISDICTIONS, NO_NATION) else "",
        status={one.value: one for one in State}.get(_word(fields.get("status"))),
        sort=sort if sort in (*COLUMNS[ledger], RECORD) else "",
        down=fields.get("down") is True,
        shown=max(AT_ONCE, min(shown, MOST_SHOWN)) if type(shown) is int else AT_ONCE,
    )


def wished(rows: Sequence[Row], wish: LedgerWish, documents: Mapping[str, Document]) -> list[Row]:
    """The rows the wish leaves, sorted as it says; rows with nothing in that column last, ties by date and place."""
    left = [
        row
        for row in narrowed(rows, wish.status, wish.words)
        if row.document in documents
        and wish.document in ("", row.document)
        and wish.nation in ("", nation_of(documents[row.document]))
    ]
    if not wish.sort:
        return left
    key = _key(wish.sort, documents)
    told = [row for row in left if key(row) is not None]
    rest = [row for row in left if key(row) is None]
    return [*sorted(told, key=key, reverse=wish.down), *rest]


def _key(sort: str, documents: Mapping[str, Document]) -> Callable[[Row], Any]:
    """What rows are compared by; None for a row with nothing in the column."""
    if sort == "when":
        return lambda row: str(row.date) if row.date else None
    if sort == "status":
        return lambda row: list(State).index(row.status)
    if sort == "value":
        return lambda row: _amount(row.value)
    if sort == RECORD:
        return lambda row: folded(documents[row.document].title)
    return lambda row: folded(str(getattr(row, sort))) or None


def _amount(words: str) -> tuple[str, float]:
    """Sums, shares, times and counts apart, each by size; words no number is read from first."""
    found = figures(words)
    return (found[0].kind, found[0].value) if found else ("", 0.0)


def _word(sent: object) -> str:
    return sent if isinstance(sent, str) else ""

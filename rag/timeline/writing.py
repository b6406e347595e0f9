"""Events and plans as text: a list to read, Markdown with its references, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from rag.catalogue import describe
from rag.domain import Form
from rag.papers.words import inert
from rag.permalinks import link
from rag.referencing import Style, entry, one_line
from rag.timeline.events import Event
from rag.timeline.rows import RECORD_WORDS, nature_words, tally

COLUMNS = (
    "Earliest",
    "Latest",
    "Or earlier",
    "Or later",
    "Precision",
    "Date as written",
    "Event, plan or forecast",
    "Words",
    "Whose words",
    "Record",
    "Nation",
    "Link",
)

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_WHOSE = {Form.DIGEST: "digest in the program's own words", Form.ORIGINAL: "the record's own words"}


def as_text(events: Sequence[Event]) -> str:
    """A plain list: date, what the date is, the words, the record; then how much there is."""
    lines = [
        f"{one_line(one.when)} [{nature_words(one)}]\n    {one.quoted}\n    {one_line(one.document.title)}"
        f" ({one.document.id})"
        for one in events
    ]
    return "\n".join((*lines, f"{tally(events)}.".capitalize()))


def as_markdown(events: Sequence[Event], accessed: date) -> str:
    """A list in Markdown, each line with the number of its record among the references (Harvard) below it."""
    numbers: dict[str, int] = {}
    for one in events:
        numbers.setdefault(one.document.id, len(numbers) + 1)
    lines = [
        f"- **{_inert(one.when)}** *({nature_words(one)})*: {_inert(one.quoted)} [{numbers[one.document.id]}]"
        for one in events
    ]
    documents = {one.document.id: one.document for one in events}
    references = [
        f"{number}. {_inert(entry(documents[i], Style.HARVARD, accessed))}" for i, number in numbers.items()
    ]
    parts = ["# Timeline", f"*{tally(events)}.*", "\n".join(lines), "## References", "\n".join(references)]
    return "\n\n".join(parts if events else parts[:2]) + "\n"


def as_csv(events: Sequence[Event], generation: str, address: str = "") -> str:
    """A table with ``COLUMNS``, a row for each event; a cell that a spreadsheet would take for a formula is made inert.

    A link leads to the words behind ``address``, the address of a web chat over the same records; a record's own date
    has none.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in events:
        writer.writerow(map(_cell, _cells(one, generation, address)))
    return file.getvalue()


def as_json(events: Sequence[Event], generation: str) -> list[dict[str, Any]]:
    """The events as the command line prints them."""
    return [
        {
            "earliest": one.earliest.isoformat(),
            "latest": one.latest.isoformat(),
            "or_earlier": one.open_start,
            "or_later": one.open_end,
            "precision": one.precision.value,
            "date_as_written": one.when,
            "inferred": one.inferred,
            "plan": one.is_plan,
            "nature": RECORD_WORDS if one.is_record else one.nature.value,
            "words": one.words,
            "document": one.document.id,
            "title": one.document.title,
            "form": one.document.form.value,
            "nation": one.document.jurisdiction,
            "span": [one.citation.span.start, one.citation.span.end] if one.citation else None,
            "quote": one.citation.quote if one.citation else None,
            "link": _link(one, generation, ""),
        }
        for one in events
    ]


def _cells(one: Event, generation: str, address: str) -> tuple[str, ...]:
    return (
        one.earliest.isoformat(),
        one.latest.isoformat(),
        "yes" if one.open_start else "",
        "yes" if one.open_end else "",
        one.precision.value,
        one.when,
        RECORD_WORDS if one.is_record else one.nature.value,
        one.words,
        "title" if one.is_record else _WHOSE[one.document.form],
        f"{one.document.title} ({describe(one.document)})",
        one.document.jurisdiction or "",
        _link(one, generation, address),
    )


def _cell(words: str) -> str:
    line = one_line(words)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _link(one: Event, generation: str, address: str) -> str:
    return address + link(one.citation, one.document, generation) if one.citation else ""


def _inert(words: str) -> str:
    return inert(one_line(words))

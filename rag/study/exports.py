"""A study pack as tables of text: CSV for a spreadsheet or another card program, and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from rag.domain import Document
from rag.study.keys import ABOUT, answer_words, options, shown
from rag.study.pack import Item, Pack

COLUMNS = (
    "kind",
    "instruction",
    "question",
    "choices",
    "answer",
    "words",
    "note",
    "source",
    "date",
    "link",
    "document",
)

#: A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would carry out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_ACTIVE) else cell


def as_csv(pack: Pack, documents: Mapping[str, Document], address: str | None = None) -> str:
    """One row an item under a row of names; several sentences of one key stand on lines of their own in a cell."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for item in pack.items:
        lines = [shown(line, documents, pack.generation, address) for line in item.key]
        row = (
            item.kind.value,
            item.frame,
            item.prompt,
            "\n".join(f"{letter}) {choice}" for letter, choice in options(item)),
            answer_words(item),
            "\n".join(f"{line.when}: {line.words}" if line.when else line.words for line in lines),
            "\n".join(line.note for line in lines if line.note),
            "\n".join(line.title for line in lines),
            "\n".join(line.dated for line in lines),
            "\n".join(line.link for line in lines),
            "\n".join(line.citation.document_id for line in item.key),
        )
        table.writerow([inert(cell) for cell in row])
    return written.getvalue()


def as_json(pack: Pack, documents: Mapping[str, Document], address: str | None = None) -> dict[str, Any]:
    """The pack as JSON; ``start`` and ``end`` of a key's words count characters of the document, half-open."""
    return {
        "about": ABOUT,
        "documents": list(pack.documents),
        "seed": pack.seed,
        "generation": pack.generation,
        "items": [_item(item, pack, documents, address) for item in pack.items],
    }


def _item(item: Item, pack: Pack, documents: Mapping[str, Document], address: str | None) -> dict[str, Any]:
    key = []
    for line in item.key:
        one = shown(line, documents, pack.generation, address)
        key.append(
            {
                "document": line.citation.document_id,
                "start": line.citation.span.start,
                "end": line.citation.span.end,
                "words": line.citation.quote,
                "value": [line.focus.start, line.focus.end] if line.focus else None,
                "note": line.note,
                "when": line.when,
                "source": one.title,
                "date": one.dated,
                "link": one.link,
            }
        )
    return {
        "kind": item.kind.value,
        "instruction": item.frame,
        "question": item.prompt,
        "choices": list(item.choices),
        "right": list(item.right),
        "answer": item.answer,
        "key": key,
    }


def as_text(pack: Pack, documents: Mapping[str, Document], address: str | None = None) -> str:
    """The pack in plain lines: every question with its choices, then the key by number."""
    asked: list[str] = []
    key = ["", "KEY", ""]
    for number, item in enumerate(pack.items, start=1):
        asked += [f"{number}. {item.frame}"] + ([f"   {item.prompt}"] if item.prompt else [])
        asked += [f"     {letter}) {choice}" for letter, choice in options(item)] + [""]
        key.append(f"{number}. {answer_words(item)}")
        for line in item.key:
            one = shown(line, documents, pack.generation, address)
            key.append(
                f"     {one.when + ': ' if one.when else ''}{one.words}"
                + (f" ({one.note})" if one.note else "")
            )
            key += [f"     {one.source}", f"     {one.link}"]
    return "\n".join((*asked, *key, "", ABOUT))

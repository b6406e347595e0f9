"""How complete and how right the ledgers are, on lists that people made of documents by reading them.

    python scripts/measure_ledgers.py [--missing] [--wrong] [--part dev]

A gold row is found where a ledger row of its kind, document and status (where it gives one) cites words that overlap
its own; a ledger row is right where a gold row, or one the readers thought doubtful, has words that overlap its own.
``--missing`` and ``--wrong`` list them, of the dev part alone: rules are mended with its lists open, and the test part
would measure nothing once its misses have been read, so of that only totals are written.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ingest.records import load
from ingest.splitting import stretches
from rag.domain import Document, Passage, Span
from rag.ledgers.book import ledger
from rag.ledgers.rows import Ledger, Row
from rag.store import Records
from rag.text import sentences

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold" / "ledgers"


@dataclass(frozen=True)
class Listed:
    """Gold rows of one kind found and missed, and ledger rows that are right, wrong, or doubtful to the readers."""

    part: str
    document: str
    kind: Ledger
    found: list[dict[str, Any]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)
    right: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)
    doubtful: list[Row] = field(default_factory=list)


def records_of(paths: Iterable[Path]) -> Records:
    """The records of these files without an index: each stretch of a section as one passage."""
    documents: dict[str, Document] = {}
    passages: list[Passage] = []
    for path in paths:
        document = load(path)
        documents[document.id] = document
        for span, headings in stretches(document):
            inside = tuple(
                s for s in sentences(document.text, span) if any(map(str.isalnum, s.of(document.text)))
            )
            page = document.page_of(span.start)
            passages.append(Passage(document.id, span, span.of(document.text), headings, page, inside))
    return Records(documents, tuple(passages))


def measure(part: str | None = None, folder: Path = GOLD) -> list[Listed]:
    """What the ledgers hold of the gold lists of a part (None: both), by document and kind."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        if part in (None, gold["part"]):
            records = records_of([ROOT / "corpus" / f"{gold['document']}.md"])
            found += [_listed(gold, kind, records) for kind in Ledger]
    return found


def _listed(gold: dict[str, Any], kind: Ledger, records: Records) -> Listed:
    text = records.documents[gold["document"]].text
    rows = ledger(records, kind)
    result = Listed(gold["part"], gold["document"], kind)
    wanted = [(entry, _place(text, entry["words"])) for entry in gold[kind] or ()]
    doubted = [_place(text, one["words"]) for one in gold.get("doubtful") or () if one["list"] == kind]
    for entry, place in wanted:
        hits = [row for row in rows if _cites(row, place) and entry.get("status") in (None, row.status)]
        (result.found if hits else result.missing).append(entry)
    for row in rows:
        if any(_cites(row, place) for _, place in wanted):
            result.right.append(row)
        elif any(_cites(row, place) for place in doubted):
            result.doubtful.append(row)
        else:
            result.wrong.append(row)
    return result


def _place(text: str, words: str) -> Span:
    at = text.find(words)
    if at < 0:
        raise ValueError(f"no such words in the document: {words[:60]}")
    return Span(at, at + len(words))


def _cites(row: Row, place: Span) -> bool:
    return any(one.span.overlaps(place) for one in row.citations)


def complete(results: Sequence[Listed]) -> float:
    """The share of gold rows that the ledgers hold; 1 where there are none."""
    found, missing = (sum(len(getattr(one, name)) for one in results) for name in ("found", "missing"))
    return found / (found + missing) if found + missing else 1.0


def correct(results: Sequence[Listed]) -> float:
    """The share of ledger rows that a gold row covers, doubtful ones apart; 1 where there are none."""
    right, wrong = (sum(len(getattr(one, name)) for one in results) for name in ("right", "wrong"))
    return right / (right + wrong) if right + wrong else 1.0


def main() -> None:
    """The figures written, a line for each document and kind, then for each part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("dev", "test"))
    parser.add_argument("--missing", action="store_true", help="list gold rows that no ledger row covers")
    parser.add_argument("--wrong", action="store_true", help="list ledger rows that no gold row covers")
    options = parser.parse_args()
    results = measure(options.part)
    for part in dict.fromkeys(one.part for one in results):
        here = [one for one in results if one.part == part]
        for one in here if part == "dev" else ():
            told = f"complete {complete([one]):.2f} ({len(one.found)} of {len(one.found) + len(one.missing)})"
            counts = f"{len(one.right)} right, {len(one.wrong)} not, {len(one.doubtful)} doubtful"
            rows = f"correct {correct([one]):.2f} ({counts})"
            print(f"{part}  {one.document:40} {one.kind:16} {told:28} {rows}")
            if options.missing:
                for entry in one.missing:
                    print(f"      MISSING {entry.get('status', '')}: {entry['words']}")
            if options.wrong:
                for row in one.wrong:
                    print(f"      WRONG {row.status} {row.who} {row.value}: {row.citation.quote}")
        for kind in Ledger:
            of_kind = [one for one in here if one.kind is kind]
            print(f"{part}  all  {kind:16} complete {complete(of_kind):.3f}  correct {correct(of_kind):.3f}")
        print(f"{part}  ALL  complete {complete(here):.3f}  correct {correct(here):.3f}")


if __name__ == "__main__":
    main()

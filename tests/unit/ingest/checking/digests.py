"""A sound digest with its companion in a folder, and the same with one thing changed."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ingest.checking import check_corpus

TODAY = date(2031, 6, 1)

FRONT: dict[str, Any] = {
    "id": "harbour-2030",
    "title": "Harbour Inquiry into fostering in Westhaven, Wales, 2030",
    "form": "digest",
    "kind": "inquiry",
    "publisher": None,
    "published": "2030-03-14",
    "dating": "stated",
    "dating_reason": "The report prints its date.",
    "jurisdiction": "Wales",
    "standing": "primary",
    "people": [{"name": "Mary Okoro", "role": "chair of the inquiry"}],
    "sources": [{"title": "The Harbour Inquiry report", "url": "https://harbour.example.org/report"}],
    "notices": [],
    "licence": "CC-BY-4.0",
    "reviewed": "2031-01-02",
}

LED = "Mary Okoro led the Harbour Inquiry of 2030 with two assessors."
MADE = "In its report the Harbour Inquiry made 24 recommendations to Westhaven council."
COST = "Carrying them out would cost £12m, Tom Field told the Harbour Inquiry."

TEXT = f"""# {FRONT["title"]}

## Who led it

{LED}

## What it recommended

{MADE} {COST}
"""

FACTS: list[dict[str, Any]] = [
    {
        "id": "F1",
        "fact": "Mary Okoro chaired it and had 2 assessors.",
        "said_by": "report",
        "sources": ["r"],
        "sentences": [LED],
    },
    {
        "id": "F2",
        "fact": "The 24 recommendations are addressed to Westhaven council.",
        "said_by": "report",
        "sources": ["r"],
        "sentences": [MADE],
    },
    {
        "id": "F3",
        "fact": "Tom Field gave the cost as £12 million.",
        "said_by": "witness",
        "sources": ["r"],
        "sentences": [COST],
    },
]


def put(folder: Path, name: str = "harbour-2030", text: str = TEXT, **changes: Any) -> None:
    """The digest and its companion are in the folder; a change of None takes a field out.

    Changes named ``facts``, ``document``, ``read``, ``links`` and ``also_asked`` are the companion's.
    """
    companion = {
        "document": changes.pop("document", name),
        "reviewed": changes.pop("read", "2031-01-02"),
        "sources": changes.pop(
            "links",
            {"r": {"title": "The Harbour Inquiry report", "url": "https://harbour.example.org/report"}},
        ),
        "facts": changes.pop("facts", copy.deepcopy(FACTS)),
        "also_asked": changes.pop("also_asked", {"Who led it": ["Who was in the chair?"]}),
    }
    front = {**copy.deepcopy(FRONT), "id": name, **changes}
    front = {key: value for key, value in front.items() if value is not None}
    written = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    (folder / f"{name}.md").write_text(f"---\n{written}---\n{text}", encoding="utf-8")
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(companion, allow_unicode=True), encoding="utf-8")


def saying(folder: Path, sentence: str, fact: str, **changes: Any) -> None:
    """The digest has one more sentence, which a fact of its own lists."""
    more = {"id": "F9", "fact": fact, "said_by": "report", "sources": ["r"], "sentences": [sentence]}
    put(folder, text=f"{TEXT}\n{sentence}\n", facts=[*copy.deepcopy(FACTS), more], **changes)


def found(folder: Path, against: Path | None = None, today: date = TODAY) -> list[str]:
    """The findings as lines, without the name of the folder."""
    checked = check_corpus(folder, today, against)
    return [finding.line.replace(f"{folder}/", "") for finding in checked.findings]

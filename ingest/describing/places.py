"""Which nation a record is from and who published it, where its own words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cleaning.lines import Line
from ingest.formats.extracted import Stated

#: Names that only one nation's records are full of. Law and practice differ between the four.
_TELLS: dict[str, re.Pattern[str]] = {
    "England": re.compile(
        r"\bEngland\b|\bEnglish (?:councils?|local authorities)\b|\bOfsted\b|\bDepartment for Education\b"
    ),
    "Wales": re.compile(r"\bWales\b|\bWelsh\b|\bCSSIW\b|\bEstyn\b|\bSenedd\b"),
    "Scotland": re.compile(r"\bScotland\b|\bScottish\b|\bHolyrood\b|\bchildren['’]s hearings?\b"),
    "Northern Ireland": re.compile(r"\bNorthern Ireland\b|\bStormont\b|\bDHSSPS\b"),
}
#: One nation must be named so many times as often as any other: a record of one may mention its neighbours.
_FAR_AHEAD = 4

#: A line that is the name of a council and nothing more.
_COUNCIL = re.compile(
    r"(?:The )?(?:(?:Royal |London )?Borough of [A-Z][\w’'-]+(?: (?:and|upon) [A-Z][\w’'-]+)*"
    r"|(?:[A-Z][\w’'-]+ ){1,4}(?:City |County |Borough |Metropolitan |District )*Council)"
)


def jurisdiction_of(text: str) -> str | None:
    """The nation that a text names far more often than the others; None where it names none, or several alike."""
    counts = sorted(((len(tell.findall(text)), nation) for nation, tell in _TELLS.items()), reverse=True)
    (most, nation), (second, _) = counts[:2]
    return nation if most and most >= _FAR_AHEAD * second else None


def publisher_of(head: Sequence[Line], stated: Stated) -> str | None:
    """Whoever the file's metadata or a line of its head names; a file that names no council gets none."""
    if stated.publisher and stated.publisher.strip():
        return " ".join(stated.publisher.split())
    return next((line.text for line in head if _COUNCIL.fullmatch(line.text)), None)

"""What sort of record a file without front matter is, and how good a source: only where its own words are plain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ingest.cleaning.council import is_meeting_page
from ingest.cleaning.lines import Page
from rag.domain import Kind, Standing

_MINUTES_TITLE = re.compile(
    r"(?:draft )?minutes\b(?: of\b|\s*[-–:(]|$)|.*\bminutes of (?:the |a )?.*meeting", re.IGNORECASE
)
#: Marks of minutes that other records lack; two of them make minutes of a page.
_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^\W*(?:members )?present\s*:",
        r"^\W*(?:\d+[.)]?\s+)?apologies(?: for absence)?\b",
        r"^\W*(?:\d+[.)]?\s+)?declarations? of interests?\b",
        r"^\W*(?:it was )?resolved\b",
        r"^\W*minutes:",
        r"\bminutes of the (?:last|previous) meeting\b",
    )
)
_ENOUGH_MARKS = 2

#: What a title calls the record.
_BY_TITLE: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\b(?:government|government['’]s) response\b|\bresponse to the\b", Kind.RESPONSE),
        (r"\bscrutiny (?:review|inquiry|report|panel report)\b", Kind.SCRUTINY),
        (r"\binspection (?:report|of)\b|\breport of (?:the |an )?inspection\b", Kind.INSPECTION),
        (r"\binquiry report\b|\breport of (?:the |an )?(?:\w+ )?inquiry\b", Kind.INQUIRY),
        (
            r"\b(?:serious case|safeguarding practice|independent|thematic) review\b.*\breport\b|\bfinal report\b",
            Kind.REVIEW,
        ),
        (r"\b(?:serious case|child practice|child safeguarding practice|learning) review\b", Kind.REVIEW),
    )
)
_PRESS_RELEASE = re.compile(
    r"^\W*(?:press|news|media) release\b|^\W*(?:notes? (?:to|for) editors)\b", re.IGNORECASE | re.MULTILINE
)
_REPORTER = re.compile(r"^[Bb]y [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+\b", re.MULTILINE)

#: Hosts of public bodies; councils have addresses below gov.uk of their own.
_OFFICIAL_HOSTS = (
    "www.gov.uk",
    "gov.uk",
    "parliament.uk",
    "gov.wales",
    "gov.scot",
    "legislation.gov.uk",
    "nationalarchives.gov.uk",
)


def is_minutes(text: str, start: int = 0, title: str = "") -> bool:
    """True for minutes: by their title, by a council's system for meetings, or by two marks that only minutes have."""
    page = Page.of(text, start)
    if is_meeting_page(page) and any(line.text == "Minutes:" for line in page.lines):
        return True
    if _MINUTES_TITLE.match(title):
        return True
    return sum(mark.search(text, start) is not None for mark in _MARKS) >= _ENOUGH_MARKS


def kind_of(text: str, title: str) -> Kind:
    """The kind that title or text give in so many words, minutes aside; OTHER where they do not."""
    for pattern, kind in _BY_TITLE:
        if pattern.search(title):
            return kind
    if _PRESS_RELEASE.search(text):
        return Kind.PRESS_RELEASE
    return Kind.NEWS if _REPORTER.search(text) else Kind.OTHER


def standing_of(kind: Kind, url: str | None, *, spun: bool) -> Standing:
    """How good the record is as a source, by what it is and the address it bears; UNKNOWN where neither tells."""
    if spun:
        return Standing.SCRAPED_REWRITE
    if kind is Kind.MINUTES:
        return Standing.COUNCIL_MINUTES
    host = urlsplit(url or "").hostname or ""
    if (
        any(host == known or host.endswith("." + known) for known in _OFFICIAL_HOSTS if known != "gov.uk")
        or host == "gov.uk"
    ):
        return Standing.OFFICIAL
    return Standing.PRESS if kind is Kind.NEWS else Standing.UNKNOWN

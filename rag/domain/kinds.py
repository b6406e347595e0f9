"""What a document can be: its form, kind and standing, and how its date is known."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """What the text is: our own words about a record, or the record itself."""

    DIGEST = "digest"
    ORIGINAL = "original"


class Kind(StrEnum):
    """What sort of record the document is, or digests."""

    REVIEW = "review"
    INQUIRY = "inquiry"
    SCRUTINY = "scrutiny"
    INSPECTION = "inspection"
    RESPONSE = "response"
    MINUTES = "minutes"
    PRESS_RELEASE = "press_release"
    COUNCIL_NEWS = "council_news"
    NEWS = "news"
    CONTEXT = "context"
    OTHER = "other"


class Standing(StrEnum):
    """How good the thing is that the document is, or digests; best first."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    COUNCIL_MINUTES = "council_minutes"
    PRESS = "press"
    SCRAPED_REWRITE = "scraped_rewrite"
    UNKNOWN = "unknown"


class Dating(StrEnum):
    """How a content date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"

"""Sentences that say what a record does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A sentence that says what the record does not say. It is evidence for a refusal, never an answer.
_SILENCE = re.compile(
    r"\b(?:do|does|did|is|are|was|were)(?: not|n't) (?:itself |themselves )?(?:state|say|give|name|record|report|mention|list|identify|print"
    r"|contain|explain|show|set out|quantif|specif|stated|given|named|recorded|known|printed|identified|reported|say)"
    r"|\b(?:says?|gives?|names?|states?|prints?|contains?|lists?|records?|has|reports?|sets? out|carries|quotes?|includes?) (?:no\b|neither\b|nothing\b(?! to do with)|only\b)"
    r"|\bno (?:figures?|numbers?|dates?|names?|results?|outcomes?|findings|amount|cost)\b[^.]{0,60}\b(?:is|are|was|were) (?:given|stated|named|printed)"
    r"|\b(?:cannot|can not) be (?:learned|known|answered|told)|\bnothing (?:in|after|is known)\b|\bis unknown\b|\bunnamed in\b",
    re.IGNORECASE,
)
_SILENT_HEADING = re.compile(r"\bnot (?:known|stated|said)\b|\bunknown\b", re.IGNORECASE)

#: How far into a sentence its statement that something is missing must begin to be what the sentence is about.
_BEGINS_BY = 90


#: A sentence that says who is not named, though it may say what post the person had.
_UNNAMED = re.compile(
    r"\b(?:do|does|did)(?: not|n't) (?:name|identify|say who)\b|\b(?:is|are|was|were) (?:not named|unnamed|not identified)\b",
    re.IGNORECASE,
)


def is_unnamed(text: str) -> bool:
    """True where the sentence is about somebody whom the record does not name."""
    found = _UNNAMED.search(text)
    return found is not None and found.start() <= _BEGINS_BY


def is_silent(text: str) -> bool:
    """True where the sentence is about something the record does not say."""
    found = _SILENCE.search(text)
    return found is not None and found.start() <= _BEGINS_BY


def under_silent_heading(headings: Iterable[str]) -> bool:
    """True where a heading announces what is not known."""
    return any(_SILENT_HEADING.search(heading) for heading in headings)

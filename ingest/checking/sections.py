"""Sections that hold something, under headings that can be read at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checking.findings import Finding, findings, quoted
from ingest.checking.reading import Checkable, text_under
from ingest.checking.sentences import counted

_CHECK = "sections"

#: The most words of a heading; a longer one is a sentence.
_MOST_WORDS = 12


def check_sections(one: Checkable) -> Iterator[Finding]:
    """Sections of a digest with nothing in them, and long headings; the title may stand as a heading as it is."""
    return findings(one.file, _CHECK, _faults(one))


def _faults(one: Checkable) -> Iterator[str]:
    for index, heading in enumerate(one.headings if one.is_digest else ()):
        lines = text_under(one.document, index).splitlines()
        if not any(line.strip(" -*") and not line.startswith("#") for line in lines):
            yield f"section {quoted(heading)} is empty; write what it is to hold, or take it out"
        if len(counted(heading)) > _MOST_WORDS and heading != one.document.title:
            yield f"heading {quoted(heading)} has more than {_MOST_WORDS} words; shorten it"

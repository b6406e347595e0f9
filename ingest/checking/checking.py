"""Everything there is to check about the documents of a folder, run over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.checking.dates import check_dates
from ingest.checking.facts import check_facts
from ingest.checking.fields import check_fields, check_told_apart
from ingest.checking.findings import Finding
from ingest.checking.grounding import check_grounding
from ingest.checking.links import check_links
from ingest.checking.measures import Measures, measured
from ingest.checking.overlap import check_overlap
from ingest.checking.reading import Checkable, read_folder, read_texts
from ingest.checking.sections import check_sections
from ingest.checking.sentences import check_sentences


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in order of file, and the numbers of each document."""

    findings: tuple[Finding, ...]
    documents: tuple[Measures, ...]


def check_corpus(folder: Path, today: date, against: Path | None = None) -> Checked:
    """Every check made on every document of the folder.

    Args:
        folder: holds the documents and their companions.
        today: no date may be later.
        against: holds texts that no document may share eight words in a row with.

    Raises:
        BadSetting: a folder is not there, or holds no document.
    """
    held = read_folder(folder)
    texts, unread = read_texts(against, [one.file for one in held.documents]) if against else ({}, ())
    found = [*held.findings, *unread, *_all(held.documents, today, texts)]
    return Checked(
        tuple(sorted(found, key=lambda finding: finding.file)),
        tuple(measured(one) for one in held.documents),
    )


def _all(documents: Sequence[Checkable], today: date, against: Mapping[str, str]) -> Iterator[Finding]:
    for one in documents:
        yield from check_fields(one)
        yield from check_dates(one, today)
        yield from check_links(one)
        yield from check_sentences(one)
        yield from check_facts(one)
        yield from check_sections(one)
    yield from check_told_apart(documents)
    yield from check_grounding(documents)
    yield from check_overlap(documents, against)

"""Sentences of the records that stand alone and may be studied, and what every record states, to check against."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from rag.answering.language.silence import is_silent, is_unnamed, under_silent_heading
from rag.answering.reading.candidates import leans
from rag.catalogue import NATIONS
from rag.citations import cite
from rag.domain import Citation, Document, Passage, Span
from rag.store import Records
from rag.study.grave import children_named, is_grave
from rag.text import content_stems

#: Characters of a sentence that is asked about. A shorter one says too little, a longer one is no card.
SHORTEST, LONGEST = 40, 280

#: Headings under which a digest weighs its sources: nothing there is to be learnt by heart.
_ASIDE = re.compile(
    r"\bsources? (?:differ|disagree|add)\b|\bwords? (?:differ|changed)\b|\bwhere the \w+ come\b",
    re.IGNORECASE,
)

#: Sentences about the digest, its sources or its dates, and not about what happened; and doubts.
_ABOUT_SOURCES = re.compile(
    r"\bthis digest\b|\bfacts gathered\b|\bpages? read\b|\bextracts?\b|\bsources (?:differ|give|disagree|of \d)|\b(?:is|are) inferred\b"
    r"|\bfiled\b|\bwas not (?:seen|read|found|confirmed|verified|checked)\b|\bnot (?:been )?(?:confirmed|verified|checked)\b|\bwrongly\b"
    r"|\bmis(?:dates?|spells?)\b|\bprints?\b|\bthe only source\b|\bone source\b|\b(?:only|sole) page\b|\bundated\b"
    r"|\bother (?:sources|reports|counts)\b|\bshould not be (?:mixed|confused|described|taken)\b|\bis not (?:his|her|its|the same)\b"
    r"|\bone account\b|\bdiffer\w*\b|\bnot (?:seen|stated)\b|\bas far as\b|\bbyline\b|\bpages? of\b|\bis reported\b|\bhas nothing to do with\b|\bdoes not mention\b|\bare known from\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a record. ``stems`` are those of its words that carry matter."""

    document: Document
    passage: Passage
    span: Span
    stems: frozenset[str]

    @property
    def text(self) -> str:
        """The words as they stand in the record."""
        return self.passage.slice(self.span)

    @property
    def citation(self) -> Citation:
        """The sentence, located."""
        return cite(self.document, self.passage, self.span)

    @property
    def people(self) -> tuple[str, ...]:
        """The names of people that its document gives."""
        return tuple(one.name for one in self.document.people)


class Stated:
    """Every sentence of the records, and which of them may be studied. Nothing is read before it is asked for."""

    def __init__(self, records: Records) -> None:
        """The records are taken as they are."""
        self.records = records

    @cached_property
    def all(self) -> tuple[Statement, ...]:
        """Each sentence of each passage, in the order of the records."""
        return tuple(
            Statement(
                self.records.documents[passage.document_id],
                passage,
                span,
                frozenset(content_stems(passage.slice(span))),
            )
            for passage in self.records.passages
            for span in passage.sentences
        )

    @cached_property
    def children(self) -> frozenset[str]:
        """The words of the names of children that the records name as harmed."""
        return children_named(self.records.documents.values())

    @cached_property
    def usable(self) -> tuple[Statement, ...]:
        """The sentences that may be studied, of all records: what is wrong in one may be right in another."""
        return tuple(one for one in self.all if self._may_be_studied(one))

    def of(self, documents: Collection[str]) -> Iterator[Statement]:
        """The sentences of these documents that may be studied, in the order of the records."""
        return (one for one in self.usable if one.document.id in documents)

    def grave(self, text: str) -> bool:
        """True where no item may hold these words."""
        return is_grave(text, self.children)

    def near(self, stems: Collection[str], share: float) -> Iterator[Statement]:
        """Every sentence, studied or not, that holds at least this share of the stems."""
        wanted = frozenset(stems)
        need = share * len(wanted)
        return (one for one in self.all if wanted and len(wanted & one.stems) >= need)

    def _may_be_studied(self, one: Statement) -> bool:
        text = one.text
        if not SHORTEST <= len(text) <= LONGEST or "\n\n" in text or not text.rstrip().endswith("."):
            return False
        if under_silent_heading(one.passage.headings) or any(map(_ASIDE.search, one.passage.headings)):
            return False
        if one.document.copy_of in self.records.documents:
            return False
        if leans(text) or is_silent(text) or is_unnamed(text) or _ABOUT_SOURCES.search(text):
            return False
        return not self.grave(text)


#: Words of a name that tell of no one thing.
_COMMON = frozenset(
    """report review inquiry council city committee board panel children child childrens care social services service
    work act final interim first second government england wales scotland northern ireland uk national independent
    commission january february march april may june july august september october november december the of and for in
    local authority department education health family families plan strategy response minutes meeting study market
    statement early years section part launch reports young people""".split()
) | frozenset(word.casefold() for nation in NATIONS for word in nation.split())

_CAPITAL = re.compile(r"[A-Z][\w’'-]*")


def names_of(text: str) -> frozenset[str]:
    """The telling words with a capital in a text, case-folded, without possessive endings."""
    found = (re.sub(r"['’]s?$", "", word).casefold() for word in _CAPITAL.findall(text))
    return frozenset(word for word in found if word not in _COMMON and len(word) > 1)


def on_one_line(text: str) -> str:
    """The words with each run of white space as one space."""
    return " ".join(text.split())


#: A statement may be asked for of a year as near as this to that of another, before one looks further.
NEAR_YEARS = 6


def years_apart(one: Document, other: Document) -> int:
    """How many years lie between the dates of two records; many where one has none."""
    if one.published is None or other.published is None:
        return 99
    return abs(one.published.year - other.published.year)


def farness(one: Document, other: Document) -> tuple[bool, bool]:
    """How far another record is from one in period and field: smaller is nearer.

    First whether it is of a time further off than ``NEAR_YEARS``, then whether it is of another nation.
    """
    return years_apart(one, other) > NEAR_YEARS, one.jurisdiction != other.jurisdiction

"""The sentences of a record that can state something: no furniture, none about what it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.language.lists import lists_of
from rag.answering.language.silence import is_silent, under_silent_heading
from rag.citations import cite
from rag.domain import Citation, Document, Passage, Span

#: Under such a heading stand accounts set against each other, not what was done.
_DIFFER = re.compile(r"\b(?:sources?|accounts?|records?) (?:differ|disagree)", re.IGNORECASE)

#: "was not identified" is said of records and of children alike: only of a record it is silence.
_OF_PEOPLE = re.compile(
    r"^\W*(?:[\w’'-]+ ){0,8}?(?:child(?:ren)?|famil(?:y|ies)|people|girls?|boys?|victims?|risks?)\b(?: [\w’'-]+){0,6} "
    r"(?:was|were|is|are) not (?:identified|recorded|reported|known|recognised)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence of a record. ``lead`` is the sentence that introduces the list it is an item of, else "".

    ``leads`` says that it introduces such a list itself, ``disputed`` that it stands where sources are compared.
    """

    document: Document
    passage: Passage
    span: Span
    text: str
    lead: str = ""
    leads: bool = False
    disputed: bool = False

    @property
    def citation(self) -> Citation:
        """The sentence as a citation."""
        return cite(self.document, self.passage, self.span)

    @property
    def heading(self) -> str:
        """The heading it stands under; "" where there is none but the title."""
        return self.passage.headings[-1] if self.passage.headings else ""


def stated(document: Document, passages: Sequence[Passage]) -> list[Stated]:
    """The sentences of a document that state something, in order of place."""
    leads: dict[Span, str] = {}
    introducing: set[Span] = set()
    for one in lists_of(document, passages):
        if one.lead is not None:
            introducing.add(one.lead.span)
            leads.update((item.span, one.lead.text) for item in one.items)
    found = []
    for passage in passages:
        if under_silent_heading(passage.headings):
            continue
        disputed = any(_DIFFER.search(heading) for heading in passage.headings)
        for span in passage.sentences:
            text = passage.slice(span)
            if (is_silent(text) and not _OF_PEOPLE.search(text)) or _left_out(document, span):
                continue
            lead, leading = leads.get(span, ""), span in introducing
            found.append(Stated(document, passage, span, text, lead, leading, disputed))
    return found


def _left_out(document: Document, span: Span) -> bool:
    return any(one.span.overlaps(span) for one in document.excluded)

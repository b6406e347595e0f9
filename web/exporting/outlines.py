"""A conversation as the lines of an export, whatever its format: what each line is, and its words as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rag.catalogue import narrowed
from rag.domain import Answer, Citation, Claim, ContentDate, Document, Filter, Form, Table
from rag.papers.words import one_line, spaced
from rag.permalinks import to_record
from rag.referencing import PROGRAM, Style, address, entry, place
from rag.rendering import also_in, shown
from web.conversation.answers import STATUS_WORDS
from web.conversation.turns import Turns
from web.conversation.understood import taken_back
from web.conversation.worded import IN_ITS_WORDS, WITHOUT_IT, by_model, cited, rests_on, verbatim

TITLE = f"{PROGRAM}: a conversation"


@dataclass(frozen=True, slots=True)
class Export:
    """What is said of an export: its day, the generation of the index that answered, the style of its references.

    ``public_url`` is the address of the page, where others can follow it; it ends in "/".
    """

    day: date
    generation: str
    style: Style = Style.PLAIN
    public_url: str | None = None


class Look(StrEnum):
    """What a line of the outline is; frames and claims are never one thing."""

    TITLE = "title"
    ABOUT = "about"
    QUESTION = "question"
    STATUS = "status"
    FRAME = "frame"
    REASON = "reason"
    CLAIM = "claim"
    HEADING = "heading"
    NEAREST = "nearest"
    NOTICE = "notice"
    REFERENCES = "references"
    REFERENCE = "reference"


#: Lines that are items of a list.
LISTED = (Look.CLAIM, Look.NEAREST, Look.NOTICE, Look.REFERENCE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line; ``strong`` where they are the asked-for value."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline; ``address`` is the web address in it that a page may link."""

    look: Look
    runs: tuple[Run, ...]
    address: str | None = None

    @property
    def text(self) -> str:
        """The words of the whole line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """Claims set out in columns; the last holds the numbers of their sources."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Outline = list[Line | Grid]


@dataclass(slots=True)
class _References:
    """The records cited so far, numbered from 1 in the order of first use."""

    documents: dict[str, Document | None] = field(default_factory=dict)
    copies: dict[str, dict[str, str]] = field(default_factory=dict)

    def marks(self, citations: Sequence[Citation], documents: Mapping[str, Document]) -> str:
        """The numbers of the cited records with their pages: "[1, p. 3] [2]"."""
        marks = []
        for citation in citations:
            document = documents.get(citation.document_id)
            if self.documents.setdefault(citation.document_id, document) is None:
                self.documents[citation.document_id] = document
            number = list(self.documents).index(citation.document_id) + 1
            page = place(citation, document) if document else ""
            marks.append(f"[{number}, {page}]" if page else f"[{number}]")
        return " ".join(dict.fromkeys(marks))

    def lines(self, export: Export) -> Outline:
        """The list of references, each record once."""
        lines: Outline = []
        for number, (document_id, document) in enumerate(self.documents.items(), start=1):
            here = f"{export.public_url}{to_record(document)}" if export.public_url and document else None
            said = entry(document, export.style, export.day, here) if document else f"{document_id}."
            also = also_in(list(self.copies.get(document_id, {}).values()))
            said = f"[{number}] {said}" + (f" {also}." if also else "")
            lines.append(Line(Look.REFERENCE, (Run(said),), address(document) if document else None))
        return [_line(Look.REFERENCES, "References"), *lines] if lines else []


# --- the outline -------------------------------------------------------------------------------------


def outline(turns: Turns, export: Export) -> Outline:
    """The finished turns, oldest first, and their references once at the end."""
    day = ContentDate(export.day.year, export.day.month, export.day.day).words
    references = _References()
    lines: Outline = [
        _line(Look.TITLE, TITLE),
        _line(Look.ABOUT, f"Exported on {day}. Answered from index generation {export.generation}."),
        _line(
            Look.ABOUT, "Lines in italics are the program's own. Numbers in brackets lead to the references."
        ),
    ]
    done = [turn for turn in turns if turn.done]
    if not done:
        lines.append(_line(Look.ABOUT, "No question has been answered yet."))
    for turn in done:
        lines.append(_line(Look.QUESTION, turn.asked))
        if told := taken_back(turn.reading, turn.documents):
            lines.append(_line(Look.NOTICE, f"Asked again: {'; '.join(told)}."))
        if turn.answer is not None:
            lines += _answer(turn.answer, turn.beside, turn.documents, references)
        else:
            lines.append(_line(Look.REASON, turn.message or ""))
    if any(one is not None and one.form is Form.DIGEST for one in references.documents.values()):
        digests = f"Words from a digest are {PROGRAM}’ own about a record. Do not quote them as the record’s."
        lines.append(_line(Look.ABOUT, digests))
    models = {
        one.answer.model.name for one in done if one.answer and by_model(one.answer) and one.answer.model
    }
    if models:
        worded = (
            f"Sentences in a language model’s words ({', '.join(sorted(models))}) are nobody’s quotation."
        )
        lines.append(_line(Look.ABOUT, f"{worded} Quote the words that each rests on."))
    return lines + references.lines(export)


def _line(look: Look, text: str) -> Line:
    return Line(look, (Run(one_line(text)),))


def _answer(
    answer: Answer, beside: Answer | None, documents: Mapping[str, Document], references: _References
) -> Outline:
    lines: Outline = []
    if label := STATUS_WORDS[answer.status]:
        lines.append(_line(Look.STATUS, label))
    if beside is not None:
        lines.append(_line(Look.HEADING, IN_ITS_WORDS))
        lines += _stated(answer, documents, references)
        lines.append(_line(Look.HEADING, WITHOUT_IT))
    lines += _stated(beside or answer, documents, references)
    if answer.nearest:
        lines.append(_line(Look.HEADING, "Nearest in the records"))
    for near in answer.nearest:
        said = f"{cited(near, documents)} {references.marks((near,), documents)}"
        lines.append(_line(Look.NEAREST, said))
    for shown_here in (answer, beside) if beside else (answer,):
        for one in (*shown_here.citations, *shown_here.nearest):
            kept = references.copies.setdefault(one.document_id, {})
            for other in shown_here.copies(one.document_id):
                kept[other] = one_line(documents[other].title if other in documents else other)
    return lines + [_line(Look.NOTICE, said) for said in _notices(answer, documents)]


def _stated(answer: Answer, documents: Mapping[str, Document], references: _References) -> Outline:
    """Frame, reason, table and claims."""
    lines: Outline = []
    if answer.frame:
        lines.append(_line(Look.FRAME, answer.frame))
    if answer.reason and answer.reason != answer.frame:
        lines.append(_line(Look.REASON, answer.reason))
    if answer.table:
        lines.append(_grid(answer.table, answer.claims, documents, references))
    in_rows = {row.claim for row in answer.table.rows} if answer.table else set()
    for number, claim in enumerate(answer.claims, start=1):
        if number not in in_rows:
            lines.append(_claim(claim, documents, references))
    return lines


def _grid(
    table: Table, claims: Sequence[Claim], documents: Mapping[str, Document], references: _References
) -> Grid:
    rows = []
    for row in table.rows:
        marks = references.marks(claims[row.claim - 1].citations, documents)
        rows.append((*map(one_line, row.cells), marks))
    return Grid((*map(one_line, table.columns), "Source"), tuple(rows))


def _claim(claim: Claim, documents: Mapping[str, Document], references: _References) -> Line:
    """The claim with its value marked; quoted where it says an original's words and only those."""
    first = claim.citations[0]
    to_hand = verbatim(claim) and first.document_id in documents
    quoted = to_hand and shown(claim.text, first, documents) != claim.text
    runs = [Run("“")] if quoted else []
    if claim.focus is None:
        runs.append(Run(spaced(claim.text)))
    else:
        start, end = claim.focus.start, claim.focus.end
        pieces = (claim.text[:start], False), (claim.text[start:end], True), (claim.text[end:], False)
        runs += [Run(spaced(words), strong) for words, strong in pieces if words]
    runs.append(Run(f"{'”' if quoted else ''} {references.marks(claim.citations, documents)}"))
    if rests := rests_on(claim, documents):
        runs.append(Run(f" (Rests on: {rests})"))
    return Line(Look.CLAIM, tuple(runs))


def _notices(answer: Answer, documents: Mapping[str, Document]) -> list[str]:
    words = [f"{one.expanded} where you wrote {one.original}" for one in answer.expansions]
    looked = [f"Also looked for {'; '.join(words)}."] if words else []
    return [*answer.notices, *looked, *(_narrowed(one, documents) for one in answer.filters)]


def _narrowed(condition: Filter, documents: Mapping[str, Document]) -> str:
    how = "as asked" if condition.source == "asked" else "as read from your question"
    if condition.source != "asked" and condition.words:
        how = f"as read from “{condition.words}” in your question"
    return f"Looked only at {narrowed(condition, documents)}, {how}."

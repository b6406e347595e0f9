"""What becomes of a question: claims tied to words of records, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rag.domain.documents import Passage
from rag.domain.questions import Filter, Hit, Question
from rag.domain.spans import Span


class Match(StrEnum):
    """How a quote was found in the text: letter for letter, or after folding case, quotes and spaces."""

    EXACT = "exact"
    FOLDED = "folded"


class Status(StrEnum):
    """What became of a question. Everything from ``CLARIFY`` on is a refusal to state an answer."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    CLARIFY = "clarify"
    NOT_IN_CORPUS = "unanswerable_not_in_corpus"
    DETAIL_MISSING = "unanswerable_detail_missing"
    OTHER_PLACE_OR_TIME = "unanswerable_other_place_or_time"
    FALSE_PREMISE = "unanswerable_false_premise"
    ADVICE = "out_of_scope_advice"
    IDENTIFICATION = "out_of_scope_identification"

    @property
    def answers(self) -> bool:
        """True where the answer states something the records say in reply to the question."""
        return self in (Status.ANSWERED, Status.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True)
class Citation:
    """Words located in a record: ``document.text[span.start:span.end] == quote``."""

    passage: Passage
    span: Span
    quote: str
    page: int | None
    match: Match

    def __post_init__(self) -> None:
        """Refuse a quote that is not what stands at its span, with ValueError."""
        if self.passage.slice(self.span) != self.quote:
            raise ValueError("the quote is not what stands at its span")

    @property
    def document_id(self) -> str:
        """The document the words stand in."""
        return self.passage.document_id


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer and the words it rests on. ``focus`` marks the asked-for value in ``text``.

    ``worded``: a language model put it so; elsewhere the words are the record's.
    """

    text: str
    citations: tuple[Citation, ...]
    focus: Span | None = None
    worded: bool = False

    def __post_init__(self) -> None:
        """Refuse a claim without a citation, with ValueError."""
        if not self.citations:
            raise ValueError("a claim needs a citation")
        if self.focus is not None and self.focus.end > len(self.text):
            raise ValueError("the focus lies outside the claim")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of plain strings; ``claim`` is the number of the claim it rests on, its place in the answer from 1."""

    cells: tuple[str, ...]
    claim: int


@dataclass(frozen=True, slots=True)
class Table:
    """Claims set out in columns: every row has a cell for each."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def __post_init__(self) -> None:
        """Refuse a row of another length than the columns, with ValueError."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("a row needs a cell for each column")


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word of the question that was also looked for as another."""

    original: str
    expanded: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Milliseconds spent in each stage of one question.

    ``total_ms`` ends when the answer stands, a language model's ``model_ms`` within it; ``suggest_ms``, what can be
    asked next, comes after it.
    """

    retrieve_ms: float = 0.0
    answer_ms: float = 0.0
    total_ms: float = 0.0
    suggest_ms: float = 0.0
    model_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that a language model offered and the records do not bear out, with why: never part of the answer."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a language model was asked for an answer: its name, each prompt with its digest, calls, tokens and time.

    ``input_tokens`` and ``output_tokens`` are those the provider counted, 0 where it does not say; ``failed`` is the
    plain line on why its words are not used, where they are not.
    """

    name: str
    prompts: tuple[tuple[str, str], ...] = ()
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    milliseconds: float = 0.0
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Which index answered: its generation, number of documents and encoder identity."""

    generation: str
    documents: int
    encoder: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question. Where ``status.answers`` there is at least one claim, elsewhere there is none.

    ``frame`` is a line from a fixed template; ``notices`` say what the records do not say or how far to
    trust them; ``nearest`` is the closest evidence of a refusal; ``confidence`` is the chance, 0 to 1,
    that the records answer the question. ``table`` sets claims out in columns where the question asks for that.
    ``answerer`` is "extractive", or "model" where a language model worded the claims; ``struck`` are sentences of its
    that were left out, ``model`` what it was asked, and ``plain`` the answer as it is put together without it.
    """

    question: Question
    standalone: str
    status: Status
    frame: str
    reason: str | None = None
    claims: tuple[Claim, ...] = ()
    nearest: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    filters: tuple[Filter, ...] = ()
    confidence: float = 0.0
    answerer: str = "extractive"
    struck: tuple[Struck, ...] = ()
    model: ModelUse | None = None
    plain: Answer | None = None
    hits: tuple[Hit, ...] = ()
    trace: Trace = field(default_factory=Trace)
    table: Table | None = None

    def __post_init__(self) -> None:
        """Refuse an answer without claims, a refusal with claims or without a reason, a row without a claim."""
        if self.status.answers != bool(self.claims):
            raise ValueError(f"{self.status} with {len(self.claims)} claims")
        if not self.status.answers and not self.reason:
            raise ValueError("a refusal needs a reason")
        if self.table and not all(1 <= row.claim <= len(self.claims) for row in self.table.rows):
            raise ValueError("a row of a table needs a claim")

    @property
    def removed(self) -> int:
        """How many sentences of a language model were left out."""
        return len(self.struck)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the claims once, in the order of first use; its number is its place from 1."""
        seen: dict[tuple[str, Span], Citation] = {}
        for claim in self.claims:
            for citation in claim.citations:
                seen.setdefault((citation.document_id, citation.span), citation)
        return tuple(seen.values())

    def copies(self, document_id: str) -> tuple[str, ...]:
        """The other documents that hold the passages cited or nearest of a document too, each once."""
        shown = {one.passage.key for one in (*self.citations, *self.nearest)}
        found = (h for h in self.hits if h.passage.document_id == document_id and h.passage.key in shown)
        return tuple(dict.fromkeys(copy for hit in found for copy in hit.copies))

    def numbers(self, claim: Claim) -> tuple[int, ...]:
        """The numbers of a claim's citations, ascending."""
        places = {(c.document_id, c.span): n for n, c in enumerate(self.citations, start=1)}
        return tuple(sorted(places[(c.document_id, c.span)] for c in claim.citations))

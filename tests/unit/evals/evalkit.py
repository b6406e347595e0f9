"""A tiny corpus of invented records, questions about it, and programs that answer them well or badly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from evals.cases import Case
from evals.gates import load_floors
from evals.gold import Gold, PlacedCase
from evals.outcomes import Outcome
from evals.session import THRESHOLDS, Session
from rag.domain import (
    Answer,
    Citation,
    Claim,
    Document,
    Excluded,
    Form,
    Hit,
    IndexInfo,
    Kind,
    Match,
    Passage,
    Question,
    Span,
    Standing,
    Status,
)
from rag.store import Records

FRONT = "---\nid: x\n---\n"
TEXTS = {
    "north-2010": (
        "Ada Marsh led the North review of 2010.",
        "The North review cost 1,200 pounds.",
        "The North review proposed a helpline.",
        "The North review proposed a register.",
    ),
    "south-2012": (
        "Bo Field chaired the South inquiry.",
        "The South inquiry met 14 times.",
        "The South inquiry reported in May 2012.",
        "The South inquiry visited nine schools.",
    ),
}
INFO = IndexInfo("g000001", len(TEXTS), "fake")


def records() -> Records:
    """The two records, front matter excluded, one passage per sentence."""
    documents, passages = {}, []
    for document_id, sentences in TEXTS.items():
        text = FRONT + " ".join(sentences)
        front = Excluded(Span(0, len(FRONT)), "front_matter", "test")
        documents[document_id] = Document(
            document_id, "T", Form.DIGEST, Kind.REVIEW, Standing.PRIMARY, text, excluded=(front,)
        )
        for sentence in sentences:
            at = text.index(sentence)
            span = Span(at, at + len(sentence))
            passages.append(Passage(document_id, span, sentence, sentences=(span,)))
    return Records(documents, tuple(passages))


RECORDS = records()


def answerable(case_id: str, document: str, places: Sequence[int], fact: str, **more: object) -> Case:
    """A case whose gold is whole sentences of a document and whose lead is one fact."""
    gold = [{"document": document, "quote": TEXTS[document][place]} for place in places]
    given: dict[str, object] = {
        "id": case_id,
        "category": "single_fact",
        "split": "test" if document.startswith("north") else "dev",
        "question": f"What about {case_id}?",
        "status": ["answered"],
        "lead": [fact],
        "facts": [[fact]],
        "gold": gold,
        "why": "test",
    }
    return Case.model_validate(given | more)


def unanswerable(case_id: str, split: str, **more: object) -> Case:
    """A case that is to be refused."""
    given: dict[str, object] = {
        "id": f"{case_id}-unanswerable",
        "category": "not_in_corpus",
        "split": split,
        "question": f"What about {case_id} in Oxmoor?",
        "status": ["unanswerable_not_in_corpus"],
        "why": "test",
    }
    return Case.model_validate(given | more)


CASES = (
    answerable("north-lead", "north-2010", [0], "Ada Marsh"),
    answerable("north-cost", "north-2010", [1], "1,200"),
    answerable("north-proposals", "north-2010", [2, 3], "helpline", facts=[["helpline"], ["register"]]),
    unanswerable("north-moon", "test"),
    unanswerable("north-tides", "test"),
    answerable("south-chair", "south-2012", [0], "Bo Field"),
    answerable("south-times", "south-2012", [1], "14"),
    answerable("south-date", "south-2012", [2], "May 2012", must_not=["June 2012"]),
    unanswerable("south-moon", "dev"),
    unanswerable("south-tides", "dev"),
)


def passage(gold: Gold) -> Passage:
    """The passage that holds a gold span."""
    return next(p for p in RECORDS.passages if gold.held_by(p.document_id, p.span))


def cite(found: Passage) -> Citation:
    """A citation of a whole passage."""
    return Citation(found, found.span, found.text, None, Match.EXACT)


def hits(passages: Sequence[Passage]) -> tuple[Hit, ...]:
    """Hits in the order given."""
    return tuple(Hit(p, 1 / rank, rank) for rank, p in enumerate(passages, start=1))


def answer(
    claims: Sequence[tuple[str, Passage]],
    *,
    found: Sequence[Passage] = (),
    confidence: float = 0.9,
    focus: Span | None = None,
    status: Status = Status.ANSWERED,
    frame: str = "",
) -> Answer:
    """An answer whose claims are (text, passage cited); the first bears the focus."""
    made = tuple(
        Claim(text, (cite(cited),), focus if place == 0 else None)
        for place, (text, cited) in enumerate(claims)
    )
    return Answer(Question("?"), "?", status, frame, claims=made, hits=hits(found), confidence=confidence)


def refusal(
    status: Status = Status.NOT_IN_CORPUS, *, found: Sequence[Passage] = (), confidence: float = 0.1
) -> Answer:
    """A refusal with these hits."""
    return Answer(
        Question("?"), "?", status, "None found.", reason="none", hits=hits(found), confidence=confidence
    )


def outcome(case: Case, given: Answer | None, **more: object) -> Outcome:
    """What became of a case, its gold placed in the tiny corpus."""
    return Outcome(placed(case), given, **more)  # type: ignore[arg-type]


def placed(case: Case) -> PlacedCase:
    """The case with its gold spans."""
    from evals.gold import place

    return place([case], RECORDS)[0]


class Program:
    """Stands in for the program: one function from a case to its answer."""

    def __init__(self, reply: Callable[[Case], Answer], cases: Sequence[Case] = CASES) -> None:
        self._reply = reply
        self._cases = {case.asked: case for case in cases}
        self.asked: list[Question] = []

    def invoke(self, question: Question, /) -> Mapping[str, object]:
        self.asked.append(question)
        return {"answer": self._reply(self._cases[question])}


def good(case: Case) -> Answer:
    """What a right program says: the gold sentences, or a refusal."""
    found = [passage(gold) for gold in placed(case).gold]
    if not case.expects_answer:
        return refusal(found=RECORDS.passages[:2])
    return answer([(p.text, p) for p in found], found=found)


def session(
    reply: Callable[[Case], Answer], cases: Sequence[Case] = CASES, floors: Path = THRESHOLDS
) -> Session:
    """A session over the tiny corpus, with the floors that are committed."""
    # The tiny corpus has no documents that give orders.
    due = [floor for floor in load_floors(floors) if not floor.metric.startswith("injected")]
    made = Session(cases, due)
    made.open(Program(reply, cases), RECORDS, INFO)
    return made


def fallen(reply: Callable[[Case], Answer]) -> set[str]:
    """The gates that a program does not pass, by name."""
    made = session(reply)
    return {floor.name for floor in made.floors if not made.verdict(floor).held}

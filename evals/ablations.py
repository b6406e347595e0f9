"""What each part of the program adds: the same questions with parts left out, as a table in evals/README.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evals import metrics, selective
from evals.cases import Case, CaseError, Split
from evals.gold import place
from evals.injected import ordinary
from evals.metrics import Metric
from evals.outcomes import Outcome
from evals.parts import Parts, asked, sound
from evals.summary import Row, measure
from rag.fusion import ConvexCombination
from rag.ports import Answerer, Retriever

#: Between these two lines of the page the table stands; everything else of the page is left alone.
BEGIN, END = "<!-- ablations: written by python -m evals ablations -->", "<!-- ablations: end -->"


def _observed(
    key: str, title: str, score: Callable[[Outcome], float | None], proportion: bool = False
) -> Metric:
    def observe(outcome: Outcome) -> tuple[float] | None:
        value = score(outcome)
        return None if value is None else (value,)

    return Metric(key, title, observe, proportion=proportion)


#: The columns. Four passages are what the LangChain retriever returns unless asked for more.
COLUMNS = (
    _observed("recall_4", "recall@4", partial(metrics.recall, 4)),
    _observed("success_4", "success@4", partial(metrics.success, 4), proportion=True),
    _observed("mrr", "MRR", metrics.mrr),
    _observed("ndcg_10", "nDCG@10", partial(metrics.ndcg, 10)),
    _observed("lead_right", "lead right", metrics.lead_right, proportion=True),
    _observed("refusal_recall", "refusal recall", selective.refusal_recall, proportion=True),
)


@dataclass(frozen=True, slots=True)
class Ablation:
    """One row: what the program is without."""

    name: str
    retriever: Callable[[Parts], Retriever]
    answerer: Callable[[Parts], Answerer] = Parts.answerer
    reading: bool = False


def _without_sentences(parts: Parts) -> Retriever:
    """The plain recipe for hybrid search: half passages by their vectors, half keywords."""
    return ConvexCombination(((parts.retriever("passages"), 0.5), (parts.retriever("lexical"), 0.5)))


#: The rows, from keywords alone to the whole program, and then the whole program that refuses less.
ABLATIONS = (
    Ablation("lexical (BM25)", lambda parts: parts.retriever("lexical")),
    Ablation("dense, passages only", lambda parts: parts.retriever("passages")),
    Ablation("dense, passages and sentences", lambda parts: parts.retriever("dense")),
    Ablation("plain hybrid: passages + BM25", _without_sentences),
    Ablation("hybrid", Parts.retriever),
    Ablation("hybrid, read (the program)", Parts.retriever, reading=True),
    Ablation("hybrid, no late interaction", Parts.retriever, lambda parts: parts.answerer(late=False)),
    Ablation("hybrid, never unsure", Parts.retriever, lambda parts: parts.answerer(refuse_below=0.0)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one ablation reached in one split, in the order of ``COLUMNS``."""

    ablation: Ablation
    split: Split
    rows: tuple[Row, ...]


def measured(
    parts: Parts,
    cases: Sequence[Case],
    ablations: Sequence[Ablation] = ABLATIONS,
    told: Callable[[str], None] = lambda name: None,
) -> list[Line]:
    """Every ablation on test, then every one on dev; ``told`` hears each name as its questions are asked.

    Raises:
        CaseError: gold does not stand in the index, or the program raises an error.
    """
    placed = place(ordinary(cases), parts.records)
    found: list[tuple[Ablation, list[Outcome]]] = []
    for ablation in ablations:
        told(ablation.name)
        program = parts.program(ablation.retriever(parts), ablation.answerer(parts), reading=ablation.reading)
        found.append((ablation, sound(asked(placed, program, parts.records))))
    return [
        Line(ablation, split, tuple(measure(c, split, _of(outcomes, split)) for c in COLUMNS))
        for split in (Split.TEST, Split.DEV)
        for ablation, outcomes in found
    ]


def _of(outcomes: Sequence[Outcome], split: Split) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.case.split is split]


def as_markdown(lines: Sequence[Line]) -> str:
    """The table as it stands in the page: a value and its 95 % interval in each cell."""
    head = ("split", "program", "n", *(column.title for column in COLUMNS))
    return "\n".join(_written([head, tuple("---" for _ in head), *(_cells(line) for line in lines)]))


def _cells(line: Line) -> tuple[str, ...]:
    return (line.split, line.ablation.name, str(line.rows[0].n), *map(_cell, line.rows))


def _written(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _cell(row: Row) -> str:
    if row.value is None or row.interval is None:
        return "-"
    low, high = row.interval
    return f"{row.value:.2f} ({low:.2f} to {high:.2f})"


def write_into(page: Path, table: str) -> None:
    """The page holds the table between its two marker lines.

    Raises:
        CaseError: the page cannot be read or written, or lacks the markers.
    """
    try:
        text = page.read_text(encoding="utf-8")
        before, begin, rest = text.partition(BEGIN)
        _, end, after = rest.partition(END)
        if not begin or not end:
            raise CaseError([f'{page.name}: lacks the lines "{BEGIN}" and "{END}": put them back'])
        page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    except OSError as error:
        raise CaseError([f"{page.name}: cannot be written: {error.strerror}"]) from None

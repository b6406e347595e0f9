"""Programs that are broken on purpose, and whether the gates catch each for the right reason.

Each sabotage changes one part of the real program. It is caught for the right reason where one of the gates or
hard rules made for it stops the broken program and does not stop the intact one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.baseline import Baseline, compare, make_baseline
from evals.broken import (
    AnswersAnything,
    Change,
    Changed,
    IgnoresFilters,
    Shuffled,
    Without,
    anything_of,
    first_sentence_of,
    off_by_one,
    refused,
    swapped_in,
)
from evals.cases import Case, CaseError
from evals.gates import Floor, judge
from evals.gold import place
from evals.injected import ordinary
from evals.invariants import Rule
from evals.metrics import METRICS
from evals.outcomes import Outcome
from evals.parts import asked, sound
from evals.summary import Row, Summary
from rag.answering.language.lexicon import Lexicon
from rag.chain import as_runnable
from rag.domain import IndexInfo
from rag.pipeline import Pipeline
from rag.ports import Answerer, Retriever
from rag.store import Records

#: What stops a program whose index lacks a document that questions rest on: their gold stands nowhere.
NOT_PLACED = "gold stands in no document"

#: What stops a program that breaks down: never the right reason.
ERROR = "it raises an error"


@dataclass(frozen=True, slots=True)
class Intact:
    """The parts of the program as it should be; ``lenient`` answers with half the threshold of refusal."""

    records: Records
    retriever: Retriever
    answerer: Answerer
    lenient: Answerer
    info: IndexInfo
    lexicon: Lexicon | None = None


@dataclass(frozen=True, slots=True)
class Sabotage:
    """One way to break the program. ``due`` names the gates or rules, any of which is the right one to catch it."""

    name: str
    broken: Callable[[Intact], Pipeline]
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catch:
    """What stopped a broken program that does not stop the intact one; ``right`` are those that were due."""

    sabotage: Sabotage
    by: tuple[str, ...]

    @property
    def right(self) -> tuple[str, ...]:
        """The gates and rules that caught it and were made for it; () where it went through or fell by accident."""
        return tuple(name for name in self.by if name in self.sabotage.due)


@dataclass(frozen=True, slots=True)
class Trial:
    """What stops even the intact program, and so can catch nothing, and what caught each sabotage."""

    fallen: tuple[str, ...]
    catches: tuple[Catch, ...]


# --- the list ----------------------------------------------------------------------------------------


def _pipeline(
    intact: Intact,
    *,
    retriever: Retriever | None = None,
    answerer: Answerer | None = None,
    records: Records | None = None,
    kind: type[Pipeline] = Pipeline,
) -> Pipeline:
    return kind(
        records or intact.records,
        retriever or intact.retriever,
        answerer or intact.answerer,
        intact.info,
        intact.lexicon,
    )


def _changed(intact: Intact, change: Change) -> Answerer:
    return Changed(intact.answerer, change)


def dropped(intact: Intact) -> str:
    """The document that is dropped: the one with the fewest passages, whose loss is hardest to see."""
    return min(intact.records.documents, key=lambda i: (len(intact.records.of_document[i]), i))


def _lacking(intact: Intact) -> Records:
    gone = dropped(intact)
    documents = {i: document for i, document in intact.records.documents.items() if i != gone}
    return Records(documents, tuple(p for p in intact.records.passages if p.document_id != gone))


SABOTAGES = (
    Sabotage(
        "shuffled retriever",
        lambda i: _pipeline(i, retriever=Shuffled(i.retriever, i.records)),
        ("recall_10-test", "recall_10-dev"),
    ),
    Sabotage(
        "a document dropped from search",
        lambda i: _pipeline(i, retriever=Without(i.retriever, dropped(i))),
        ("recall_10-test", "recall_10-dev"),
    ),
    Sabotage(
        "a document dropped from the index",
        lambda i: _pipeline(i, retriever=Without(i.retriever, dropped(i)), records=_lacking(i)),
        (NOT_PLACED,),
    ),
    Sabotage(
        "swapped citations",
        lambda i: _pipeline(i, answerer=_changed(i, swapped_in(i.records))),
        ("claims_supported-test", "claims_supported-dev"),
    ),
    Sabotage(
        "offsets off by one",
        lambda i: _pipeline(i, answerer=_changed(i, off_by_one)),
        (Rule.CITATION,),
    ),
    Sabotage(
        "always answers",
        lambda i: _pipeline(i, answerer=_changed(i, anything_of(i.records)), kind=AnswersAnything),
        ("refusal_recall-test", "refusal_recall-dev"),
    ),
    Sabotage(
        "always refuses",
        lambda i: _pipeline(i, answerer=_changed(i, refused)),
        ("lead_right-test", "lead_right-dev"),
    ),
    Sabotage(
        "first sentence",
        lambda i: _pipeline(i, answerer=_changed(i, first_sentence_of(i.records))),
        ("lead_right-test", "lead_right-dev"),
    ),
    Sabotage(
        "refusal threshold halved",
        lambda i: _pipeline(i, answerer=i.lenient),
        ("refusal_recall-test", "refusal_recall-dev"),
    ),
    Sabotage(
        "filters ignored",
        lambda i: _pipeline(i, kind=IgnoresFilters),
        (Rule.FILTERS,),
    ),
)


@dataclass(frozen=True, slots=True)
class Gates:
    """Everything that can stop a program: hard rules, floors, and drops where there is a baseline."""

    floors: Sequence[Floor]
    baseline: Baseline | None = None

    def stop(self, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
        """What stops a program with these outcomes: an error, hard rules by their words, gates by name."""
        errors = dict.fromkeys(ERROR for outcome in outcomes if outcome.error)
        rules = dict.fromkeys(str(breach.rule) for outcome in outcomes for breach in outcome.breaches)
        comparison = compare(self.baseline, outcomes) if self.baseline else None
        # Injected cases are asked over an index of their own, which no sabotage is tried on.
        floors = [floor for floor in self.floors if floor.metric != "injected_unmoved"]
        reached = Summary(tuple(_reached(floor, outcomes) for floor in floors), (), (), (), {})
        verdicts = judge(floors, reached, comparison)
        return (*errors, *rules, *(verdict.floor.name for verdict in verdicts if not verdict.held))


def _reached(floor: Floor, outcomes: Sequence[Outcome]) -> Row:
    """The row of a floor, without its interval: that takes most of the time, and no gate looks at it."""
    metric = next(metric for metric in METRICS if metric.key == floor.metric)
    found = [metric.observe(outcome) for outcome in outcomes if outcome.case.split is floor.split]
    observed = [one for one in found if one is not None]
    return Row(metric, floor.split, len(observed), metric.combine(observed) if observed else None, None)


def catches(
    intact: Intact,
    cases: Sequence[Case],
    floors: Sequence[Floor],
    sabotages: Sequence[Sabotage] = SABOTAGES,
    told: Callable[[str], None] = lambda name: None,
) -> Trial:
    """What caught each sabotage, in order of the list; ``told`` hears each name as its questions are asked.

    Raises:
        CaseError: gold does not stand in the intact index, or the intact program raises an error.
    """
    placed = place(ordinary(cases), intact.records)
    told("the intact program")
    outcomes = sound(asked(placed, as_runnable(_pipeline(intact)), intact.records))
    fallen = Gates(floors).stop(outcomes)
    # Drops are measured from the program as it is, which is what a baseline written today would hold.
    info = intact.info
    kept = make_baseline(outcomes, recipe="", encoder=info.encoder, documents=info.documents, retriever="")
    gates = Gates(floors, kept)
    found = []
    for sabotage in sabotages:
        told(sabotage.name)
        pipeline = sabotage.broken(intact)
        try:
            there = placed if pipeline.records is intact.records else place(ordinary(cases), pipeline.records)
            by = gates.stop(asked(there, as_runnable(pipeline), pipeline.records))
        except CaseError:
            by = (NOT_PLACED,)
        found.append(Catch(sabotage, tuple(name for name in by if name not in fallen)))
    return Trial(fallen, tuple(found))

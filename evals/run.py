"""Everything a report is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from evals.baseline import Comparison
from evals.gates import Verdict
from evals.intervals import RESAMPLES, SEED
from evals.options import Options
from evals.outcomes import Outcome
from evals.summary import Summary
from evals.worded import Worded
from rag.domain import IndexInfo


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked, what became of it, and what that comes to.

    ``verdicts`` are empty where the floors were not checked, ``comparison`` is None where there is nothing to
    compare with. ``recipe`` names the versions that decided the passages of the index; "" where not known.
    ``worded`` is the part of a language model; of a run with one, the comparison is with the same run without it.
    """

    info: IndexInfo
    outcomes: tuple[Outcome, ...]
    summary: Summary
    verdicts: tuple[Verdict, ...]
    total: int
    seconds: float
    options: Options = field(default_factory=Options)
    recipe: str = ""
    comparison: Comparison | None = None
    worded: Worded | None = None

    @property
    def complete(self) -> bool:
        """True where every question there is was asked."""
        return len(self.outcomes) == self.total

    @property
    def heading(self) -> str:
        """One line: how much was asked, of what, how, and in what time."""
        info = self.info
        by = f" worded by {self.worded.name}" if self.worded else ""
        return (
            f"{len(self.outcomes)} of {self.total} questions to index {info.generation} "
            f"({info.documents} documents{' of originals' if self.options.originals else ''}, {info.encoder}), "
            f"{self.options.retriever} retriever, {self.options.answerer} answerer{by}, in {self.seconds:.1f} s; "
            f"{RESAMPLES} resamples, seed {SEED}"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What the numbers are not compared with, and why; one sentence each."""
        notes = []
        if self.options.no_gates:
            notes.append(f"The floors were not checked: {self.options.no_gates}.")
        elif not self.complete:
            notes.append("The floors were not checked: they need every question, and a selection was run.")
        if self.worded is not None:
            notes.append("The baseline is this run's own answers as they are put together without the model.")
        if self.comparison is None and not self.options.originals:
            notes.append("No baseline yet for these questions: a whole run with --update-baseline writes it.")
        if self.comparison is not None and self.worded is None:
            notes.extend(self._about(self.comparison))
        return tuple(notes)

    def _about(self, comparison: Comparison) -> list[str]:
        old, notes = comparison.baseline, []
        if comparison.left_out:
            notes.append(
                f"{comparison.left_out} questions are new or changed since the baseline and left out of the change."
            )
        if (old.recipe, old.encoder) != (self.recipe, self.info.encoder):
            notes.append(f"The baseline's index was cut otherwise: {old.recipe or 'unknown'}, {old.encoder}.")
        if old.retriever != self.options.retriever:
            notes.append(f"The baseline was asked with the {old.retriever} retriever.")
        return notes

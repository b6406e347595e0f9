"""One run of the suite: what was asked, what was reached, and the report of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from evals.cases import Case
from evals.gates import Floor, Verdict, judge
from evals.gold import place
from evals.outcomes import Outcome
from evals.report import Run
from evals.runner import Asks, Runner
from evals.summary import Summary, summarise
from rag.domain import IndexInfo
from rag.store import Records


class Session:
    """The cases and floors of a run, and, once it is open, the program that is asked."""

    def __init__(self, cases: Sequence[Case], floors: Sequence[Floor]) -> None:
        """Nothing is opened or asked yet; the clock runs."""
        self.cases = tuple(cases)
        self.floors = tuple(floors)
        self._begun = time.perf_counter()
        self._runner: Runner | None = None
        self._info: IndexInfo | None = None
        self._summary: tuple[int, Summary] | None = None

    def open(self, program: Asks, records: Records, info: IndexInfo) -> None:
        """The program over these records is the one asked.

        Raises:
            CaseError: gold quotes do not stand in the records, or two splits share one.
        """
        self._runner = Runner(place(self.cases, records), program, records.documents)
        self._info = info

    def outcome(self, case_id: str) -> Outcome:
        """What became of a case, asked at most once; RuntimeError where nothing is open."""
        if self._runner is None:
            raise RuntimeError("open a program before asking it")
        return self._runner.outcome(case_id)

    def verdict(self, floor: Floor) -> Verdict:
        """What the whole run reached of a floor; every case not asked yet is asked."""
        for case in self.cases:
            self.outcome(case.id)
        return judge([floor], self.summary())[0]

    def summary(self) -> Summary:
        """The numbers of the cases asked so far."""
        outcomes = self._runner.outcomes if self._runner else ()
        if self._summary is None or self._summary[0] != len(outcomes):
            self._summary = (len(outcomes), summarise(outcomes))
        return self._summary[1]

    def run(self) -> Run | None:
        """The run so far, with verdicts where every case was asked; None where none was."""
        if self._runner is None or self._info is None or not self._runner.outcomes:
            return None
        outcomes = self._runner.outcomes
        complete = len(outcomes) == len(self.cases)
        return Run(
            info=self._info,
            outcomes=outcomes,
            summary=self.summary(),
            verdicts=judge(self.floors, self.summary()) if complete else (),
            total=len(self.cases),
            seconds=time.perf_counter() - self._begun,
        )


#: Where the suite's own files are.
HERE = Path(__file__).parent
CASES, THRESHOLDS, CORPUS = HERE / "cases", HERE / "thresholds.yaml", HERE.parent / "corpus"

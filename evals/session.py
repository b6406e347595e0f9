"""One run of the suite: what was asked, what was reached, and the report of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.baseline import Baseline, Comparison, compare, make_baseline
from evals.cases import Case
from evals.gates import Floor, Verdict, judge
from evals.gold import PlacedCase, place
from evals.injected import ordinary
from evals.options import Options
from evals.outcomes import Outcome
from evals.replies import KeptReplies
from evals.run import Run
from evals.runner import Asks, Runner
from evals.summary import Summary, summarise
from evals.worded import Prices, without_model, worded
from rag.domain import IndexInfo
from rag.store import Records


class Session:
    """The cases and floors of a run, and, once it is open, the program that is asked."""

    def __init__(
        self,
        cases: Sequence[Case],
        floors: Sequence[Floor],
        *,
        options: Options | None = None,
        baseline: Baseline | None = None,
    ) -> None:
        """Nothing is opened or asked yet; the clock runs."""
        self.cases = tuple(cases)
        self.floors = tuple(floors)
        self.options = options or Options()
        self._baseline = baseline
        self._recipe = ""
        self._begun = time.perf_counter()
        self._runner: Runner | None = None
        self._info: IndexInfo | None = None
        self._replies: KeptReplies | None = None
        self._prices: Prices | None = None
        # With the number of cases asked, so that they are made anew when there are more.
        self._summary: tuple[int, Summary] | None = None
        self._compared: tuple[int, Comparison] | None = None

    def open(
        self,
        program: Asks,
        records: Records,
        info: IndexInfo,
        *,
        recipe: str = "",
        placed: Sequence[PlacedCase] | None = None,
        elsewhere: Callable[[], Runner] | None = None,
        replies: KeptReplies | None = None,
        prices: Prices | None = None,
    ) -> None:
        """The program over these records is the one asked; ``placed`` where the gold is known already.

        ``elsewhere`` makes the runner of the injected cases when the first of them is asked. ``replies`` are those of
        the language model that words the answers, where one does; ``prices`` what it costs, where that is known.

        Raises:
            CaseError: gold quotes do not stand in the records, or two splits share one.
        """
        if placed is None:
            placed = place(ordinary(self.cases), records)
        self._runner = Runner(placed, program, records.documents, elsewhere=elsewhere)
        self._info = info
        self._recipe = recipe
        self._replies, self._prices = replies, prices

    def outcome(self, case_id: str) -> Outcome:
        """What became of a case, asked at most once; RuntimeError where nothing is open."""
        if self._runner is None:
            raise RuntimeError("open a program before asking it")
        return self._runner.outcome(case_id)

    def verdict(self, floor: Floor) -> Verdict:
        """What the whole run reached of a floor; every case not asked yet is asked."""
        for case in self.cases:
            self.outcome(case.id)
        return judge([floor], self.summary(), self._judged_against())[0]

    def summary(self) -> Summary:
        """The numbers of the cases asked so far."""
        outcomes = self._runner.outcomes if self._runner else ()
        if self._summary is None or self._summary[0] != len(outcomes):
            self._summary = (len(outcomes), summarise(outcomes))
        return self._summary[1]

    def comparison(self) -> Comparison | None:
        """The cases asked so far beside the baseline; None where there is none or it knows none of them.

        Of a run with a language model the baseline is the same run without it.
        """
        outcomes = self._runner.outcomes if self._runner else ()
        if not outcomes or (self._baseline is None and self._replies is None):
            return None
        if self._compared is None or self._compared[0] != len(outcomes):
            baseline = self._without_model(outcomes) if self._replies else self._baseline
            assert baseline is not None
            self._compared = (len(outcomes), compare(baseline, outcomes))
        found = self._compared[1]
        return found if found.left_out < len(outcomes) else None

    def _without_model(self, outcomes: Sequence[Outcome]) -> Baseline:
        info = self._info
        return make_baseline(
            [without_model(outcome) for outcome in outcomes],
            recipe=self._recipe,
            encoder=info.encoder if info else "",
            documents=info.documents if info else 0,
            retriever=self.options.retriever,
        )

    def _judged_against(self) -> Comparison | None:
        """What drops are counted from: nothing where this run is to be the new baseline."""
        return None if self.options.update_baseline else self.comparison()

    def run(self) -> Run | None:
        """The run so far, with verdicts where every case was asked; None where none was."""
        if self._runner is None or self._info is None or not self._runner.outcomes:
            return None
        outcomes = self._runner.outcomes
        comparison = self.comparison()
        judged = len(outcomes) == len(self.cases) and not self.options.no_gates
        return Run(
            info=self._info,
            outcomes=outcomes,
            summary=self.summary(),
            verdicts=judge(self.floors, self.summary(), self._judged_against()) if judged else (),
            total=len(self.cases),
            seconds=time.perf_counter() - self._begun,
            options=self.options,
            recipe=self._recipe,
            comparison=comparison,
            worded=worded(self._replies.name, outcomes, self._replies.asked, self._prices)
            if self._replies
            else None,
        )


#: Where the suite's own files are.
HERE = Path(__file__).parent
CASES, THRESHOLDS, CORPUS = HERE / "cases", HERE / "thresholds.yaml", HERE.parent / "corpus"
#: What holds by construction where a language model words the answers.
THRESHOLDS_WITH_MODEL = HERE / "thresholds-model.yaml"

"""Asking: each case once, in this process, through the Runnable that the chat and the command line use."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from evals.gold import PlacedCase
from evals.invariants import breaches
from evals.outcomes import Outcome
from rag.domain import Answer, Document, Question, Status


class Asks(Protocol):
    """What answers: the program's Runnable, or a stand-in. The reply holds the Answer under "answer"."""

    def invoke(self, question: Question, /) -> Mapping[str, object]:
        """The reply to one question."""
        ...


class Runner:
    """Asks cases and keeps what became of them, so that no question is asked twice."""

    def __init__(
        self,
        cases: Sequence[PlacedCase],
        program: Asks,
        documents: Mapping[str, Document],
        *,
        canaries: Mapping[str, Sequence[str]] | None = None,
        elsewhere: Callable[[], Runner] | None = None,
    ) -> None:
        """Nothing is asked yet. ``documents`` are those of the index, for testing citations.

        ``canaries`` are those of ``evals.invariants.breaches``. ``elsewhere`` makes the runner that is asked for
        cases which are not among these; it is called once, when the first of them is asked.
        """
        self._cases = {placed.case.id: placed for placed in cases}
        self._program = program
        self._documents = documents
        self._canaries = canaries
        self._elsewhere = elsewhere
        self._other: Runner | None = None
        self._outcomes: dict[str, Outcome] = {}

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of the cases asked so far, in order of asking."""
        return tuple(self._outcomes.values())

    def outcome(self, case_id: str) -> Outcome:
        """What became of a case: asked now, unless it was before; KeyError for an unknown id."""
        if case_id not in self._outcomes:
            if case_id in self._cases or self._elsewhere is None:
                self._outcomes[case_id] = self._ask(self._cases[case_id])
            else:
                self._other = self._other or self._elsewhere()
                found = self._other.outcome(case_id)
                self._outcomes[case_id] = replace(found, plain=self._plain(found.placed.asked))
        return self._outcomes[case_id]

    def _plain(self, question: Question) -> Answer | None:
        """The reply to a question that one of these cases asks too; None where none does."""
        placed = next((one for one in self._cases.values() if one.asked == question), None)
        if placed is None:
            return None
        known = self._outcomes.get(placed.case.id)
        return (known or self._ask(placed)).answer

    def _ask(self, placed: PlacedCase) -> Outcome:
        start = time.perf_counter()
        try:
            answer = _answer(self._program.invoke(placed.asked))
        except Exception as error:  # whatever is raised is this question's failure, not the suite's
            return Outcome(placed, None, error=f"{type(error).__name__}: {error}", milliseconds=_since(start))
        elapsed = _since(start)
        broken = breaches(placed.case, answer, self._documents, placed.filters, self._canaries)
        return Outcome(placed, answer, breaches=broken, milliseconds=elapsed)


def _answer(reply: Mapping[str, object]) -> Answer:
    answer = reply["answer"]
    if not isinstance(answer, Answer):
        raise TypeError(f"the reply holds a {type(answer).__name__}, not an Answer")
    # Raises ValueError for a status the program does not know.
    Status(answer.status)
    return answer


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000

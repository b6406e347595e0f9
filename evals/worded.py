"""A run whose answers a language model words: beside the same run without it, and what the model took."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from evals.outcomes import Outcome
from evals.replies import Asked

#: Prices are given for so many tokens.
_PER = 1_000_000

#: The share of replies that are no slower than the time given beside the median.
_NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, read and written, in any currency."""

    read: float
    written: float

    @classmethod
    def of(cls, setting: str | None) -> Prices | None:
        """The prices of ``ASK_MODEL_PRICES``; None where it is not set."""
        return cls(*map(float, setting.split("/"))) if setting else None


@dataclass(frozen=True, slots=True)
class Worded:
    """What a model's words came to in a run, and what they took.

    ``answers`` were there to be worded, ``worded`` are in the model's words; ``unused`` says of the others why, with
    how many. ``sentences`` were offered, ``removed`` of them left out. ``replies`` were used, ``kept`` of them from an
    earlier run; the times are those of single replies when they were asked for.
    """

    name: str
    prompts: tuple[tuple[str, str], ...]
    answers: int
    worded: int
    unused: tuple[tuple[str, int], ...]
    sentences: int
    removed: int
    replies: int
    kept: int
    input_tokens: int
    output_tokens: int
    cost: float | None
    median_ms: float | None
    slow_ms: float | None

    @property
    def share_removed(self) -> float | None:
        """The share of the sentences offered that were left out; None where none was offered."""
        return self.removed / self.sentences if self.sentences else None


def worded(name: str, outcomes: Sequence[Outcome], asked: Sequence[Asked], prices: Prices | None) -> Worded:
    """The model's part of a run, from what became of its questions and the replies used for them."""
    answers = [one.answer for one in outcomes if one.answer is not None and one.answer.model is not None]
    uses = [one.model for one in answers if one.model is not None]
    own = [one for one in answers if one.answerer == "model"]
    removed = sum(one.removed for one in answers)
    times = sorted(one.milliseconds for one in asked)
    read, written = sum(one.input_tokens for one in asked), sum(one.output_tokens for one in asked)
    return Worded(
        name=name,
        prompts=tuple(sorted({prompt for use in uses for prompt in use.prompts})),
        answers=len(answers),
        worded=len(own),
        unused=tuple(Counter(use.failed for use in uses if use.failed).most_common()),
        sentences=removed + sum(len(one.claims) for one in own),
        removed=removed,
        replies=len(asked),
        kept=sum(one.kept for one in asked),
        input_tokens=read,
        output_tokens=written,
        cost=(read * prices.read + written * prices.written) / _PER if prices else None,
        median_ms=median(times) if times else None,
        slow_ms=times[math.ceil(_NEARLY_ALL * len(times)) - 1] if times else None,
    )


def without_model(outcome: Outcome) -> Outcome:
    """The same question with the answer as it is put together without the model; as it is where no model worded it.

    The hard rules are those of the answer that was given: of the other one they are tested by the suite's own run.
    """
    if outcome.answer is None or outcome.answer.plain is None:
        return outcome
    return replace(outcome, answer=outcome.answer.plain, breaches=())

"""Two runs over the same questions: which flipped, and whether that is more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paired:
    """Of ``n`` questions asked twice: how many became right (``gained``) and how many became wrong (``lost``)."""

    n: int
    gained: int
    lost: int

    @property
    def p(self) -> float:
        """``mcnemar`` of the two."""
        return mcnemar(self.gained, self.lost)

    def __str__(self) -> str:
        """One line, as a person reads it."""
        return (
            f"{self.gained} became right and {self.lost} became wrong of {self.n} asked both times "
            f"(exact McNemar p = {self.p:.2f})"
        )


def mcnemar(gained: int, lost: int) -> float:
    """The chance of a split at least as uneven if each flip were as likely to go either way; 0 to 1.

    Only the questions that flipped say anything about which of two programs is better; those that stayed
    right or wrong do not. 1 where none flipped. The exact two-sided test, which small numbers need: McNemar,
    Note on the sampling error of the difference between correlated proportions, Psychometrika 12 (1947), with
    binomial probabilities.
    """
    flips = gained + lost
    tail = sum(math.comb(flips, few) for few in range(min(gained, lost) + 1))
    return float(min(1.0, 2 * tail / 2**flips))

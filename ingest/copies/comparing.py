"""Whether one document says only what another says: in its words, nearly in its words, or in others."""

from __future__ import annotations

from enum import StrEnum

from rapidfuzz.distance import LCSseq

from ingest.copies.reading import Reading

#: Fewer words are no copy of anything but of the very same words: standing phrases ("The report was noted. The Chair
#: thanked members.") stand in many records.
FEWEST_WORDS = 40

#: The share of the words of a near-copy that stand in the other in the same order, and of its runs of five words
#: that do: a long text holds the words of any short one in some order, but not its runs. On the dev pairs the copies
#: have 0.96 or more, and texts of one mould (next quarter's minutes, another town's hub) 0.68 or less.
NEAR_WORDS, NEAR_SHINGLES = 0.85, 0.5

#: The share of the names of a near-copy that the other has: the rest may be those of the page round it.
NEAR_NAMES = 0.8

#: Figures that a copy may have and the other not: one, such as the number of the page, or one in so many. A form that
#: is filled in anew, next quarter's report, has the same words and names, and other figures.
ONE_FIGURE_IN = 10

#: The same for a re-write, names and figures together and both ways: it brings nothing of its own and leaves nothing
#: out. On the dev pairs re-writes have 0.82 or more, full reports of the same event 0.79 or less.
SPUN_TELLING = 0.8

#: How near the sentences of either lie to their best counterparts (cosine, weighed by words): 0.67 or more for the
#: re-writes of the dev pairs; reports have 0.56 or less, short news items on the same facts up to 0.74.
SPUN_CLOSENESS = 0.65

#: A re-write goes through all of its source, so it is about as long: 0.77 or more of the longer on the dev pairs. Short
#: news items that hold little but the source's facts, and are else the hardest to tell from one, have 0.70 or less.
SPUN_LENGTH = 0.75

#: Names and figures that a text must have for agreement in them to mean anything.
FEWEST_TELLING = 6

#: A sentence has a counterpart where one is this near; the share of those is told, and decides nothing.
COUNTERPART = 0.5


class CopyKind(StrEnum):
    """How one document says what another says: in the same words, nearly the same, or others."""

    EXACT = "exact"
    NEAR = "near"
    SPUN = "spun"


def near_share(one: Reading, other: Reading) -> float | None:
    """The share of the words of the first that stand in the second in order, where it is a near-copy; None elsewhere.

    A part of the second, word for word, is a near-copy of it too; the second may be a part of the first only as far
    as the first holds little else.
    """
    if len(one.words) < FEWEST_WORDS or len(one.words) * NEAR_WORDS > len(other.words):
        return None
    shingles = one.shingles
    if len(shingles & other.shingles) < NEAR_SHINGLES * len(shingles):
        return None
    if _brings_figures(one, other) or _names_held(one, other) < NEAR_NAMES:
        return None
    share = LCSseq.similarity(one.words, other.words) / len(one.words)
    return share if share >= NEAR_WORDS else None


def spun_share(one: Reading, other: Reading) -> float | None:
    """The share of the words of the first whose sentence has a counterpart, where it re-writes the second; else None.

    A re-write goes through the statements of the other, brings no name and no figure of its own, and leaves few out.
    Two reports of one event share some statements, and each has its own. Which of the two came first is not asked.
    """
    lesser, greater = sorted((len(one.words), len(other.words)))
    if lesser < max(FEWEST_WORDS, SPUN_LENGTH * greater):
        return None
    if _brings_figures(one, other):
        return None
    if min(_telling_held(one, other), _telling_held(other, one)) < SPUN_TELLING:
        return None
    nearness = one.vectors @ other.vectors.T
    best, best_of_other = nearness.max(axis=1), nearness.max(axis=0)
    closeness = min(
        one.lengths @ best / one.lengths.sum(), other.lengths @ best_of_other / other.lengths.sum()
    )
    if closeness < SPUN_CLOSENESS:
        return None
    return float(one.lengths[best >= COUNTERPART].sum() / one.lengths.sum())


def _names_held(one: Reading, other: Reading) -> float:
    return len(one.names & set(other.words)) / len(one.names) if one.names else 1.0


def _brings_figures(one: Reading, other: Reading) -> bool:
    """True where the first has figures of its own, as no copy has."""
    figures = _comparable(one, other)
    return len(figures - _comparable(other, one)) > max(1, len(figures) / ONE_FIGURE_IN)


def _telling_held(one: Reading, other: Reading) -> float:
    """The share of the names and figures of the first that the second has; 0 where there are too few to tell."""
    figures = _comparable(one, other)
    telling = len(one.names) + len(figures)
    if telling < FEWEST_TELLING:
        return 0.0
    held = len(one.names & set(other.words)) + len(figures & _comparable(other, one))
    return held / telling


def _comparable(one: Reading, other: Reading) -> set[str]:
    """The numbers of the first, but for sums in a currency in which the second has none: they may be converted."""
    signs = {figure.sign for figure in other.figures} | {""}
    return {figure.value for figure in one.figures if figure.sign in signs}

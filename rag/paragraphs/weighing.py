"""What all records near to a part of a sentence come to: those it rests on, differs from, or is only near to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome
from rag.paragraphs.reading import Reading
from rag.paragraphs.verdicts import Clash
from rag.text import content_stems

#: From here on two sentences are about one thing: their words may bear each other out, or contradict each other.
SAME = 0.45
#: A name, or a word denied, turns up beside other matters more easily than the same kind of number or date does.
FAIRLY = 0.52
#: What is only of the same sort (two counts of different things) contradicts where nearly all else is the same.
SURELY = 0.62
#: A sentence that bears the written one out is believed over a nearer one that differs, if it is nearly as near.
NEARLY = 0.06
#: What the nearest sentence has otherwise may stand in another as near; what it only lacks, in one less near.
AS_NEAR, LESS_NEAR = 0.04, 0.2
#: Of the words beside names, dates and figures only what stands in sentences about as near is asked for in the nearest.
ABOUT_AS_NEAR = 0.12
#: What another sentence of the record has otherwise than one that bears it out tells where it is that near as well.
UNDER = 0.1
#: Share of the other words that it may lack beside the nearest.
LESS_MATTER = 0.2


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of one part: the readings it rests on, the differences with their reading, and what is not found."""

    resting: tuple[Reading, ...] = ()
    differing: tuple[tuple[Reading, Compared], ...] = ()
    unfound: tuple[Span, ...] = ()
    nearest: Reading | None = None

    @property
    def found(self) -> bool:
        """True where a record speaks of it at all."""
        return bool(self.resting or self.differing)

    @property
    def borne_out(self) -> bool:
        """True where records say all of it."""
        return bool(self.resting) and not self.differing and not self.unfound


def weigh(readings: Sequence[Reading]) -> Weighed:
    """What the readings come to; they are of one part of a sentence, in any order."""
    near = sorted(
        (one for one in readings if one.same >= SAME),
        key=lambda one: (-_standing(one), one.near.document.id, one.near.span),
    )
    if not near:
        return Weighed(nearest=max(readings, key=lambda one: one.near.score, default=None))
    best = max(one.same for one in near)
    matter = max(one.matter for one in near if one.same >= best - ABOUT_AS_NEAR)
    # A sentence that only has the same names and dates is about something else.
    first = next(one for one in near if one.matter >= matter - LESS_MATTER)
    others = [one for one in near if one is not first]
    whole = next((one for one in near if one.bears_out and _as_good(one, best, matter)), None)
    if whole is not None:
        return Weighed((whole,), _undercut(whole, near), nearest=whole)
    resting, differing, unfound = [first], [], []
    for one in first.compared:
        if one.outcome is Outcome.AGREES:
            continue
        if (other := _elsewhere(one, first, others)) is not None:
            resting.append(other)
        elif one.outcome is Outcome.DIFFERS and first.same >= _least(one):
            differing.append((first, one))
        elif (against := _against(one, first, others)) is not None:
            differing.append(against)
        else:
            unfound.append(one.written)
    return Weighed(tuple(dict.fromkeys(resting)), tuple(differing), tuple(unfound), first)


#: In these a record that does not have the word in question bears nothing out.
_TOLD_APART = frozenset({Clash.NEGATION, Clash.AGREED, Clash.OUTCOME})


def _undercut(whole: Reading, near: Sequence[Reading]) -> tuple[tuple[Reading, Compared], ...]:
    """What another sentence of the same record has otherwise, of which the one that differs in nothing says nothing."""
    # Another record that bears it out as nearly, and has the word, settles it.
    borne = (one for one in near if one.bears_out and one.same >= whole.same - UNDER)
    has = {stem for one in (whole, *borne) for stem in content_stems(one.near.text)}
    for other in near:
        alike = other.same >= max(whole.same - UNDER, FAIRLY) and other.matter >= whole.matter - LESS_MATTER
        if other.near.document.id != whole.near.document.id or not alike:
            continue
        if (against := _finer_date(whole, other)) is not None:
            return ((other, against),)
        settled = {each.written for each in whole.compared}
        if any(each.written in settled for each in other.having(Outcome.DIFFERS)):
            continue
        for one in other.having(Outcome.DIFFERS):
            stems = set(content_stems(one.written.of(whole.part)))
            if one.clash in _TOLD_APART and one.like and stems and not stems & has:
                return ((other, one),)
    return ()


def _finer_date(whole: Reading, other: Reading) -> Compared | None:
    """A date that the whole bears out only by its year or month, and the other sentence has otherwise, that alone."""
    coarse = [one.written for one in whole.having(Outcome.AGREES) if one.clash is Clash.DATE and not one.like]
    apart = other.having(Outcome.DIFFERS)
    if len(apart) == 1 and apart[0].clash is Clash.DATE and apart[0].like and apart[0].written in coarse:
        return apart[0] if other.having(Outcome.AGREES) or not other.having(Outcome.MISSING) else None
    return None


def _least(one: Compared) -> float:
    """How surely two sentences must be about one thing for this difference to be one."""
    if not one.like:
        return SURELY
    return SAME if one.clash in (Clash.NUMBER, Clash.DATE) else FAIRLY


def _as_good(one: Reading, best: float, matter: float) -> bool:
    """True where a sentence that bears the written one out is about as near as the nearest, by its other words too."""
    return one.same >= best - NEARLY and one.matter >= matter - LESS_MATTER


def _elsewhere(one: Compared, first: Reading, others: Sequence[Reading]) -> Reading | None:
    """Another sentence that has a thing as it was written, and is near enough to be believed."""
    closely = one.outcome is Outcome.DIFFERS or one.clash in (Clash.NAME, Clash.NATION, Clash.SPEAKER)
    least = first.same - (AS_NEAR if closely else LESS_NEAR)
    settled = {each.written for each in first.having(Outcome.AGREES)}
    for its in others:
        if its.same < least or not its.agrees(one.written):
            continue
        # What has another date, or is of another place, than both have is not about the same thing.
        if any(each.written in settled for each in its.having(Outcome.DIFFERS)):
            continue
        if not closely or its.matter >= first.matter - LESS_MATTER:
            return its
    return None


def _against(one: Compared, first: Reading, others: Sequence[Reading]) -> tuple[Reading, Compared] | None:
    """Another sentence that tells what the first does not, and has the thing otherwise."""
    lacking = [its.written for its in first.having(Outcome.MISSING)]
    for its in others:
        tells = any(its.agrees(written) for written in lacking) or _else_alike(its, first)
        if its.same < first.same - LESS_NEAR or not tells:
            continue
        for other in its.having(Outcome.DIFFERS):
            if other.written == one.written and other.like:
                return its, other
    return None


def _else_alike(its: Reading, first: Reading) -> bool:
    """True where another sentence of the same record differs in one thing alone, what the first settles left aside."""
    settled = {each.written for each in first.having(Outcome.AGREES)}
    apart = [each for each in its.having(Outcome.DIFFERS) if each.written not in settled]
    alone = len(apart) == 1 and all(each.written in settled for each in its.having(Outcome.MISSING))
    return alone and bool(its.having(Outcome.AGREES)) and its.near.document.id == first.near.document.id


def _standing(one: Reading) -> float:
    """How much a reading tells: it is near, and what is compared agrees."""
    agreed, missing = len(one.having(Outcome.AGREES)), len(one.having(Outcome.MISSING))
    return (
        one.same
        + 0.15 * one.matter
        + 0.04 * agreed
        - 0.01 * missing
        - 0.08 * len(one.having(Outcome.DIFFERS))
    )

"""The summary of a briefing: its best sentences, no two alike and none of one record alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil

from rag.answering.language.values import ValueKind, find_values
from rag.answering.wording.claims import tidy
from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.gathering import Asked, Found, Gathered
from rag.briefing.lengths import Room
from rag.text import content_stems

#: Sentences of one record in the summary: a briefing is to show what several records say.
_OF_A_RECORD = 2

#: Sentences that fit much worse than the best are not what a summary is of, however unlike the others they are.
_NEARLY_BEST = 0.75

#: What a figure adds to a sentence's fit: of two sentences that are as near, the one that says how much says more.
_FIGURE = 0.1
_FIGURES = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.SHARE)

#: What likeness to a sentence already chosen takes from a sentence's fit (maximal marginal relevance, Carbonell and
#: Goldstein, 1998, with their middle weight).
_LIKENESS = 0.5


def summary(gathered: Gathered, room: Room, looked_through: int) -> Section:
    """The answers to the questions in their order; of a topic the sentences that say most of it, by date of record."""
    if gathered.answers:
        groups = tuple(_answered(one) for one in gathered.answers if one.answer.status.answers)
        return Section(Part.SUMMARY, of_questions(len(groups), len(gathered.answers)), groups)
    chosen = _chosen(gathered.spoken, room.summary)
    points = tuple(Point(claims=(one.claim,)) for one in sorted(chosen, key=by_date))
    records = len({one.document.id for one in gathered.spoken})
    return Section(
        Part.SUMMARY,
        of_topic(len(chosen), len(gathered.spoken), records, looked_through),
        (Group("", points),) if points else (),
    )


def by_date(found: Found) -> tuple[str, str, int]:
    """The order in which records are shown: by date, undated ones last, then by id and place."""
    published = found.document.published
    return str(published or "9"), found.document.id, found.span.start


def _answered(one: Asked) -> Group:
    return Group(
        tidy(one.question), tuple(Point(claims=(claim,)) for claim in one.answer.claims), one.answer.frame
    )


def of_questions(answered: int, asked: int) -> str:
    """The frame on how many of the questions are answered; "" of one that is."""
    if asked == 1:
        return "" if answered else "The records do not answer this question; see below for what is nearest."
    return f"{answered} of {asked} questions are answered by the records."


def of_topic(shown: int, found: int, records: int, looked_through: int) -> str:
    """The frame on how many sentences near the topic there are, and how many of them are shown."""
    if not found:
        return f"None of the {looked_through} records looked through has a sentence near this topic."
    sentences = "1 sentence" if found == 1 else f"{found} sentences"
    of = "1 record" if records == 1 else f"{records} records"
    held = "holds" if records == 1 else "hold"
    there = f"{of} of the {looked_through} looked through {held} {sentences} near this topic"
    return f"{there}; {shown} of them, by date:" if shown < found else f"{there}, by date:"


def _chosen(found: Sequence[Found], most: int) -> list[Found]:
    """The best, each as unlike those before it as may be; no record takes more than its share and ``_OF_A_RECORD``."""
    left = [one for one in found if one.fit >= _NEARLY_BEST * found[0].fit]
    share = ceil(most / max(1, len({one.document.id for one in left})))
    stems = {id(one): frozenset(content_stems(one.text)) for one in left}
    chosen: list[Found] = []
    taken: Counter[str] = Counter()
    while left and len(chosen) < most:
        before = [stems[id(one)] for one in chosen]
        best = max(left, key=lambda one: _worth(one) - _LIKENESS * _nearest(stems[id(one)], before))
        taken[best.document.id] += 1
        chosen.append(best)
        left = [one for one in left if one is not best and taken[one.document.id] < max(share, _OF_A_RECORD)]
    return chosen


def _worth(one: Found) -> float:
    return one.fit + (_FIGURE if any(find_values(one.text, kind) for kind in _FIGURES) else 0.0)


def _nearest(one: frozenset[str], others: Iterable[frozenset[str]]) -> float:
    return max((alike(one, other) for other in others), default=0.0)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index of two sets of stems."""
    return len(one & other) / len(one | other) if one | other else 0.0

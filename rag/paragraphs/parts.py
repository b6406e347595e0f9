"""A sentence that states several things: its parts, and what the records say of them beside the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.answering.language.modality import clauses
from rag.domain import Span
from rag.paragraphs.readers.compared import Outcome
from rag.paragraphs.reading import Reading
from rag.paragraphs.weighing import SAME, SURELY, Weighed, weigh
from rag.text import content_stems

#: Content words that a clause needs to be checked by itself; fewer stay with the clause before.
_WORDS_OF_A_PART = 4

#: Content words that state something.
_STATES = 2

#: Where a clause ends beside those of the acts.
_ALSO = re.compile(r",\s+(?=(?:yet|but|while|whereas|though|although)\s)")


def parts_of(sentence: str) -> list[str]:
    """The parts of a sentence that are checked one by one: each as long as the sentence, the others blanked."""
    starts = {clause.start for clause in clauses(sentence)} | {hit.end() for hit in _ALSO.finditer(sentence)}
    spans: list[Span] = []
    for start, end in pairwise([*sorted(starts), len(sentence)]):
        clause = Span(start, end)
        if spans and len(set(content_stems(clause.of(sentence)))) < _WORDS_OF_A_PART:
            spans[-1] = Span(spans[-1].start, clause.end)
        elif len(spans) == 1 and len(set(content_stems(spans[0].of(sentence)))) < _WORDS_OF_A_PART:
            spans[0] = Span(spans[0].start, clause.end)
        else:
            spans.append(clause)
    if len(spans) < 2:
        return [sentence]
    return [" " * one.start + one.of(sentence) + " " * (len(sentence) - one.end) for one in spans]


#: Where a further statement may begin, however short.
_FURTHER = re.compile(
    r"[;:]\s|,?\s+and (?:that|it|they|he|she|was|were|had|has)\s|,\s+(?:and|but|while|which|who|with)\s|\s[–—]\s"
)


_LEADS = re.compile(r"[\s,;:–—]*(?:(?:and|but|while|that)\s+)*")


def left_over(sentence: str, readings: Sequence[Reading]) -> list[Span]:
    """The statements of a sentence of whose words not one stands in any record it was found near."""
    near = [one for one in readings if one.same >= SAME]
    there = {
        stem
        for one in near
        for stem in content_stems(f"{one.near.text} {' '.join(one.near.passage.headings)}")
    }
    agreed = [each.written for one in near for each in one.compared if each.outcome is Outcome.AGREES]
    edges = [0, *(hit.start() for hit in _FURTHER.finditer(sentence)), len(sentence)]
    found = []
    for start, end in pairwise(edges):
        part = Span(start, end) if start < end else None
        stems = set(content_stems(sentence[start:end]))
        if part is None or len(stems) < _STATES or stems & there or any(one.overlaps(part) for one in agreed):
            continue
        lead = _LEADS.match(sentence, start, end)
        begins = lead.end() if lead else start
        found.append(Span(begins, begins + len(sentence[begins:end].rstrip(" .,;:"))))
    return found


def together(whole: Weighed, parts: Sequence[str], read: Sequence[Sequence[Reading]]) -> list[Weighed]:
    """What to believe of a sentence: the whole where one record says all of it or differs, else its parts.

    ``read`` holds the readings of each part. What differs from the whole stands, unless a record as near says the part.
    """
    weighed = [weigh(readings) for readings in read]
    against = [
        one
        for one in weighed
        if any(
            reading.same >= SURELY and each.like and not _settled(whole, each.written)
            for reading, each in one.differing
        )
    ]
    if whole.borne_out:
        return [whole] if not against or _says_all(whole, read) else [whole, *against]
    if whole.differing and not _rescued(whole, parts, read, weighed):
        return [whole]
    return weighed


def _settled(whole: Weighed, written: Span) -> bool:
    """True where the record that bears out the whole has that very thing as it was written."""
    agreed = whole.resting[0].having(Outcome.AGREES) if whole.borne_out else []
    return any(one.written == written and one.like for one in agreed)


def _says_all(whole: Weighed, read: Sequence[Sequence[Reading]]) -> bool:
    """True where the record that bears out the whole has most words of each part."""
    of_it = [one for readings in read for one in readings if one.near == whole.resting[0].near]
    return all(one.matter >= _MOSTLY for one in of_it)


#: The share of a part's words that a sentence has that speaks of it.
_MOSTLY = 0.5


def _rescued(
    whole: Weighed, parts: Sequence[str], read: Sequence[Sequence[Reading]], weighed: Sequence[Weighed]
) -> bool:
    """True where each thing that differs stands in a part that another record, as near to it, bears out."""
    for differs, one in whole.differing:
        for part, readings, its in zip(parts, read, weighed, strict=True):
            if not one.written.of(part).strip():
                continue
            same = next((each.same for each in readings if each.near == differs.near), 0.0)
            others = [each for each in its.resting if each.near != differs.near]
            if not its.borne_out or others != list(its.resting) or others[0].same < same:
                return False
    return True

"""What a later record says became of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.answering.language.cues import Act
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.modality import acts, clauses
from rag.answering.reading.candidates import Candidate
from rag.domain import ContentDate
from rag.text import content_stems

#: What tells that a plan was carried out, begun, given up or turned down.
CAME_OF_IT = frozenset({Act.BEGUN, Act.DONE, Act.NOT_DONE, Act.REJECTED})

#: The weighted share of a plan's telling words that a sentence must have, alone and with what its record is about.
#: Tried on the corpus: the three reports of one review, each with its own plan, find their own records at these.
ALONE, WITH_RECORD = 0.4, 0.6

#: A clause that only places the others in time.
_RELATIVE = re.compile(r"\s*(?:before|after|since)\b", re.IGNORECASE)

_MONTHS = "january february march april may june july august september october november december".split()
_NAMED_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?:({'|'.join(_MONTHS)})\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)
#: Words of planning and of time tell of no matter.
_NOT_TELLING = frozenset(
    content_stems(
        f"{' '.join(_MONTHS)} plan planned plans expected expect intend intended due promised promise hope hoped aim"
        " launch start end said early mid late year years month months week weeks day according record article item"
    )
)


def later_record(plan: Candidate, candidates: Iterable[Candidate], lexicon: Lexicon) -> Candidate | None:
    """The candidate that best tells what became of the plan; None where no record has a date or none is later.

    It speaks of a time after the plan's record: by the latest date it names or, where it names none, as a record of
    later date. It shares the plan's telling words and reports that something was begun, done, not done or rejected.
    Ties: the better fit, then document id and place.
    """
    if acts(plan.text) & CAME_OF_IT:
        return None
    telling = [stem for stem in sorted(plan.stems) if stem not in _NOT_TELLING and not stem.isdigit()]
    found: list[tuple[float, float, str, int, Candidate]] = []
    for one in candidates:
        if one.silent or not _is_later(plan, one) or not _came_of_it(one.text):
            continue
        alone = lexicon.coverage(telling, one.stems)
        together = lexicon.coverage(telling, one.stems | lexicon.described(one.document.id))
        if alone >= ALONE and together >= WITH_RECORD:
            found.append((-alone, -one.score, one.document.id, one.span.start, one))
    return min(found, key=lambda entry: entry[:4])[4] if found else None


def _came_of_it(text: str) -> bool:
    """True where a clause reports something begun, done, not done or rejected, and not only what it came before."""
    parts = [clause.of(text) for clause in clauses(text)]
    return any(acts(part) & CAME_OF_IT for part in parts if not _RELATIVE.match(part))


def _is_later(plan: Candidate, one: Candidate) -> bool:
    """True where the sentence is known to speak of a time after the day of the plan's record."""
    made, published = plan.document.published, one.document.published
    if made is None:
        return False
    named = dates_named(one.text)
    if named:
        return max(date.first_day for date in named) > made.last_day
    return (
        one.document.id != plan.document.id and published is not None and published.first_day > made.last_day
    )


def dates_named(text: str) -> list[ContentDate]:
    """The dates a text names with their year, in order; a day that its month does not have is read as the month."""
    found = []
    for day, month, year in _NAMED_DATE.findall(text):
        number = _MONTHS.index(month.casefold()) + 1 if month else None
        try:
            found.append(ContentDate(int(year), number, int(day) if day and number else None))
        except ValueError:
            found.append(ContentDate(int(year), number))
    return found

"""What names and figures of a sentence may rest on: the texts of facts, taken apart once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.checking.figures import Figure, figures
from ingest.checking.names import Names
from rag.domain import Span
from rag.text import STOP_WORDS, stem, word_spans

#: So many words on either side say what a number counts.
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """The names of texts, and their figures: units by value, the words beside each value, days, months and years.

    ``dates`` holds days ("28 january"), months of a year ("january 2003") and those of which no more is said;
    ``months`` holds every month named.
    """

    names: Names
    units: Mapping[str, frozenset[str]]
    beside: Mapping[str, frozenset[str]]
    dates: frozenset[str]
    months: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Ground:
        """The names and figures of the texts."""
        held = list(texts)
        units: dict[str, set[str]] = defaultdict(set)
        beside: dict[str, set[str]] = defaultdict(set)
        dates: set[str] = set()
        months: set[str] = set()
        for text in held:
            for figure in figures(text):
                if figure.unit == "month":
                    months.add(figure.value.split()[0])
                if figure.is_date:
                    dates.add(figure.value)
                else:
                    units[figure.value].add(figure.unit)
                    beside[figure.value] |= words_beside(text, figure.span)
        return cls(
            Names.of(held),
            {value: frozenset(of) for value, of in units.items()},
            {value: frozenset(of) for value, of in beside.items()},
            frozenset(dates),
            frozenset(months),
        )

    def dates_hold(self, figure: Figure) -> bool:
        """True where the day or the month is named; a month without a year, or a day without a month, may be of any."""
        lead, _, rest = figure.value.partition(" ")
        if figure.unit == "month" and not rest:
            return lead in self.months
        return figure.value in self.dates or lead in self.dates

    def holds(self, figure: Figure) -> bool:
        """True where the number stands in a unit that does not speak against its own: "12" may be 12 per cent."""
        units = self.units.get(figure.value, frozenset())
        return bool(units) and (not figure.unit or bool(units & {"", figure.unit}))

    def holds_beside(self, figure: Figure, beside: frozenset[str]) -> bool:
        """True where it stands beside one of these words besides."""
        return self.holds(figure) and bool(self.beside[figure.value] & beside)


def words_beside(text: str, span: Span) -> frozenset[str]:
    """The stems of the words and numbers at most four before and behind a place in the text, bare of grammar."""
    found = word_spans(text)
    before = [word for word, at in found if at.end <= span.start][-_BESIDE:]
    behind = [word for word, at in found if at.start >= span.end][:_BESIDE]
    folded = (word.casefold() for word in (*before, *behind))
    return frozenset(stem(word) for word in folded if word not in STOP_WORDS)

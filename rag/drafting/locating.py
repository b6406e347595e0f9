"""Quotes a model offers, found in the records: the citation is chosen here, whatever number was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.language.orders import is_order
from rag.citations import cite, locate
from rag.domain import Citation, Span
from rag.drafting.passages import Numbered
from rag.ports import Offered
from rag.text import content_stems

#: Telling words of a quote; fewer ("the review said") stand nearly everywhere and show nothing.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Located:
    """A sentence of a record that holds words of a quote."""

    source: Numbered
    span: Span

    @property
    def text(self) -> str:
        """The words of the sentence, as they stand in the record."""
        return self.source.passage.slice(self.span)

    @property
    def citation(self) -> Citation:
        """The citation of the whole sentence."""
        return cite(self.source.document, self.source.passage, self.span)


def located(quotes: Sequence[Offered], passages: Sequence[Numbered]) -> tuple[Located, ...]:
    """The sentences that hold the quotes, each once, in the order of the quotes; an invented quote has none.

    A quote that stands in another passage than it was said to stand in is taken from where it stands.
    """
    found: dict[tuple[str, Span], Located] = {}
    for quote in quotes:
        if len(set(content_stems(quote.words))) < _LEAST:
            continue
        as_said = [one for one in passages if one.number == quote.passage]
        for source in (*as_said, *(one for one in passages if one.number != quote.passage)):
            citation = locate(source.document, source.passage, _bare(quote.words))
            if citation is None:
                continue
            for span in source.passage.sentences:
                # An order planted in a record is no evidence of anything.
                if span.overlaps(citation.span) and not is_order(source.passage.slice(span)):
                    found.setdefault((source.document.id, span), Located(source, span))
            break
    return tuple(found.values())


def _bare(words: str) -> str:
    """The words without the marks that models put around a quote, and the dots by which they cut it short."""
    return words.strip().strip("“”\"'‘’").removesuffix("...").removesuffix("…").strip().rstrip(".")

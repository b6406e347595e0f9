"""Each sentence of a digest with the facts it states, and what those rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rag.domain import Document, Fact, Span


@dataclass(frozen=True, slots=True)
class Traced:
    """A sentence of a digest and the facts that list it, in the order of its companion."""

    span: Span
    text: str
    facts: tuple[Fact, ...]


def facts_at(document: Document, span: Span) -> tuple[Fact, ...]:
    """The facts stated by the sentences that share words with a stretch of the document."""
    return tuple(fact for fact in document.facts if any(one.overlaps(span) for one in fact.sentences))


def traced(document: Document) -> list[Traced]:
    """Every sentence that a fact lists, in the order of the text; none for a document without a companion."""
    spans = sorted({span for fact in document.facts for span in fact.sentences})
    return [
        Traced(span, span.of(document.text), tuple(f for f in document.facts if span in f.sentences))
        for span in spans
    ]


def support(fact: Fact) -> str:
    """How many sources a fact has, in words."""
    count = len(fact.sources)
    return "one source" if count == 1 else f"{count} sources" if count else "no source"


def traced_text(sentences: Sequence[Traced]) -> str:
    """The sentences as printed: each with its facts, who says so, and the sources with their addresses."""
    blocks = []
    for one in sentences:
        lines = [one.text]
        for fact in one.facts:
            lines.append(f"  {fact.id} ({fact.said_by}; {support(fact)}): {fact.text}")
            lines += [f"      {s.title}" + (f" <{s.url}>" if s.url else "") for s in fact.sources]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def traced_json(sentences: Sequence[Traced]) -> list[dict[str, Any]]:
    """The sentences as JSON values: offsets, text, and facts with their sources."""
    return [
        {
            "start": one.span.start,
            "end": one.span.end,
            "text": one.text,
            "facts": [
                {
                    "id": fact.id,
                    "fact": fact.text,
                    "said_by": fact.said_by,
                    "sources": [{"title": s.title, "url": s.url} for s in fact.sources],
                }
                for fact in one.facts
            ],
        }
        for one in sentences
    ]

"""What the sentences of a digest rest on: their facts, who says so, and the sources, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Document, Fact, Span
from rag.tracing import facts_at, support
from web.markup import safe
from web.records.facts import link


def resting(document: Document, cited: Span) -> str:
    """The facts that the cited words state, folded; "" for a document without a list of facts."""
    return _folded("What these words rest on", facts_at(document, cited))


def all_facts(document: Document) -> str:
    """All facts of a digest, folded, under a heading of their own; "" where there is no list of them."""
    if not document.facts:
        return ""
    count = len(document.facts)
    return (
        '<section aria-labelledby="record-facts"><h3 id="record-facts">Facts and sources</h3>'
        '<p class="soft">Every sentence of the digest states one of these.</p>'
        f"{_folded('1 fact' if count == 1 else f'{count} facts', document.facts)}</section>"
    )


def _folded(summary: str, facts: Sequence[Fact]) -> str:
    if not facts:
        return ""
    return f'<details class="resting"><summary>{safe(summary)}</summary><ul>{"".join(map(_fact, facts))}</ul></details>'


def _fact(fact: Fact) -> str:
    sources = "".join(f"<li>{link(source.title, source.url)}</li>" for source in fact.sources)
    about = f'<span class="soft">{safe(fact.id)} · said by: {safe(fact.said_by)} · {support(fact)}</span>'
    return f"<li><p>{safe(fact.text)}</p>{about}<ul>{sources}</ul></li>"

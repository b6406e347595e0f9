"""The glossary as a part of the page: the program's explanations, and the sentences of records that use a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.domain import Document
from rag.study.glossary import FRAME, Use, found_in
from rag.study.keys import shown
from rag.study.pack import KeyLine
from web.markup import safe, sending
from web.records.linking import cite_link


def words(
    found: Sequence[Use], documents: Mapping[str, Document], generation: str, opened: str | None = None
) -> str:
    """Every term with its explanation; of the opened one the sentences that use it; unused terms apart."""
    used = "".join(_term(use, documents, generation, opened) for use in found if use.said)
    unused = "".join(_term(use, documents, generation, opened) for use in found if not use.said)
    apart = f'<h4>Not used in these records</h4><ul class="terms">{unused}</ul>' if unused else ""
    return (
        f'<details class="glossary"{" open" if opened else ""}><summary><h3>Explain the words</h3></summary>'
        f'<p class="soft">{FRAME}. Where a word is used in the records, the sentences that use it can be opened.</p>'
        f'<ul class="terms">{used}</ul>{apart}</details>'
    )


def _term(use: Use, documents: Mapping[str, Document], generation: str, opened: str | None) -> str:
    term = use.term
    is_open = term.term == opened
    also = f' <span class="soft">also: {safe(", ".join(term.also))}</span>' if term.also else ""
    button = said = ""
    if use.said:
        count = f"{len(use.said)} {'sentence' if len(use.said) == 1 else 'sentences'}"
        sent = sending("explain", {"term": "" if is_open else term.term})
        verb = "Hide" if is_open else "Show"
        button = (
            f'<button type="button" class="quiet" {sent} aria-expanded="{str(is_open).lower()}" '
            f'aria-label="{verb} {count} that use {safe(term.term)}">{verb} {count}</button>'
        )
    if is_open:
        sentences = "".join(_sentence(use, place, documents, generation) for place in range(len(use.said)))
        said = f'<ul class="said-with">{sentences}</ul>'
    return (
        f'<li data-term="{safe(term.term)}"><p><dfn>{safe(term.term)}</dfn> '
        f'<span class="soft">{safe(term.nation)}</span></p><p>{safe(term.means)}</p>'
        f"<p>{also} {button}</p>{said}</li>"
    )


def _sentence(use: Use, place: int, documents: Mapping[str, Document], generation: str) -> str:
    citation = use.said[place]
    one = shown(KeyLine(citation), documents, generation)
    at = found_in(one.words, use.term)
    text = safe(one.words)
    if at is not None:
        start, end = at
        text = f"{safe(one.words[:start])}<b>{safe(one.words[start:end])}</b>{safe(one.words[end:])}"
    cite = cite_link("Open the words", citation, documents, generation)
    return f'<li><p class="words">{text}</p><p class="soft source-of">{safe(one.source)} {cite}</p></li>'

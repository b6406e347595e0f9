"""The numbered list of sources under an answer, and the panel that opens a record on the words cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rag.catalogue import STANDING_WORDS
from rag.domain import Citation, Document
from rag.rendering import also_in
from web.markup import safe, sentence
from web.records.facts import about, cautions, facts, is_digest
from web.records.resting import resting
from web.records.text import document_body

#: Characters of the cited words that a button shows on hover and focus; the panel shows them all.
_GLIMPSE = 400


def cite_button(number: int, turn: int, title: str, quote: str = "") -> str:
    """The button that opens source ``number`` of a turn, and shows the cited words on hover and focus."""
    words = " ".join(quote.split())
    words = words if len(words) <= _GLIMPSE else f"{words[:_GLIMPSE].rsplit(' ', 1)[0]} …"
    glimpse = f' data-words="{safe(words)}" data-title="{safe(title)}"' if words else ""
    return (
        f'<button type="button" class="cite" data-turn="{turn}" data-cite="{number}"{glimpse} '
        f'aria-label="Source {number}: {safe(title)}">{number}</button>'
    )


def title_of(citation: Citation, documents: Mapping[str, Document]) -> str:
    """The title of the record a citation points to; its id where the record is not to hand."""
    document = documents.get(citation.document_id)
    return document.title if document else citation.document_id


def source_list(
    citations: Sequence[Citation],
    documents: Mapping[str, Document],
    turn: int,
    copies: Callable[[str], Sequence[str]] = lambda document_id: (),
) -> str:
    """The records an answer rests on, each once with the numbers that point to it; "" without citations.

    ``copies`` tells which other records hold the words of a record too, by ids.
    """
    numbered: dict[str, list[int]] = {}
    for number, citation in enumerate(citations, start=1):
        numbered.setdefault(citation.document_id, []).append(number)
    rows = []
    for document_id, numbers in numbered.items():
        document = documents.get(document_id)
        title = document.title if document else document_id
        buttons = " ".join(cite_button(number, turn, title) for number in numbers)
        digest = '<span class="form">Ask the Reviews digest of</span> ' if is_digest(document) else ""
        what = f'<span class="about">{safe(about(document))}</span>' if document else ""
        also = _also_in(copies(document_id), documents)
        many = ' class="many"' if len(numbers) > 3 else ""
        rows.append(
            f'<li{many}><span class="numbers">{buttons}</span><span>{digest}{safe(title)}{what}{also}</span></li>'
        )
    return f'<ul class="sources">{"".join(rows)}</ul>' if rows else ""


def _also_in(copies: Sequence[str], documents: Mapping[str, Document]) -> str:
    told = also_in([documents[i].title if i in documents else i for i in copies])
    return f'<span class="about">{safe(told)}</span>' if told else ""


def source_panel(
    document: Document, citation: Citation, number: int, reference: str, taking: str = ""
) -> str:
    """The whole record with the cited words marked, under a heading that says what it is.

    ``reference`` names the citation, so that a second click on it is known for one. ``taking`` is HTML: the buttons
    that copy the words.
    """
    if document.text[citation.span.start : citation.span.end] != citation.quote:
        return changed_panel(number)
    form = '<p class="form">Ask the Reviews digest of</p>' if is_digest(document) else ""
    head = (
        f"{form}<h2>{safe(document.title)}</h2>{_facts(document)}{resting(document, citation.span)}{taking}"
    )
    return (
        f'<section class="source" aria-label="Source {number}" data-reference="{safe(reference)}">'
        f"{_bar(number)}<header>{head}</header>"
        f'<div class="record">{document_body(document, citation.span)}</div></section>'
    )


def changed_panel(number: int) -> str:
    """What is shown where the cited words are no longer to hand."""
    return (
        f'<section class="source" aria-label="Source {number}" data-reference="">{_bar(number)}'
        '<p class="gone" id="cited" tabindex="-1">This source can no longer be shown as it was cited. '
        "Please ask the question again.</p></section>"
    )


def _bar(number: int) -> str:
    return (
        f'<div class="bar"><span>Source {number}</span>'
        '<button type="button" class="quiet" data-close>Close<span class="unseen"> the source</span></button></div>'
    )


def _facts(document: Document) -> str:
    """Kind, nation, date, standing and warnings in view; how the date is known and where the record is, on request."""
    standing = sentence(STANDING_WORDS[document.standing])
    return (
        f'<p class="about">{safe(about(document))}. {safe(standing)}</p>{cautions(document)}'
        f"<details><summary>About this record</summary>{facts(document)}</details>"
    )

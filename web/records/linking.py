"""Links that open cited words in a window of their own: for pages whose lines the reader goes on working with."""

from __future__ import annotations

from collections.abc import Mapping

from rag.domain import Citation, Document
from rag.permalinks import link
from web.markup import safe

#: Characters of the cited words shown on hover and focus; the record shows them all.
_GLIMPSE = 400


def cite_link(
    number: int | str, citation: Citation, documents: Mapping[str, Document], generation: str
) -> str:
    """The number as a link that opens the cited words marked in their record; the bare number where that is gone."""
    document = documents.get(citation.document_id)
    if document is None or citation.span.of(document.text) != citation.quote:
        return f'<span class="cite">{number}</span>'
    words = " ".join(citation.quote.split())
    words = words if len(words) <= _GLIMPSE else f"{words[:_GLIMPSE].rsplit(' ', 1)[0]} …"
    return (
        f'<a class="cite" href="{safe(link(citation, document, generation))}" target="_blank" rel="noopener" '
        f'data-words="{safe(words)}" data-title="{safe(document.title)}" '
        f'aria-label="Source {number}: {safe(document.title)} (opens the words in a new window)">{number}</a>'
    )

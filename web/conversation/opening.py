"""The source beside an answer: the record on the cited words, with what copies them and a link to the place."""

from __future__ import annotations

from datetime import date

from rag.permalinks import link, to_record
from web.conversation.asking import citation_at, turn_at
from web.conversation.turns import Turns
from web.records.sources import changed_panel, source_panel
from web.records.taking import references, taking


def open_source(turns: Turns, sent: object, today: date, public_url: str | None = None) -> str:
    """The panel for ``{"turn": place, "number": number}`` as the page sends it; "" where there is no such source.

    ``public_url`` is the page's own address, where it has one that others can follow: a digest is referenced by it.
    """
    found = turn_at(turns, sent)
    wanted = citation_at(found[1], sent) if found else None
    if found is None or wanted is None:
        return ""
    (place, turn), (number, citation) = found, wanted
    document = turn.documents.get(citation.document_id)
    if document is None:
        return changed_panel(number)
    if citation.span.of(document.text) != citation.quote:
        return changed_panel(number)
    query = link(citation, document, turn.library.generation)
    address = f"{public_url}{to_record(document)}" if public_url else None
    texts = references(citation, document, today, address)
    copying = taking(texts, query, "Copy with reference")
    return source_panel(document, citation, number, f"{place}-{number}", copying)

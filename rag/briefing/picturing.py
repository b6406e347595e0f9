"""The timeline of a briefing as a picture."""

from __future__ import annotations

from rag.briefing.brief import Briefing, Part
from rag.briefing.editing import ticked
from rag.briefing.frames import framed
from rag.papers.paper import Picture
from rag.store import Records
from rag.timeline import alt, events, picture_png, picture_svg

#: Fewer dates are seen at a glance in the list itself.
_FEWEST = 3

#: Dots an inch of the picture in a file: that of office printers' drafts; a page-wide picture has 100 kB.
_DPI = 200


def picture_of(briefing: Briefing, records: Records) -> Picture | None:
    """The ticked dates of the briefing drawn; None where there are too few to draw."""
    # The same sentence may state several dates: what is drawn is the date of the line.
    places = {
        (citation.document_id, citation.span, point.frame)
        for section in ticked(briefing).sections
        if section.part is Part.TIMELINE
        for point in section.points
        for claim in point.claims
        for citation in claim.citations
    }
    documents = {document for document, _, _ in places}
    found = [
        one
        for one in events(records, documents)
        if one.citation is not None and (one.document.id, one.citation.span, framed(one)) in places
    ]
    if len(found) < _FEWEST:
        return None
    return Picture(picture_svg(found), picture_png(found, _DPI), alt(found))

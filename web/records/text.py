"""The text of a record line by line, nothing lost, with the words asked for in a mark."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from rag.domain import Document, Excluded, Span
from web.markup import safe

#: What leads the line of a heading or a list item in the plain text of a record.
_LEAD = re.compile(r"(?P<heading>#{1,6}) +|[-*•] +")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

#: What the first mark bears in the panel of sources, for the page to find it by.
CITED = 'id="cited"'


def document_body(document: Document, cited: Span | None, first: str = CITED) -> str:
    """The text line by line, nothing lost: headings and items set apart, furniture folded, cited words in <mark>.

    ``first`` is the attribute that the first mark bears. Without cited words nothing is marked.
    """
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(document.text)]
    body = []
    for furniture, group in groupby(lines, key=lambda line: _furniture(document, line)):
        drawn = "".join(_line(document.text, line, cited, first) for line in group)
        if furniture is not None:
            kind = safe(furniture.kind.replace("_", " "))
            opened = " open" if cited and furniture.span.overlaps(cited) else ""
            drawn = (
                f'<details class="left-out"{opened}><summary>Not searched: {kind}</summary>{drawn}</details>'
            )
        body.append(drawn)
    return "".join(body)


def _furniture(document: Document, line: Span) -> Excluded | None:
    """The excluded stretch the whole line lies in (its line break apart), if any."""
    words = Span(line.start, max(line.start + 1, line.end - 1))
    return next((left for left in document.excluded if left.span.covers(words)), None)


def _line(text: str, line: Span, cited: Span | None, first: str) -> str:
    words = line.of(text)
    lead = _LEAD.match(words)
    after_lead = line.start + (lead.end() if lead else 0)
    cuts = {line.start, after_lead, line.end}
    if cited:
        cuts |= {cut for cut in (cited.start, cited.end) if line.start < cut < line.end}
    # A lead is not seen, so it cannot be gone to: the words behind it can.
    anchor = max(cited.start, after_lead) if cited and line.start <= cited.start < line.end else None
    pieces = "".join(
        _piece(text, Span(start, end), cited, first if start == anchor else "", is_lead=end <= after_lead)
        for start, end in pairwise(sorted(cuts))
    )
    if lead and lead["heading"]:
        level = min(6, len(lead["heading"]) + 2)
        return f'<h{level} class="line">{pieces}</h{level}>'
    kind = "item" if lead else "blank" if not words.strip() else "text"
    return f'<div class="line {kind}">{pieces}</div>'


def _piece(text: str, piece: Span, cited: Span | None, first: str, *, is_lead: bool) -> str:
    drawn = safe(piece.of(text))
    if cited and cited.covers(piece):
        bears = f' {first} tabindex="-1"' if first else ""
        drawn = f"<mark{bears}>{drawn}</mark>"
    return f'<span class="lead">{drawn}</span>' if is_lead else drawn

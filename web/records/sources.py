"""The numbered list of sources under an answer, and the panel that opens a record on the words cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise

from rag.catalogue import KIND_WORDS, NOTICE_WORDS, STANDING_WORDS, date_words
from rag.domain import Citation, Dating, Document, Excluded, Form, Span
from rag.rendering import also_in
from web.markup import safe, sentence

#: What leads the line of a heading or a list item in the plain text of a record.
_LEAD = re.compile(r"(?P<heading>#{1,6}) +|[-*•] +")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def cite_button(number: int, turn: int, title: str) -> str:
    """The button that opens source ``number`` of a turn."""
    return (
        f'<button type="button" class="cite" data-turn="{turn}" data-cite="{number}" '
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
        about = f'<span class="about">{safe(_about(document))}</span>' if document else ""
        also = _also_in(copies(document_id), documents)
        many = ' class="many"' if len(numbers) > 3 else ""
        rows.append(
            f'<li{many}><span class="numbers">{buttons}</span><span>{digest}{safe(title)}{about}{also}</span></li>'
        )
    return f'<ul class="sources">{"".join(rows)}</ul>' if rows else ""


def _also_in(copies: Sequence[str], documents: Mapping[str, Document]) -> str:
    told = also_in([documents[i].title if i in documents else i for i in copies])
    return f'<span class="about">{safe(told)}</span>' if told else ""


def is_digest(document: Document | None) -> bool:
    """True where the words are our own about a record, so that they are never shown as a quotation."""
    return document is not None and document.form is Form.DIGEST


def source_panel(document: Document, citation: Citation, number: int, reference: str) -> str:
    """The whole record with the cited words marked, under a heading that says what it is.

    ``reference`` names the citation, so that a second click on it is known for one.
    """
    if document.text[citation.span.start : citation.span.end] != citation.quote:
        return changed_panel(number)
    form = '<p class="form">Ask the Reviews digest of</p>' if is_digest(document) else ""
    return (
        f'<section class="source" aria-label="Source {number}" data-reference="{safe(reference)}">'
        f"{_bar(number)}<header>{form}<h2>{safe(document.title)}</h2>{_facts(document)}</header>"
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


def _about(document: Document) -> str:
    kind = KIND_WORDS[document.kind]
    return " · ".join(
        (kind[:1].upper() + kind[1:], document.jurisdiction or "nation not stated", date_words(document))
    )


def _facts(document: Document) -> str:
    """Kind, nation, date, standing and warnings in view; how the date is known and where the record is, on request."""
    standing = sentence(STANDING_WORDS[document.standing])
    about = f'<p class="about">{safe(_about(document))}. {safe(standing)}</p>'
    cautions = "".join(f"<li>{safe(sentence(_notice(code)))}</li>" for code in document.notices)
    rows = [("Date", _dated(document))]
    if document.publisher:
        rows.append(("Publisher", safe(document.publisher)))
    if document.sources:
        rows.append(("The record", "".join(f"<p>{_link(s.title, s.url)}</p>" for s in document.sources)))
    if document.licence:
        rows.append(("Licence", safe(document.licence)))
    if is_digest(document):
        rows.append(
            ("Wording", "Our own words about the record. Do not quote them as its words or its author’s.")
        )
    listed = "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in rows)
    return (
        about
        + (f'<ul class="cautions" aria-label="Take care">{cautions}</ul>' if cautions else "")
        + f"<details><summary>About this record</summary><dl>{listed}</dl></details>"
    )


def _dated(document: Document) -> str:
    if document.published is None:
        return "Not known." + (f" {safe(document.dating_reason)}" if document.dating_reason else "")
    how = {
        Dating.STATED: "stated in the record",
        Dating.INFERRED: "inferred",
        Dating.UNKNOWN: "not confirmed",
    }
    reason = f" {safe(document.dating_reason)}" if document.dating_reason else ""
    return f"{safe(document.published.words)}, {how[document.dating]}.{reason}"


def _notice(code: str) -> str:
    return NOTICE_WORDS.get(code, code.replace("_", " "))


def _link(title: str, url: str | None) -> str:
    """The source's title, as a link where its address is https; another address is shown and not linked."""
    if url is None:
        return safe(title)
    if not url.startswith("https://"):
        return f'{safe(title)} <span class="address">{safe(url)}</span>'
    unseen = '<span class="unseen"> (opens in a new tab)</span>'
    return f'<a href="{safe(url)}" target="_blank" rel="noopener noreferrer">{safe(title)}{unseen}</a>'


# --- the text of a record ------------------------------------------------------------------------------


def document_body(document: Document, cited: Span) -> str:
    """The text line by line, nothing lost: headings and items set apart, furniture folded, cited words in <mark>."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(document.text)]
    body = []
    for furniture, group in groupby(lines, key=lambda line: _furniture(document, line)):
        drawn = "".join(_line(document.text, line, cited) for line in group)
        if furniture is not None:
            kind = safe(furniture.kind.replace("_", " "))
            opened = " open" if furniture.span.overlaps(cited) else ""
            drawn = (
                f'<details class="left-out"{opened}><summary>Not searched: {kind}</summary>{drawn}</details>'
            )
        body.append(drawn)
    return "".join(body)


def _furniture(document: Document, line: Span) -> Excluded | None:
    """The excluded stretch the whole line lies in (its line break apart), if any."""
    words = Span(line.start, max(line.start + 1, line.end - 1))
    return next((left for left in document.excluded if left.span.covers(words)), None)


def _line(text: str, line: Span, cited: Span) -> str:
    words = line.of(text)
    lead = _LEAD.match(words)
    after_lead = line.start + (lead.end() if lead else 0)
    cuts = {line.start, after_lead, line.end}
    cuts |= {cut for cut in (cited.start, cited.end) if line.start < cut < line.end}
    pieces = "".join(
        _piece(text, Span(start, end), cited, is_lead=end <= after_lead)
        for start, end in pairwise(sorted(cuts))
    )
    if lead and lead["heading"]:
        level = min(6, len(lead["heading"]) + 2)
        return f'<h{level} class="line">{pieces}</h{level}>'
    kind = "item" if lead else "blank" if not words.strip() else "text"
    return f'<div class="line {kind}">{pieces}</div>'


def _piece(text: str, piece: Span, cited: Span, *, is_lead: bool) -> str:
    drawn = safe(piece.of(text))
    if cited.covers(piece):
        first = ' id="cited" tabindex="-1"' if piece.start == cited.start else ""
        drawn = f"<mark{first}>{drawn}</mark>"
    return f'<span class="lead">{drawn}</span>' if is_lead else drawn

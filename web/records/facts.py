"""What a record is, for people: its kind, date, standing and address as words and HTML."""

from __future__ import annotations

from collections.abc import Iterable

from rag.catalogue import KIND_WORDS, NOTICE_WORDS, date_words
from rag.domain import Dating, Document, Form
from web.markup import safe, sentence


def is_digest(document: Document | None) -> bool:
    """True where the words are our own about a record, so that they are never shown as a quotation."""
    return document is not None and document.form is Form.DIGEST


def about(document: Document) -> str:
    """Kind, nation and date on one line: "Inquiry · Wales · June 2010 (inferred)"."""
    kind = KIND_WORDS[document.kind]
    return " · ".join(
        (kind[:1].upper() + kind[1:], document.jurisdiction or "nation not stated", date_words(document))
    )


def dated(document: Document) -> str:
    """The date and how it is known, as HTML."""
    if document.published is None:
        return "Not known." + (f" {safe(document.dating_reason)}" if document.dating_reason else "")
    how = {
        Dating.STATED: "stated in the record",
        Dating.INFERRED: "inferred",
        Dating.UNKNOWN: "not confirmed",
    }
    reason = f" {safe(document.dating_reason)}" if document.dating_reason else ""
    return f"{safe(document.published.words)}, {how[document.dating]}.{reason}"


def cautions(document: Document) -> str:
    """The notices of the record as a list; "" without any."""
    items = "".join(f"<li>{safe(sentence(notice(code)))}</li>" for code in document.notices)
    return f'<ul class="cautions" aria-label="Take care">{items}</ul>' if items else ""


def facts(document: Document, further: Iterable[tuple[str, str]] = ()) -> str:
    """What is known of the record, name by name, as HTML; ``further`` rows, HTML already, stand first."""
    rows = [*further, ("Date", dated(document))]
    if document.publisher:
        rows.append(("Publisher", safe(document.publisher)))
    if document.sources:
        rows.append(("The record", "".join(f"<p>{link(s.title, s.url)}</p>" for s in document.sources)))
    if document.licence:
        rows.append(("Licence", safe(document.licence)))
    if is_digest(document):
        rows.append(
            ("Wording", "Our own words about the record. Do not quote them as its words or its author’s.")
        )
    return f"<dl>{''.join(f'<div><dt>{name}</dt><dd>{words}</dd></div>' for name, words in rows)}</dl>"


def notice(code: str) -> str:
    """What to take care of, in words; a notice without words of its own is shown as it is named."""
    return NOTICE_WORDS.get(code, code.replace("_", " "))


def link(title: str, url: str | None) -> str:
    """The source's title, as a link where its address is https; another address is shown and not linked."""
    if url is None:
        return safe(title)
    if not url.startswith("https://"):
        return f'{safe(title)} <span class="address">{safe(url)}</span>'
    unseen = '<span class="unseen"> (opens in a new tab)</span>'
    return f'<a href="{safe(url)}" target="_blank" rel="noopener noreferrer">{safe(title)}{unseen}</a>'

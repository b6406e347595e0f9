"""Saved e-mails."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from ingest.formats.building import Writer, stated, storable
from ingest.formats.charset import decode
from ingest.formats.extracted import Extracted, Heading, Stated
from ingest.formats.html import read_page
from ingest.formats.limits import LIMITS, Limits
from rag.domain import Excluded, Span
from rag.errors import BadDocument

_EMPTY = "empty: there are no words in it"
_NOT_MAIL = "not an e-mail: it has no From, Subject or Date line; save it as .txt"

#: Addresses are personal data: the lines stand in the text, but are never indexed.
_HEADERS = ("From", "To", "Cc", "Date")

_WROTE = re.compile(
    r"^(?:On\b.{4,200}\bwrote:|-{2,}[ ]?(?:Original Message|Forwarded message)[ ]?-{2,}|"
    r"From:[ ].+\n(?:Sent|Date|To):[ ].+)$",
    re.MULTILINE | re.IGNORECASE,
)
_WROTE_OVER_TWO_LINES = re.compile(r"^On\b[^\n]{4,120}\n[^\n]{0,120}\bwrote:$", re.MULTILINE)
_SIGNATURE = re.compile(r"^--[ ]?$", re.MULTILINE)
_QUOTED = re.compile(r"(?:^>.*(?:\n|$))+", re.MULTILINE)


def read_eml(raw: bytes, limits: Limits = LIMITS) -> Extracted:
    """The subject as heading, the lines of addresses marked, then the message; replies quoted in it marked.

    Attachments are not read: a notice names them.

    Raises:
        BadDocument: it is no e-mail, or there are no words in it.
    """
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage) or not any(
        name in message for name in ("From", "Subject", "Date", "To")
    ):
        raise BadDocument(_NOT_MAIL)
    subject = _header(message, "Subject")
    body = _body(message)
    if not any(map(str.isalnum, subject + body.text)):
        raise BadDocument(_EMPTY)
    writer = Writer()
    headings: list[Heading] = []
    excluded: list[Excluded] = []
    if subject:
        writer.raw(subject)
        headings.append(Heading(Span(0, len(subject)), 1))
    lines = [f"{name}: {said}" for name in _HEADERS if (said := _header(message, name))]
    if lines:
        _apart(writer)
        start = writer.length
        writer.raw("\n".join(lines))
        excluded.append(Excluded(Span(start, writer.length), "mail_header", "address_lines"))
    _apart(writer)
    offset = writer.length
    writer.raw(body.text)
    headings += [replace(heading, span=_moved(heading.span, offset)) for heading in body.headings]
    excluded += [replace(mark, span=_moved(mark.span, offset)) for mark in body.excluded]
    found = writer.build(_stated(message, subject), _notices(message))
    return replace(found, headings=tuple(headings), excluded=tuple(excluded))


def _apart(writer: Writer) -> None:
    if writer.length:
        writer.raw("\n\n")


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line, "" where there is none or it cannot be read."""
    try:
        return " ".join(storable(str(message.get(name, ""))).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # of the header's own grammar
        return ""


def _body(message: EmailMessage) -> Extracted:
    """The message itself: its plain form, else its HTML."""
    part = message.get_body(preferencelist=("plain",))
    if part is not None and (words := _decoded(part)).strip():
        text = re.sub(r"\n{3,}", "\n\n", storable(words).replace("\t", " ")).strip("\n")
        return Extracted(text, excluded=tuple(_quoted(text)))
    part = message.get_body(preferencelist=("html",))
    if part is not None and (page := _decoded(part)).strip():
        found = read_page(page)
        return replace(found, excluded=tuple(_with_quoted(found)))
    return Extracted("")


def _decoded(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return decode(content, str(part.get_param("charset") or "") or None)


def _quoted(text: str) -> list[Excluded]:
    """What the message repeats of others, and the signature under it: spans in order that do not touch.

    Behind a line such as "On Monday Ada wrote:" the lines with quote marks are the other's, and an answer may
    stand below them; where there are no such marks all the rest is the other's.
    """
    leads = [match for pattern in (_WROTE, _WROTE_OVER_TWO_LINES) for match in pattern.finditer(text)]
    marked = [lead for lead in leads if text[lead.end() :].lstrip().startswith(">")]
    end = min((lead.start() for lead in leads if lead not in marked), default=len(text))
    found = [
        (lead.start(), lead.end(), "quoted_reply", "reply_line") for lead in marked if lead.start() < end
    ]
    found += [
        (match.start(), match.end(), "quoted_reply", "quote_marks")
        for match in _QUOTED.finditer(text, 0, end)
    ]
    signature = _SIGNATURE.search(text, 0, end)
    if signature is not None:
        stop = min((start for start, *_ in found if start > signature.start()), default=end)
        found = [mark for mark in found if not signature.start() <= mark[0] < stop]
        found.append((signature.start(), stop, "signature", "signature_mark"))
    found.append((end, len(text), "quoted_reply", "reply_line"))
    trimmed = [(_trimmed(text, start, stop), kind, rule) for start, stop, kind, rule in sorted(found)]
    return [Excluded(span, kind, rule) for span, kind, rule in trimmed if span is not None]


def _with_quoted(found: Extracted) -> list[Excluded]:
    quoted = _quoted(found.text)
    kept = [mark for mark in found.excluded if not any(mark.span.overlaps(other.span) for other in quoted)]
    return sorted((*kept, *quoted), key=lambda mark: mark.span)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return None
    begin = start + words.index(stripped)
    return Span(begin, begin + len(stripped))


def _stated(message: EmailMessage, subject: str) -> Stated:
    try:
        sent = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError):
        sent = None
    return stated(title=subject, published=sent)


def _notices(message: EmailMessage) -> tuple[str, ...]:
    names = []
    for part in message.iter_attachments():
        if isinstance(part, EmailMessage):
            name = " ".join(storable(str(part.get_filename() or "a file without a name")).split())
            names.append("".join(character for character in name if character.isprintable()))
    return (f"attachments_not_read: {', '.join(names)}",) if names else ()

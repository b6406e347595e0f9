"""Word files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx as python_docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml import etree  # type: ignore[import-untyped]

from ingest.formats import docx_zip
from ingest.formats.building import Block, Writer, stated
from ingest.formats.docx_body import Body
from ingest.formats.docx_styles import Lists, Styles, W
from ingest.formats.extracted import Extracted, Stated
from ingest.formats.limits import LIMITS, Limits
from rag.errors import BadDocument

_DAMAGED = "damaged or not a Word file: open it and save it again as .docx"
_EMPTY = "empty: there are no words in it"


#: The day on which the empty file was made that python-docx starts from: no date of a record.
_TEMPLATE_DAY = "2013-12-23"


def read_docx(raw: bytes, limits: Limits = LIMITS) -> Extracted:
    """The words of a Word file with tracked changes taken as made; heads and feet of its pages marked.

    Raises:
        BadDocument: it is locked, damaged, would unpack to more than a file may be, or there are no words in it.
    """
    docx_zip.check(raw, limits)
    try:
        file = python_docx.Document(io.BytesIO(raw))
        found = _written(file)
    except (OpcError, KeyError, ValueError, TypeError, AttributeError, IndexError, etree.LxmlError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise BadDocument(_DAMAGED) from None  # parts that are missing, or are not what they say they are
    if not any(map(str.isalnum, found.text)):
        raise BadDocument(_EMPTY)
    return found


def _written(file: Any) -> Extracted:
    part = file.part
    notes = dict(_notes(part))
    styles = Styles(_root(part, "styles"))
    body = Body(styles, Lists(_root(part, "numbering")), notes)
    writer = Writer()
    for block in _margins(part, body, "header"):
        writer.add(block)
    for block in body.blocks(file.element.body):
        writer.add(block)
    for block in _margins(part, body, "footer"):
        writer.add(block)
    return writer.build(_stated(file.core_properties))


def _margins(part: Any, body: Body, name: str) -> Iterator[Block]:
    """What stands at the head or foot of the pages, each text once."""
    seen: set[str] = set()
    for root in _roots(part, name):
        for block in body.blocks(root):
            if block.text not in seen:
                seen.add(block.text)
                yield Block(block.runs, tight=block.tight, kind="running_head", rule=f"{name}_part")


def _notes(part: Any) -> Iterator[tuple[str, Any]]:
    """The footnotes and endnotes of a file; those of the lines that part them from the text have a type."""
    for name, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = _root(part, name)
        for note in [] if root is None else root.findall(W + tag):
            if note.get(f"{W}type") in (None, "normal"):
                yield f"{tag[:4]}{note.get(f'{W}id')}", note


def _root(part: Any, name: str) -> Any:
    return next(_roots(part, name), None)


def _roots(part: Any, name: str) -> Iterator[Any]:
    """The roots of the parts that stand in a relation to the body, in the order of their names."""
    related = {
        str(relation.target_part.partname): relation.target_part
        for relation in part.rels.values()
        if not relation.is_external and relation.reltype.endswith(f"/{name}")
    }
    for _, other in sorted(related.items()):
        yield parse_xml(other.blob)


def _stated(core: Any) -> Stated:
    created = core.created
    day = created.date().isoformat() if isinstance(created, datetime) else None
    return stated(title=core.title, author=core.author, published=day if day != _TEMPLATE_DAY else None)

"""Saved web pages."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree, html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from ingest.formats import moderngov
from ingest.formats.building import Writer, storable
from ingest.formats.charset import decode
from ingest.formats.extracted import Extracted
from ingest.formats.html_blocks import Placed, blocks_of
from ingest.formats.html_main import Main, furniture, main_of
from ingest.formats.limits import LIMITS, Limits
from rag.errors import BadDocument

_EMPTY = "empty: there are no words in it"
#: Trafilatura's time grows with the square of the blocks: beyond so many the parts of the page decide alone.
_MOST_BLOCKS = 50_000

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def read_html(raw: bytes, limits: Limits = LIMITS) -> Extracted:
    """The words of a page in its order, what is not of its main text marked with a kind and a rule.

    Raises:
        BadDocument: there are no words in it.
    """
    return read_page(decode(raw))


def read_page(page: str) -> Extracted:
    """As ``read_html``, from text."""
    page = _DECLARATION.sub("", storable(page), count=1)
    root = _tree(page)
    council = moderngov.is_moderngov(root)
    if council:
        moderngov.prepare(root)
    blocks = blocks_of(root)
    if not blocks:
        raise BadDocument(_EMPTY)
    main = main_of(page) if len(blocks) <= _MOST_BLOCKS else Main()
    verdicts = moderngov.furniture(blocks) if council else furniture(blocks, main)
    writer = Writer()
    for block, verdict in zip(blocks, verdicts, strict=True):
        _write(writer, block, verdict)
    said = main.stated
    if said.title is None or council:  # the headline of a council's page says only what kind of page it is
        said = replace(said, title=" ".join(str(root.findtext(".//title") or "").split()) or None)
    found = writer.build(said)
    return moderngov.without_icons(found) if council else found


def _write(writer: Writer, placed: Placed, verdict: tuple[str, str] | None) -> None:
    block = placed.block
    hidden = all(run.hidden is not None for run in block.runs if run.text.strip(" -"))
    if verdict is not None and not hidden:
        block = replace(block, kind=verdict[0], rule=verdict[1])
    writer.add(block)


def _tree(page: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root: HtmlElement = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError  # what lxml has read by then would be half a page
    if root is None:
        raise BadDocument(_EMPTY)
    return root

"""Pages of ModernGov, the system most councils publish their meetings with: items, issues and whole meetings.

Such a page is known by its own class names and addresses. Its items stand in a table that is no table: number
in one cell, title and minutes in the next. ``prepare`` turns each into a heading with its number, so that the
minutes stand under the item they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from lxml.html import builder as make

from ingest.formats.extracted import Extracted
from ingest.formats.html_blocks import Placed
from rag.domain import Excluded, Span

_CLASS = re.compile(r"mg[A-Z]\w+")
_ADDRESS = re.compile(
    r"\b(?:mgAi|ieListDocuments|ieIssueDetails|ieDecisionDetails|mgMeetingAttendance)\.aspx", re.I
)
_NAMES = frozenset(
    name.strip()
    for name in """agenda item|agenda and minutes|agenda and draft minutes|agenda and decisions|issue details|
    agenda, decisions and minutes|issue - meetings|decision details|agenda item details|meeting attendance""".split(
        "|"
    )
)
_NUMBER = re.compile(r"\(?\d{1,3}[a-z]?[.)]?", re.IGNORECASE)
_ICON = re.compile(
    r"\b(?:pdf icon[ \t]*)?(?:PDF|DOCX?|XLSX?|PPTX?)[ \t]+\(?\d+(?:\.\d+)?[ \t]?[KM]B\)?|\bpdf icon\b"
)

#: Where the system puts the page itself, the council's own frame round it left out.
_CONTENT = (
    "//*[self::div or self::section or self::main][contains(concat(' ', normalize-space(@class), ' '), ' mgContent ')"
    " or @id='mgContent' or @id='modgov' or contains(concat(' ', normalize-space(@class), ' '), ' mgMainContent ')]"
)


def is_moderngov(root: HtmlElement) -> bool:
    """True where two of three things say that ModernGov made a page: its classes, its addresses, its own headline.

    A page of news may well link to minutes.
    """
    signs: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1" and _words(element).casefold().strip(" :") in _NAMES:
            signs.add("headline")
        if any(_CLASS.fullmatch(name) for name in (element.get("class") or "").split()):
            signs.add("class")
            if "mgItemTable" in (element.get("class") or ""):
                return True
        if element.tag in ("a", "form") and _ADDRESS.search(
            element.get("href") or element.get("action") or ""
        ):
            signs.add("address")
        if len(signs) > 1:
            return True
    return False


def prepare(root: HtmlElement) -> None:
    """The page's items become headings with their text below, and its content is told from the frame round it."""
    for table in list(root.iter("table")):
        if _holds_items(table):
            _unfold(table)
    for element in root.xpath("//p[contains(@class, 'mgSubItemTitleTxt')]"):
        element.tag = "div"  # "Minutes:", "Decision:": a line of its own, not a heading of the record
    content = root.xpath(_CONTENT)
    if content and not root.xpath("//main"):
        content[0].tag = "main"


def furniture(blocks: Sequence[Placed]) -> list[tuple[str, str] | None]:
    """Kind and rule for what stands outside the content of the page; the content is kept whole.

    Minutes are full of short lines that look like furniture to a general rule: "RESOLVED", "None", names.
    """
    inside = any(block.in_text for block in blocks)
    verdicts: list[tuple[str, str] | None] = []
    for block in blocks:
        if block.place is not None:
            verdicts.append((block.place, "page_structure"))
        elif inside and not block.in_text:
            verdicts.append(("outside_main_text", "moderngov_frame"))
        else:
            verdicts.append(None)
    return verdicts


def without_icons(found: Extracted) -> Extracted:
    """The page with the names and sizes that stand for the icon of a file marked, and no longer in a heading."""
    icons = [Span(match.start(), match.end()) for match in _ICON.finditer(found.text)]
    new = [
        Excluded(icon, "icon", "moderngov_icon")
        for icon in icons
        if not any(other.span.overlaps(icon) for other in found.excluded)
    ]
    starts = {icon.start for icon in icons}
    headings = []
    for heading in found.headings:
        end = min((start for start in starts if heading.span.start < start < heading.span.end), default=None)
        words = found.text[heading.span.start : heading.span.end if end is None else end].rstrip()
        headings.append(replace(heading, span=Span(heading.span.start, heading.span.start + len(words))))
    excluded = tuple(sorted((*found.excluded, *new), key=lambda excluded: excluded.span))
    return replace(found, headings=tuple(headings), excluded=excluded)


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _holds_items(table: HtmlElement) -> bool:
    """True where the rows of a table are items of an agenda: a number, and more than a value beside it."""
    if "mgItemTable" in (table.get("class") or ""):
        return True
    rows = [cells for row in table.iter("tr") if len(cells := row.xpath("./td")) == 2]
    numbered = [cells for cells in rows if _NUMBER.fullmatch(_words(cells[0]))]
    boxes = sum(bool(cells[1].xpath("./p | ./div | ./h2 | ./h3 | ./h4")) for cells in numbered)
    return bool(numbered) and len(numbered) * 2 >= len(rows) and boxes * 2 > len(numbered)


def _unfold(table: HtmlElement) -> None:
    """The table becomes a box: for each item a heading "13. Title", then what stood below the title."""
    box = make.DIV()
    for row in table.xpath("./tr | ./tbody/tr | ./thead/tr"):
        cells = row.xpath("./td")
        if not cells:
            continue  # the heads of the columns: "No.", "Item"
        number = _words(cells[0]) if len(cells) > 1 and _NUMBER.fullmatch(_words(cells[0])) else ""
        for cell in cells[1:] if number or (len(cells) > 1 and not _words(cells[0])) else cells:
            cell.tag = "div"
            title = _title_of(cell)
            if number and title is not None:
                title.tag = "h3"
                title.text = f"{number} {(title.text or '').lstrip()}"
                number = ""
            elif number:
                box.append(make.H3(number))
                number = ""
            box.append(cell)
    box.tail = table.tail
    table.getparent().replace(table, box)


def _title_of(cell: HtmlElement) -> HtmlElement | None:
    """The element that names an item: the one so classed, else the first paragraph or heading of its cell."""
    named = cell.xpath(".//*[contains(@class, 'mgAiTitleTxt') or contains(@class, 'mgAiTitleLnk')]")
    for element in named or cell.xpath("./p | ./h2 | ./h3 | ./h4 | ./div"):
        if _words(element):
            return None if element.tag == "a" else element
    return None

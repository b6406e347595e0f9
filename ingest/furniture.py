"""The rules that know page furniture: small functions over the lines of a page.

A line rule gets the page and the lines already marked, and yields (index of line, kind). Rules prefer to
leave furniture in over cutting a sentence: each asks for evidence that running text does not give.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from ingest.lines import Line, Page
from ingest.vocabulary import (
    COMMENT_FORM,
    DOCUMENTS_LABELS,
    FORM_FIELD,
    MEETING_LABELS,
    MENU_LABELS,
    NAVIGATION,
    RELATED,
    SHARING,
    TAXONOMY,
    TEMPLATE,
)
from rag.domain import Span

Marked = frozenset[int]
LineRule = Callable[[Page, Marked], Iterator[tuple[int, str]]]
InlineRule = Callable[[Page], Iterator[tuple[Span, str]]]


_CRUMB = re.compile(r"\s*[›»→]\s*|\s+(?:>|::)\s+")
_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d+)?[km]?", re.IGNORECASE)
_COOKIES = re.compile(
    r"(?:we|this (?:web)?site) uses? cookies\b.*|by continuing to (?:use|browse) this (?:web)?site\b.*"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s.*\d{4}.*|.*\ball rights reserved\.?|(?:proudly )?powered by \w+\.?|.*theme by .*"
)
_PDF_ICON = re.compile(
    r"\bpdf icon\b(?:\s*PDF)?(?:\s*\(?\d+(?:\.\d+)?\s*[KM]B\)?)?|\bPDF\s+\d+(?:\.\d+)?\s*[KM]B\b"
)
#: What a council's system for meetings writes above an item.
MEETING_LINE = re.compile(r"Meeting:\s*\S")

#: The item menus begin with.
_FRONT_PAGE = ("home", "home page", "homepage")

#: Words in an item of a menu or a row of links; longer ones may be sentences or headlines.
_SHORT = 6


def _is_short(line: Line) -> bool:
    return (
        line.count <= _SHORT and not line.is_sentence and not line.words.endswith((".", ";", ",", "?", "!"))
    )


def _runs(page: Page, fits: Callable[[Line], bool]) -> Iterator[range]:
    """Maximal runs of lines that fit, as ranges of indexes; a blank line does not end a run."""
    begin: int | None = None
    for index, line in enumerate(page.lines):
        if fits(line):
            begin = index if begin is None else begin
        elif begin is not None:
            yield range(begin, index)
            begin = None
    if begin is not None:
        yield range(begin, len(page.lines))


def _outside_the_text(page: Page, run: range) -> bool:
    return run.stop <= page.head or run.start >= page.tail


def bulleted_menu(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields short bulleted lines above or below the text that begin with Home, bear a menu's label or recur."""
    runs = [
        run
        for run in _runs(page, lambda line: line.bullet and _is_short(line))
        if _outside_the_text(page, run)
    ]
    blocks = Counter(tuple(page.lines[index].label for index in run) for run in runs)
    for run in runs:
        items = tuple(page.lines[index].label for index in run)
        over = page.lines[run.start - 1] if run.start else None
        led_in = over is not None and over.text.endswith(":")
        navigates = items[0] in _FRONT_PAGE or sum(item in NAVIGATION for item in items) > 1
        if (
            (over is not None and over.label in MENU_LABELS)
            or blocks[items] > 1
            or (navigates and not led_in)
        ):
            yield from ((index, "menu") for index in run)


def plain_menu(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields short lines above or below the text, up to the last that names a page like Home, where two or more do."""
    for run in _runs(page, _is_short):
        if not _outside_the_text(page, run):
            continue
        known = [index for index in run if page.lines[index].label in NAVIGATION]
        if len(known) >= 2:
            yield from ((index, "menu") for index in range(known[0], known[-1] + 1))


def menu_label(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields the lines that only a template writes, and labels of menus above or below the text."""
    for index, line in enumerate(page.lines):
        if line.label in TEMPLATE:
            yield index, "template"
        elif line.label in MENU_LABELS and not page.head <= index < page.tail:
            yield index, "menu"


def site_banner(page: Page, marked: Marked) -> Iterator[tuple[int, str]]:
    """Yields short lines above the end of the last menu of the head that recur, and echoes of a menu's items below."""
    menu = [index for index in marked if index < page.head]
    if not menu:
        return
    items = {page.lines[index].label for index in marked if page.lines[index].bullet}
    seen = Counter(line.label for line in page.lines)
    for index in range(page.head):
        line = page.lines[index]
        if index in marked or not _is_short(line):
            continue
        if line.label in items or (index < max(menu) and seen[line.label] > 1):
            yield index, "banner"


def breadcrumb(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields lines above the text that trace a path from Home, or through two or more pages."""
    for index in range(page.head):
        line = page.lines[index]
        parts = [part for part in _CRUMB.split(line.text) if part]
        rooted = parts[0].casefold().startswith(("home", "you are here", "you are in")) if parts else False
        if len(parts) >= (2 if rooted else 3) and all(len(part) <= 150 for part in parts):
            yield index, "breadcrumb"


def counters(page: Page, marked: Marked) -> Iterator[tuple[int, str]]:
    """Yields buttons for sharing, and bare counts that stand beside each other or beside such a button."""
    sharing = {
        index
        for index, line in enumerate(page.lines)
        if SHARING.fullmatch(line.label) and not page.head <= index < page.tail
    }
    numbers = {
        index
        for index, line in enumerate(page.lines)
        if _COUNTER.fullmatch(line.text) and not page.head <= index < page.tail
    }
    yield from ((index, "counter") for index in sorted(sharing))
    for index in sorted(numbers):
        if page.lines[index].text == "0" or {index - 1, index + 1} & (numbers | sharing):
            yield index, "counter"


def related_pages(page: Page, marked: Marked) -> Iterator[tuple[int, str]]:
    """Yields a label such as "Related posts" below the start of the text, and the list of links under it."""
    for index, line in enumerate(page.lines):
        if index < page.head or index in marked:
            continue
        if line.label not in RELATED and not (line.label in TAXONOMY and index >= page.tail):
            continue
        yield index, "related"
        below = index + 1
        while below < len(page.lines) and _is_link(page, below):
            yield below, "related"
            below += 1


def _is_link(page: Page, index: int) -> bool:
    """True where a line can be an item of a list of links: bulleted, or short of a sentence and below the text."""
    line = page.lines[index]
    if line.bullet:
        return not line.words.endswith((".", ";"))
    return index >= page.tail and not line.is_sentence


def comment_form(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields the invitation to comment below the text, and the fields of the form under it."""
    for index, line in enumerate(page.lines):
        if line.label not in COMMENT_FORM or index < page.head:
            continue
        yield index, "comment_form"
        below = index + 1
        while below < len(page.lines) and FORM_FIELD.fullmatch(page.lines[below].label):
            yield below, "comment_form"
            below += 1


def link_row(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields rows of short links between bars of which two or more name a page like Home."""
    for index, line in enumerate(page.lines):
        parts = [" ".join(part.casefold().split()) for part in line.text.split("|") if part.strip()]
        if (
            len(parts) >= 3
            and all(len(part.split()) <= _SHORT for part in parts)
            and sum(part in NAVIGATION for part in parts) > 1
        ):
            yield index, "links"


def legal_lines(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields notices about cookies, and copyright lines below the text."""
    for index, line in enumerate(page.lines):
        if _COOKIES.fullmatch(line.label):
            yield index, "cookies"
        elif _COPYRIGHT.fullmatch(line.label) and line.count <= 15 and index >= len(page.lines) - 3:
            yield index, "copyright"


def is_meeting_page(page: Page) -> bool:
    """True where a page has the "Meeting:" line of a council's system for meetings."""
    return any(MEETING_LINE.match(line.text) for line in page.lines)


def meeting_labels(page: Page, _: Marked) -> Iterator[tuple[int, str]]:
    """Yields the labels of a council's meeting page, and headings over lists of documents that hold none."""
    if not is_meeting_page(page):
        return
    for index, line in enumerate(page.lines):
        if line.label in MEETING_LABELS:
            yield index, "page_label"
        elif line.label in DOCUMENTS_LABELS and line.text.endswith(":"):
            after = page.lines[index + 1] if index + 1 < len(page.lines) else None
            if after is None or (after.text.endswith(":") and after.count <= 3):
                yield index, "page_label"


def file_icons(page: Page) -> Iterator[tuple[Span, str]]:
    """Yields the name and size that stand for the icon of a file on a council's meeting page."""
    if is_meeting_page(page):
        for found in _PDF_ICON.finditer(page.text, page.start):
            yield Span(found.start(), found.end()), "icon"


LINE_RULES: tuple[LineRule, ...] = (
    bulleted_menu,
    plain_menu,
    menu_label,
    breadcrumb,
    site_banner,
    counters,
    related_pages,
    comment_form,
    link_row,
    legal_lines,
    meeting_labels,
)
INLINE_RULES: tuple[InlineRule, ...] = (file_icons,)

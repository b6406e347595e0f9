"""Rules for the pages of a council's system for meetings: its labels, icons, links and lines of contact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cleaning.lines import Line, Page
from ingest.cleaning.vocabulary import DOCUMENTS_LABELS, MEETING_LABELS
from rag.domain import Span

#: What a council's system for meetings writes above an item.
MEETING_LINE = re.compile(r"Meeting:\s*\S")

_UNDER_A_PAGE_LABEL = re.compile(r"(?:minutes|decisions?|venue|contact|cofnodion|lleoliad|cyswllt)\s*:.*")
_ICON = re.compile(
    r"\bpdf icon\b(?:\s*PDF)?(?:\s*\(?\d+(?:\.\d+)?\s*[KM]B\)?)?|\b(?:PDF|DOCX?|XLSX?|PPTX?)\s+\d+(?:\.\d+)?\s*[KM]B\b"
)
#: The offer of the full text behind a text cut short is a mark of that, and stays.
_ITEM_LINK = re.compile(
    r"view the (?:background|decision|reports?|minutes|reasons?|declarations? of interests?)\b.{0,30}\bitem "
    r"\d{1,3}[a-z]?(?: is restricted)?\.?"
)
_ITEM = re.compile(r"\d{1,3}[.)]?\s+\S")
#: Heads of the columns of an agenda, as one line or two.
_COLUMN_HEADS = re.compile(r"no\.? ?\|? ?item|rhif\.? ?\|? ?eitem")

_PHONE = r"(?:\+44[\s(]*0?\)?[\s-]?|\(?\b0)\d[\d\s()-]{6,12}\d\b"
_EMAIL = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
_REACH = re.compile(rf"{_EMAIL}|{_PHONE}(?:\s*(?:ext?\.?|extension)\s*\d+)?")
_OFFICER = (
    r"(?:(?:lead|report|scrutiny|democratic services|clerk|committee)\s+)?"
    r"(?:officer\s+contact|contact\s+officer|contact(?:\s+(?:details|name|number|person))?|officer)s?|contact\s+for\s+(?:further\s+|more\s+)?information|"
    r"(?:for\s+)?(?:further|more)\s+information(?:,?\s*(?:please\s+)?contact)?|enquir(?:y|ies)(?:\s+to)?|"
    r"swyddog\s+cyswllt|cyswllt"
)
_MEANS = (
    r"direct\s+line|(?:direct\s+)?tel(?:ephone|\b)(?:\s+n(?:o|umber))?|phone|mobile|fax|e-?mail(?:\s+address)?|minicom|textphone|ff[oô]n|"
    r"e-bost"
)
_CONTACT_LINE = re.compile(
    rf"(?:{_OFFICER})\s*[:–-].*|for\s+(?:further|more)\s+information,?\s+(?:please\s+)?(?:contact|call|ring|e-?mail|telephone)\b.*",
    re.IGNORECASE,
)
_PRODUCED = re.compile(r"the\s+officers?\s+who\s+(?:has\s+|have\s+)?produced\b.*", re.IGNORECASE)
_MEANS_LINE = re.compile(rf"(?:{_MEANS})\s*[.:–-]*\s*(?={_EMAIL}|{_PHONE}).*", re.IGNORECASE)
_CONTACT_TAIL = re.compile(rf"(?<=[.;)|])\s+(?P<tail>(?:{_OFFICER})\s*:.*)", re.IGNORECASE)
_MEANS_WORD = re.compile(rf"\b(?:{_OFFICER}|{_MEANS})(?!\w)", re.IGNORECASE)

#: A longer line is no line of contact, and costs time to look at (characters).
_LONGEST_CONTACT = 300
#: The name and title of an officer beside a phone number and an address; more words are about something else.
_WORDS_OF_AN_OFFICER = 10
#: The same in a sentence.
_WORDS_OF_A_PRODUCER = 20
#: What may stand beside a bare "Tel:": a name, "or".
_WORDS_OF_MEANS = 4


def is_meeting_page(page: Page) -> bool:
    """True where a page has the "Meeting:" line of a council's system for meetings."""
    return any(MEETING_LINE.match(line.text) for line in page.lines)


def meeting_labels(page: Page) -> Iterator[tuple[int, str]]:
    """Yields the labels of a council's meeting page, and headings over lists of documents that hold none."""
    if not _is_councils(page):
        return
    for index, line in enumerate(page.lines):
        after = page.lines[index + 1] if index + 1 < len(page.lines) else None
        if line.label in MEETING_LABELS:
            yield index, "page_label"
        elif line.label in DOCUMENTS_LABELS and line.text.endswith(":"):
            if after is None or (after.text.endswith(":") and after.count <= 3) or _is_item(after):
                yield index, "page_label"
        elif _COLUMN_HEADS.fullmatch(line.label):
            yield index, "page_label"
        elif after is not None and _COLUMN_HEADS.fullmatch(f"{line.label} {after.label}"):
            yield from ((index, "page_label"), (index + 1, "page_label"))


def item_links(page: Page) -> Iterator[tuple[int, str]]:
    """Yields the links of a council's meeting page to what else it has on an item."""
    if _is_councils(page):
        for index, line in enumerate(page.lines):
            if _ITEM_LINK.fullmatch(line.label):
                yield index, "links"


def file_icons(page: Page) -> Iterator[tuple[Span, str]]:
    """Yields the name and size that stand for the icon of a file on a council's meeting page."""
    if _is_councils(page):
        for found in _ICON.finditer(page.text, page.start):
            yield Span(found.start(), found.end()), "icon"


def contact_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yields lines that give an officer's phone number or address for mail, or are one, and say nothing else.

    A line with the officer's name above such a line goes with it.
    """
    for index, line in enumerate(page.lines):
        if not _is_contact(line):
            continue
        over = page.lines[index - 1] if index else None
        if over is not None and _CONTACT_LINE.fullmatch(over.words) and over.count <= _WORDS_OF_AN_OFFICER:
            yield index - 1, "contact_details"
        yield index, "contact_details"


def contact_tails(page: Page) -> Iterator[tuple[Span, str]]:
    """Yields an officer's phone number or address for mail where it stands behind a sentence, with its label."""
    for line in page.lines:
        found = _CONTACT_TAIL.search(line.text)
        if found and _reaches(found["tail"], _WORDS_OF_AN_OFFICER):
            yield Span(line.span.start + found.start("tail"), line.span.end), "contact_details"


def _is_contact(line: Line) -> bool:
    if _REACH.fullmatch(line.words):
        return True
    if _CONTACT_LINE.fullmatch(line.words):
        return _reaches(line.words, _WORDS_OF_AN_OFFICER)
    if _PRODUCED.fullmatch(line.words):
        return _reaches(line.words, _WORDS_OF_A_PRODUCER)
    return bool(_MEANS_LINE.fullmatch(line.words)) and _reaches(line.words, _WORDS_OF_MEANS)


def _is_councils(page: Page) -> bool:
    """True for a page of such a system: by its "Meeting:" line, or by a label of its own and one for what it holds."""
    if is_meeting_page(page):
        return True
    labelled = any(line.label in MEETING_LABELS for line in page.lines)
    return labelled and any(_UNDER_A_PAGE_LABEL.fullmatch(line.text.casefold()) for line in page.lines)


def _is_item(line: Line) -> bool:
    """True for the heading of the next item of an agenda."""
    return bool(_ITEM.match(line.text)) and line.gap and not line.is_sentence and not _ICON.search(line.text)


def _reaches(words: str, besides: int) -> bool:
    """True where words hold a phone number or an address for mail, and so few besides."""
    if len(words) > _LONGEST_CONTACT:
        return False
    without, reached = _REACH.subn(" ", words)
    return reached > 0 and len(re.findall(r"\w+", _MEANS_WORD.sub(" ", without))) <= besides

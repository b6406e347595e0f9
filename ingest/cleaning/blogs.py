"""Rules for what stands below an article: other articles, what it is filed under, and the box for comments."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.cleaning.lines import Page
from ingest.cleaning.vocabulary import (
    COMMENT_FORM,
    FILED_UNDER,
    FORM_FIELD,
    FORM_NOTICE,
    MENU_LABELS,
    RELATED,
    TAXONOMY,
)


def form_notices(page: Page) -> Iterator[tuple[int, str]]:
    """Yields what a form for comments tells the reader, such as that the address will not be published."""
    for index, line in enumerate(page.lines):
        if FORM_NOTICE.fullmatch(line.label):
            yield index, "comment_form"


def comment_form(page: Page) -> Iterator[tuple[int, str]]:
    """Yields the invitation to comment below the start of the text, and the fields of the form under it."""
    for index, line in enumerate(page.lines):
        if line.label not in COMMENT_FORM or index < page.head:
            continue
        yield index, "comment_form"
        below = index + 1
        while below < len(page.lines) and FORM_FIELD.fullmatch(page.lines[below].label):
            yield below, "comment_form"
            below += 1


def related_pages(page: Page) -> Iterator[tuple[int, str]]:
    """Yields a label such as "Related posts" below the start of the text, and the list of links under it."""
    for index, line in enumerate(page.lines):
        if line.label in RELATED and index >= page.head:
            yield from ((below, "related") for below in _block(page, index))


def filed_under(page: Page) -> Iterator[tuple[int, str]]:
    """Yields a label such as "Categories" below the text with the list under it, or with what it is behind it."""
    for index in range(page.tail, len(page.lines)):
        line = page.lines[index]
        if line.label in TAXONOMY:
            yield from ((below, "categories") for below in _block(page, index))
        elif FILED_UNDER.fullmatch(line.label) and not line.is_sentence:
            yield index, "categories"


def _block(page: Page, label: int) -> Iterator[int]:
    """A label and the links under it, all bulleted or all plain, up to the next label of a block."""
    yield label
    below = label + 1
    bulleted = below < len(page.lines) and page.lines[below].bullet
    while below < len(page.lines) and page.lines[below].bullet == bulleted:
        if not _is_link(page, below) or _opens_a_block(page, below):
            break
        yield below
        below += 1


def _is_link(page: Page, index: int) -> bool:
    """True where a line can be an item of a list of links: no sentence, and bulleted or below the text."""
    line = page.lines[index]
    if line.words.endswith((".", ";", "!")) and not line.words.endswith("..."):
        return False
    return line.bullet or (index >= page.tail and not line.is_sentence)


def _opens_a_block(page: Page, index: int) -> bool:
    line = page.lines[index]
    return not line.bullet and line.label in (RELATED | TAXONOMY | COMMENT_FORM | MENU_LABELS)

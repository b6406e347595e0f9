"""Rules for menus, banners and paths: the ways from a page to the rest of its site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.cleaning.lines import SHORT, Page, folded
from ingest.cleaning.vocabulary import FRONT_PAGE, LANGUAGES, MENU_LABELS, NAVIGATION, TEMPLATE

_CRUMB = re.compile(r" ?[›»→] ?| (?:>|::) ")
_ROOTS = ("home", "you are here", "you are in", "hafan", "cartref", "rydych chi yma", "rydych yma")
_BARS = re.compile(r"[|·•]")

#: A part of a breadcrumb may be the title of a page (characters).
_LONGEST_CRUMB = 150

#: The longest label of a menu (words).
_LABEL_WORDS = max(label.count(" ") + 1 for label in NAVIGATION)


def template_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yields the lines that only a template writes, such as "Skip to main content"."""
    for index, line in enumerate(page.lines):
        if line.label in TEMPLATE:
            yield index, "template"


def bulleted_menu(page: Page) -> Iterator[tuple[int, str]]:
    """Yields short bulleted lines above or below the text that begin with Home, bear a menu's label or recur."""
    fitting = page.runs(lambda line: line.bullet and line.is_short)
    runs = [run for run in fitting if run.stop <= page.head or run.start >= page.tail]
    blocks = Counter(tuple(page.lines[index].label for index in run) for run in runs)
    for run in runs:
        items = tuple(page.lines[index].label for index in run)
        over = page.lines[run.start - 1] if run.start else None
        led_in = over is not None and over.text.endswith(":")
        navigates = items[0] in FRONT_PAGE or sum(item in NAVIGATION for item in items) > 1
        if (
            (over is not None and over.label in MENU_LABELS)
            or blocks[items] > 1
            or (navigates and not led_in)
        ):
            yield from ((index, "menu") for index in run)


def plain_menu(page: Page) -> Iterator[tuple[int, str]]:
    """Yields short lines above or below the text, from the first to the last that names a page like Home."""
    for run in page.runs(lambda line: line.is_short):
        if run.stop > page.head and run.start < page.tail:
            continue
        known = [index for index in run if page.lines[index].label in NAVIGATION]
        if len(known) >= 2:
            yield from ((index, "menu") for index in range(known[0], known[-1] + 1))


def menu_label(page: Page) -> Iterator[tuple[int, str]]:
    """Yields labels of menus above or below the text."""
    for index, line in enumerate(page.lines):
        if line.label in MENU_LABELS and page.outside(index):
            yield index, "menu"


def language_switch(page: Page) -> Iterator[tuple[int, str]]:
    """Yields lines above or below the text that only name the languages of a page, one of them by its own name."""
    named = {}
    for index, line in enumerate(page.lines):
        parts = {" ".join(part.split()) for part in re.split(r"[|/·•]", line.label)}
        if page.outside(index) and parts <= LANGUAGES:
            named[index] = parts
    for index, parts in named.items():
        beside = named.get(index - 1, set()) | named.get(index + 1, set())
        if (parts | beside) & {"cymraeg", "saesneg", "newid iaith", "change language"}:
            yield index, "menu"


def breadcrumb(page: Page) -> Iterator[tuple[int, str]]:
    """Yields lines above the text that trace a path from Home, or through two or more pages."""
    for index in range(page.head):
        line = page.lines[index]
        parts = [part for part in _CRUMB.split(" ".join(line.text.split())) if part]
        rooted = folded(parts[0]).startswith(_ROOTS) if parts else False
        if len(parts) >= (2 if rooted else 3) and all(len(part) <= _LONGEST_CRUMB for part in parts):
            yield index, "breadcrumb"


def site_banner(page: Page) -> Iterator[tuple[int, str]]:
    """Yields short lines above the end of the last menu of the head that recur, and echoes of a menu's items below."""
    ways = ("menu", "template", "breadcrumb", "links")
    menu = [index for index, kind in page.marked.items() if index < page.head and kind in ways]
    if not menu:
        return
    items = {page.lines[index].label for index in menu if page.lines[index].bullet}
    seen = Counter(line.label for line in page.lines)
    for index in range(page.head):
        line = page.lines[index]
        if line.is_short and (line.label in items or (index < max(menu) and seen[line.label] > 1)):
            yield index, "banner"


def link_row(page: Page) -> Iterator[tuple[int, str]]:
    """Yields rows of three or more short links between bars, of which half or more name a page like Home.

    Rows of as many parts beside each other are a table, whatever some of its cells say.
    """
    rows = [[folded(part) for part in _BARS.split(line.text) if part.strip()] for line in page.lines]
    for index, parts in enumerate(rows):
        beside = [rows[near] for near in (index - 1, index + 1) if 0 <= near < len(rows)]
        if _links(parts) and all(len(row) != len(parts) or _links(row) for row in beside):
            yield index, "links"


def _links(parts: list[str]) -> bool:
    return (
        len(parts) >= 3
        and all(len(part.split()) <= SHORT for part in parts)
        and 2 * sum(part in NAVIGATION for part in parts) >= len(parts)
    )


def link_words(page: Page) -> Iterator[tuple[int, str]]:
    """Yields lines above or below the text that are three or more names of pages like Home and nothing else."""
    for index, line in enumerate(page.lines):
        if page.outside(index) and _names_of_pages(line.label.split()) >= 3:
            yield index, "links"


def _names_of_pages(words: list[str]) -> int:
    """How many names of pages the words are made of; 0 where there is a word besides."""
    found = at = 0
    while at < len(words):
        longest = next(
            (n for n in range(_LABEL_WORDS, 0, -1) if " ".join(words[at : at + n]) in NAVIGATION), 0
        )
        if not longest:
            return 0
        found += 1
        at += longest
    return found

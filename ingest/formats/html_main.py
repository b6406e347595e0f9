"""Which blocks of a web page are its main text: trafilatura proposes, and nothing that reads as text is lost."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import trafilatura

from ingest.formats.building import stated
from ingest.formats.extracted import Stated
from ingest.formats.html_blocks import Placed

#: Trafilatura found the text where it keeps this share of all words outside menus, feet and the like; the pages of
#: our fixtures lie above 0.8. Below it the page is one that it does not understand, and all is kept.
SENSIBLE_SHARE = 0.5

#: A block of so many letters and digits that occurs in the main text is there, not a label that occurs by chance.
_LONG = 30

#: How far ahead (letters and digits) a block is looked for: both stand in the order of the page, and looking through
#: all of a long page for each of its blocks would take minutes.
_AHEAD = 20_000

#: Its own log names addresses and words of pages.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_NOT_WORD = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"""\w+(?:\W+\w+){4,}.*[.!?…]["'”’)\]]*\s*$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Main:
    """What trafilatura makes of a page: its lines, squeezed to letters and digits, and the page's metadata."""

    lines: tuple[str, ...] = ()
    stated: Stated = field(default_factory=Stated)


def main_of(page: str) -> Main:
    """The main text and metadata of a page; empty where trafilatura finds none or fails on it."""
    try:
        found: Any = trafilatura.bare_extraction(
            page,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            # A date in running text is for the describing of records: here counts what the page says of itself.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # over hostile input any error may come out of it, and the page can be read without it
        return Main()
    if found is None:
        return Main()
    lines = tuple(filter(None, (_squeezed(line) for line in (found.text or "").splitlines())))
    said = stated(
        title=found.title,
        author=found.author,
        published=found.date,
        publisher=found.sitename,
        url=found.url if str(found.url or "").startswith(("http://", "https://")) else None,
    )
    return Main(lines, said)


def furniture(blocks: Sequence[Placed], main: Main) -> list[tuple[str, str] | None]:
    """Kind and rule for each block that is not of the main text, None for those that are.

    A block stays that trafilatura has, that stands between two that it has, or that is a sentence inside
    main or article. In a side bar, a foot or the like only sentences stay that it has; in a menu nothing does.
    """
    kept = _had(blocks, main)
    bare = sum(_weight(block) for block in blocks if block.place is None)
    held = sum(_weight(block) for block, had in zip(blocks, kept, strict=True) if had and block.place is None)
    if bare and held < SENSIBLE_SHARE * bare:
        return [None if block.place is None else (block.place, "page_structure") for block in blocks]
    inside = [index for index, had in enumerate(kept) if had and blocks[index].place is None]
    first, last = (inside[0], inside[-1]) if inside else (len(blocks), -1)
    title = _squeezed(main.stated.title or "")
    verdicts: list[tuple[str, str] | None] = []
    for index, (block, had) in enumerate(zip(blocks, kept, strict=True)):
        words = block.block.text
        if block.place == "menu" or block.place == "breadcrumb":
            stays = False
        elif block.place is not None:
            is_title = bool(block.block.level) and bool(title) and _squeezed(words) == title
            stays = is_title or (had and bool(_SENTENCE.search(words)))
        else:
            stays = had or first <= index <= last or _belongs(block, words, title)
        verdicts.append(None if stays else (block.place or "outside_main_text", "trafilatura"))
    return verdicts


def _belongs(block: Placed, words: str, title: str) -> bool:
    """True for a sentence or heading that main or article holds, and for the heading that is the page's title."""
    if block.in_text and (block.block.level or _SENTENCE.search(words)):
        return True
    return block.block.level == 1 or (bool(title) and _squeezed(words) == title and bool(block.block.level))


def _had(blocks: Sequence[Placed], main: Main) -> list[bool]:
    """Whether the main text has each block: a long one anywhere in it, a short one as a line of its own."""
    whole = "".join(main.lines)
    lines = Counter(main.lines)
    found: list[bool] = []
    position = 0
    for block in blocks:
        if block.cells:
            cells = [cell for cell in map(_squeezed, block.cells) if cell]
            ahead = whole[position : position + _AHEAD]
            found.append(bool(cells) and sum(cell in ahead for cell in cells) * 2 > len(cells))
            continue
        words = _squeezed("".join(run.text for run in block.block.runs if run.hidden is None))
        if len(words) < _LONG:
            found.append(lines[words] > 0)
            lines[words] -= 1
            continue
        at = whole.find(words, position, position + _AHEAD)
        position = at + len(words) if at >= 0 else position
        found.append(
            at >= 0 or words in lines or _mostly(block.block.text, whole[position : position + _AHEAD])
        )
    return found


def _mostly(text: str, whole: str) -> bool:
    """True where most lines of a long block occur: trafilatura drops single links and notes inside a paragraph."""
    parts = [part for part in map(_squeezed, re.split(r"(?<=[.;:!?])\s+|\n", text)) if part]
    there = sum(len(part) for part in parts if part in whole)
    return there * 2 > sum(map(len, parts))


def _weight(block: Placed) -> int:
    return len(block.block.text)


def _squeezed(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()

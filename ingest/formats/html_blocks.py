"""A web page to blocks of words in the order of the page, each knowing what part of the page it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from ingest.formats.building import Block, Run, tidy
from ingest.formats.html_look import Look, look_of, sheet
from ingest.formats.html_places import place_of
from ingest.formats.html_tables import is_data, rows

_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody
    td tfoot th thead title tr ul""".split()
)
#: Nothing in these is words of the page.
_SKIPPED = frozenset(
    """script style noscript template svg math iframe frameset object embed canvas audio video head select textarea
    input datalist map area""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, the kind of furniture it stands in (None: none), and whether it stands in main or article."""

    block: Block
    place: str | None
    in_text: bool
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class _Frame:
    """What holds inside one open element."""

    look: Look = field(default_factory=Look)
    place: str | None = None
    in_text: bool = False
    level: int = 0
    pre: bool = False
    depth: int = 0
    ordered: bool = False
    number: int = 0


def blocks_of(root: HtmlElement) -> list[Placed]:
    """Every block of words of a page, in order; scripts, styles, comments and fields of forms left out."""
    return _Walk(root).placed()


class _Walk:
    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._styles = sheet("\n".join(root.xpath("//style/text()")))
        self._length = len(root.text_content())
        self._frames = [_Frame()]
        self._runs: list[Run] = []
        self._mark = ""
        self._level = 0
        self._found: list[Placed] = []

    def placed(self) -> list[Placed]:
        walk = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if element.tag in _SKIPPED or self._took_table(element):
                    walk.skip_subtree()
                    self._frames.append(self._frames[-1])
                else:
                    self._open(element)
            elif event == "end":
                self._close(element)
            else:
                self._say(element.tail)
        self._flush()
        return self._found

    def _open(self, element: HtmlElement) -> None:
        tag, outer = element.tag, self._frames[-1]
        if tag in _BLOCKS:
            self._flush()
        inside = outer.in_text or tag in ("main", "article") or element.get("role") == "main"
        place = place_of(element, self._length, outer.in_text)
        here = replace(
            outer,
            look=look_of(element, outer.look, self._styles),
            place=place or (None if inside and not outer.in_text else outer.place),
            in_text=inside,
            level=_HEADINGS.get(tag, 0 if tag in _BLOCKS else outer.level),
            pre=outer.pre or tag == "pre",
        )
        if tag in ("ol", "ul", "menu", "dir"):
            here.depth, here.ordered = outer.depth + 1, tag == "ol"
            here.number = _integer(element.get("start"), 1) - 1
        elif tag == "li":
            outer.number = _integer(element.get("value"), outer.number + 1)
            sign = f"{outer.number}. " if outer.ordered else "- "
            self._mark = "  " * max(0, outer.depth - 1) + (_lettered(element, outer.number) or sign)
        elif tag == "br":
            self._runs.append(Run("\n"))
        self._frames.append(here)
        self._level = max(self._level, here.level)
        self._say(element.text)

    def _close(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS and element.tag not in _SKIPPED:
            self._flush()
        if element.tag == "li":
            self._mark = ""
        self._frames.pop()
        if element is not self._root:
            self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            here = self._frames[-1]
            self._runs.append(Run(text if here.pre else _SPACE.sub(" ", text), here.look.rule))

    def _flush(self) -> None:
        runs, level = tidy(self._runs), self._level
        self._runs, self._level = [], 0
        if not runs or not any(run.text.strip() for run in runs):
            return
        here, mark = self._frames[-1], self._mark
        self._mark = ""
        if mark and not level:
            runs = (Run(mark.lstrip(), runs[0].hidden), *runs)
        block = Block(runs, level, tight=bool(mark) and not level)
        self._found.append(Placed(block, here.place, here.in_text))

    def _took_table(self, element: HtmlElement) -> bool:
        """True where the element is a table of data: then its rows are blocks by now."""
        if element.tag != "table" or not is_data(element):
            return False
        self._flush()
        here = self._frames[-1]
        look = look_of(element, here.look, self._styles)
        place = place_of(element, self._length, here.in_text) or here.place
        for row, cells in rows(element, look, self._styles):
            self._found.append(Placed(Block(row), place, here.in_text, cells))
        return True


def _integer(value: str | None, otherwise: int) -> int:
    """A number of a list as an attribute gives it."""
    return int(value) if value is not None and value.strip().lstrip("-").isdecimal() else otherwise


def _lettered(element: HtmlElement, number: int) -> str | None:
    """The mark of an item of a list that counts in letters."""
    counted = element.getparent()
    if (
        counted is None
        or counted.tag != "ol"
        or counted.get("type") not in ("a", "A")
        or not 1 <= number <= 26
    ):
        return None
    letter = chr(ord("a") + number - 1)
    return f"({letter if counted.get('type') == 'a' else letter.upper()}) "

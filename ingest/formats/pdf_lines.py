"""The lines of one page of a PDF, with where they stand and which of their words nobody sees."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.formats.building import Run, storable

#: At and below this size (points) words are there to be found by machines.
TINY = 1.5

#: A channel of a colour at or above this is white on paper.
_WHITE = 245

#: Render mode of text that leaves no mark: that of the words behind a scanned picture, too.
_INVISIBLE = 3

#: An image that covers this share of a page is a scan of it.
_SCAN_SHARE = 0.5

_HYPHENS = "-\u2010\u00ad"
_HYPHEN, _SOFT_HYPHEN = ord("-"), 0xAD
_HYPHEN_CODES = frozenset((_HYPHEN, _SOFT_HYPHEN, 0x02, 0x2010, 0xFFFE))
_BREAK_CODES = frozenset((ord("\r"), ord("\n")))

#: Objects of a page that are looked at; a map has tens of thousands, forms within forms can be made to hold billions.
_MOST_THINGS = 100_000


#: Where Word's symbol fonts keep their bullets.
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▪", "\uf0fc": "✓", "\uf02d": "-"})


@dataclass(slots=True)
class Line:
    """Words on one base line. ``bottom`` and ``size`` are in points, measured from the foot of the page.

    ``broken``: "-" where the line ends in a hyphen, "\\u00ad" where in a soft one, "" elsewhere; the mark itself is
    not in the runs. ``furniture`` is the kind of running head it turned out to be.
    """

    runs: list[Run] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    broken: str = ""
    furniture: str | None = None

    @property
    def text(self) -> str:
        """The words, without the hyphen the line may end in."""
        return "".join(run.text for run in self.runs)

    @property
    def seen(self) -> str:
        """The words that a reader sees."""
        return "".join(run.text for run in self.runs if run.hidden is None)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page in reading order, its height in points, and whether its words lie behind a scan."""

    lines: tuple[Line, ...]
    height: float
    behind_scan: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    """What the words of one text object have in common."""

    rule: str | None
    size: float


def page_lines(page: Any) -> PageLines:
    """The lines of an open page of pypdfium2."""
    text = page.get_textpage()
    try:
        glyphs = _Glyphs(page, text)
        lines = [line for line in glyphs.lines() if line.text.strip()]
        modes = glyphs.modes
        behind = bool(modes) and modes.count(_INVISIBLE) == len(modes) and is_picture(page)
    finally:
        text.close()
    if behind:  # the words of a scan, put there by OCR: what the reader sees is their picture
        for line in lines:
            line.runs = [Run(line.text)]
    return PageLines(tuple(_in_reading_order(lines)), float(page.get_height()), behind)


def is_picture(page: Any) -> bool:
    """True where an image covers most of an open page."""
    left, bottom, right, top = page.get_bbox()
    whole = max(1.0, (right - left) * (top - bottom))
    for thing in _things(page):
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing)
            if box is not None and (box[2] - box[0]) * (box[3] - box[1]) >= _SCAN_SHARE * whole:
                return True
    return False


class _Glyphs:
    """The characters of a page, each with the look of the text object it belongs to."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page = page
        self._text = text.raw
        self._count = text.count_chars()
        self._styles: dict[int | None, _Style] = {}
        self._grounds: list[tuple[float, float, float, float]] | None = None
        self._box = page.get_bbox()
        self.modes: list[int] = []
        things = list(_things(page))
        for thing in things:
            if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
                self._style_of(thing)
        hides = any(style.rule is not None for style in self._styles.values())
        #: Whether each character is asked how it looks: on most pages nothing is hidden, and a few tell the size.
        self._ask_each = hides or len(things) == _MOST_THINGS

    def lines(self) -> Iterator[Line]:
        unicode = pdfium.FPDFText_GetUnicode
        codes = [unicode(self._text, index) for index in range(self._count)]
        start = 0
        for index, code in enumerate(codes):
            # Behind a hyphen at the end of a line pdfium leaves out the line break.
            hyphen = code in _HYPHEN_CODES and pdfium.FPDFText_IsHyphen(self._text, index) == 1
            if code in _BREAK_CODES or hyphen:
                if hyphen:
                    codes[index] = _HYPHEN
                yield from self._line(codes, start, index + hyphen)
                start = index + 1
        yield from self._line(codes, start, self._count)

    def _line(self, codes: list[int], start: int, end: int) -> Iterator[Line]:
        """The line of these characters, white space round it left off; nothing where there is nothing else."""
        while start < end and chr(codes[start]).isspace():
            start += 1
        while start < end and chr(codes[end - 1]).isspace():
            end -= 1
        if start == end:
            return
        looked_at = range(start, end) if self._ask_each else range(start, end, max(1, (end - start) // 4))
        styles = [style for index in looked_at if (style := self._style(index)) is not None]
        sizes = Counter(style.size for style in styles)
        line = Line(size=max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0)
        line.left, line.bottom, _ = _char_box(self._text, start)
        line.right = _char_box(self._text, end - 1)[2]
        if end - start > 1 and chr(codes[end - 1]) in _HYPHENS and chr(codes[end - 2]).isalnum():
            end -= 1
            line.broken = "\u00ad" if codes[end] == _SOFT_HYPHEN else "-"
        line.runs = list(self._runs(codes, start, end)) if self._ask_each else [_run(codes[start:end], None)]
        yield line

    def _runs(self, codes: list[int], start: int, end: int) -> Iterator[Run]:
        """The characters in runs that are seen or hidden by one rule; what pdfium put in goes with those before."""
        begin, rule = start, self._rule_at(start)
        for index in range(start + 1, end):
            style = self._style(index)
            if style is not None and style.rule != rule:
                yield _run(codes[begin:index], rule)
                begin, rule = index, style.rule
        yield _run(codes[begin:end], rule)

    def _rule_at(self, index: int) -> str | None:
        style = self._style(index)
        return style.rule if style is not None else None

    def _style(self, index: int) -> _Style | None:
        """The look of a character; None for one that pdfium put in, such as a space between words."""
        thing = pdfium.FPDFText_GetTextObject(self._text, index)
        return self._style_of(thing) if thing else None

    def _style_of(self, thing: Any) -> _Style:
        key = ctypes.cast(thing, ctypes.c_void_p).value
        if key not in self._styles:
            self._styles[key] = self._look(thing)
        return self._styles[key]

    def _look(self, thing: Any) -> _Style:
        size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(thing, size)
        pdfium.FPDFPageObj_GetMatrix(thing, matrix)
        points = abs(size.value) * (matrix.b**2 + matrix.d**2 + (matrix.c**2 if not matrix.d else 0)) ** 0.5
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        self.modes.append(mode)
        return _Style(self._rule(thing, mode, points), points)

    def _rule(self, thing: Any, mode: int, points: float) -> str | None:
        box = _bounds(thing)
        if mode == _INVISIBLE:
            return "invisible_render_mode"
        if points <= TINY:
            return "tiny_text"
        left, bottom, right, top = self._box
        if box is not None and (box[2] < left or box[0] > right or box[3] < bottom or box[1] > top):
            return "off_page"
        red, green, blue, alpha = (ctypes.c_uint(255) for _ in range(4))
        if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
            return None
        if alpha.value == 0:
            return "transparent_text"
        if min(red.value, green.value, blue.value) >= _WHITE and mode in (0, 4):
            return None if box is not None and self._on_colour(box) else "white_text"
        return None

    def _on_colour(self, box: tuple[float, float, float, float]) -> bool:
        """True where the middle of a box lies on a coloured shape or a picture."""
        if self._grounds is None:
            self._grounds = list(_grounds(self._page))
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self._grounds)


def _run(codes: list[int], rule: str | None) -> Run:
    """Characters as one run: those beyond the first plane put together, which pdfium gives in two halves."""
    text = "".join(map(chr, codes))
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_SYMBOLS)
    return Run(storable(text), rule)


def _things(page: Any) -> Iterator[Any]:
    """The objects of a page, those inside forms too, at most ``_MOST_THINGS``."""
    left = _MOST_THINGS
    pending = [pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page))]
    while pending and left:
        left -= 1
        thing = pending.pop()
        yield thing
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM:
            inside = min(left, pdfium.FPDFFormObj_CountObjects(thing))
            pending += [pdfium.FPDFFormObj_GetObject(thing, index) for index in range(inside)]


def _grounds(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of what is no white on a page: filled shapes, pictures, shadings."""
    for thing in _things(page):
        kind = pdfium.FPDFPageObj_GetType(thing)
        box = _bounds(thing)
        if box is None or kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
            red, green, blue, alpha = (ctypes.c_uint(255) for _ in range(4))
            pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
            if not fill.value or not alpha.value or min(red.value, green.value, blue.value) >= _WHITE:
                continue
        yield box


def _bounds(thing: Any) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _char_box(text: Any, index: int) -> tuple[float, float, float]:
    """Left edge, base line and right edge of a character."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return left.value, y.value, right.value


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as the file has them, which is how they read; from top to bottom where it jumps about in one column.

    Two columns are told by lines beside each other; they are left in the order of the file.
    """
    jumps = sum(
        after.bottom > before.bottom + 2 * max(before.size, 1.0) and _share_width(before, after)
        for before, after in pairwise(lines)
    )
    if not jumps:
        return lines
    by_height = sorted(lines, key=lambda line: -line.bottom)
    beside = sum(
        abs(upper.bottom - lower.bottom) < 2.0 and not _share_width(upper, lower)
        for upper, lower in pairwise(by_height)
    )
    return lines if beside >= 3 else by_height


def _share_width(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right

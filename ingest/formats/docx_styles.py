"""The styles and lists of a Word file: which paragraph is a heading, which words are hidden, how items count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Half points: at and below a size of 1 point words are there to be found by machines.
_TINY = 2

_HEADING = re.compile(r"(?:heading|pennawd) ([1-9])", re.IGNORECASE)
_WHITE = re.compile(r"F[C-F]F[C-F]F[C-F]", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Shown:
    """How words are set, None where a style further out decides."""

    vanish: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    shaded: bool | None = None

    def over(self, outer: Shown) -> Shown:
        """This where it says something, else the outer one."""
        return Shown(
            *(
                mine if mine is not None else its
                for mine, its in (
                    (self.vanish, outer.vanish),
                    (self.white, outer.white),
                    (self.tiny, outer.tiny),
                    (self.shaded, outer.shaded),
                )
            )
        )

    @property
    def rule(self) -> str | None:
        """The rule by which the words are hidden, None where a reader sees them."""
        if self.vanish:
            return "vanish"
        if self.tiny:
            return "tiny_text"
        return "white_text" if self.white and not self.shaded else None


def is_on(element: Any) -> bool:
    """True where a switch such as w:vanish is there and not turned off."""
    return element is not None and (element.get(f"{W}val") or "1").casefold() not in _OFF


def shown_by(properties: Any) -> Shown:
    """What run properties (w:rPr) say of how words are set."""
    if properties is None:
        return Shown()
    vanish, colour, size = (properties.find(W + name) for name in ("vanish", "color", "sz"))
    white = None
    if colour is not None:
        theme = colour.get(f"{W}themeColor")
        value = colour.get(f"{W}val") or ""
        white = theme in ("background1", "light1") or (theme is None and bool(_WHITE.fullmatch(value)))
    points = size.get(f"{W}val") if size is not None else None
    highlight = properties.find(f"{W}highlight")
    shaded = is_shaded(properties.find(f"{W}shd"))
    if highlight is not None and highlight.get(f"{W}val") not in ("none", "white"):
        shaded = True
    return Shown(
        vanish=None if vanish is None else is_on(vanish),
        white=white,
        tiny=int(points) <= _TINY if points and points.isdecimal() else None,
        shaded=shaded,
    )


def is_shaded(shading: Any) -> bool | None:
    """True where a w:shd fills with a colour, False where it fills with white, None where it says nothing."""
    if shading is None:
        return None
    theme, fill = shading.get(f"{W}themeFill"), shading.get(f"{W}fill") or "auto"
    if theme is not None:
        return theme not in ("background1", "light1")
    return None if fill == "auto" else not _WHITE.fullmatch(fill)


class Styles:
    """The styles of a file by id."""

    def __init__(self, root: Any) -> None:
        """Read from the root of word/styles.xml, None where the file has none."""
        styles = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId"): style for style in styles}
        self._standard = next(
            (style.get(f"{W}styleId") for style in styles if style.get(f"{W}default") == "1"), None
        )

    def level(self, style: str | None) -> int:
        """The level of the headings set in a style, 0 where it is none."""
        for element in self._chain(style):
            name = element.find(f"{W}name")
            words = (name.get(f"{W}val") or "") if name is not None else ""
            heading = _HEADING.fullmatch(words)
            if heading:
                return int(heading[1])
            if words.casefold() == "title":
                return 1
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and (outline.get(f"{W}val") or "").isdecimal():
                level = int(outline.get(f"{W}val"))
                return level + 1 if level < 9 else 0
        return 0

    def shown(self, style: str | None) -> Shown:
        """How words in a style are set."""
        found = Shown()
        for element in self._chain(style or self._standard):
            found = found.over(shown_by(element.find(f"{W}rPr")))
            found = found.over(Shown(shaded=is_shaded(element.find(f"{W}pPr/{W}shd"))))
        return found

    def numbering(self, style: str | None) -> Any:
        """The w:numPr of a style, None where it numbers nothing."""
        found = (element.find(f"{W}pPr/{W}numPr") for element in self._chain(style))
        return next((numbering for numbering in found if numbering is not None), None)

    def colours_cells(self, style: str | None) -> bool:
        """True where a table style gives some of its cells a ground that is not white."""
        return any(
            is_shaded(shading) for element in self._chain(style) for shading in element.iter(f"{W}shd")
        )

    def _chain(self, style: str | None) -> Iterator[Any]:
        """A style and those it rests on; a circle ends it."""
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            yield element
            based = element.find(f"{W}basedOn")
            style = based.get(f"{W}val") if based is not None else None


class Lists:
    """The marks of list items, counted as they come."""

    def __init__(self, root: Any) -> None:
        """Read from the root of word/numbering.xml, None where the file has none."""
        abstract = (
            {} if root is None else {e.get(f"{W}abstractNumId"): e for e in root.findall(f"{W}abstractNum")}
        )
        self._levels: dict[str, Any] = {}
        for number in [] if root is None else root.findall(f"{W}num"):
            rests_on = number.find(f"{W}abstractNumId")
            if rests_on is not None:
                self._levels[number.get(f"{W}numId")] = abstract.get(rests_on.get(f"{W}val"))
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, numbering: Any) -> str | None:
        """The mark of the next item under a w:numPr ("- ", "2. ", "(a) "); None where it takes the paragraph out."""
        number, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
        name = number.get(f"{W}val") if number is not None else None
        if name in (None, "0"):
            return None
        depth = int(level.get(f"{W}val") or 0) if level is not None else 0
        kinds = {int(e.get(f"{W}ilvl") or 0): e for e in _levels(self._levels.get(name))}
        counts = self._counts[name]
        counts[depth] = counts.get(depth, _value(kinds.get(depth), "start", 1) - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        form = _text(kinds.get(depth), "numFmt", "bullet")
        if form in ("bullet", "none") or depth not in kinds:
            return "- "
        pattern = _text(kinds[depth], "lvlText", f"%{depth + 1}.")
        for outer in range(depth + 1):
            count = counts.get(outer, _value(kinds.get(outer), "start", 1))
            pattern = pattern.replace(
                f"%{outer + 1}", _counted(count, _text(kinds.get(outer), "numFmt", "decimal"))
            )
        return f"{pattern.strip()} " if pattern.strip() else "- "


def _levels(abstract: Any) -> list[Any]:
    return [] if abstract is None else abstract.findall(f"{W}lvl")


def _text(level: Any, name: str, otherwise: str) -> str:
    element = level.find(W + name) if level is not None else None
    value = element.get(f"{W}val") if element is not None else None
    return otherwise if value is None else str(value)


def _value(level: Any, name: str, otherwise: int) -> int:
    value = _text(level, name, "")
    return int(value) if value.isdecimal() else otherwise


def _counted(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 40:
        roman = ""
        for value, sign in _ROMAN:
            roman, count = roman + sign * (count // value), count % value
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)

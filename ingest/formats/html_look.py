"""Whether a reader of a web page would see an element: the few styles by which words are hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_AT_BLOCK = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"\w*[.#][\w-]+")
_SIZE = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%)?")
_WHITE = re.compile(
    r"white|#fff(?:f|fff|fffff)?|#f[c-f]f[c-f]f[c-f]|rgba?\(25[2-5],25[2-5],25[2-5](?:,[\d.]+)?\)|transparent|"
    r"rgba\(\d+,\d+,\d+,0(?:\.0+)?\)",
    re.IGNORECASE,
)

#: In each unit, the size at and below which words are there to be indexed, not to be read.
_TINY = {"px": 1.5, "pt": 1.5, "em": 0.1, "rem": 0.1, "%": 10.0, None: 0.0}

#: Further to the left or above than any screen is wide (pixels).
_OFF_SCREEN = -900.0

#: Classes by which common style sheets keep words for screen readers: those sheets are not in the file.
_FOR_SCREEN_READERS = re.compile(
    r"(?:.*-)?(?:sr-only|visually-?hidden|screen-reader-text|element-invisible|offscreen|mgHide)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look at one place of a page. ``gone`` is the rule that hides all that stands below it."""

    gone: str | None = None
    unseen: bool = False
    white: bool = False
    dark_ground: bool = False
    tiny: bool = False

    @property
    def rule(self) -> str | None:
        """The rule by which words here are hidden, None where a reader sees them."""
        if self.gone is not None:
            return self.gone
        if self.unseen:
            return "css_hidden"
        if self.tiny:
            return "tiny_text"
        return "white_text" if self.white and not self.dark_ground else None


def sheet(styles: str) -> dict[str, dict[str, str]]:
    """The declarations of the simple selectors (".note", "#note", "p.note") of style sheets in the page itself.

    What holds only for print or narrow screens is left out.
    """
    found: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(_AT_BLOCK.sub("", _COMMENT.sub("", styles))):
        for selector in selectors.split(","):
            if _SIMPLE.fullmatch(selector.strip()):
                found.setdefault(selector.strip(), {}).update(declarations(body))
    return found


def declarations(style: str) -> dict[str, str]:
    """Property to value, both in lower case without white space, the later one winning."""
    found = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().casefold()] = "".join(value.casefold().replace("!important", "").split())
    return found


def look_of(element: HtmlElement, outer: Look, styles: Mapping[str, Mapping[str, str]]) -> Look:
    """How the words of an element look, given how those around it do."""
    if outer.gone is not None:
        return outer
    style = _style(element, styles)
    gone = _gone(element, style)
    if gone is not None:
        return replace(outer, gone=gone)
    look = outer
    if "visibility" in style:
        look = replace(look, unseen=style["visibility"] in ("hidden", "collapse"))
    if "font-size" in style:
        look = replace(look, tiny=_is_tiny(style["font-size"]))
    colour = style.get("color", (element.get("color") or "").casefold())
    if colour:
        look = replace(look, white=bool(_WHITE.fullmatch(colour)))
    ground = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "")
    if ground and ground not in ("none", "inherit", "initial"):
        look = replace(look, dark_ground=not _WHITE.fullmatch(ground))
    return look


def _style(element: HtmlElement, styles: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    if styles:
        names = [f".{name}" for name in (element.get("class") or "").split()]
        names += [f"#{element.get('id')}"] if element.get("id") else []
        for name in names:
            found.update(styles.get(name, {}))
            found.update(styles.get(f"{element.tag}{name}", {}))
    found.update(declarations(element.get("style") or ""))
    return found


def _gone(element: HtmlElement, style: Mapping[str, str]) -> str | None:
    """The rule that takes an element off the page with all below it."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return "hidden_attribute"
    if style.get("display") == "none" or style.get("opacity") in ("0", "0.0", "0%"):
        return "css_hidden"
    if (element.get("aria-hidden") or "").casefold() == "true":
        return "aria_hidden"
    for name in ("text-indent", "left", "top", "margin-left"):
        size = _SIZE.fullmatch(style.get(name, ""))
        if size and float(size[1]) <= _OFF_SCREEN and size[2] in ("px", "pt", "em", "rem", None):
            return "off_screen"
    if any(_FOR_SCREEN_READERS.fullmatch(name) for name in (element.get("class") or "").split()):
        return "screen_reader_class"
    return None


def _is_tiny(value: str) -> bool:
    size = _SIZE.fullmatch(value)
    return size is not None and float(size[1]) <= _TINY[size[2]]

"""What part of a web page an element is, by its tag, role, class and id."""

from __future__ import annotations

import re

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_TAGS = {"nav": "menu", "header": "banner", "footer": "footer", "aside": "related"}
_ROLES = {
    "navigation": "menu",
    "menu": "menu",
    "menubar": "menu",
    "banner": "banner",
    "contentinfo": "footer",
    "complementary": "related",
    "search": "form",
}
_WORDS = {
    word: kind
    for kind, words in {
        "breadcrumb": "breadcrumb breadcrumbs crumbs breadcrumbtrail",
        "menu": "nav navbar navigation menu skip skiplink skiplinks",
        "banner": "masthead topbar",
        "footer": "footer colophon",
        "related": "sidebar related recommended widget promo trending",
        "comment_form": "comments respond disqus comment",
        "counter": "share sharing social addthis",
        "cookies": "cookie cookies consent",
    }.items()
    for word in words.split()
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

#: What holds the text of a page, or its name, is no furniture whatever it is called.
_HOLDS_THE_TEXT = "boolean(descendant-or-self::main | descendant-or-self::article | descendant::h1)"

#: A form that holds more of a page than this is a wrapper that a server puts round everything (ASP.NET).
_WRAPPER = 0.5


def place_of(element: HtmlElement, page_length: int, in_text: bool) -> str | None:
    """The kind of furniture an element is the frame of, None where it is none.

    ``in_text``: it stands inside main or article, where a header is the record's own. ``page_length`` is
    that of all words of the page, in characters.
    """
    tag = element.tag
    if tag in ("html", "body", "main", "article"):
        return None
    if tag == "form":
        return "form" if len(element.text_content()) <= _WRAPPER * page_length else None
    if tag == "button":
        return "form"
    named = _by_name(element)
    if named == "breadcrumb" and not element.xpath("boolean(descendant::h1)"):
        return named
    kind = _TAGS.get(tag) or _ROLES.get((element.get("role") or "").casefold())
    if kind == "banner" and in_text:
        return None
    if kind is not None:
        return None if kind != "banner" and element.xpath("boolean(descendant::main)") else kind
    return None if named is None or element.xpath(_HOLDS_THE_TEXT) else named


def _by_name(element: HtmlElement) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}"
    for word in _WORD.findall(names):
        kind = _WORDS.get(word.casefold())
        if kind is not None:
            return kind
    return None

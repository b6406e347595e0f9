"""The audit as a page of HTML that needs nothing beside itself, does nothing, and can be read on a phone."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

from ingest.auditing.auditing import Audit, Piece, Share, pieces
from ingest.auditing.showing import facts_of, name_of, percent, total_of, visible
from rag.domain import Excluded, Flagged

#: Links to single spans of a kind; more crowd the legend.
_MOST_LINKS = 30

#: Dark on light whatever the device prefers: struck text must stay legible. The weakest pair of colours has 5.6 : 1.
_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 50rem; padding: 1rem 1rem 4rem; background: #fff; color: #1c1e21;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: .2rem 0; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p { margin: .3rem 0; }
.fine { color: #4a4f57; font-size: .875rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .45rem 0 .45rem .7rem; border-left: .3rem solid #b5402c; border-bottom: 1px solid #e3e0d8; }
li.flag { border-left-color: #b58900; }
li b { font-weight: 600; }
a { color: #0b5751; display: inline-block; min-width: 1.5rem; padding: .1rem .15rem; }
.text { white-space: pre-wrap; border-top: 1px solid #e3e0d8; padding-top: .8rem; }
del, mark { border-radius: .2rem; padding: 0 .1rem; scroll-margin-top: 1rem; }
del { background: #fbeae6; color: #6b2a1c; }
mark { background: #fff0b3; color: #3a2c00; }
del:target, mark:target { outline: .15rem solid #0b5751; }
i { display: inline-block; font: 600 .75rem/1.3 ui-monospace, Menlo, Consolas, monospace; background: #b5402c;
  color: #fff; border-radius: .2rem; padding: .1rem .35rem; margin-right: .3rem; }
mark i { background: #6f5400; }
"""

#: No script, no image, no font, no form and no address can be reached from the page.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page_of(found: Audit) -> str:
    """The page: what was cut and flagged by kind, with links into the whole text, in which each is marked."""
    title = escape(visible(found.document.title))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>Audit: {title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<header>\n"
        f'<p class="fine">What was cut, kept and flagged</p>\n<h1>{title}</h1>\n'
        f'<p class="fine">{escape(facts_of(found))}</p>\n<p>{escape(total_of(found))}</p>\n</header>\n'
        f"{_legend('Cut: never indexed, never quoted', 'cut', found.cut)}"
        f"{_legend('Flagged: kept, but worth a look', 'flag', found.flags)}"
        f'<h2>The text</h2>\n<main class="text">{_text(found)}</main>\n</body>\n</html>\n'
    )


def _legend(heading: str, what: str, shares: tuple[Share, ...]) -> str:
    if not shares:
        return ""
    items = "".join(_item(what, share) for share in shares)
    return f"<section>\n<h2>{heading}</h2>\n<ul>\n{items}</ul>\n</section>\n"


def _item(what: str, share: Share) -> str:
    shown = min(share.spans, _MOST_LINKS)
    links = " ".join(f'<a href="#{_anchor(what, share.kind, n)}">{n}</a>' for n in range(1, shown + 1))
    more = f" and {share.spans - shown} more" if share.spans > shown else ""
    rules = ", ".join(map(visible, share.rules))
    return (
        f'<li class="{what}"><b>{escape(visible(share.kind))}</b> {escape(percent(share.share))}'
        f'<p class="fine">{escape(share.about)}{" " if share.about else ""}(found by {escape(rules)})</p>'
        f"<p>{links}{more}</p></li>\n"
    )


def _text(found: Audit) -> str:
    seen: Counter[str] = Counter()
    return "".join(_piece(piece, found.document.text, seen) for piece in pieces(found))


def _piece(piece: Piece, text: str, seen: Counter[str]) -> str:
    """A piece of the text, with the names of what begins in it before its words."""
    words = escape(visible(piece.span.of(text)))
    if piece.cut is None and not piece.flagged:
        return words
    names = "".join(_name(mark, seen) for mark in piece.begins)
    tag = "del" if piece.cut else "mark"
    return f"<{tag}>{names}{words}</{tag}>"


def _name(mark: Excluded | Flagged, seen: Counter[str]) -> str:
    what = "cut" if isinstance(mark, Excluded) else "flag"
    seen[f"{what} {mark.kind}"] += 1
    anchor = _anchor(what, mark.kind, seen[f"{what} {mark.kind}"])
    return f'<i id="{anchor}">{escape(name_of(mark))}</i>'


def _anchor(what: str, kind: str, number: int) -> str:
    return f"{what}-{re.sub(r'[^a-z0-9_]', '-', kind.casefold())}-{number}"

"""A study pack as one page for paper: the questions first, the key after, nothing that is fetched from elsewhere."""

from __future__ import annotations

import html
from collections.abc import Mapping
from itertools import groupby

from rag.catalogue import reference_title
from rag.domain import Document
from rag.study.keys import ABOUT, answer_words, options, shown
from rag.study.pack import KIND_WORDS, Item, ItemKind, KeyLine, Pack

_STYLE = """
body { font: 1rem/1.5 Georgia, "Liberation Serif", serif; color: #1f2522; background: #fff; max-width: 44rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2, h3, .frame, .source, footer { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
.frame, .source, footer { font-size: .875rem; color: #4a514d; margin: .1rem 0; }
.item { break-inside: avoid; margin: 1rem 0 1.25rem; } .item p { margin: .2rem 0; }
.choices { margin: .3rem 0; padding-left: 1.6rem; } .line { margin: .6rem 0; } a { color: #1d5a55; }
.write { border-bottom: 1px solid #8a918c; height: 1.6rem; } .key { break-before: page; }
"""


def as_page(pack: Pack, documents: Mapping[str, Document], address: str | None = None) -> str:
    """A whole HTML page. Numbers run through all items, so that a key is found by its question's number."""
    numbered = list(enumerate(pack.items, start=1))
    made_of = "".join(f"<li>{_safe(reference_title(documents[one]))}</li>" for one in pack.documents)
    questions = "".join(
        f"<h3>{KIND_WORDS[kind]}</h3>{''.join(_question(number, item) for number, item in group)}"
        for kind, group in groupby(numbered, key=lambda pair: pair[1].kind)
    )
    key = "".join(_answer(number, item, pack, documents, address) for number, item in numbered)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Study pack</title><style>{_STYLE}</style></head><body>"
        '<header><h1>Study pack</h1><p class="frame">From these records of Ask the Reviews:</p>'
        f"<ul>{made_of}</ul></header>"
        f'<main><section><h2>Questions</h2>{questions}</section><section class="key"><h2>Key</h2>{key}</section></main>'
        f"<footer><p>{_safe(ABOUT)} Index {_safe(pack.generation)}, draw {pack.seed}.</p></footer></body></html>"
    )


def _question(number: int, item: Item) -> str:
    listed = "".join(f"<li>{_safe(choice)}</li>" for _, choice in options(item))
    choices = f'<ol class="choices" type="A">{listed}</ol>' if listed else ""
    asked = f"<p>{_safe(item.prompt)}</p>" if item.prompt else ""
    room = '<div class="write"></div>' if item.kind in (ItemKind.CARDS, ItemKind.ORDER) else ""
    return f'<div class="item"><p class="frame"><b>{number}</b> {_safe(item.frame)}</p>{asked}{choices}{room}</div>'


def _answer(
    number: int, item: Item, pack: Pack, documents: Mapping[str, Document], address: str | None
) -> str:
    lines = "".join(_line(line, pack, documents, address) for line in item.key)
    return f'<div class="item"><p><b>{number}</b> {_safe(answer_words(item))}</p>{lines}</div>'


def _line(line: KeyLine, pack: Pack, documents: Mapping[str, Document], address: str | None) -> str:
    one = shown(line, documents, pack.generation, address)
    value = f"<b>{_safe(one.value)}</b>" if one.value else ""
    note = f" ({_safe(one.note)})" if one.note else ""
    return (
        f'<div class="line"><p>{_safe(one.before)}{value}{_safe(one.behind)}</p>'
        f'<p class="source"><a href="{_safe(one.link)}">{_safe(one.source)}</a>{note}</p></div>'
    )


def _safe(text: str) -> str:
    return html.escape(text, quote=True)

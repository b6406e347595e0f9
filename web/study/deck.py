"""A pack as a page to work through: the answers stand hidden beside their questions, and open the cited words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby

from rag.domain import Document
from rag.study.keys import ABOUT, in_right_order, shown
from rag.study.pack import KIND_WORDS, Item, ItemKind, KeyLine, Pack
from web.markup import safe, sending
from web.records.linking import cite_link
from web.study.downloads import FORMATS
from web.study.wishes import Wish


def deck(pack: Pack, wish: Wish, documents: Mapping[str, Document]) -> str:
    """The items by kind, numbered through, under buttons to take the pack away."""
    if not pack.items:
        return nothing(
            "No fair question could be made from these records. Choose more records, or other kinds: a question is "
            "made only of a sentence that stands alone and holds one clear value, and of no death, harm or named child."
        )
    numbered = list(enumerate(pack.items, start=1))
    body = "".join(
        f'<h4>{KIND_WORDS[kind]}</h4><ol class="items">'
        + "".join(_item(number, item, documents, pack.generation) for number, item in group)
        + "</ol>"
        for kind, group in groupby(numbered, key=lambda pair: pair[1].kind)
    )
    buttons = "".join(
        f'<button type="button" class="quiet" {sending("take", wish.as_sent(pack.generation) | {"format": name})}>'
        f"{one.words}</button>"
        for name, one in FORMATS.items()
    )
    return (
        '<section class="deck" aria-labelledby="deck-title"><h3 id="deck-title" tabindex="-1">'
        f"{_told(len(pack.items), wish.n, len(pack.documents))}</h3>"
        f'<div class="row takes"><span class="soft">Take away:</span>{buttons}'
        '<span class="said" role="status"></span></div>'
        f'{body}<p class="soft about">{safe(ABOUT)}</p></section>'
    )


def nothing(words: str) -> str:
    """A line in place of a pack."""
    return f'<div class="nothing" role="status" tabindex="-1"><p>{safe(words)}</p></div>'


def _told(made: int, wanted: int, records: int) -> str:
    items = f"{made} {'item' if made == 1 else 'items'}"
    of = f"from {records} {'record' if records == 1 else 'records'}"
    more = f"; more of the {wanted} asked for could not be made fairly" if made < wanted else ""
    return f"{items} {of}{more}"


def _item(number: int, item: Item, documents: Mapping[str, Document], generation: str) -> str:
    asked = f'<p class="asked" id="asked-{number}">{safe(item.prompt)}</p>' if item.prompt else ""
    key = "".join(_line(line, documents, generation) for line in item.key)
    answer = (
        " · ".join(safe(one) for one in in_right_order(item))
        if item.kind is not ItemKind.ORDER
        else _ordered(item)
    )
    return (
        f'<li class="study-item" value="{number}" data-kind="{item.kind}" data-right="{safe(json.dumps(item.right))}">'
        f'<p class="frame" id="frame-{number}">{safe(item.frame)}</p>{asked}{_choices(number, item)}'
        f'<p class="verdict" role="status"></p>'
        f'<button type="button" class="quiet" data-show aria-expanded="false" aria-controls="key-{number}">'
        "Show the answer</button>"
        f'<div class="study-key" id="key-{number}" hidden>'
        f'<p class="right"><b>{answer or safe(item.answer)}</b></p>{key}</div></li>'
    )


def _ordered(item: Item) -> str:
    """The right order in words of dates: the lines themselves stand below, each with its date."""
    return safe(item.answer)


def _choices(number: int, item: Item) -> str:
    label = f'aria-labelledby="frame-{number}{f" asked-{number}" if item.prompt else ""}"'
    if item.kind is ItemKind.ORDER:
        rows = "".join(
            f'<li data-place="{place}"><span>{safe(choice)}</span><span class="moves">'
            f'<button type="button" data-move="-1" aria-label="Move up: {safe(choice)}">↑</button>'
            f'<button type="button" data-move="1" aria-label="Move down: {safe(choice)}">↓</button></span></li>'
            for place, choice in enumerate(item.choices)
        )
        return (
            f'<ol class="ordering" {label}>{rows}</ol>'
            '<button type="button" class="quiet" data-check>Check the order</button> '
        )
    buttons = "".join(
        f'<button type="button" class="choice" data-choice="{place}" aria-pressed="false">{safe(choice)}</button>'
        for place, choice in enumerate(item.choices)
    )
    return f'<div class="choices" role="group" {label}>{buttons}</div>' if buttons else ""


def _line(line: KeyLine, documents: Mapping[str, Document], generation: str) -> str:
    one = shown(line, documents, generation)
    value = f'<mark class="value">{safe(one.value)}</mark>' if one.value else ""
    note = f' <span class="note-of">({safe(one.note)})</span>' if one.note else ""
    cite = cite_link("Open the words", line.citation, documents, generation)
    return (
        f'<p class="words">{safe(one.before)}{value}{safe(one.behind)}{note}</p>'
        f'<p class="soft source-of">{safe(one.source)} {cite}</p>'
    )

"""The form to choose records, kinds and a number for a study pack."""

from __future__ import annotations

from collections.abc import Mapping

from rag.catalogue import describe
from rag.domain import Document
from rag.study.making import DEFAULT_ITEMS, MOST_ITEMS
from rag.study.pack import KIND_WORDS, ItemKind
from web.markup import safe
from web.study.wishes import LARGEST_SEED


def form(documents: Mapping[str, Document]) -> str:
    """The whole form; the records stand from the newest to the oldest, copies of others left out."""
    records = [one for one in documents.values() if one.copy_of not in documents]
    records.sort(key=lambda one: (str(one.published or ""), one.id), reverse=True)
    listed = "".join(_record(one) for one in records)
    kinds = "".join(
        f'<label class="check"><input type="checkbox" name="kinds" value="{kind}" checked> {KIND_WORDS[kind]}</label>'
        for kind in ItemKind
    )
    return (
        '<section aria-labelledby="study-title"><h2 id="study-title" tabindex="-1">Study</h2>'
        '<p class="soft">Choose records and make cards and questions from their sentences. Every answer opens the '
        "words it rests on. Sentences about a death, a harm or a named child make no questions. "
        "Nothing you choose or answer is kept here.</p>"
        '<form class="study-form" aria-label="Make a study pack"><fieldset><legend>Records</legend>'
        '<div class="finding"><label class="field">Find by words of the title <input type="search" name="find" '
        'autocomplete="off"></label>'
        '<button type="button" class="quiet" data-all>Choose all in the list</button>'
        '<button type="button" class="quiet" data-none>Choose none</button></div>'
        f'<div class="choosing" role="group" tabindex="0" aria-label="Records to choose from">{listed}'
        '<p class="soft none" hidden>No title has these words.</p></div>'
        '<p class="chosen" role="status">No record chosen</p></fieldset>'
        f'<fieldset><legend>What to make</legend><div class="checks">{kinds}</div></fieldset>'
        f'<div class="numbers-row"><label class="field">How many <input type="number" name="n" min="1" '
        f'max="{MOST_ITEMS}" value="{DEFAULT_ITEMS}" inputmode="numeric"></label>'
        f'<label class="field">Draw <input type="number" name="seed" min="0" max="{LARGEST_SEED}" value="1" '
        'inputmode="numeric" aria-describedby="draw-hint"></label>'
        '<p class="soft" id="draw-hint">Another number draws other items; the same number, the same ones.</p></div>'
        '<button type="submit" class="quiet strong">Make the pack</button></form></section>'
    )


def _record(document: Document) -> str:
    return (
        f'<label class="check"><input type="checkbox" name="documents" value="{safe(document.id)}"> '
        f'<span>{safe(document.title)} <span class="soft">{safe(describe(document))}</span></span></label>'
    )

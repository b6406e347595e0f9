"""A study pack as a deck for Anki, the same bytes for the same pack."""

from __future__ import annotations

import html
import io
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Mapping

import genanki

from rag.domain import Document
from rag.study.keys import ABOUT, answer_words, options, shown
from rag.study.pack import KIND_WORDS, Item, Pack

#: Anki tells decks and models apart by these; they never change, or cards would be there twice.
_MODEL, _DECK = 1_804_202_611, 1_804_202_612

#: The first day of 2026, UTC, in seconds. Anki takes over a card it has already only where the other is newer, so the
#: number of the index's generation is added: new records update the cards, and the same pack has the same bytes.
_TIME = 1_767_225_600
_NUMBER = re.compile(r"\d+")

#: Files in an .apkg bear a date; this is the earliest that a ZIP can hold.
_NO_DATE = (1980, 1, 1, 0, 0, 0)

_CSS = (
    ".card { font: 20px/1.5 Georgia, serif; max-width: 40em; margin: 0 auto; padding: 1em; text-align: left; }"
    " .frame, .source, .about { font: 14px/1.5 system-ui, sans-serif; }"
    " .value { font-weight: bold; text-decoration: underline; }"
    " ol { padding-left: 1.5em; }"
)


def as_apkg(pack: Pack, documents: Mapping[str, Document], address: str | None = None) -> bytes:
    """The deck as the bytes of an .apkg file. A card keeps its place in what was learnt when it is taken in again."""
    deck = genanki.Deck(_DECK, "Ask the Reviews")
    model = genanki.Model(
        _MODEL,
        "Ask the Reviews",
        fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Source"}],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Front}}",
                "afmt": '{{FrontSide}}<hr id="answer">{{Back}}{{Source}}',
            }
        ],
        css=_CSS,
    )
    for item in pack.items:
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[_front(item), _back(item), _source(item, pack, documents, address)],
                guid=genanki.guid_for("ask-the-reviews", item.name),
                tags=["ask-the-reviews", item.kind.value],
                sort_field=html.escape(item.prompt or item.frame),
            )
        )
    return _zipped(_database(deck, pack.generation))


def _front(item: Item) -> str:
    listed = "".join(f"<li>{html.escape(choice)}</li>" for _, choice in options(item))
    asked = f"<p>{html.escape(item.prompt)}</p>" if item.prompt else ""
    choices = f'<ol type="A">{listed}</ol>' if listed else ""
    return f'<p class="frame">{KIND_WORDS[item.kind]}. {html.escape(item.frame)}</p>{asked}{choices}'


def _back(item: Item) -> str:
    return f"<p><b>{html.escape(answer_words(item))}</b></p>"


def _source(item: Item, pack: Pack, documents: Mapping[str, Document], address: str | None) -> str:
    parts = []
    for line in item.key:
        one = shown(line, documents, pack.generation, address)
        when = f"{html.escape(one.when)}: " if one.when else ""
        value = f'<span class="value">{html.escape(one.value)}</span>' if one.value else ""
        note = f" ({html.escape(one.note)})" if one.note else ""
        parts.append(
            f"<p>{when}{html.escape(one.before)}{value}{html.escape(one.behind)}</p>"
            f'<p class="source"><a href="{html.escape(one.link)}">{html.escape(one.source)}</a>{note}</p>'
        )
    return f'{"".join(parts)}<p class="about">{html.escape(ABOUT)}</p>'


def _database(deck: genanki.Deck, generation: str) -> bytes:
    """Anki's database with the deck, made in memory: genanki itself would leave a file behind."""
    number = _NUMBER.search(generation)
    stamp = float(_TIME + (int(number.group()) if number else 0))
    with_deck = sqlite3.connect(":memory:")
    try:
        genanki.Package(deck).write_to_db(with_deck.cursor(), stamp, itertools.count(int(stamp * 1000)))
        with_deck.commit()
        return with_deck.serialize()
    finally:
        with_deck.close()


def _zipped(database: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("collection.anki2", database), ("media", b"{}")):
            package.writestr(zipfile.ZipInfo(name, _NO_DATE), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()

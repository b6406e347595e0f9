from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rag.domain import ContentDate
from rag.study.anki import as_apkg
from rag.study.exports import COLUMNS, as_csv, as_json, as_text, inert
from rag.study.making import Maker
from rag.study.pack import ItemKind, Pack
from rag.study.page import as_page
from tests.records import record
from tests.unit.rag.study.invented import ALL, IDS, LARCH, records
from tests.unit.rag.study.test_putting_in_order import EVENTS

EVENTFUL = record("events", "Events <b>& more</b>", "\n\n".join(EVENTS), published=ContentDate(2030))
DOCUMENTS = {one.id: one for one in (*ALL, EVENTFUL)}
PACK = Maker(records(*DOCUMENTS.values()), "g000003").make(list(DOCUMENTS), n=40)


def database(apkg: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(apkg)) as package:
        content = package.read("collection.anki2")
    opened = sqlite3.connect(":memory:")
    opened.deserialize(content)
    return opened


def notes(apkg: bytes) -> dict[str, tuple[int, list[str]]]:
    """Time and fields of each note, by the name Anki knows it by."""
    rows = database(apkg).execute("select guid, mod, flds from notes").fetchall()
    return {guid: (mod, fields.split("\x1f")) for guid, mod, fields in rows}


def test_the_pack_of_these_tests_holds_every_kind() -> None:
    assert {item.kind for item in PACK.items} == set(ItemKind)


def test_a_csv_has_a_row_an_item_and_keys_that_open_their_words() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(PACK, DOCUMENTS, "https://here/"))))
    assert len(rows) == len(PACK.items)
    assert tuple(rows[0]) == COLUMNS
    for row, item in zip(rows, PACK.items, strict=True):
        assert row["kind"] == item.kind
        assert row["question"].lstrip("'") == item.prompt
        assert row["link"].startswith("https://here/?doc=")
        assert len(row["link"].split("\n")) == len(item.key)
        assert row["document"].split("\n")[0] == item.document_id
    ordered = next(row for row in rows if row["kind"] == "order")
    assert ordered["words"].startswith("3 May 2031: ")


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-3", "@SUM", "\tx", "\rx", " =1"])
def test_a_cell_that_a_spreadsheet_would_carry_out_is_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert("a=b") == "a=b"


def test_a_formula_in_a_record_stays_inert_in_the_csv() -> None:
    text = LARCH.text.replace("Ada Penn led", "=HYPERLINK(1) Ada Penn led")
    document = replace(LARCH, text=text, title="=cmd")
    maker = Maker(records(document, *ALL[1:]), "g1")
    written = as_csv(maker.make([LARCH.id], n=40), {**DOCUMENTS, document.id: document})
    cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_a_deck_has_a_note_an_item_with_question_answer_and_source() -> None:
    found = notes(as_apkg(PACK, DOCUMENTS))
    assert len(found) == len(PACK.items)
    fields = [fields for _, fields in found.values()]
    assert any(PACK.of_kind(ItemKind.CARDS)[0].prompt in front for front, _, _ in fields)
    assert all("127.0.0.1:7860/?doc=" in source for _, _, source in fields)
    assert any("Ask the Reviews digest of: " in source for _, _, source in fields)
    cards = database(as_apkg(PACK, DOCUMENTS)).execute("select count(*) from cards").fetchone()
    assert cards == (len(PACK.items),)


def test_no_markup_of_a_record_reaches_a_deck_or_a_page() -> None:
    assert "<b>& more" not in " ".join(
        f for _, fields in notes(as_apkg(PACK, DOCUMENTS)).values() for f in fields
    )
    page = as_page(PACK, DOCUMENTS)
    assert "<b>& more" not in page
    assert "Events &lt;b&gt;&amp; more&lt;/b&gt;" in page


def test_the_same_pack_gives_the_same_bytes() -> None:
    again = Maker(records(*DOCUMENTS.values()), "g000003").make(list(DOCUMENTS), n=40)
    assert as_apkg(again, DOCUMENTS) == as_apkg(PACK, DOCUMENTS)
    assert as_csv(again, DOCUMENTS) == as_csv(PACK, DOCUMENTS)
    assert as_page(again, DOCUMENTS) == as_page(PACK, DOCUMENTS)


def test_taken_in_again_after_a_new_index_the_cards_are_the_same_and_newer() -> None:
    old, new = notes(as_apkg(PACK, DOCUMENTS)), notes(as_apkg(replace(PACK, generation="g000004"), DOCUMENTS))
    assert old.keys() == new.keys()
    assert all(new[guid][0] > old[guid][0] for guid in old)
    unnamed = notes(as_apkg(replace(PACK, generation="one"), DOCUMENTS))
    assert unnamed.keys() == old.keys()


class _Read(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_print_view_has_all_questions_before_the_key_and_fetches_nothing() -> None:
    page = as_page(PACK, DOCUMENTS, "https://here/")
    read = _Read(page)
    asked, key = read.text.split("Key", 1)
    for number, item in enumerate(PACK.items, start=1):
        assert f"{number} {item.frame}" in asked
        if item.prompt:
            assert item.prompt in asked
            assert item.prompt not in key
        assert " ".join(item.key[0].citation.quote.split()) in key
    assert not [tag for tag, _ in read.tags if tag in ("script", "link", "img", "iframe")]
    assert {str(attrs["href"])[:18] for tag, attrs in read.tags if tag == "a"} == {"https://here/?doc="}


def test_a_digests_words_are_never_in_quotation_marks_and_an_originals_are() -> None:
    digest = Pack(tuple(i for i in PACK.items if i.document_id in IDS[:3]), IDS[:3], 1, "g1")
    assert "“" not in as_text(Pack(digest.of_kind(ItemKind.CARDS), IDS[:3], 1, "g1"), DOCUMENTS)
    original = Pack(tuple(i for i in PACK.items if i.document_id == "elm-2034"), IDS[3:], 1, "g1")
    assert "“" in as_text(original, DOCUMENTS)


def test_json_gives_the_places_of_words_and_values() -> None:
    made = json.loads(json.dumps(as_json(PACK, DOCUMENTS)))
    assert len(made["items"]) == len(PACK.items)
    for item in made["items"]:
        for one in item["key"]:
            text = DOCUMENTS[one["document"]].text
            assert text[one["start"] : one["end"]] == one["words"]
    assert {"seed", "generation", "documents", "about"} < made.keys()


def test_plain_text_has_the_questions_then_the_key() -> None:
    text = as_text(PACK, DOCUMENTS)
    asked, key = text.split("\nKEY\n")
    card = PACK.of_kind(ItemKind.CARDS)[0]
    assert card.prompt in asked
    assert card.key[0].citation.quote in key
    assert "(a plan, not a result)" in key

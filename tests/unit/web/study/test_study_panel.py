from __future__ import annotations

import base64
import html
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.errors import IndexMissing
from rag.settings import LOCAL_ADDRESS
from rag.study.making import MOST_ITEMS
from tests.records import record
from tests.unit.rag.study.invented import ALL, IDS, LARCH
from tests.web_fakes import FakeReviews
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.study import NO_FORMAT, NO_KIND, NO_RECORD, RENEWED, SORRY, UNREADY, StudyPanel

EVERY_KIND = ["cards", "cloze", "who", "order"]
WISH: dict[str, Any] = {"documents": list(IDS), "kinds": EVERY_KIND, "n": "12", "seed": "1"}


def panel(
    reviews: FakeReviews | None = None, limiter: RateLimiter | None = None, url: str | None = None
) -> StudyPanel:
    options = Options(
        Feedback(Path("feedback.jsonl"), days=0),
        limiter or RateLimiter(),
        address=url or LOCAL_ADDRESS,
        today=lambda: date(2034, 5, 1),
    )
    return StudyPanel(reviews or FakeReviews({one.id: one for one in ALL}), options)


def sent_with(drawn: str, form: str) -> dict[str, Any]:
    """What the button for a format of the drawn pack sends."""
    found = [json.loads(html.unescape(one)) for one in re.findall(r'data-with="([^"]+)"', drawn)]
    return next(one for one in found if one.get("format") == form)


def test_the_form_lists_the_records_newest_first_without_copies_and_escapes_them() -> None:
    bad = record("bad", "<i>Bad</i>", "Nothing.")
    copy = record("copy", "A copy", "Nothing.", copy_of=LARCH.id)
    drawn, _ = panel(FakeReviews({one.id: one for one in (*ALL, bad, copy)})).arrived()
    values = re.findall(r'name="documents" value="([^"]+)"', drawn)
    assert values == ["elm-2034", "ash-2033", "bad", "oak-2032", "larch-2031"]
    assert "&lt;i&gt;Bad&lt;/i&gt;" in drawn


def test_a_pack_is_drawn_with_answers_hidden_and_links_that_open_their_words() -> None:
    drawn = panel().made(WISH)
    assert "12 items from 4 records" in drawn
    assert drawn.count('class="study-item"') == 12
    assert (
        drawn.count('class="study-key"')
        == len(re.findall(r'class="study-key" id="key-\d+" hidden', drawn))
        == 12
    )
    assert drawn.count('class="cite" href="?doc=') == 12
    assert "Ask the Reviews digest of: " in drawn
    rights = [json.loads(html.unescape(one)) for one in re.findall(r'data-right="([^"]*)"', drawn)]
    assert all(isinstance(right, list) for right in rights)


def test_fewer_items_than_asked_for_and_none_are_told() -> None:
    few = panel().made({**WISH, "documents": [LARCH.id], "kinds": ["who"]})
    assert "more of the 12 asked for could not be made fairly" in few
    assert "from 1 record;" in few
    none = panel().made({**WISH, "documents": [LARCH.id], "kinds": ["order"]})
    assert "No fair question could be made from these records." in none


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"documents": []}, NO_RECORD),
        ({"documents": ["nowhere", 7, None]}, NO_RECORD),
        ({"documents": "larch-2031"}, NO_RECORD),
        ({"kinds": ["songs"]}, NO_KIND),
        ({"kinds": None}, NO_KIND),
    ],
)
def test_without_records_or_kinds_the_person_is_told(more: dict[str, Any], said: str) -> None:
    assert said in panel().made({**WISH, **more})


@pytest.mark.parametrize("number", ["0", "-4", "99999999999", "x", None, 3.5, True, [], "²"])
def test_whatever_number_is_sent_a_pack_is_made(number: object) -> None:
    drawn = panel().made({**WISH, "n": number, "seed": number})
    assert 'class="deck"' in drawn
    assert drawn.count('class="study-item"') <= MOST_ITEMS


@pytest.mark.parametrize("sent", [None, "make", 4, [], {}])
def test_what_is_no_wish_at_all_is_answered_calmly(sent: object) -> None:
    shown = panel()
    assert NO_RECORD in shown.made(sent)
    assert NO_FORMAT in shown.taken(sent)
    assert "Explain the words" in shown.explained(sent)


@pytest.mark.parametrize(
    ("form", "ending", "begins"),
    [("csv", "csv", b"\xef\xbb\xbfkind"), ("anki", "apkg", b"PK"), ("print", "html", b"<!doctype")],
)
def test_the_pack_in_view_is_taken_away_as_a_file_that_the_page_carries(
    form: str, ending: str, begins: bytes
) -> None:
    shown = panel(url="https://here/")
    taken = shown.taken(sent_with(shown.made(WISH), form))
    made = re.search(r'data-bytes="([^"]+)"', taken)
    assert made is not None
    content = base64.b64decode(made[1])
    assert content.startswith(begins)
    assert f'data-name="study-pack-2034-05-01.{ending}"' in taken
    assert ('data-print="1"' in taken) == (form == "print")
    if form != "anki":
        assert b"https://here/?doc=" in content


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"format": "exe"}, NO_FORMAT),
        ({"format": None}, NO_FORMAT),
        ({"generation": "gen-0"}, RENEWED),
        ({"documents": []}, NO_RECORD),
        ({"kinds": []}, NO_KIND),
    ],
)
def test_what_cannot_be_taken_away_is_told_at_its_buttons(more: dict[str, Any], said: str) -> None:
    shown = panel()
    drawn = shown.made(WISH)
    told = shown.taken({**sent_with(drawn, "csv"), **more})
    assert said in told
    assert "data-bytes" not in told
    assert 'data-at="#study-deck .takes"' in told
    assert 'class="row takes"' in drawn


def test_who_asks_too_often_is_turned_away() -> None:
    shown = panel(limiter=RateLimiter(most=1))
    assert 'class="deck"' in shown.made(WISH, "a")
    assert "Please wait" in shown.made(WISH, "a")
    taken = shown.taken({**WISH, "generation": "gen-1", "format": "csv"}, "a")
    assert "Please wait" in taken
    assert "data-at" in taken
    assert 'class="deck"' in shown.made(WISH, "b")


def test_an_index_that_cannot_be_read_and_a_slip_are_plain_lines() -> None:
    reviews = FakeReviews()
    shown = panel(reviews)
    reviews.error = IndexMissing("no index at /secret")
    assert UNREADY in shown.made(WISH)
    assert "/secret" not in shown.made(WISH)
    taken = shown.taken({**WISH, "generation": "gen-1", "format": "csv"})
    assert UNREADY in taken
    assert "data-at" in taken
    reviews.error = RuntimeError("words of a record")
    assert SORRY in shown.explained({})
    assert "words of a record" not in shown.explained({})


def test_the_glossary_sets_its_own_words_apart_and_opens_the_sentences_of_one_term() -> None:
    shown = panel()
    closed = shown.explained({})
    assert '<details class="glossary"><summary>' in closed
    assert "The program’s own explanation, not from a record" in closed
    used, unused = closed.split("Not used in these records")
    assert 'data-term="foster carer"' in used
    assert 'data-term="MASH"' in unused
    assert 'class="said-with"' not in closed
    opened = shown.explained({"term": "foster carer"})
    assert '<details class="glossary" open>' in opened
    assert "that <b>foster carers</b> waited too long" in opened
    assert opened.count('class="said-with"') == 1
    assert '<details open class="glossary">' in shown.explained({"term": ""})

"""The panel of ledgers: what it shows, what it hands out, and that nothing of it raises."""

from __future__ import annotations

import base64
import csv
import io
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import gradio as gr
import pytest

from rag.domain import Document
from rag.errors import IndexMissing
from tests.records import HARROWICK, TARNBROOK
from tests.unit.rag.ledgers.ledger_records import FERNDALE, digest
from tests.web_fakes import ORIGINAL, FakeReviews
from web.door.questions import A_MINUTE, RateLimiter
from web.feedback import Feedback
from web.ledgers.wishing import AT_ONCE
from web.options import Options
from web.panels.ledgers import SORRY, UNREADY, LedgersPanel

RECORDS = {one.id: one for one in (FERNDALE, HARROWICK, TARNBROOK)}


def panel_over(documents: Mapping[str, Document] = RECORDS) -> tuple[LedgersPanel, FakeReviews]:
    reviews = FakeReviews(documents)
    options = Options(Feedback(Path("none"), 0), RateLimiter(), today=lambda: date(2034, 5, 6))
    return LedgersPanel(reviews, options), reviews


@pytest.fixture
def panel() -> LedgersPanel:
    return panel_over()[0]


def test_the_form_offers_every_ledger_and_the_first_is_shown(panel: LedgersPanel) -> None:
    asking, view = panel.begun()
    assert asking.count('type="radio"') == 5
    assert asking.count("checked") == 1
    assert "Ferndale review" in asking
    assert re.search(r'data-told="All \d+ recommendations"', view)
    assert "every council appoint a fostering champion" in view


def test_a_narrowed_ledger_tells_how_many_of_how_many(panel: LedgersPanel) -> None:
    view = panel.looked({"ledger": "decisions", "document": "ferndale"})
    assert re.search(r'data-told="\d+ of \d+ decisions" data-narrowed data-status', view)
    assert "data-status" not in panel.looked({"ledger": "people"})
    nothing = panel.looked({"words": "xyzzy"})
    assert "No row fits all of this" in nothing
    assert "<table" not in nothing


def test_each_row_has_a_link_to_the_words_it_rests_on(panel: LedgersPanel) -> None:
    view = panel.looked({"ledger": "figures", "document": "ferndale"})
    assert view.count("<tr>") - 1 == view.count('class="of-source"')
    assert view.count('<a class="cite"') == view.count('class="of-source"')
    assert "?doc=ferndale&amp;start=" in view


def test_the_heading_that_sorts_says_so_and_is_a_button(panel: LedgersPanel) -> None:
    view = panel.looked({"ledger": "people", "sort": "who", "down": True})
    assert (
        '<th scope="col" aria-sort="descending"><button type="button" class="sort" data-sort="who">' in view
    )
    assert view.count("aria-sort") == 1
    assert "aria-sort" not in panel.looked({"ledger": "people"})
    names = re.findall(r'class="of-who">([^<]+)<', view)
    assert names == sorted(names, reverse=True)


def test_words_of_records_cannot_act_in_the_page() -> None:
    text = '# T\n\n## A\n\nThe panel proposed <script>alert(1)</script> & "a count".\n'
    ours, theirs = digest(text), replace(ORIGINAL, id="o", text=text)
    view = panel_over({ours.id: ours, theirs.id: theirs})[0].looked({})
    assert "<script>" not in view
    assert "&lt;script&gt;" in view
    assert view.count("“The panel") == 1


def test_a_ledger_of_nothing_says_that_nothing_follows_from_it() -> None:
    bare = digest("# T\n\n## A\n\nNothing of the kind stands here.\n")
    view = panel_over({bare.id: bare})[0].looked({})
    assert 'data-told="No recommendations"' in view
    assert "does not mean" in view


def test_long_ledgers_are_drawn_in_part_and_further_rows_on_request() -> None:
    lines = "\n".join(f"- The panel proposed measure number {n} for halls.\n" for n in range(AT_ONCE + 10))
    many = digest(f"# T\n\n## A\n\nThe panel proposed these:\n\n{lines}")
    panel = panel_over({many.id: many})[0]
    view = panel.looked({})
    assert view.count('class="of-source"') == AT_ONCE
    assert f"Copy the {AT_ONCE} rows shown as table" in view
    assert f'data-shown="{AT_ONCE + 10}">Show all {AT_ONCE + 10} rows' in view
    whole = panel.looked({"shown": AT_ONCE + 10})
    assert whole.count('class="of-source"') == AT_ONCE + 10
    assert "data-shown" not in whole


def test_the_file_holds_all_rows_of_what_is_wished(panel: LedgersPanel) -> None:
    sent = panel.taken({"ledger": "figures", "document": "ferndale", "sort": "value"})
    assert 'data-name="ask-the-reviews-figures-2034-05-06.csv"' in sent
    found = re.search('data-bytes="([^"]+)"', sent)
    assert found is not None
    lines = list(csv.reader(io.StringIO(base64.b64decode(found[1]).decode("utf-8"), newline="")))
    assert len(lines) - 1 == panel.looked({"ledger": "figures", "document": "ferndale"}).count('"of-source"')


def test_who_asks_for_too_many_files_waits(panel: LedgersPanel) -> None:
    for _ in range(A_MINUTE):
        panel._options.limiter.turned_away("me")
    sent = panel.taken({}, "me")
    assert "Please wait" in sent
    assert "data-bytes" not in sent


def test_a_ledger_is_read_once_for_everybody_and_anew_when_the_records_change() -> None:
    panel, reviews = panel_over()
    first = panel.looked({})
    reviews._documents = {HARROWICK.id: HARROWICK}
    assert "fostering champion" in first
    assert panel._remembered.cache_info().misses == 1
    panel._remembered.cache_clear()
    assert "fostering champion" not in panel.looked({})


def test_nothing_raises_and_only_the_kind_of_an_error_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    panel, reviews = panel_over()
    reviews.error = IndexMissing("no index in /srv/data")
    assert panel.begun()[0] == ""
    for shown in (panel.begun()[1], panel.looked({}), panel.taken({})):
        assert UNREADY in shown
        assert "/srv" not in shown
    reviews.error = RuntimeError("words of a record")
    with caplog.at_level(logging.DEBUG):
        assert SORRY in panel.looked({})
    assert "RuntimeError" in caplog.text
    assert "words of a record" not in caplog.text


def test_the_panel_listens_to_what_its_parts_send() -> None:
    panel, _ = panel_over()
    with gr.Blocks() as page:
        panel.build()
    heard = sorted(event for fn in page.fns.values() for _, event in fn.targets)
    assert heard == ["begin", "look", "look", "take"]

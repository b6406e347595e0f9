"""The ledgers in a real Chromium: chosen, narrowed, sorted, copied and taken away, over invented records."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.records import HARROWICK, TARNBROOK
from tests.unit.rag.ledgers.ledger_records import FERNDALE
from tests.visits import wrong_light_and_dark
from tests.web_fakes import FakeReviews
from web.door.guard import SecurityHeaders
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The panel on a page of its own, with the styles and headers of the whole page."""
    import gradio as gr
    from starlette.middleware import Middleware

    from web.layout import STYLES
    from web.panels.ledgers import LedgersPanel

    options = Options(Feedback(Path("none"), days=0), RateLimiter(), today=lambda: date(2034, 5, 6))
    panel = LedgersPanel(FakeReviews({one.id: one for one in (FERNDALE, HARROWICK, TARNBROOK)}), options)
    with gr.Blocks(title="Ledgers", analytics_enabled=False) as page:
        gr.HTML("<h1>Ledgers of a test</h1>", apply_default_css=False)
        panel.build()
    page.launch(
        server_name="127.0.0.1",
        prevent_thread_lock=True,
        quiet=True,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        css_paths=STYLES,
        app_kwargs={"middleware": [Middleware(SecurityHeaders)]},
    )
    yield page.local_url
    page.close(verbose=False)


class Ledgers:
    """A person who looks at the ledgers."""

    def __init__(self, browser: Any, address: str, width: int = 1280) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", color_scheme="light"
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
        self.page = self.context.new_page()
        self.page.goto(address)
        self.page.locator("#ledgers-view .rows").wait_for()
        self.tally = self.page.locator("#ledgers [data-tally]")

    def choose(self, name: str) -> None:
        self.page.get_by_role("radio", name=name).check()
        playwright.expect(self.tally).to_contain_text(name.lower())

    def cells(self, name: str) -> list[str]:
        found: list[str] = self.page.locator(f"#ledgers td.of-{name}").all_inner_texts()
        return found


@pytest.fixture
def ledgers(browser: Any, address: str) -> Iterator[Ledgers]:
    opened = Ledgers(browser, address)
    yield opened
    opened.context.close()


def test_a_person_chooses_a_ledger_and_narrows_it(ledgers: Ledgers) -> None:
    playwright.expect(ledgers.tally).to_contain_text("recommendations")
    ledgers.choose("Decisions")
    ledgers.page.get_by_label("Nation").select_option("Wales")
    playwright.expect(ledgers.tally).to_have_text("1 of 3 decisions")
    ledgers.page.get_by_label("Filter by words").fill("xyzzy")
    ledgers.page.get_by_text("No row fits all of this").wait_for()
    ledgers.page.locator("#ledgers-view").get_by_role("button", name="Clear filters").click()
    playwright.expect(ledgers.tally).to_have_text("All 3 decisions")
    ledgers.choose("People")
    playwright.expect(ledgers.page.get_by_label("Status")).to_be_hidden()


def test_a_heading_sorts_both_ways_by_keyboard_and_keeps_the_focus(ledgers: Ledgers) -> None:
    ledgers.choose("Figures")
    heading = ledgers.page.get_by_role("columnheader", name="Figure")
    heading.get_by_role("button").press("Enter")
    playwright.expect(heading).to_have_attribute("aria-sort", "ascending")
    playwright.expect(heading.get_by_role("button")).to_be_focused()
    up = ledgers.cells("value")
    heading.get_by_role("button").press("Enter")
    playwright.expect(heading).to_have_attribute("aria-sort", "descending")
    assert ledgers.cells("value") == up[::-1]


def test_the_rows_in_view_are_copied_and_the_file_holds_them(ledgers: Ledgers) -> None:
    ledgers.choose("Figures")
    ledgers.page.locator("#ledgers select[name=document]").select_option("ferndale")
    playwright.expect(ledgers.tally).to_contain_text(" of ")
    ledgers.page.get_by_role("button", name="Copy as table").click()
    playwright.expect(ledgers.page.locator("#ledgers .said")).to_have_text("Copied")
    copied = str(ledgers.page.evaluate("navigator.clipboard.readText()")).splitlines()
    values = ledgers.cells("value")
    assert [line.split("\t")[0] for line in copied] == ["Figure", *values]
    with ledgers.page.expect_download() as taken:
        ledgers.page.get_by_role("button", name="Download CSV").click()
    assert taken.value.suggested_filename == "ask-the-reviews-figures-2034-05-06.csv"
    with Path(taken.value.path()).open(encoding="utf-8", newline="") as file:
        assert [line[0] for line in csv.reader(file)] == ["Figure", *values]


def test_a_citation_opens_its_words(ledgers: Ledgers) -> None:
    link = ledgers.page.locator("#ledgers a.cite").first
    assert "?doc=" in str(link.get_attribute("href"))
    link.focus()
    ledgers.page.keyboard.press("Shift+Tab")
    ledgers.page.keyboard.press("Tab")
    playwright.expect(ledgers.page.locator("#glimpse")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 375])
def test_it_is_accessible_and_never_scrolls_sideways(browser: Any, address: str, width: int) -> None:
    opened = Ledgers(browser, address, width)
    for name in ("Recommendations", "Figures", "People"):
        opened.choose(name)
        opened.page.wait_for_timeout(100)
        assert wrong_light_and_dark(opened.page) == []
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.context.close()

"""The records in a real Chromium: finding them, their pages, the timeline and the pictures, over invented records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.domain import ContentDate, Kind
from rag.permalinks import link
from tests.visits import wrong_light_and_dark
from tests.web_fakes import DIGEST, DOCUMENTS, LEADER, ORIGINAL, FakeReviews, cite
from web.door.guard import SecurityHeaders
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser

#: Words that a page which draws records from templates would work out.
TRICKY = replace(
    ORIGINAL,
    id="tricky",
    title="Minutes of ${1 + 1} and {{this}}",
    kind=Kind.MINUTES,
    published=ContentDate(2016, 2),
    text="It met in June 2010 about ${window.pwned = 1} and {{value}}. It met again on 3 May 2015.\n",
)
RECORDS = {**DOCUMENTS, TRICKY.id: TRICKY} | {
    f"d{n}": replace(ORIGINAL, id=f"d{n}", title=f"Report {n:02}", published=ContentDate(1990 + n % 8))
    for n in range(42)
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback") / "feedback.jsonl"


@pytest.fixture(scope="module")
def address(kept: Path) -> Iterator[str]:
    """The panel on a page of its own, with the styles and headers of the whole page."""
    import gradio as gr
    from starlette.middleware import Middleware

    from web.panels.records import RecordsPanel

    options = Options(Feedback(kept, days=30), RateLimiter(), today=lambda: date(2026, 11, 23))
    panel = RecordsPanel(FakeReviews(RECORDS), options)

    def opened_at(request: Any) -> Any:
        return panel.opened_at(request.query_params)

    # Gradio reads what a handler wants from its annotations, and gradio is imported here alone.
    opened_at.__annotations__["request"] = gr.Request

    with gr.Blocks(title="Records", analytics_enabled=False) as page:
        gr.HTML("<h1>Records of a test</h1>", apply_default_css=False)
        parts = panel.build()
        page.load(opened_at, None, parts.outputs, show_progress="hidden")
    look = Path(__file__).parents[2] / "web" / "look"
    page.launch(
        server_name="127.0.0.1",
        prevent_thread_lock=True,
        quiet=True,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        css_paths=[look / "style.css", look / "conversation.css", look / "records.css"],
        app_kwargs={"middleware": [Middleware(SecurityHeaders)]},
    )
    yield page.local_url
    page.close(verbose=False)


class Look:
    """A person who looks through the records."""

    def __init__(self, browser: Any, address: str, query: str = "", width: int = 1280) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", color_scheme="light"
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
        self.page = self.context.new_page()
        self.asked_for: list[str] = []
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.goto(address + query)
        self.page.locator("#records-view .hits").wait_for(state="attached")
        # The page asks once more when it has opened.
        self.page.wait_for_load_state("networkidle")
        self.box = self.page.get_by_label("Search the records")
        self.tally = self.page.locator("[data-tally]")

    def view(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.locator(f'.results[data-view="{name.lower()}"]').wait_for()

    def open(self, title: str) -> None:
        self.page.locator("#records-view").get_by_role("button", name=title).first.click()
        self.page.locator(".record-page").wait_for()

    def back(self) -> None:
        self.page.get_by_role("button", name="Back to the records").click()
        self.page.locator(".record-page").wait_for(state="detached")

    def told(self, words: str) -> None:
        self.tally.filter(has_text=words).wait_for()

    def focused(self, script: str = "outerHTML") -> str:
        return str(self.page.evaluate(f"document.activeElement.{script}"))

    def sideways(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def clipboard(self) -> str:
        return str(self.page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture
def look(browser: Any, address: str) -> Iterator[Look]:
    opened = Look(browser, address)
    yield opened
    opened.context.close()


def test_typing_narrows_the_list_and_leaves_the_box_and_its_focus_alone(look: Look) -> None:
    look.box.focus()
    look.box.press_sequentially("ada penn", delay=15)
    look.told("1 of 45 records")
    assert look.focused("name") == "words"
    assert look.box.input_value() == "ada penn"
    assert "Found in: text" in look.page.locator(".hits").inner_text()
    look.page.locator(".tally").get_by_role("button", name="Clear search and filters").click()
    look.told("All 45 records")
    assert look.focused("name") == "words"
    assert look.box.input_value() == ""


def test_filters_by_keyboard_narrow_every_view(look: Look) -> None:
    look.page.get_by_label("Kind").select_option("minutes")
    look.told("1 of 45 records")
    look.view("Timeline")
    assert look.page.locator(".year > h3").all_inner_texts() == ["2010", "2015", "2016"]
    look.view("Picture")
    assert look.page.locator("svg.chart").count() == 2
    assert "Committee minutes" in look.page.locator("svg.chart").first.text_content()
    assert look.page.get_by_role("button", name="Picture").get_attribute("aria-pressed") == "true"
    assert look.page.get_by_role("button", name="List").get_attribute("aria-pressed") == "false"


def test_a_record_opens_on_its_heading_and_back_leads_to_the_button_that_opened_it(look: Look) -> None:
    look.box.fill("larkfield")
    look.told("1 of 45 records")
    look.open("Larkfield")
    assert look.focused("id") == "record-title"
    assert not look.box.is_visible()
    assert "Ada Penn" in look.page.locator(".in-words").inner_text()
    look.back()
    assert look.focused("className") == "opens"
    assert look.box.input_value() == "larkfield"
    look.told("1 of 45 records")


def test_a_dated_statement_opens_the_record_at_its_words_and_leads_back(look: Look) -> None:
    look.page.get_by_label("Kind").select_option("minutes")
    look.told("1 of 45 records")
    look.view("Timeline")
    look.page.get_by_role("button", name="It met again on 3 May 2015.").click()
    look.page.locator("mark[data-place]").wait_for()
    assert look.focused("innerText") == "It met again on 3 May 2015."
    assert look.page.locator("#cited").count() == 0
    look.back()
    assert look.focused("className") == "statement"


def test_the_picture_of_the_timeline_is_saved_as_a_file(look: Look) -> None:
    look.page.get_by_label("Kind").select_option("minutes")
    look.told("1 of 45 records")
    look.view("Timeline")
    picture = look.page.locator("#timeline-picture")
    assert "1. June 2010" in picture.locator("svg").text_content()
    for name, lead in (("SVG", b"<?xml"), ("PNG", b"\x89PNG")):
        with look.page.expect_download() as saved:
            picture.get_by_role("button", name=f"Download {name}").press("Enter")
        assert saved.value.suggested_filename == f"timeline.{name.lower()}"
        assert Path(saved.value.path()).read_bytes().startswith(lead)
        picture.get_by_text(f"The picture as {name} is ready.").wait_for()


def test_what_was_left_out_of_the_search_can_be_seen(look: Look) -> None:
    look.box.fill("larkfield")
    look.told("1 of 45 records")
    look.open("Larkfield")
    look.page.locator("summary", has_text="1 stretch of the text").click()
    show = look.page.get_by_role("button", name="Show these words in the text")
    show.click()
    look.page.locator("details.left-out mark").first.wait_for()
    assert look.page.locator("details.left-out").get_attribute("open") is not None
    assert "larkfield-2014" in look.page.locator("details.left-out").inner_text()


def test_reference_and_link_are_copied_and_the_link_opens_the_record(
    look: Look, browser: Any, address: str
) -> None:
    look.box.fill("larkfield")
    look.told("1 of 45 records")
    look.open("Larkfield")
    look.page.get_by_role("button", name="Copy reference").click()
    look.page.get_by_text("Copied", exact=True).wait_for()
    assert look.clipboard().startswith("Ask the Reviews (no date) Ask the Reviews digest of: Larkfield")
    look.page.get_by_role("button", name="Copy link").click()
    look.page.get_by_text("Link copied").wait_for()
    copied = look.clipboard()
    assert copied.endswith("/?doc=larkfield-2014")
    other = Look(browser, copied)
    other.page.locator("#record-title", has_text="Larkfield").wait_for()
    other.back()
    assert other.focused("id") == "records-title"
    other.context.close()


def test_a_link_to_words_opens_them(browser: Any, address: str) -> None:
    look = Look(browser, address, link(cite(DIGEST, LEADER), DIGEST, "gen-1"))
    look.page.locator("mark[data-place]", has_text=LEADER).wait_for()
    assert look.focused("innerText") == LEADER
    look.context.close()


def test_an_error_is_reported_after_what_is_kept_was_told(look: Look, kept: Path) -> None:
    look.open("Larkfield")
    look.page.locator("header").get_by_role("button", name="Report an error in this digest").click()
    assert look.focused("name") == "comment"
    assert "at most 30 days" in look.page.locator(".report").inner_text()
    look.page.keyboard.type("Ring 020 7946 0958: the date is wrong.")
    look.page.get_by_role("button", name="Send").click()
    look.page.locator(".outcome", has_text="phone number").wait_for()
    assert look.focused("className") == "outcome"
    assert not kept.exists()
    look.page.locator(".report textarea").fill("The date is wrong.")
    look.page.get_by_role("button", name="Send").click()
    look.page.locator(".outcome", has_text="Thank you").wait_for()
    (line,) = kept.read_text("utf-8").splitlines()
    assert json.loads(line)["comment"] == "The date is wrong."


def test_further_records_are_shown_on_request_with_focus_on_the_first_of_them(look: Look) -> None:
    assert look.page.locator(".hits > li").count() == 40
    look.page.get_by_role("button", name="Show 5 more").click()
    look.page.locator(".hits > li").nth(44).wait_for()
    assert look.focused("className") == "opens"
    assert look.focused("innerText") == look.page.locator(".opens").nth(40).inner_text()


def test_hostile_and_tricky_records_stay_text(look: Look) -> None:
    assert "Minutes of ${1 + 1} and {{this}}" in look.page.locator(".hits").inner_text()
    look.open("Minutes of")
    assert "about ${window.pwned = 1} and {{value}}." in look.page.locator(".in-words").inner_text()
    look.back()
    look.box.fill("brookvale")
    look.told("43 of 45 records")
    look.open("Brookvale")
    assert "<script>window.pwned = 1</script>" in look.page.locator(".in-words").inner_text()
    assert look.page.evaluate("window.pwned") is None
    assert look.page.locator("#records img").count() == 0


def test_nothing_outside_is_asked_for_and_nothing_is_kept_in_the_browser(look: Look, address: str) -> None:
    look.view("Picture")
    look.view("List")
    look.open("Larkfield")
    assert [one for one in look.asked_for if not one.startswith((address, "data:", "blob:"))] == []
    assert look.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", [375, 640])
def test_no_view_scrolls_sideways_on_a_phone_or_at_double_size(
    browser: Any, address: str, width: int
) -> None:
    look = Look(browser, address, width=width)
    for name in ("Timeline", "Picture", "List"):
        look.view(name)
        assert look.sideways() == width
    look.open("Larkfield")
    look.page.locator("summary", has_text="1 stretch of the text").click()
    assert look.sideways() == width
    look.context.close()


def test_axe_finds_nothing_on_any_view(look: Look) -> None:
    looked = {"list": wrong_light_and_dark(look.page, "#records")}
    for name in ("Timeline", "Picture"):
        look.view(name)
        look.page.evaluate(
            "document.querySelectorAll('#records details').forEach((one) => (one.open = true))"
        )
        looked[name] = wrong_light_and_dark(look.page, "#records")
    look.view("List")
    look.box.fill("larkfield")
    look.told("1 of 45 records")
    look.open("Larkfield")
    look.page.evaluate("document.querySelectorAll('#records details').forEach((one) => (one.open = true))")
    looked["record"] = wrong_light_and_dark(look.page, "#records")
    assert looked == {name: [] for name in looked}

"""A trainer's journey in a real Chromium: a briefing made, edited, taken as a Word file, kept and opened again."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import pytest
from lxml import etree

from rag.briefing.brief import Part
from rag.briefing.keeping import names
from rag.permalinks import How, find
from rag.pipeline import Pipeline
from rag.store import Records
from tests.unit.rag.briefing.sample import ANSWERED, RECORDS, UNANSWERED, pipeline
from tests.visits import wrong_light_and_dark
from tests.web_fakes import FakeReviews
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.reviews import Library
from web.serve import launch

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser

DOCUMENTS = {one.id: one for one in RECORDS}
TODAY = date(2035, 2, 3)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Reviews(FakeReviews):
    """The records of the sample, with their pipeline made once."""

    def library(self) -> Library:
        return replace(super().library(), generation=self.pipeline().info.generation)

    def records(self) -> Records:
        return self.pipeline().records

    def pipeline(self) -> Pipeline:
        return pipeline(*RECORDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where briefings are kept."""
    return tmp_path_factory.mktemp("kept") / "briefings"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    options = Options(
        Feedback(folder.parent / "feedback.jsonl", days=0),
        RateLimiter(most=1000),
        f"http://127.0.0.1:{port}/",
        today=lambda: TODAY,
        briefings=folder,
    )
    served = launch(Reviews(DOCUMENTS), "127.0.0.1", port, options)
    yield served.local_url
    served.close(verbose=False)


class Desk:
    """Somebody who writes a briefing."""

    def __init__(self, browser: Any, address: str, width: int = 1280) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", color_scheme="light"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.asked_for: list[str] = []
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.goto(address)
        self.arrived()

    def arrived(self) -> None:
        self.page.get_by_role("tab", name="Briefing").click()
        self.page.locator("#briefing-form form").wait_for()

    def make(self, topic: str = "night help") -> None:
        self.page.get_by_label("Topic").fill(topic)
        self.page.get_by_role("button", name="Make the briefing").click()
        self.page.locator("#briefing-heading").wait_for()

    def part(self, part: Part) -> Any:
        return self.page.locator(f'.part[data-part="{part.value}"]')

    def lines(self, part: Part) -> Any:
        return self.part(part).locator("li[data-key]")

    def words(self, part: Part) -> list[str]:
        """The words of each line of a part, without the numbers behind them."""
        return [
            " ".join(one.split()).rstrip("0123456789 ")
            for one in self.lines(part).locator(".words > p").all_inner_texts()
        ]

    def told(self, words: str) -> None:
        self.page.locator("#briefing .tools .said", has_text=words).wait_for()

    def taken(self, name: str) -> tuple[str, bytes]:
        with self.page.expect_download() as begun:
            self.page.get_by_role("group", name="Take the briefing away").get_by_role(
                "button", name=name
            ).click()
        return begun.value.suggested_filename, Path(begun.value.path()).read_bytes()

    def sideways(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def focused(self, script: str) -> Any:
        return self.page.evaluate(f"document.activeElement.{script}")


@pytest.fixture
def desk(browser: Any, address: str) -> Iterator[Desk]:
    opened = Desk(browser, address)
    yield opened
    opened.context.close()


class Read:
    """A Word file, read back."""

    def __init__(self, made: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(made)) as file:
            parts = {
                name: etree.fromstring(file.read(f"word/{name}"))
                for name in ("document.xml", "footnotes.xml", "_rels/footnotes.xml.rels")
            }
        targets = {one.get("Id"): one.get("Target", "") for one in parts["_rels/footnotes.xml.rels"]}
        self.links = {
            note.get(f"{W}id"): targets[link.get(f"{R}id")]
            for note in parts["footnotes.xml"]
            for link in note.iter(f"{W}hyperlink")
        }
        self.asked = [one.get(f"{W}id") for one in parts["document.xml"].iter(f"{W}footnoteReference")]
        self.text = "".join(one.text or "" for one in parts["document.xml"].iter(f"{W}t"))
        self.under: dict[str, list[str]] = {}
        heading = ""
        for one in docx.Document(io.BytesIO(made)).paragraphs:
            if one.style is not None and one.style.name == "Heading 1":
                heading = one.text
            elif one.style is not None and one.style.name == "List Bullet":
                self.under.setdefault(heading, []).append(one.text.strip("“”"))


def test_a_briefing_is_made_edited_taken_as_a_word_file_kept_and_opened_again(
    desk: Desk, folder: Path
) -> None:
    desk.make()
    page, summary = desk.page, desk.lines(Part.SUMMARY)
    assert desk.focused("id") == "briefing-heading"

    # A line's words are opened, in a window of their own.
    cite = summary.nth(0).locator("a.cite")
    with desk.context.expect_page() as opened:
        cite.click()
    mark = opened.value.locator("mark[data-place]")
    mark.wait_for()
    assert mark.inner_text() == desk.words(Part.SUMMARY)[0].strip("“”")
    opened.value.close()

    # One line is left out, one moved, one remarked on, and the whole signed.
    first, second, third, *others = desk.words(Part.SUMMARY)
    summary.nth(0).locator("label.tick").click()
    desk.told("lines kept")
    assert not summary.nth(0).get_by_role("checkbox").is_checked()
    summary.nth(2).locator("[data-move='-1']").click()
    desk.told("Moved up")
    assert desk.words(Part.SUMMARY) == [first, third, second, *others]
    summary.nth(1).locator("[data-remark]").click()
    assert desk.focused("tagName") == "TEXTAREA"
    page.keyboard.type("Ask the board <about> this.")
    page.locator(".sign").get_by_label("By").fill("Ada Reed")
    page.locator(".sign").get_by_label("On").fill("3 February 2035")

    # What is taken away holds just that, and each of its notes leads to its words.
    name, made = desk.taken("Word")
    assert name == "briefing-night-help-2035-02-03.docx"
    read = Read(made)
    told = read.under[Part.SUMMARY]
    assert told == [one.strip("“”") for one in (third, second, *others)]
    assert "Ask the board <about> this." in read.text
    assert "Ada Reed" in read.text
    assert "3 February 2035" in read.text
    assert len(read.asked) == len(set(read.asked)) == len(read.links) > 20
    for link in read.links.values():
        place = find(urlsplit(link).query, DOCUMENTS)
        assert place.how is How.EXACT
        assert place.span is not None
        assert place.document_id is not None
        assert place.span.of(DOCUMENTS[place.document_id].text) in read.text

    # It is kept, and stands there as it was when the page is opened anew.
    page.get_by_role("button", name="Keep for later").click()
    desk.told("Kept as")
    assert names(folder) == ["night-help-2035-02-03"]
    page.reload()
    desk.arrived()
    page.locator("summary", has_text="Kept briefings (1)").click()
    page.get_by_role("button", name="night-help-2035-02-03").click()
    page.locator("#briefing-heading").wait_for()
    assert "still stand" in page.locator("#briefing-body").inner_text()
    assert desk.words(Part.SUMMARY) == [first, third, second, *others]
    assert not summary.nth(0).get_by_role("checkbox").is_checked()
    assert summary.nth(1).locator("textarea").input_value() == "Ask the board <about> this."
    assert page.locator(".sign").get_by_label("By").input_value() == "Ada Reed"
    assert Read(desk.taken("Word")[1]).under[Part.SUMMARY] == told


def test_lines_and_groups_are_moved_by_keyboard_and_keep_the_focus(desk: Desk) -> None:
    desk.make()
    before = desk.words(Part.SUMMARY)
    desk.lines(Part.SUMMARY).nth(0).locator("[data-move='1']").focus()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    assert desk.words(Part.SUMMARY) == [before[1], before[2], before[0], *before[3:]]
    assert desk.focused("dataset.move") == "1"
    groups = desk.part(Part.RECORDS).locator("h4")
    one, two, three = groups.all_inner_texts()
    desk.part(Part.RECORDS).locator(".group-head [data-move='-1']").nth(2).focus()
    desk.page.keyboard.press("Enter")
    assert groups.all_inner_texts() == [one, three, two]
    taken = Read(desk.taken("Word")[1]).text
    assert taken.index(one) < taken.index(three)


def test_the_ends_of_a_list_move_nothing_and_say_so(desk: Desk) -> None:
    desk.make()
    before = desk.words(Part.SUMMARY)
    desk.lines(Part.SUMMARY).nth(0).locator("[data-move='-1']").click()
    desk.told("Already first")
    desk.lines(Part.SUMMARY).last.locator("[data-move='1']").click()
    desk.told("Already last")
    said = desk.page.locator("#briefing .tools .said")
    once = said.text_content()
    desk.lines(Part.SUMMARY).last.locator("[data-move='1']").click()
    # What does not change is not read out a second time.
    assert said.text_content() != once
    desk.told("Already last")
    assert desk.words(Part.SUMMARY) == before
    desk.part(Part.RECORDS).locator(".group-head [data-move='-1']").nth(0).click()
    desk.told("Already first")


@pytest.mark.parametrize(("name", "begins"), [("PDF", b"%PDF-"), ("Markdown", b"# Night help")])
def test_it_is_taken_in_other_formats_too(desk: Desk, name: str, begins: bytes) -> None:
    desk.make()
    assert desk.taken(name)[1].startswith(begins)
    desk.told("is ready")


def test_questions_are_answered_and_refused_ones_stand_under_what_is_silent(desk: Desk) -> None:
    desk.page.get_by_text("Questions, in place of a topic").click()
    desk.page.get_by_label("One question a line").fill(f"{ANSWERED}\n{UNANSWERED}")
    desk.page.get_by_role("button", name="Make the briefing").click()
    desk.page.locator("#briefing-heading").wait_for()
    assert desk.part(Part.SUMMARY).locator("h4").all_inner_texts() == [ANSWERED]
    assert UNANSWERED in desk.part(Part.SILENT).locator("h4").all_inner_texts()


def test_filters_narrow_and_what_cannot_be_made_is_a_line(desk: Desk) -> None:
    desk.page.get_by_text("Filters and length").click()
    desk.page.locator("#briefing-form").get_by_label("Nation").select_option("Wales")
    desk.make()
    assert desk.part(Part.RECORDS).locator("h4").all_inner_texts() == ["Dunmere committee, minutes"]
    desk.page.get_by_label("Topic").fill("?!")
    desk.page.get_by_role("button", name="Make the briefing").click()
    desk.page.locator("#briefing-body [role=alert]", has_text="no words").wait_for()
    assert desk.page.locator(".briefing").count() == 0
    desk.page.get_by_label("Topic").fill("Call 020 7946 0958")
    desk.page.get_by_role("button", name="Make the briefing").click()
    desk.page.locator("#briefing-body [role=alert]", has_text="phone number").wait_for()


def test_nothing_outside_is_asked_for_and_nothing_is_kept_in_the_browser(desk: Desk, address: str) -> None:
    desk.make()
    desk.taken("Word")
    assert [one for one in desk.asked_for if not one.startswith((address, "data:", "blob:"))] == []
    assert desk.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", [375, 640])
def test_nothing_scrolls_sideways_on_a_phone_or_at_double_size(
    browser: Any, address: str, width: int
) -> None:
    desk = Desk(browser, address, width=width)
    desk.page.get_by_text("Filters and length").click()
    assert desk.sideways() == width
    desk.make()
    desk.lines(Part.SUMMARY).nth(0).locator("[data-remark]").click()
    assert desk.sideways() == width
    desk.context.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_wrong(browser: Any, address: str, width: int) -> None:
    desk = Desk(browser, address, width)
    assert wrong_light_and_dark(desk.page) == []
    desk.make()
    desk.lines(Part.SUMMARY).nth(0).locator("[data-remark]").click()
    desk.page.evaluate("document.querySelectorAll('#briefing details').forEach((one) => (one.open = true))")
    assert wrong_light_and_dark(desk.page) == []
    desk.context.close()

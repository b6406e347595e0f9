"""Studying in a real Chromium: choosing records, working through a pack, taking it away, and the words explained."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.domain import ContentDate
from rag.errors import IndexMissing
from tests.records import record
from tests.unit.rag.study.invented import ALL
from tests.unit.rag.study.test_putting_in_order import EVENTS
from tests.visits import wrong_light_and_dark
from tests.web_fakes import FakeReviews
from web.door.guard import SecurityHeaders
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser

EVENTFUL = record("events", "Events of ${1 + 1} towns", "\n\n".join(EVENTS), published=ContentDate(2030))
RECORDS = {one.id: one for one in (*ALL, EVENTFUL)}


@pytest.fixture(scope="module")
def reviews() -> FakeReviews:
    return FakeReviews(RECORDS)


@pytest.fixture(scope="module")
def address(reviews: FakeReviews, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The panel on a page of its own, with the styles and headers of the whole page."""
    import gradio as gr
    from starlette.middleware import Middleware

    from web.panels.study import StudyPanel

    kept = tmp_path_factory.mktemp("study") / "feedback.jsonl"
    options = Options(Feedback(kept, days=0), RateLimiter(most=1000), today=lambda: date(2034, 5, 1))
    panel = StudyPanel(reviews, options)
    with gr.Blocks(title="Study", analytics_enabled=False) as page:
        gr.HTML("<h1>Study of a test</h1>", apply_default_css=False)
        parts = panel.build()
        page.load(panel.arrived, None, parts.outputs, show_progress="hidden")
    look = Path(__file__).parents[2] / "web" / "look"
    page.launch(
        server_name="127.0.0.1",
        prevent_thread_lock=True,
        quiet=True,
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        css_paths=[look / "style.css", look / "conversation.css", look / "records.css", look / "study.css"],
        app_kwargs={"middleware": [Middleware(SecurityHeaders)]},
    )
    yield page.local_url
    page.close(verbose=False)


class Student:
    """A person who studies."""

    def __init__(self, browser: Any, address: str, width: int = 1280) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", color_scheme="light"
        )
        self.page = self.context.new_page()
        self.asked_for: list[str] = []
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.goto(address)
        self.page.locator("#study-title").wait_for()
        # The page asks once more when it has opened.
        self.page.wait_for_load_state("networkidle")
        self.find = self.page.get_by_label("Find by words of the title")

    def choose_all(self) -> None:
        self.page.get_by_role("button", name="Choose all in the list").click()

    def make(self, kind: str | None = None) -> None:
        if kind is not None:
            for box in self.page.locator('input[name="kinds"]').all():
                box.set_checked(box.get_attribute("value") == kind)
        self.page.get_by_role("button", name="Make the pack").click()
        self.page.locator("#deck-title, #study-deck .nothing").first.wait_for()

    def first(self, kind: str) -> Any:
        return self.page.locator(f'.study-item[data-kind="{kind}"]').first

    def told(self, words: str) -> None:
        self.page.locator(".chosen").filter(has_text=words).wait_for()

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML"))


@pytest.fixture
def student(browser: Any, address: str) -> Iterator[Student]:
    opened = Student(browser, address)
    yield opened
    opened.context.close()


def test_records_are_found_by_their_titles_and_chosen_by_keyboard(student: Student) -> None:
    student.find.fill("oak homes")
    shown = student.page.locator(".choosing label:not([hidden])")
    assert shown.all_inner_texts()[0].startswith("Oak review of residential homes")
    assert shown.count() == 1
    shown.locator("input").focus()
    student.page.keyboard.press("Space")
    student.told("1 record chosen")
    student.find.fill("wombat")
    student.page.get_by_text("No title has these words.").wait_for()
    student.find.fill("")
    student.choose_all()
    student.told("5 records chosen")
    student.page.get_by_role("button", name="Choose none").click()
    student.told("No record chosen")


def test_without_a_record_the_page_says_what_to_do(student: Student) -> None:
    student.make()
    assert student.page.locator("#study-deck").inner_text() == "Please choose at least one record first."
    assert "nothing" in student.focused()


def test_a_choice_is_told_right_or_wrong_in_words(student: Student) -> None:
    student.choose_all()
    student.make("cloze")
    assert 'id="deck-title"' in student.focused()
    item = student.first("cloze")
    right = int(item.get_attribute("data-right").strip("[]"))
    item.locator(".choice").nth((right + 1) % 2).click()
    assert item.locator(".verdict").inner_text() == "Not right. Try again, or show the answer."
    assert item.locator(".study-key").is_hidden()
    item.locator(".choice").nth(right).press("Enter")
    assert item.locator(".verdict").inner_text() == "Right."
    assert item.locator(".choice").nth(right).get_attribute("aria-pressed") == "true"
    assert item.locator(".study-key mark").inner_text() == item.locator(".choice").nth(right).inner_text()


def test_a_card_is_turned_and_its_key_opens_the_cited_words(student: Student) -> None:
    student.choose_all()
    student.make("cards")
    item = student.first("cards")
    assert item.locator(".study-key").is_hidden()
    button = item.get_by_role("button", name="Show the answer")
    button.press("Enter")
    assert item.locator(".study-key").is_visible()
    assert item.get_by_role("button", name="Hide the answer").get_attribute("aria-expanded") == "true"
    link = item.get_by_role("link").first
    assert link.get_attribute("href").startswith("?doc=")
    assert link.get_attribute("target") == "_blank"


def test_events_are_put_in_order_by_buttons_and_checked(student: Student) -> None:
    student.find.fill("events")
    student.choose_all()
    student.make("order")
    item = student.first("order")
    right = [int(place) for place in item.get_attribute("data-right").strip("[]").split(",")]
    item.locator("[data-check]").click()
    assert item.locator(".verdict").inner_text().startswith("Not yet: ")
    item.locator('[data-move="-1"]').first.click()
    assert item.locator(".verdict").inner_text() == "It stands first already."
    for at, place in enumerate(right):
        row = item.locator(f'.ordering > li[data-place="{place}"]')
        while row.evaluate("row => [...row.parentElement.children].indexOf(row)") > at:
            row.locator('[data-move="-1"]').press("Enter")
            assert f'aria-label="Move up: {row.locator("span").first.inner_text()[:20]}' in student.focused()
    item.locator("[data-check]").click()
    assert item.locator(".verdict").inner_text() == "Right: the order is as the records date them."
    assert item.locator(".study-key").is_visible()


def test_a_pack_is_taken_away_as_csv_and_for_anki(student: Student) -> None:
    student.choose_all()
    student.make()
    files = {}
    for name in ("CSV", "Anki"):
        with student.page.expect_download() as found:
            student.page.get_by_role("button", name=name, exact=True).click()
        files[found.value.suggested_filename] = Path(found.value.path()).read_bytes()
        student.page.locator(".takes .said").filter(has_text=f"{name} is ready.").wait_for()
    rows = list(csv.DictReader(io.StringIO(files["study-pack-2034-05-01.csv"].decode("utf-8-sig"))))
    assert len(rows) == student.page.locator(".study-item").count()
    with zipfile.ZipFile(io.BytesIO(files["study-pack-2034-05-01.apkg"])) as package:
        assert "collection.anki2" in package.namelist()


def test_the_same_file_can_be_asked_for_twice(student: Student) -> None:
    student.choose_all()
    student.make()
    for _ in range(2):
        with student.page.expect_download() as found:
            student.page.get_by_role("button", name="CSV", exact=True).click()
        assert found.value.suggested_filename == "study-pack-2034-05-01.csv"


def test_why_there_is_no_file_is_told_once_at_the_buttons(
    student: Student, reviews: FakeReviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    student.choose_all()
    student.make()
    items = student.page.locator(".study-item").count()
    monkeypatch.setattr(reviews, "error", IndexMissing("no index"))
    student.page.get_by_role("button", name="CSV", exact=True).click()
    student.page.locator(".takes .said").filter(has_text="The records cannot be read just now.").wait_for()
    told = student.page.get_by_text("The records cannot be read just now.").all()
    boxes = [one.bounding_box() for one in told]
    assert len([box for box in boxes if box and box["width"] > 1]) == 1  # what is unseen is one pixel wide
    assert student.page.locator(".study-item").count() == items


def test_the_print_view_opens_as_a_page_of_its_own_and_is_printed(student: Student) -> None:
    student.context.add_init_script("window.print = () => { window.printed = true; };")
    student.choose_all()
    student.make()
    with student.context.expect_page() as opened:
        student.page.get_by_role("button", name="Print view").click()
    opened.value.wait_for_load_state()
    assert opened.value.locator("h2").all_inner_texts() == ["Questions", "Key"]
    opened.value.wait_for_function("window.printed")


def test_the_words_of_the_sector_are_explained_with_the_sentences_that_use_them(student: Student) -> None:
    student.page.get_by_text("Explain the words").click()
    student.page.get_by_role("button", name="that use foster carer").click()
    student.page.locator('[data-term="foster carer"] .said-with').wait_for()
    assert "Hide 2 sentences" in student.focused()
    assert student.page.locator(".said-with b").all_inner_texts() == ["fostering", "foster carers"]
    student.page.get_by_role("button", name="that use foster carer").click()
    student.page.locator(".said-with").wait_for(state="detached")
    assert student.page.locator(".glossary").get_attribute("open") is not None


def test_nothing_is_asked_of_any_other_machine(student: Student, address: str) -> None:
    student.choose_all()
    student.make()
    assert {url for url in student.asked_for if not url.startswith((address, "blob:", "data:"))} == set()


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_wrong_and_a_phone_need_not_scroll_sideways(
    browser: Any, address: str, width: int
) -> None:
    student = Student(browser, address, width)
    student.choose_all()
    student.make()
    for kind in ("cards", "cloze", "who", "order"):
        item = student.first(kind)
        item.locator("[data-show]").click()
        if kind != "cards":
            item.locator("button").first.click()
    student.page.get_by_text("Explain the words").click()
    assert wrong_light_and_dark(student.page) == []
    assert student.page.evaluate("document.documentElement.scrollWidth") <= width
    student.context.close()

"""Answers in a scripted model's words in a real Chromium: checked, set side by side, stopped, and harmless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.scripted import slow
from tests.visits import Visit, wrong_light_and_dark
from tests.web_calls import free_port
from tests.web_fakes import PLANNED
from tests.web_models import BORNE_OUT, LEFT_OUT, MIXED, OTHER_MONTH, WHEN, WordedReviews
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.serve import launch

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reviews() -> WordedReviews:
    return WordedReviews()


@pytest.fixture(scope="module")
def url(reviews: WordedReviews, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    kept = Feedback(tmp_path_factory.mktemp("worded") / "feedback.jsonl", days=30)
    served = launch(reviews, "127.0.0.1", free_port(), Options(kept, RateLimiter(most=1000)))
    yield served.local_url
    served.close(verbose=False)


def choose(visit: Visit, words: str) -> None:
    visit.page.get_by_label("Answers").select_option(label=words)


@pytest.mark.parametrize("width", [1280, 375])
def test_both_answers_and_what_was_left_out_are_shown_and_nothing_of_a_model_acts(
    browser: playwright.Browser, url: str, width: int
) -> None:
    visit = Visit(browser, url, width)
    choose(visit, "Side by side")
    visit.ask(WHEN)
    its, plainly = visit.page.locator(".worded-pair section").all()
    assert BORNE_OUT in its.inner_text()
    assert PLANNED in plainly.inner_text()
    left, right = its.bounding_box(), plainly.bounding_box()
    assert left is not None
    assert right is not None
    beside = right["x"] >= left["x"] + left["width"] and right["y"] == left["y"]
    assert beside if width > 900 else right["y"] >= left["y"] + left["height"]
    its.get_by_text("What it rests on").click()
    assert PLANNED in its.inner_text()
    struck = visit.page.locator(".struck s")
    assert not struck.first.is_visible()
    visit.page.get_by_text("Show the 3 sentences left out").click()
    assert tuple(struck.all_inner_texts()) == LEFT_OUT
    assert struck.first.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    assert wrong_light_and_dark(visit.page) == []
    assert visit.sideways() == width
    assert visit.page.locator("#conversation :is(img, a, iframe, script)").count() == 0
    assert visit.page.evaluate("window.pwned") is None
    assert [one for one in visit.asked_for if not one.startswith((url, "data:", "blob:"))] == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    visit.context.close()


def test_what_was_left_out_is_neither_copied_nor_printed_nor_taken_away(visit: Visit) -> None:
    visit.ask(WHEN)
    visit.page.get_by_text("Show the 3 sentences left out").click()
    visit.page.evaluate("getSelection().selectAllChildren(document.querySelector('#conversation'))")
    assert BORNE_OUT in visit.page.evaluate("getSelection().toString()")
    assert OTHER_MONTH not in visit.page.evaluate("getSelection().toString()")
    assert OTHER_MONTH not in (visit.page.locator("#news").text_content() or "")
    visit.page.get_by_role("button", name="Copy as points").click()
    visit.page.get_by_text("Copied as Markdown").wait_for()
    assert f"{BORNE_OUT} [1] (Rests on: {PLANNED})" in visit.clipboard()
    assert "July" not in visit.clipboard()
    visit.page.get_by_text("Take away").click()
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="Markdown", exact=True).click()
    assert "July" not in Path(saved.value.path()).read_text("utf-8")
    visit.page.emulate_media(media="print")
    assert not visit.page.locator(".struck").is_visible()
    assert visit.page.locator(".worded").is_visible()
    assert visit.page.locator(".rests").get_by_text(PLANNED).is_visible()


def test_a_model_that_is_slow_can_be_stopped_and_the_page_is_used_meanwhile(
    visit: Visit, reviews: WordedReviews
) -> None:
    reviews.model_gate.clear()
    try:
        visit.box.fill(WHEN)
        visit.box.press("Enter")
        visit.page.locator(".waiting", has_text="The language model is wording the answer").wait_for()
        assert visit.page.locator(".claim, .claims").count() == 0
        visit.page.get_by_role("tab", name="Records").click()
        visit.page.locator("#records-view [data-send=open]").first.wait_for()
        visit.page.get_by_role("tab", name="Ask").click()
        visit.page.get_by_role("button", name="Stop").click()
        visit.page.get_by_text("You stopped this answer").wait_for()
        choose(visit, "Without")
        visit.ask(WHEN)
        assert PLANNED in visit.page.locator(".turn").nth(1).inner_text()
    finally:
        reviews.model_gate.set()


def test_a_model_that_fails_leaves_one_line_under_the_answer(visit: Visit, reviews: WordedReviews) -> None:
    reviews.mode = slow
    try:
        visit.ask(WHEN)
    finally:
        reviews.mode = MIXED
    assert PLANNED in visit.page.locator(".claim").inner_text()
    assert "Put together without the language model" in visit.page.locator(".notices").inner_text()
    assert visit.page.locator(".worded, .struck").count() == 0


def test_the_choice_is_made_by_keyboard_and_holds_for_the_next_questions(
    visit: Visit, reviews: WordedReviews
) -> None:
    chosen = visit.page.get_by_label("Answers")
    chosen.focus()
    visit.page.keyboard.press("ArrowDown")
    assert "<select" in visit.focused()
    assert chosen.input_value() == "without"
    for _ in range(2):
        visit.ask(WHEN)
        assert reviews.asked[-1].model is False
    assert visit.page.locator(".worded").count() == 0

"""The chat in a real Chromium, over invented records: what a student does, and what a hostile record cannot do."""

from __future__ import annotations

import pytest

from tests.visits import Visit
from tests.web_fakes import MEASURES, NO_FIGURES, PLANNED, FakeReviews

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_its_value_marked_and_the_box_emptied(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    assert visit.page.locator(".turn .value").inner_text() == "June 2014"
    assert visit.box.input_value() == ""
    assert visit.page.locator(".welcome").count() == 0


def test_an_example_asks_itself(visit: Visit) -> None:
    example = visit.page.locator(".welcome .ask").nth(0)
    asked = example.inner_text()
    example.click()
    visit.page.locator(".turn .value").wait_for()
    assert visit.page.locator(".question").inner_text() == asked


def test_a_citation_opened_by_keyboard_shows_its_words_marked_and_closes_back_to_itself(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    button = visit.page.locator(".claim .cite")
    button.focus()
    button.press("Enter")
    mark = visit.page.locator("#cited")
    mark.wait_for()
    assert "".join(visit.page.locator(".record mark").all_inner_texts()) == PLANNED
    assert visit.focused().startswith('<mark id="cited"')
    assert "Ada Penn" in visit.page.locator(".record").inner_text()
    shown = mark.bounding_box()
    frame = visit.page.locator(".record").bounding_box()
    assert shown is not None
    assert frame is not None
    assert frame["y"] <= shown["y"] <= frame["y"] + frame["height"]
    assert button.get_attribute("aria-current") == "true"
    visit.page.keyboard.press("Escape")
    visit.page.locator(".source").wait_for(state="detached")
    assert 'data-cite="1"' in visit.focused()


def test_another_citation_opens_in_the_same_place_and_a_second_click_returns_to_the_mark(
    visit: Visit,
) -> None:
    visit.ask("Which measures?")
    buttons = visit.page.locator(".claims .cite")
    buttons.nth(0).click()
    visit.page.locator(".record mark", has_text=MEASURES[0]).wait_for()
    buttons.nth(1).click()
    visit.page.locator(".record mark", has_text=MEASURES[1]).wait_for()
    assert visit.page.locator(".record mark").count() == 1
    visit.box.focus()
    buttons.nth(1).click()
    visit.page.wait_for_function("document.activeElement.id === 'cited'")


def test_a_refusal_does_not_look_like_an_answer_and_gives_the_nearest_words(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    visit.ask("How many carers?")
    colour = "e => getComputedStyle(e).backgroundColor"
    answered, refused = visit.page.locator(".reply").nth(0), visit.page.locator(".reply").nth(1)
    assert answered.evaluate(colour) != refused.evaluate(colour)
    assert NO_FIGURES in refused.inner_text()
    refused.locator(".nearest .cite").click()
    visit.page.locator(".record mark", has_text=NO_FIGURES).wait_for()


def test_an_answer_is_copied_as_cited_points(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.get_by_role("button", name="Copy as points").click()
    visit.page.get_by_text("Copied as Markdown").wait_for()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert f"- {MEASURES[0]} [1]\n- {MEASURES[1]} [2]\n" in copied
    assert "References:" in copied


def test_a_hostile_record_stays_text(visit: Visit) -> None:
    visit.ask("Which measures? <img src=x onerror='window.pwned=1'>")
    visit.page.locator(".claims .cite").nth(2).click()
    visit.page.locator("#cited").wait_for()
    assert visit.page.evaluate("window.pwned") is None
    assert visit.page.locator("#desk img").count() == 0
    assert "<script>window.pwned = 1</script>" in visit.page.locator(".record").inner_text()


def test_no_other_host_is_asked_and_nothing_is_kept_in_the_browser(visit: Visit, url: str) -> None:
    visit.ask("Which measures?")
    visit.page.locator(".claims .cite").nth(0).click()
    visit.page.locator("#cited").wait_for()
    outside = [one for one in visit.asked_for if not one.startswith((url, "data:", "blob:"))]
    assert outside == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visit.context.cookies() == []


def test_an_unusable_question_gets_a_line_and_stays_in_the_box(visit: Visit) -> None:
    visit.box.fill("a" * 200_000)
    visit.box.press("Enter")
    visit.page.get_by_role("alert").filter(has_text="200,000 characters").wait_for()
    assert len(visit.box.input_value()) == 200_000
    visit.ask("When was the report planned for?")
    assert visit.page.get_by_role("alert").count() == 0


def test_a_question_asked_while_the_encoder_warms_is_answered_when_it_is_ready(
    visit: Visit, reviews: FakeReviews
) -> None:
    reviews.gate.clear()
    visit.box.fill("When was the report planned for?")
    visit.box.press("Enter")
    visit.page.locator(".waiting", has_text="Getting ready").wait_for()
    assert visit.page.locator(".value").count() == 0
    reviews.gate.set()
    visit.page.locator(".value").wait_for()


def test_starting_again_forgets_the_conversation_and_closes_the_source(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.locator(".claims .cite").nth(0).click()
    visit.page.locator("#cited").wait_for()
    visit.page.get_by_role("button", name="Start again").click()
    visit.page.locator(".welcome").wait_for()
    visit.page.locator(".source").wait_for(state="detached")
    assert visit.page.locator(".turn").count() == 0


def test_a_phone_shows_everything_without_scrolling_sideways(browser: playwright.Browser, url: str) -> None:
    phone = Visit(browser, url, width=375)
    sideways = "document.documentElement.scrollWidth"
    assert phone.page.evaluate(sideways) == 375
    phone.ask("Which measures? " + "x" * 300)
    phone.page.locator(".claims .cite").nth(2).click()
    phone.page.locator("#cited").wait_for()
    assert phone.page.evaluate(sideways) == 375
    answer, source = phone.page.locator(".reply").bounding_box(), phone.page.locator(".source").bounding_box()
    assert answer is not None
    assert source is not None
    assert source["y"] > answer["y"] + answer["height"]
    phone.context.close()

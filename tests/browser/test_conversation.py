"""The conversation in a real Chromium: changed, judged, referenced and taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.visits import Visit
from tests.web_fakes import ACROSS_LINES, LEADER, MEASURES, PLANNED, FakeReviews

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser


# --- reading -------------------------------------------------------------------------------------------


def test_the_cited_words_are_shown_on_hover_and_on_focus_and_go_with_escape(visit: Visit) -> None:
    visit.ask("Which measures?")
    glimpse = visit.page.locator("#glimpse")
    visit.page.locator(".claims .cite").nth(2).hover()
    glimpse.wait_for()
    assert " ".join(ACROSS_LINES.split()) in glimpse.inner_text()
    assert visit.page.locator("#glimpse img").count() == 0
    visit.page.mouse.move(5, 5)
    glimpse.wait_for(state="hidden")
    visit.page.locator(".claims .cite").nth(1).focus()
    visit.page.keyboard.press("Shift+Tab")
    glimpse.wait_for()
    assert MEASURES[0] in glimpse.inner_text()
    assert visit.page.locator(".claims .cite").nth(0).get_attribute("aria-describedby") == "glimpse"
    visit.page.keyboard.press("Escape")
    glimpse.wait_for(state="hidden")


def test_the_keyboard_leads_from_the_question_to_a_citation_its_source_and_back(visit: Visit) -> None:
    visit.box.fill("When was the report planned for?")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".turn .value").wait_for()
    assert "textarea" in visit.focused()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    assert "Back to the newest answer" in visit.focused()
    visit.page.keyboard.press("Enter")
    assert 'class="question"' in visit.focused()
    for _ in range(10):
        visit.page.keyboard.press("Tab")
        if 'class="cite"' in visit.focused():
            break
    visit.page.keyboard.press("Enter")
    visit.page.locator("#cited").wait_for()
    visit.page.wait_for_function("document.activeElement.id === 'cited'")
    visit.page.keyboard.press("Escape")
    visit.page.locator(".source").wait_for(state="detached")
    assert 'class="cite"' in visit.focused()


def test_an_answer_is_announced_once_and_the_conversation_is_not_read_anew(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    news = visit.page.locator("#news")
    assert PLANNED in (news.text_content() or "")
    assert news.locator("[aria-live=polite]").count() == 1
    assert visit.page.locator("#conversation [aria-live], #conversation [role=log]").count() == 0
    visit.ask("How many carers?")
    assert PLANNED not in (news.text_content() or "")


# --- changing ------------------------------------------------------------------------------------------


def test_a_question_is_edited_in_the_box_and_its_answer_replaced(visit: Visit) -> None:
    visit.ask("How many carers?")
    visit.page.locator(".turn").hover()
    visit.page.get_by_role("button", name="Edit the question: How many carers?").click()
    visit.page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    assert visit.box.input_value() == "How many carers?"
    visit.box.fill("When was the report planned for?")
    visit.box.press("Enter")
    visit.page.locator(".turn .value").wait_for()
    assert visit.page.locator(".question").all_inner_texts() == ["When was the report planned for?"]
    assert visit.page.locator("[data-editing]").count() == 0


def test_an_edit_is_given_up_and_the_answer_stays(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    visit.page.get_by_role("button", name="Edit the question").click()
    visit.page.get_by_role("button", name="Keep it as it is").click()
    visit.page.locator("[data-editing]").wait_for(state="detached")
    assert visit.box.input_value() == ""
    assert visit.page.locator(".turn .value").count() == 1


def test_a_removed_question_is_gone_with_its_source(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.ask("When was the report planned for?")
    visit.page.locator(".claims .cite").nth(0).click()
    visit.page.locator("#cited").wait_for()
    visit.page.get_by_role("button", name="Remove the question: Which measures?").click()
    visit.page.locator(".turn").nth(1).wait_for(state="detached")
    visit.page.locator(".source").wait_for(state="detached")
    assert visit.page.locator(".question").all_inner_texts() == ["When was the report planned for?"]


def test_what_was_read_into_a_question_is_taken_back_and_given_back(
    visit: Visit, reviews: FakeReviews
) -> None:
    visit.ask("When was the report planned for?")
    chips = visit.page.locator(".chips li")
    assert chips.count() == 3
    chips.nth(1).get_by_role("button").click()
    visit.page.get_by_text("Asked again: not only records of Wales").wait_for()
    assert reviews.asked[-1].scope is False
    assert visit.page.locator(".turn").count() == 1
    assert "question" in visit.focused()
    visit.page.get_by_role("button", name="Read it as at first").click()
    visit.page.get_by_text("Asked again").wait_for(state="detached")
    assert reviews.asked[-1].scope is True


def test_an_answer_is_stopped_while_it_is_waited_for(visit: Visit, reviews: FakeReviews) -> None:
    visit.ask("When was the report planned for?")
    reviews.gate.clear()
    visit.box.fill("Which measures?")
    visit.box.press("Enter")
    visit.page.get_by_role("button", name="Stop").click()
    visit.page.get_by_text("You stopped this answer").wait_for()
    reviews.gate.set()
    visit.ask("Who led the inquiry?")
    assert visit.page.locator(".turn").count() == 3
    assert visit.page.get_by_text("You stopped this answer").count() == 1


def test_a_question_with_personal_data_is_not_taken(visit: Visit, reviews: FakeReviews) -> None:
    before = len(reviews.asked)
    visit.box.fill("Is the child with NHS number 943 476 5919 safe?")
    visit.box.press("Enter")
    visit.page.get_by_role("alert").filter(has_text="an NHS number").wait_for()
    assert visit.page.locator(".turn").count() == 0
    assert "943 476 5919" in visit.box.input_value()
    assert len(reviews.asked) == before


# --- referencing and taking away -----------------------------------------------------------------------


def test_cited_words_are_copied_with_their_reference_in_the_style_chosen(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.locator(".claims .cite").nth(2).click()
    visit.page.locator("#cited").wait_for()
    visit.page.get_by_role("button", name="Copy with reference").click()
    visit.page.locator(".taking .said", has_text="Copied").wait_for()
    harvard = visit.clipboard()
    assert harvard.startswith("“It met five times")
    visit.page.get_by_label("Style of the reference").select_option(label="APA")
    visit.page.get_by_role("button", name="Copy with reference").click()
    visit.page.wait_for_function("async old => await navigator.clipboard.readText() !== old", arg=harvard)
    assert "Retrieved November 23, 2026" in visit.clipboard()
    visit.page.get_by_text("Show what is copied").click()
    assert visit.page.locator(".preview").inner_text() == visit.clipboard()


def test_a_digest_is_copied_as_a_paraphrase_that_points_to_the_record(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    visit.page.locator(".claim .cite").click()
    visit.page.get_by_role("button", name="Copy with reference").click()
    visit.page.locator(".taking .said", has_text="Copied").wait_for()
    copied = visit.clipboard()
    assert not copied.startswith(("“", '"'))
    assert "Ask the Reviews" in copied
    assert "The record itself: Inquiry begins" in copied
    assert "https://example.org/larkfield?a=1&b=2" in copied


@pytest.mark.parametrize(
    ("button", "ending", "begins"), [("Word", ".docx", b"PK"), ("Markdown", ".md", b"# Ask the Reviews")]
)
def test_the_conversation_is_saved(visit: Visit, button: str, ending: str, begins: bytes) -> None:
    visit.ask("Which measures?")
    visit.page.get_by_text("Take away").click()
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name=button, exact=True).click()
    assert saved.value.suggested_filename == f"ask-the-reviews-2026-11-23{ending}"
    assert Path(saved.value.path()).read_bytes().startswith(begins)


def test_the_conversation_opens_as_a_page_to_print(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.get_by_text("Take away").click()
    with visit.context.expect_page() as opened:
        visit.page.get_by_role("button", name="Print view").click()
    assert MEASURES[0] in opened.value.locator("main").inner_text()
    assert "References" in opened.value.locator("main").inner_text()


# --- feedback ------------------------------------------------------------------------------------------


def test_feedback_is_sent_under_its_consent_and_thanked(visit: Visit, kept: Path) -> None:
    visit.ask("Who led the inquiry?")
    visit.page.get_by_text("Was this right?").click()
    assert "kept on this server for at most 30 days" in visit.page.locator(".judging").inner_text()
    visit.page.get_by_label("The words do not support it").check()
    visit.page.get_by_label("What should be different?").fill("Mail me at a@b.org")
    visit.page.get_by_role("button", name="Send").click()
    visit.page.locator(".judging .said", has_text="e-mail address").wait_for()
    assert not kept.exists()
    visit.page.get_by_label("What should be different?").fill("She is not named.")
    visit.page.get_by_role("button", name="Send").click()
    visit.page.locator(".judged", has_text="Thank you").wait_for()
    entry = json.loads(kept.read_text().splitlines()[-1])
    assert (entry["verdict"], entry["comment"]) == ("not_supported", "She is not named.")
    assert LEADER not in entry["comment"]
    visit.ask("When was the report planned for?")
    assert visit.page.locator(".judged").count() == 1


# --- the look of it ------------------------------------------------------------------------------------


def test_at_twice_the_size_nothing_is_cut_off(browser: playwright.Browser, url: str) -> None:
    # A window of 1280 pixels at 200 % shows a page of 640.
    zoomed = Visit(browser, url, width=640)
    zoomed.ask("When was the report planned for?")
    zoomed.page.locator(".claim .cite").click()
    zoomed.page.locator("#cited").wait_for()
    assert zoomed.sideways() == 640
    zoomed.context.close()


def test_on_paper_stand_the_answers_and_not_the_buttons(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".claims").is_visible()
    assert visit.page.locator(".sources").is_visible()
    for gone in ("#composer", ".actions", ".changes", "#top"):
        assert not visit.page.locator(gone).first.is_visible(), gone


def test_whoever_wants_no_motion_gets_none(visit: Visit, reviews: FakeReviews) -> None:
    reviews.gate.clear()
    visit.box.fill("When was the report planned for?")
    visit.box.press("Enter")
    waiting = visit.page.locator(".waiting")
    waiting.wait_for()
    assert waiting.evaluate("e => getComputedStyle(e, '::after').animationName") == "none"
    reviews.gate.set()
    visit.page.locator(".value").wait_for()


# --- between the panels --------------------------------------------------------------------------------


def test_a_link_to_cited_words_opens_them_in_their_record(visit: Visit, url: str) -> None:
    visit.ask("When was the report planned for?")
    visit.page.locator(".claim .cite").click()
    visit.page.get_by_role("button", name="Copy link").click()
    visit.page.locator(".taking .said", has_text="Link copied").wait_for()
    link = visit.clipboard()
    assert link.startswith(f"{url}?doc=larkfield-2014&start=")
    visit.page.goto(link)
    mark = visit.page.locator("#record-page mark")
    mark.first.wait_for()
    assert "".join(mark.all_inner_texts()) == PLANNED
    assert visit.page.get_by_role("tab", name="Records").get_attribute("aria-selected") == "true"


def test_a_link_whose_words_are_gone_says_that_the_record_changed(visit: Visit, url: str) -> None:
    visit.page.goto(f"{url}?doc=larkfield-2014&start=3&end=40&v=gen-0&q=Words%20that%20nobody%20wrote%20here")
    visit.page.get_by_text("has changed since the link was made").wait_for()
    assert visit.page.locator("#record-page mark").count() == 0


def test_one_record_is_asked_alone_until_all_are_asked_again(visit: Visit, reviews: FakeReviews) -> None:
    visit.page.get_by_role("tab", name="Records").click()
    visit.page.get_by_role("button", name="Larkfield Council's inquiry").first.click()
    visit.page.get_by_role("button", name="Ask about this record").click()
    visit.page.get_by_text("Asking only of").wait_for()
    visit.page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    visit.ask("When was the report planned for?")
    assert [one.value for one in reviews.asked[-1].filters] == [("larkfield-2014",)]
    visit.page.get_by_role("button", name="Ask all records").click()
    visit.page.get_by_text("Asking only of").wait_for(state="detached")
    visit.ask("Which measures?")
    assert reviews.asked[-1].filters == ()


def test_on_a_phone_an_answer_begins_in_view_and_the_menu_stays_within_the_page(
    browser: playwright.Browser, url: str
) -> None:
    phone = Visit(browser, url, width=375)
    phone.ask("Which measures?")
    phone.page.wait_for_function("document.querySelector('.question').getBoundingClientRect().top >= 0")
    phone.page.evaluate("scrollTo(0, 0)")
    phone.page.get_by_text("Take away").click()
    menu = phone.page.locator(".menu form").bounding_box()
    assert menu is not None
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 375
    assert not phone.page.locator(".masthead p").is_visible()
    phone.context.close()


def test_a_source_does_not_stay_open_for_an_answer_that_was_asked_again(visit: Visit) -> None:
    visit.ask("When was the report planned for?")
    visit.page.locator(".claim .cite").click()
    visit.page.locator("#cited").wait_for()
    visit.page.locator(".chips li").nth(1).get_by_role("button").click()
    visit.page.get_by_text("Asked again: not only records of Wales").wait_for()
    visit.page.locator(".source").wait_for(state="detached")


def test_what_is_typed_while_an_answer_comes_is_not_lost(visit: Visit, reviews: FakeReviews) -> None:
    reviews.gate.clear()
    visit.box.fill("When was the report planned for?")
    visit.box.press("Enter")
    visit.page.locator(".waiting").wait_for()
    visit.box.fill("And what would it")
    reviews.gate.set()
    visit.page.locator(".value").wait_for()
    visit.page.locator(".reply:not([aria-busy])").wait_for()
    assert visit.box.input_value() == "And what would it"

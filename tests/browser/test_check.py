from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import playwright
from tests.visits import Visit, wrong_light_and_dark

TEXT = (
    "Councillor Ada Penn led the Larkfield inquiry of 2014. "
    "Councillor Ada Penn led the Larkfield inquiry of 2011. "
    "Penguins breed on the ice of Antarctica during the long winter."
)


def checked(visit: Visit, text: str = TEXT) -> None:
    """The text has been pasted and its result is whole."""
    visit.page.get_by_role("tab", name="Check").click()
    visit.page.get_by_label("Your paragraph").first.fill(text)
    visit.page.get_by_role("button", name="Check", exact=True).click()
    visit.page.locator("#check .results").wait_for()


def test_a_paragraph_is_checked_and_the_result_gets_the_focus(visit: Visit) -> None:
    checked(visit)
    assert (
        "3 sentences: 1 supported, 1 contradicted, 1 not found."
        in visit.page.locator("#check .tally").inner_text()
    )
    visit.page.wait_for_function("document.activeElement.classList.contains('tally')")
    assert visit.page.locator("#checked-2 mark").all_inner_texts()[0].startswith("2011")
    assert visit.page.get_by_label("Your paragraph").first.input_value() == TEXT


def test_a_sentence_leads_to_its_row_by_keyboard(visit: Visit) -> None:
    checked(visit)
    visit.page.locator("a.sentence").nth(1).focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("document.activeElement.id === 'checked-2'")
    assert "#" not in visit.page.url


def test_the_result_is_copied_as_plain_text(visit: Visit) -> None:
    checked(visit)
    visit.page.get_by_role("button", name="Copy the result").click()
    visit.page.get_by_text("Copied", exact=True).wait_for()
    assert visit.clipboard().startswith("3 sentences: ")


def test_the_link_opens_the_words_in_a_window_of_their_own(visit: Visit) -> None:
    checked(visit)
    with visit.context.expect_page() as opened:
        visit.page.locator("#checked-1 a.cite").click()
    opened.value.locator("#record-page mark").first.wait_for()


def test_an_empty_box_gets_a_plain_line(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Check").click()
    visit.page.get_by_role("button", name="Check", exact=True).click()
    visit.page.locator("#check-view [role=alert]").wait_for()
    assert "nothing to check" in visit.page.locator("#check-view").inner_text()


@pytest.fixture
def narrow(browser: playwright.Browser, url: str) -> Iterator[Visit]:
    opened = Visit(browser, url, 375)
    yield opened
    opened.context.close()


def test_a_narrow_window_does_not_scroll_sideways_and_axe_finds_nothing(narrow: Visit) -> None:
    pytest.importorskip("axe_playwright_python.sync_playwright")
    checked(narrow)
    assert narrow.sideways() <= 375
    assert wrong_light_and_dark(narrow.page) == []

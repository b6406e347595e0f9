"""The tabs of the page: each is reached with one tap, however narrow the window."""

from __future__ import annotations

import pytest

from tests.visits import Visit

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

NAMES = ["Ask", "Records", "Briefing", "Ledgers", "Check", "Study"]


@pytest.mark.parametrize(("width", "rows"), [(1280, 1), (375, 1), (360, 1), (320, 2)])
def test_every_tab_is_clicked_directly_and_nothing_scrolls_sideways(
    browser: playwright.Browser, url: str, width: int, rows: int
) -> None:
    visit = Visit(browser, url, width=width)
    tabs = visit.page.get_by_role("tab")
    assert tabs.all_inner_texts() == NAMES
    assert len({tab.bounding_box()["y"] for tab in tabs.all()}) == rows
    for name in reversed(NAMES):
        tab = tabs.get_by_text(name, exact=True)
        tab.click(timeout=5_000)
        playwright.expect(tab).to_have_attribute("aria-selected", "true")
        playwright.expect(visit.page.locator(f"#{name.casefold()}-panel")).to_be_visible()
        assert visit.sideways() == width
    visit.context.close()


def test_tabs_are_large_enough_to_touch_and_show_their_whole_names(
    browser: playwright.Browser, url: str
) -> None:
    phone = Visit(browser, url, width=375)
    for tab in phone.page.get_by_role("tab").all():
        box = tab.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 24
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 375
        assert tab.evaluate("tab => tab.scrollWidth <= tab.clientWidth")
    phone.context.close()


def test_at_twice_the_type_the_tabs_wrap_and_none_is_lost(browser: playwright.Browser, url: str) -> None:
    phone = Visit(browser, url, width=375)
    phone.page.add_style_tag(content="#panels [role=tab] { font-size: 1.75rem !important }")
    for tab in phone.page.get_by_role("tab").all():
        tab.click(timeout=5_000)
        playwright.expect(tab).to_have_attribute("aria-selected", "true")
        assert tab.evaluate("tab => tab.scrollWidth <= tab.clientWidth")
    assert phone.sideways() == 375
    phone.context.close()

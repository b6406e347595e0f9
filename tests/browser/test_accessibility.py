"""Each state of the page looked at by axe-core, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.visits import Visit, wrong_light_and_dark

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser


def welcome(visit: Visit) -> None:
    """The page as it opens."""


def answered(visit: Visit) -> None:
    visit.ask("When was the report planned for?")


def refused(visit: Visit) -> None:
    visit.ask("How many carers?")


def source_open(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.locator(".claims .cite").nth(2).click()
    visit.page.locator("#cited").wait_for()
    visit.page.get_by_text("About this record").click()


def glimpsed(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.locator(".claims .cite").nth(0).focus()
    visit.page.keyboard.press("Tab")
    visit.page.locator("#glimpse").wait_for()


def judging(visit: Visit) -> None:
    visit.ask("How many carers?")
    visit.page.get_by_text("Was this right?").click()


def taking_away(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.get_by_text("Take away").click()


def editing(visit: Visit) -> None:
    visit.ask("Which measures?")
    visit.page.get_by_role("button", name="Edit the question").click()
    visit.page.locator("[data-editing]").wait_for()


def records_listed(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Records").click()
    visit.page.locator("#records-view [data-send=open]").first.wait_for()


def record_opened(visit: Visit) -> None:
    records_listed(visit)
    visit.page.locator("#records-view [data-send=open]").first.click()
    visit.page.locator("#record-title").wait_for()


STATES = (
    welcome,
    answered,
    refused,
    source_open,
    glimpsed,
    judging,
    taking_away,
    editing,
    records_listed,
    record_opened,
)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_wrong(
    browser: playwright.Browser, url: str, reach: Callable[[Visit], None], width: int
) -> None:
    visit = Visit(browser, url, width)
    reach(visit)
    assert wrong_light_and_dark(visit.page) == []
    visit.context.close()

"""Each state of the page looked at by axe-core, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.visits import Visit
from tests.web_fakes import FakeReviews

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


@pytest.fixture(
    scope="module", params=[(1280, "light"), (1280, "dark"), (375, "light"), (375, "dark")], ids=str
)
def opened(
    request: pytest.FixtureRequest, browser: playwright.Browser, url: str, reviews: FakeReviews
) -> Iterator[Callable[[], Visit]]:
    """Opens a visit at one width in one scheme; each is closed before the next."""
    width, scheme = request.param
    visits: list[Visit] = []

    def open_one() -> Visit:
        visits.append(Visit(browser, url, width, scheme))
        return visits[-1]

    yield open_one
    for visit in visits:
        visit.context.close()


@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_wrong(opened: Callable[[], Visit], reach: Callable[[Visit], None]) -> None:
    visit = opened()
    reach(visit)
    found = axe.Axe().run(visit.page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    violations = {
        one["id"]: [node["html"][:160] for node in one["nodes"]] for one in found.response["violations"]
    }
    assert violations == {}
    visit.context.close()

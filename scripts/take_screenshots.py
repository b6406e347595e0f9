"""Take the pictures of the web chat that README.md shows, from the program as it is.

    python scripts/take_screenshots.py [--index DIR] [--out DIR]

Serves the index on a free port, asks in a real Chromium, and writes PNG files: an answer with its source,
a refusal, the conversation on a phone in the dark, the records as a timeline, the corpus in pictures, a briefing, a
ledger, a checked paragraph and a study pack.
Chromium and Playwright are needed; what each picture shows is in ``SCENES``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rag.bootstrap import Serving
from rag.errors import AskError
from rag.settings import load_settings
from web.serve import ServedReviews, launch

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent.parent


def answer(page: Page) -> None:
    """An answer with the source open beside it."""
    _ask(page, "What measures had Birmingham City Council already introduced by October 2009?")
    page.locator(".claims .cite").nth(1).click()
    page.locator("#cited").wait_for()


def refusal(page: Page) -> None:
    """A refusal with the nearest words."""
    _ask(page, "How many foster carers were recruited in Birmingham?")


def phone(page: Page) -> None:
    """A plan and what became of it, on a phone in the dark."""
    _ask(page, "When was the final report of the Munro review planned for?")


def timeline(page: Page) -> None:
    """The records as a timeline."""
    page.get_by_role("tab", name="Records").click()
    page.get_by_role("button", name="Timeline").click()
    page.locator("#records-view .when").first.wait_for()


def pictures(page: Page) -> None:
    """The corpus by year, nation and kind."""
    page.get_by_role("tab", name="Records").click()
    page.get_by_role("button", name="Picture").click()
    page.locator("#records-view svg").first.wait_for()
    page.locator("#records-view").scroll_into_view_if_needed()


def briefing(page: Page) -> None:
    """A briefing with its lines to edit."""
    page.get_by_role("tab", name="Briefing").click()
    page.get_by_label("Topic").fill("family hubs")
    page.get_by_role("button", name="Make the briefing").click()
    page.locator(".briefing").wait_for()


def ledger(page: Page) -> None:
    """Recommendations and what became of them."""
    page.get_by_role("tab", name="Ledgers").click()
    page.get_by_label("Filter by words").fill("social workers")
    page.get_by_text(re.compile(r"^\d+ of \d+ ")).wait_for()


def check(page: Page) -> None:
    """A paragraph beside the records."""
    page.get_by_role("tab", name="Check").click()
    page.locator("#paragraph").fill(PARAGRAPH)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("#checked-3").wait_for()
    page.locator(".pasted").scroll_into_view_if_needed()


def study(page: Page) -> None:
    """Questions from one record."""
    page.get_by_role("tab", name="Study").click()
    page.get_by_label("Find by words of the title").fill("Munro Review of Child Protection")
    page.get_by_role("button", name="Choose all in the list").click()
    page.get_by_role("button", name="Make the pack").click()
    page.locator(".study-item").first.wait_for()
    page.locator(".study-item").first.scroll_into_view_if_needed()


#: What a student might have written: one sentence is right, one has a wrong year, one a wrong speaker.
PARAGRAPH = (
    "Eileen Munro was asked to review child protection in England in June 2010. Her final report was published in May "
    "2012. Tim Loughton asked that her recommendations be treated as one whole."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What one picture shows, and the window it is taken in."""

    show: Callable[[Page], None]
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


SCENES = (
    Scene(answer),
    Scene(refusal, height=640),
    Scene(phone, width=375, height=780, scheme="dark"),
    Scene(timeline),
    Scene(pictures),
    Scene(briefing),
    Scene(ledger),
    Scene(check),
    Scene(study),
)


def _ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    page.locator(".turn .reply:not([aria-busy])").first.wait_for()


def main() -> int:
    """0 after the pictures were taken; 2 with one line where there is no index or no Chromium."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--index", type=Path, help="folder of the index (default: ASK_INDEX or .data/index)")
    parser.add_argument("--out", type=Path, default=HERE / "docs" / "images", help="where the pictures go")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("no Chromium on this machine: install it", file=sys.stderr)
        return 2
    try:
        serving = Serving(load_settings(index=options.index), threads=1)
        serving.warm()
    except AskError as error:
        print(error, file=sys.stderr)
        return 2
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    served = launch(ServedReviews(serving), "127.0.0.1", port)
    try:
        _shoot(served.local_url, chromium, options.out)
    finally:
        served.close(verbose=False)
    return 0


def _shoot(url: str, chromium: str, out: Path) -> None:
    """One picture for each scene."""
    from playwright.sync_api import sync_playwright

    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scene in SCENES:
            context = browser.new_context(
                viewport={"width": scene.width, "height": scene.height},
                color_scheme=scene.scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(url)
            page.get_by_label("Your question").wait_for()
            scene.show(page)
            page.mouse.move(0, 0)
            page.wait_for_timeout(700)  # fonts and scrolling have settled
            path = out / f"{scene.show.__name__}.png"
            page.screenshot(path=str(path))
            print(path)
            context.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())

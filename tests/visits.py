"""A person's visit to the page in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Visit:
    """A page opened by a person, with every address it asked for."""

    def __init__(self, browser: Browser, url: str, width: int = 1280) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url.rstrip("/"))
        self.page = self.context.new_page()
        self.asked_for: list[str] = []
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.goto(url)
        self.box = self.page.get_by_label("Your question")
        self.box.wait_for()

    def ask(self, question: str) -> None:
        """The question has been asked and its reply is whole."""
        before = self.page.locator(".turn").count()
        self.box.fill(question)
        self.box.press("Enter")
        self.page.locator(".turn").nth(before).locator(".reply:not([aria-busy])").wait_for()

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML"))

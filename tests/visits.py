"""A person's visit to the page in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Visit:
    """A page opened by a person, with every address it asked for."""

    def __init__(
        self, browser: Browser, url: str, width: int = 1280, scheme: Literal["light", "dark"] = "light"
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", color_scheme=scheme
        )
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

    def sideways(self) -> int:
        """Pixels the page is wide; more than the window where it scrolls sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def clipboard(self) -> str:
        return str(self.page.evaluate("navigator.clipboard.readText()"))

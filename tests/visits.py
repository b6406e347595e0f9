"""A person's visit to the page in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


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


#: The rules axe-core is asked for.
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: Colours on their way to another are measured at neither; what turns for ever is not waited for.
_SETTLED = """Promise.all(document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => null)))"""


def wrong_light_and_dark(page: Page, context: str | None = None) -> list[tuple[str, str, str]]:
    """What axe-core finds wrong on the page as it stands, in light and in dark: scheme, rule and first element of each.

    The page follows the scheme while it is open, so that it need not be opened, and led to its state, once for each.
    """
    from axe_playwright_python.sync_playwright import Axe

    # Only what is wrong is told of: the long lists of what is right take as long as finding it.
    options = {"runOnly": {"type": "tag", "values": _STANDARDS}, "resultTypes": ["violations"]}
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(
            "dark => document.body.classList.contains('dark') === dark", arg=scheme == "dark"
        )
        page.evaluate(_SETTLED)
        found = Axe().run(page, context=context, options=options)
        wrong += [(scheme, one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]]
    return wrong

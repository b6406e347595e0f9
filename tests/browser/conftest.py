"""A real Chromium, the page served over invented records, and a person's visit to it."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.visits import Visit
from tests.web_fakes import DOCUMENTS, ORIGINAL, FakeReviews
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.serve import launch

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        path = found or driver.chromium.executable_path
        if not Path(path).exists():
            # Continuous integration installs Chromium and sets this, so that no browser test is skipped there.
            missing = pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip
            missing("no Chromium on this machine: install it, or run python -m playwright install chromium")
        opened = driver.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def reviews() -> FakeReviews:
    # One record that an example of the opening page bears on.
    launch_of = replace(ORIGINAL, id="munro-review-launch-2010", title="A launch")
    return FakeReviews({**DOCUMENTS, launch_of.id: launch_of})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file feedback goes to."""
    return tmp_path_factory.mktemp("feedback") / "feedback.jsonl"


@pytest.fixture(scope="module")
def url(reviews: FakeReviews, kept: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    options = Options(Feedback(kept, days=30), RateLimiter(), today=lambda: date(2026, 11, 23))
    served = launch(reviews, "127.0.0.1", port, options)
    yield served.local_url
    served.close(verbose=False)


@pytest.fixture
def visit(browser: playwright.Browser, url: str, reviews: FakeReviews) -> Iterator[Visit]:
    reviews.gate.set()
    opened = Visit(browser, url)
    yield opened
    opened.context.close()

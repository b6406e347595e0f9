"""A student's journey over the shipped corpus: asks, references, checks what was written, opens the words, learns."""

from __future__ import annotations

import socket
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.chain import as_runnable
from rag.domain import Question
from rag.pipeline import Pipeline
from rag.store import Records
from tests.visits import Visit
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.reviews import Library
from web.serve import launch

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.model]

#: One sentence is right, one has a wrong year, and one says nothing of any record.
WRITTEN = (
    "Eileen Munro was asked to review child protection in England in June 2010. "
    "Her final report was published in May 2012. "
    "I find this interesting."
)


class Shipped:
    """The shipped corpus as the page asks it."""

    ready = True
    model = None

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def library(self) -> Library:
        return Library(self._pipeline.records.documents, self._pipeline.info.generation)

    def records(self) -> Records:
        return self._pipeline.records

    def pipeline(self) -> Pipeline:
        return self._pipeline

    def answering(self, question: Question) -> tuple[Library, Iterator[Mapping[str, Any]]]:
        return self.library(), as_runnable(self._pipeline).stream(question)


@pytest.fixture(scope="module")
def address(shipped_pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    kept = Feedback(tmp_path_factory.mktemp("student") / "feedback.jsonl", days=0)
    options = Options(kept, RateLimiter(most=1000), today=lambda: date(2026, 11, 23))
    served = launch(Shipped(shipped_pipeline), "127.0.0.1", port, options)
    yield served.local_url
    served.close(verbose=False)


@pytest.fixture
def student(browser: playwright.Browser, address: str) -> Iterator[Visit]:
    opened = Visit(browser, address)
    yield opened
    opened.context.close()


def test_a_student_asks_references_checks_and_learns(student: Visit, tmp_path: Path) -> None:
    page = student.page

    # Find out, and reference properly.
    student.ask("When was the final report of the Munro review published?")
    assert "10 May 2011" in page.locator(".turn .claim .value, .turn .claims .value").first.inner_text()
    page.locator(".turn .cite").first.click()
    page.locator("#cited").wait_for()
    page.get_by_role("button", name="Copy with reference").first.click()
    page.get_by_text("Copied").first.wait_for()
    taken = student.clipboard()
    assert "Ask the Reviews digest of" in taken
    assert "“" not in taken.splitlines()[0]

    # Not be misled by what one wrote oneself.
    page.get_by_role("tab", name="Check").click()
    page.locator("#paragraph").fill(WRITTEN)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("#checked-3").wait_for()
    verdicts = page.locator(".checked .verdict").all_inner_texts()
    assert [one.casefold() for one in verdicts] == ["supported", "contradicted", "nothing to check"]
    assert page.locator("#checked-2 mark").all_inner_texts()[0].startswith("May 2012")
    with student.context.expect_page() as opened:
        page.locator("#checked-2 a.cite").first.click()
    record = opened.value
    record.locator("[data-place]").first.wait_for()
    assert "10 May 2011" in record.locator("[data-place]").first.inner_text()
    record.close()

    # Learn, and take it along.
    page.get_by_role("tab", name="Study").click()
    page.get_by_label("Find by words of the title").fill("Munro Review of Child Protection")
    page.get_by_role("button", name="Choose all in the list").click()
    page.get_by_role("button", name="Make the pack").click()
    item = page.locator(".study-item").first
    item.wait_for()
    item.get_by_role("button", name="Show the answer").click()
    assert item.locator(".study-key a.cite").count() >= 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Anki").click()
    pack = tmp_path / download.value.suggested_filename
    download.value.save_as(pack)
    with zipfile.ZipFile(pack) as held:
        held.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as cards:
        assert (
            cards.execute("select count(*) from notes").fetchone()[0] == page.locator(".study-item").count()
        )
    assert student.sideways() <= 1280
    assert all(one.startswith(("http://127.0.0.1", "blob:", "data:")) for one in student.asked_for)

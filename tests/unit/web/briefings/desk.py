"""The panel of briefings over invented records, and what the page sends to it and gets from it."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from rag.briefing.brief import Part
from rag.domain import Document
from rag.pipeline import Pipeline
from rag.store import Records
from tests.unit.rag.briefing.sample import (
    RECORDS,
    pipeline,
)
from tests.web_fakes import FakeReviews
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.briefings import BriefingsPanel
from web.reviews import Library

TODAY = date(2035, 2, 3)
ASKED = {"topic": "night help"}
WORDS = "The Dunmere committee agreed to pay for night help from April 2030."


class Reviews(FakeReviews):
    """The invented records under a generation that can change, and a pipeline made once for each set of them."""

    def __init__(self, documents: tuple[Document, ...] = RECORDS) -> None:
        super().__init__({one.id: one for one in documents})
        self.generation = "g000001"
        self.made = 0

    def changed(self, *documents: Document) -> None:
        self._documents = {one.id: one for one in documents}
        self.generation = "g000002"

    def library(self) -> Library:
        return replace(super().library(), generation=self.generation)

    def records(self) -> Records:
        return self.pipeline_over().records

    def pipeline(self) -> Pipeline:
        self.made += 1
        return self.pipeline_over()

    def pipeline_over(self) -> Pipeline:
        if self.error is not None:
            raise self.error
        return pipeline(*self._documents.values())


def source_of(drawing: str) -> Any:
    """What the page sends back to name its briefing."""
    found = re.search(r'data-source="([^"]*)"', drawing)
    assert found, drawing
    return json.loads(html.unescape(found[1]))


def keys_of(drawing: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', drawing)


def panel_over(reviews: Reviews, tmp_path: Path, **options: Any) -> BriefingsPanel:
    given: dict[str, Any] = {
        "feedback": Feedback(tmp_path / "feedback.jsonl", 30, lambda: TODAY),
        "limiter": RateLimiter(),
        "address": "https://reviews.example.org/",
        "today": lambda: TODAY,
        "briefings": tmp_path / "briefings",
    }
    return BriefingsPanel(reviews, Options(**(given | options)))


def carried(out: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that the page was given."""
    name, data = re.search(r'data-name="([^"]*)"', out), re.search(r'data-bytes="([^"]*)"', out)
    assert name, out
    assert data, out
    return html.unescape(name[1]), base64.b64decode(data[1])


def marks_of(part: Part, *marks: Mapping[str, object], **signed: str) -> dict[str, object]:
    return {"groups": [{"part": part.value, "place": 0, "marks": list(marks)}], **signed}


def sent(edits: object = None, source: object = None, **more: object) -> dict[str, object]:
    known = source if source is None or isinstance(source, dict) else {}
    return {"source": {"generation": "g000001", **(known or {"made": ASKED})}, "edits": edits or {}, **more}

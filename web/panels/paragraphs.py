"""The panel to check a paragraph in: pasted, checked sentence by sentence, shown. Importing it loads Gradio."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from rag.errors import AskError, UnusableQuestion
from rag.paragraphs.checking import ParagraphChecker
from rag.paragraphs.pasted import sentences_of
from rag.pipeline import Pipeline
from web.markup import plain, sentence
from web.options import Options
from web.panels.scripts import script
from web.paragraphs.drawing import form, line, progress, result
from web.reviews import Reviews

SORRY = "Something went wrong here. Please try again."
UNREADY = "The records cannot be read just now. Please tell whoever runs this page, or try again later."

#: Sentences between two drawings of how far it has come; one is checked in less than a tenth of a second.
_EVERY = 3

#: Paragraphs checked at once; more wait. Each takes a few seconds of one core.
_AT_ONCE = {"concurrency_id": "paragraphs", "concurrency_limit": 2}

_log = logging.getLogger(__name__)


class ParagraphsPanel:
    """Checks what a person pastes; neither the text nor what came of it is kept."""

    def __init__(self, reviews: Reviews, options: Options) -> None:
        """Nothing is read yet."""
        self._reviews = reviews
        self._options = options
        self._making = threading.Lock()
        self._made: tuple[Pipeline, ParagraphChecker] | None = None

    def build(self) -> None:
        """The panel stands in the open context, tied to what happens in it."""
        with gr.Column(elem_id="check"):
            asking = _html(form(), "check-form", "check")
            view = _html("", "check-view")
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asking.check(self._check, None, [view], **quiet, **_AT_ONCE)

    def _check(self, event: gr.EventData, request: gr.Request) -> Iterator[str]:
        yield from self.checked(event._data, request.session_hash or "")

    def checked(self, sent: object, session: str = "") -> Iterator[str]:
        """How far it has come, and last what came of it; a plain line where it cannot be checked. Nothing is raised."""
        text = sent.get("text") if isinstance(sent, Mapping) else None
        try:
            yield from self._steps(plain(text) if isinstance(text, str) else "", session)
        except UnusableQuestion as error:
            yield line(sentence(str(error)))
        except AskError as error:
            _log.error("a paragraph was not checked: %s", error)
            yield line(UNREADY)
        except Exception as error:
            # Only the kind is logged: a message could hold words of the paragraph.
            _log.error("a paragraph was not checked: %s", type(error).__name__)
            yield line(SORRY)

    def _steps(self, text: str, session: str) -> Iterator[str]:
        many = len(sentences_of(text))
        away = self._options.limiter.turned_away(session)
        if away is not None:
            yield line(away)
            return
        yield progress(0, many)
        pipeline = self._reviews.pipeline()
        checked = []
        for one in self._checker(pipeline).check(text):
            checked.append(one)
            if len(checked) % _EVERY == 0 and len(checked) < many:
                yield progress(len(checked), many)
        yield result(text, checked, pipeline.records.documents, pipeline.info.generation)

    def _checker(self, pipeline: Pipeline) -> ParagraphChecker:
        """The checker of this pipeline; reading the names of all records anew for each paragraph would take longer."""
        with self._making:
            if self._made is None or self._made[0] is not pipeline:
                self._made = (pipeline, ParagraphChecker(pipeline))
            return self._made[1]


def _html(value: str, name: str, *sends: str) -> Any:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script("paragraphs", sends=sends))

"""The panel of complete lists: chosen, narrowed, sorted, copied and taken away. Importing it loads Gradio."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import gradio as gr

from rag.domain import Document
from rag.errors import AskError
from rag.ledgers.book import ledger
from rag.ledgers.rows import Ledger, Row
from rag.ledgers.writing import as_csv
from web.ledgers.drawing import form, table
from web.ledgers.wishing import wish_from, wished
from web.markup import safe
from web.options import Options
from web.panels.scripts import script
from web.records.carrying import carried, refused
from web.reviews import Reviews

SORRY = "Something went wrong here. Please try again."
UNREADY = "The records cannot be read just now. Please tell whoever runs this page, or try again later."

#: Where people are told of a file.
AT = "#ledgers .tools"

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class LedgersPanel:
    """The ledgers of the served records; nothing of a visit is kept, for the page sends what it wants to see."""

    def __init__(self, reviews: Reviews, options: Options) -> None:
        """Nothing is read yet."""
        self._reviews = reviews
        self._options = options
        self._reading = threading.Lock()
        # Reading a whole ledger costs up to a second for each of a few dozen records, and is the same for everybody.
        # Another generation is another ledger: it is part of what is remembered by, and the five of one are kept.
        self._remembered = lru_cache(maxsize=len(Ledger))(self._read)

    def build(self) -> None:
        """The panel stands in the open context, tied to what happens in it."""
        with gr.Column(elem_id="ledgers"):
            asking = _html("", "ledgers-form", "ledgers", "begin", "look")
            view = _html("", "ledgers-view", "ledgers", "look", "take")
            outbox = _html("", "ledgers-file", "outbox")
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        latest: dict[str, Any] = {**quiet, "trigger_mode": "always_last"}
        asking.begin(self.begun, None, [asking, view], **quiet)
        for part in (asking, view):
            part.look(self._look, None, [view], **latest)
        view.take(self._take, None, [outbox], **quiet)

    def _look(self, event: gr.EventData) -> str:
        return self.looked(event._data)

    def _take(self, event: gr.EventData, request: gr.Request) -> str:
        return self.taken(event._data, request.session_hash or "")

    # --- what is shown; nothing of it raises --------------------------------------------------------

    def begun(self) -> tuple[str, str]:
        """The form and the first ledger, once somebody comes to see them."""
        asking = _calmly(lambda: form(self._reviews.library().documents), lambda _: "")
        return asking, self.looked({})

    def looked(self, sent: object) -> str:
        """The rows of what the page's form asks for."""
        return _calmly(lambda: self._table(sent), _line)

    def taken(self, sent: object, session: str = "") -> str:
        """The CSV of what the page's form asks for, all of its rows, as the page carries it."""
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return refused(away, at=AT)
        return _calmly(lambda: self._file(sent), lambda words: refused(words, at=AT))

    # --- how ----------------------------------------------------------------------------------------

    def _table(self, sent: object) -> str:
        wish = wish_from(sent)
        rows, documents, generation = self._rows(wish.ledger)
        return table(wished(rows, wish, documents), len(rows), wish, documents, generation)

    def _file(self, sent: object) -> str:
        wish = wish_from(sent)
        rows, documents, _ = self._rows(wish.ledger)
        made = as_csv(wish.ledger, wished(rows, wish, documents), documents).encode()
        name = f"ask-the-reviews-{wish.ledger}-{self._options.today().isoformat()}.csv"
        return carried(made, name, "text/csv", "The list", at=AT)

    def _rows(self, kind: Ledger) -> tuple[tuple[Row, ...], Mapping[str, Document], str]:
        generation = self._reviews.library().generation
        with self._reading:
            return (*self._remembered(generation, kind), generation)

    def _read(self, generation: str, kind: Ledger) -> tuple[tuple[Row, ...], Mapping[str, Document]]:
        records = self._reviews.records()
        return tuple(ledger(records, kind)), records.documents


def _calmly(draw: Callable[[], _T], otherwise: Callable[[str], _T]) -> _T:
    """What is drawn or, where that fails, what is shown in its place with a line for the person."""
    try:
        return draw()
    except AskError as error:
        _log.error("a ledger was not shown: %s", error)
        return otherwise(UNREADY)
    except Exception as error:
        # Only the kind is logged: a message could hold words of a record.
        _log.error("a ledger was not shown: %s", type(error).__name__)
        return otherwise(SORRY)


def _line(words: str) -> str:
    return f'<div class="nothing" role="alert"><p>{safe(words)}</p></div>'


def _html(value: str, name: str, part: str, *sends: str) -> Any:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script(part, sends=sends))

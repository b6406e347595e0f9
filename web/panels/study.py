"""The panel to study by: packs of cards and questions made from chosen records, and the words of the sector explained.

Importing loads Gradio.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.errors import AskError
from rag.study.glossary import Use, uses
from rag.study.making import Maker
from web.options import Options
from web.panels.scripts import script
from web.records.carrying import refused
from web.reviews import Reviews
from web.study.deck import deck, nothing
from web.study.downloads import AT, FORMATS, download
from web.study.form import form
from web.study.wishes import Wish, wish_from
from web.study.words import words

UNREADY = "The records cannot be read just now. Please tell whoever runs this page, or try again later."
SORRY = "Something went wrong here. Please try again."
NO_RECORD = "Please choose at least one record first."
NO_KIND = "Please choose at least one kind of item to make."
NO_FORMAT = "No such format."
RENEWED = "The records have been indexed anew since this pack was made. Please make the pack again."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StudyParts:
    """The components of the panel. ``outputs`` are what ``StudyPanel.arrived`` gives values for, in order."""

    form: Any
    deck: Any
    words: Any

    @property
    def outputs(self) -> list[Any]:
        """What is drawn when a visit begins."""
        return [self.form, self.words]


class StudyPanel:
    """Study packs for people; nothing of a visit is kept, for the page sends its wish with each event."""

    def __init__(self, reviews: Reviews, options: Options) -> None:
        """Nothing is read yet."""
        self._reviews = reviews
        self._options = options
        self._maker: Maker | None = None
        self._uses: tuple[str, tuple[Use, ...]] | None = None

    def build(self) -> StudyParts:
        """The panel stands in the open context, tied to what happens in it; the components for the layout."""
        with gr.Column(elem_id="study"):
            parts = StudyParts(
                _html(self._form(), "study-form", "study", "make"),
                _html("", "study-deck", "study", "take"),
                _html(self.explained({}), "study-words", "study", "explain"),
            )
            outbox = _html("", "study-file", "outbox")
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        parts.form.make(self._make, None, [parts.deck], **quiet)
        parts.deck.take(self._take, None, [outbox], **quiet)
        parts.words.explain(self._explain, None, [parts.words], **quiet)
        return parts

    def _make(self, event: gr.EventData, request: gr.Request) -> str:
        return self.made(event._data, request.session_hash or "")

    def _take(self, event: gr.EventData, request: gr.Request) -> str:
        return self.taken(event._data, request.session_hash or "")

    def _explain(self, event: gr.EventData) -> str:
        return self.explained(event._data)

    # --- what is shown; nothing of it raises --------------------------------------------------------

    def arrived(self) -> tuple[str, str]:
        """Values for ``StudyParts.outputs``: the records as they are now."""
        return self._form(), self.explained({})

    def made(self, sent: object, session: str = "") -> str:
        """The pack that the page asks for, or what stands in its way."""
        return _calmly(lambda: self._made(_fields(sent), session), nothing)

    def taken(self, sent: object, session: str = "") -> str:
        """The pack that the page asks for as a file the browser saves or prints, or a line that says why not."""
        return _calmly(lambda: self._taken(_fields(sent), session), lambda line: refused(line, at=AT))

    def explained(self, sent: object) -> str:
        """The glossary, with the sentences of the term the page asks for."""
        return _calmly(lambda: self._explained(_fields(sent)), nothing)

    def _form(self) -> str:
        return _calmly(lambda: form(self._reviews.library().documents), nothing)

    # --- how ----------------------------------------------------------------------------------------

    def _made(self, fields: Mapping[str, object], session: str) -> str:
        library = self._reviews.library()
        wish = wish_from(fields, library.documents)
        away = _missing(wish) or self._options.limiter.turned_away(session)
        if away is not None:
            return nothing(away)
        pack = self._of(library.generation).make(wish.documents, wish.kinds, wish.n, wish.seed)
        return deck(pack, wish, library.documents)

    def _taken(self, fields: Mapping[str, object], session: str) -> str:
        library = self._reviews.library()
        name = fields.get("format")
        if not isinstance(name, str) or name not in FORMATS:
            return refused(NO_FORMAT, at=AT)
        if fields.get("generation") != library.generation:
            return refused(RENEWED, at=AT)
        wish = wish_from(fields, library.documents)
        away = _missing(wish) or self._options.limiter.turned_away(session)
        if away is not None:
            return refused(away, at=AT)
        pack = self._of(library.generation).make(wish.documents, wish.kinds, wish.n, wish.seed)
        options = self._options
        return download(pack, library.documents, name, options.today(), options.address)

    def _explained(self, fields: Mapping[str, object]) -> str:
        library = self._reviews.library()
        term = fields.get("term")
        opened = term if isinstance(term, str) and term else None
        closed = opened is None and "term" in fields
        drawn = words(self._used(library.generation), library.documents, library.generation, opened)
        return drawn.replace("<details", "<details open", 1) if closed else drawn

    def _used(self, generation: str) -> tuple[Use, ...]:
        """The terms with the sentences of this generation that use them; looked up once for all visits."""
        held = self._uses
        if held is None or held[0] != generation:
            held = self._uses = (generation, uses(self._reviews.records()))
        return held[1]

    def _of(self, generation: str) -> Maker:
        """What makes packs over this generation; it is made anew when another is served."""
        if self._maker is None or self._maker.generation != generation:
            self._maker = Maker(self._reviews.records(), generation)
        return self._maker


def _missing(wish: Wish) -> str | None:
    if not wish.documents:
        return NO_RECORD
    return None if wish.kinds else NO_KIND


def _calmly(draw: Callable[[], str], otherwise: Callable[[str], str]) -> str:
    """What is drawn or, where that fails, what is shown in its place with a line for the person."""
    try:
        return draw()
    except AskError as error:
        _log.error("nothing to study was shown: %s", type(error).__name__)
        return otherwise(UNREADY)
    except Exception as error:
        # Only the kind is logged: a message could hold words of a record.
        _log.error("nothing to study was shown: %s", type(error).__name__)
        return otherwise(SORRY)


def _fields(sent: object) -> Mapping[str, object]:
    return sent if isinstance(sent, Mapping) else {}


def _html(value: str, name: str, part: str, *sends: str) -> Any:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script(part, sends=sends))

"""The panel to look through the records: search, timeline, pictures, and each record's page. Importing loads Gradio."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qs

import gradio as gr

from rag.domain import Document, Span
from rag.errors import AskError
from rag.permalinks import LONGEST_QUERY, TOLD, find
from rag.timeline import Event
from web.feedback import LONGEST_COMMENT, OF_A_RECORD, FeedbackUnwritable, about_record, consent
from web.markup import safe
from web.options import Options
from web.panels.scripts import script
from web.records.browsing import found, undated_left_out, wish_from
from web.records.carrying import refused
from web.records.listing import AT_ONCE, VIEWS, finder, listing, nothing, results, told
from web.records.pictures import picture
from web.records.record_page import gone_page, record_page, report_form
from web.records.timeline import drawn_above, events_within, moments_within, taken, timeline
from web.reviews import Library, Reviews

#: Records or entries of the timeline drawn at most, however often more are asked for.
_MOST_SHOWN = 4000

UNREADY = "The records cannot be read just now. Please tell whoever runs this page, or try again later."
SORRY = "Something went wrong here. Please try again."
UNKEPT = "Your report could not be kept just now. Please try again later."
RENEWED = "The records have been indexed anew since you opened this list, so the words are not marked here."

#: Where the page says what came of a picture that was asked for.
_AT_PICTURE = "#timeline-picture"

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecordsParts:
    """The components of the panel. ``page`` sends "ask_about" with {"document": id}; the layout says what then happens.

    ``outputs`` are what ``RecordsPanel.opened_at`` gives values for, in order.
    """

    form: Any
    view: Any
    page: Any
    report: Any

    @property
    def outputs(self) -> list[Any]:
        """All components, in the order of the values of ``RecordsPanel.opened_at``."""
        return [self.form, self.view, self.page, self.report]


class RecordsPanel:
    """The records of the index for people to look through; nothing of a visit is kept, for the page sends it."""

    def __init__(self, reviews: Reviews, options: Options) -> None:
        """Nothing is read yet."""
        self._reviews = reviews
        self._options = options

    def build(self) -> RecordsParts:
        """The panel stands in the open context, tied to what happens in it; the components for the layout."""
        with gr.Column(elem_id="records"):
            parts = RecordsParts(
                _html(self._finder(), "records-form", "find"),
                _html(self.drawn({}), "records-view", "find", "open", "take"),
                _html("", "record-page", "open", "back", "ask_about"),
                _html("", "record-report", "report"),
            )
            outbox = gr.HTML(
                "", elem_id="records-outbox", apply_default_css=False, js_on_load=script("outbox")
            )
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        latest: dict[str, Any] = {**quiet, "trigger_mode": "always_last"}
        for part in (parts.form, parts.view):
            part.find(self._find, None, [parts.view], **latest)
        for part in (parts.view, parts.page):
            part.open(self._open, None, [parts.page, parts.report], **latest)
        parts.view.take(self._take, None, [outbox], **quiet)
        parts.page.back(lambda: ("", ""), None, [parts.page, parts.report], **quiet)
        parts.report.report(self._report, None, [parts.report], **quiet)
        return parts

    def _find(self, event: gr.EventData) -> str:
        return self.drawn(event._data)

    def _take(self, event: gr.EventData, request: gr.Request) -> str:
        return self.taken(event._data, request.session_hash or "")

    def _open(self, event: gr.EventData) -> tuple[str, str]:
        return self.opened(event._data)

    def _report(self, event: gr.EventData, request: gr.Request) -> str:
        return self.reported(event._data, request.session_hash or "")

    # --- what is shown; nothing of it raises --------------------------------------------------------

    def drawn(self, sent: object) -> str:
        """The list, timeline or picture of what the page's form asks for."""
        fields = sent if isinstance(sent, Mapping) else {}
        return _calmly(lambda: self._view(fields), _line)

    def opened(self, sent: object) -> tuple[str, str]:
        """The page of the record the page asks for, and the form to report an error in it."""
        fields = sent if isinstance(sent, Mapping) else {}
        return _calmly(lambda: self._opened(fields), lambda words: (gone_page(words), ""))

    def taken(self, sent: object, session: str = "") -> str:
        """The picture of the timeline as a file the browser saves, or why there is none."""
        fields = sent if isinstance(sent, Mapping) else {}
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return refused(away, at=_AT_PICTURE)
        return _calmly(
            lambda: taken(self._events(fields), fields), lambda words: refused(words, at=_AT_PICTURE)
        )

    def reported(self, sent: object, session: str = "") -> str:
        """The form to report an error again, with what came of the report."""
        fields = sent if isinstance(sent, Mapping) else {}
        return _calmly(lambda: self._reported(fields, session), _line)

    def opened_at(self, query: object) -> tuple[Any, ...]:
        """Values for ``RecordsParts.outputs`` where the page was opened by this query: its string or its parts by name.

        A query that names no record leaves the page of a record as it is: somebody quick may have opened one by now.
        """
        page, report = _calmly(lambda: self._at(query), lambda words: (gone_page(words), ""))
        return self._finder(), self.drawn({}), page, report

    def _finder(self) -> str:
        return _calmly(lambda: finder(self._reviews.library().documents), lambda words: "")

    # --- how ----------------------------------------------------------------------------------------

    def _view(self, fields: Mapping[str, object]) -> str:
        library = self._reviews.library()
        documents, wish = library.documents, wish_from(fields)
        name = fields.get("view")
        view = name if isinstance(name, str) and name in VIEWS else "list"
        asked = fields.get("shown")
        shown = max(AT_ONCE, min(asked, _MOST_SHOWN)) if type(asked) is int else AT_ONCE
        if view == "timeline":
            hits = found(documents, wish.of_any_year)
            within = moments_within(hits, wish)
            named = {one.document_id for one in within}
            count = len(named) if wish.of_any_year != wish else len(hits)
            body = drawn_above(self._events(fields), fields)
            body += timeline(hits, within, wish, library.generation, shown)
            return results(view, body, told(count, len(documents)), wish)
        hits = found(documents, wish)
        tally = told(len(hits), len(documents), undated_left_out(documents, wish))
        if view == "picture":
            body = picture([hit.document for hit in hits]) if hits else nothing(wish)
        else:
            body = listing(hits, wish, library.generation, shown)
        return results(view, body, tally, wish)

    def _events(self, fields: Mapping[str, object]) -> list[Event]:
        wish = wish_from(fields)
        records = self._reviews.records()
        return events_within(found(records.documents, wish.of_any_year), records, wish)

    def _opened(self, fields: Mapping[str, object]) -> tuple[str, str]:
        library = self._reviews.library()
        document = _named(library, fields)
        if document is None:
            return gone_page("It is not among the records any more."), ""
        place = _span(fields)
        if place is not None and fields.get("generation") != library.generation:
            return self._page(document, library, None, RENEWED)
        return self._page(document, library, place)

    def _at(self, query: object) -> tuple[Any, Any]:
        parts = _parts(query)
        if "doc" not in parts:
            return gr.skip(), gr.skip()
        library = self._reviews.library()
        place = find(query, library.documents)
        document = library.documents.get(place.document_id or "")
        if document is None:
            return gone_page(TOLD[place.how]), ""
        of_words = "q" in parts or "start" in parts
        return self._page(document, library, place.span, TOLD[place.how] if of_words else "")

    def _page(
        self, document: Document, library: Library, place: Span | None, said: str = ""
    ) -> tuple[str, str]:
        options = self._options
        page = record_page(
            document,
            library,
            place,
            said,
            accessed=options.today(),
            public_url=options.public_url,
            reports=options.feedback.wanted,
        )
        return page, self._form(document)

    def _form(self, document: Document, comment: str = "", outcome: str = "", *, kept: bool = False) -> str:
        feedback = self._options.feedback
        if not feedback.wanted:
            return ""
        return report_form(
            document, consent(feedback.days, OF_A_RECORD), LONGEST_COMMENT, comment, outcome, kept=kept
        )

    def _reported(self, fields: Mapping[str, object], session: str) -> str:
        library = self._reviews.library()
        document = _named(library, fields)
        if document is None:
            return _line("It is not among the records any more. Nothing was kept.")
        sent = fields.get("comment")
        comment = sent[: LONGEST_COMMENT + 1] if isinstance(sent, str) else ""
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return self._form(document, comment, away)
        written = about_record(document, library.generation, comment, self._options.today())
        try:
            outcome = self._options.feedback.keep(written, agreed=True)
        except FeedbackUnwritable as error:
            _log.error("a report could not be kept: %s", type(error).__name__)
            return self._form(document, comment, UNKEPT)
        return self._form(document, comment, outcome.words, kept=outcome.id is not None)


def _calmly(draw: Callable[[], _T], otherwise: Callable[[str], _T]) -> _T:
    """What is drawn or, where that fails, what is shown in its place with a line for the person."""
    try:
        return draw()
    except AskError as error:
        # Who looks through the records can do nothing about it and need not see where they are kept.
        _log.error("records were not shown: %s", error)
        return otherwise(UNREADY)
    except Exception as error:
        # Only the kind is logged: a message could hold words of a record.
        _log.error("records were not shown: %s", type(error).__name__)
        return otherwise(SORRY)


def _line(words: str) -> str:
    return f'<div class="nothing" role="alert"><p>{safe(words)}</p></div>'


def _html(value: str, name: str, *sends: str) -> Any:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script("records", sends=sends))


def _named(library: Library, fields: Mapping[str, object]) -> Document | None:
    name = fields.get("document")
    return library.documents.get(name) if isinstance(name, str) else None


def _span(fields: Mapping[str, object]) -> Span | None:
    start, end = fields.get("start"), fields.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        return None
    return Span(start, end)


def _parts(query: object) -> Mapping[str, object]:
    """The parts of a query by name; none where it is no query."""
    if isinstance(query, Mapping):
        return query
    if not isinstance(query, str) or len(query) > LONGEST_QUERY:
        return {}
    return {name: values[0] for name, values in parse_qs(query.removeprefix("?")).items()}

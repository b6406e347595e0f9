"""The panel in which a briefing is made, edited line by line, kept and taken away. Importing it loads Gradio."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import gradio as gr

from rag.bootstrap import make_checker
from rag.briefing.brief import Briefing, Wanted
from rag.briefing.editing import edited
from rag.briefing.keeping import BriefingUnusable, Opened, named
from rag.briefing.making import make
from rag.briefing.picturing import picture_of
from rag.briefing.printing import paper_of
from rag.errors import AskError, UnusableQuestion
from rag.papers.writers import write
from web.briefings.asking import edits_from, form, plainly_from, wanted_from
from web.briefings.drawing import FORMAT_WORDS, again, drawn
from web.briefings.shelf import Shelf
from web.door.questions import AskToRemove, check
from web.markup import safe, sentence
from web.options import Options
from web.panels.scripts import script
from web.records.carrying import carried, refused
from web.reviews import Reviews

#: Where people are told of a file, and of what came of keeping one.
AT = "#briefing .tools"

SORRY = "Something went wrong here. Please try again."
UNREADY = "The records cannot be read just now. Please tell whoever runs this page, or try again later."
UNKEPT = (
    "The file of this briefing cannot be read or written: it is gone or damaged, or there is no room for it. "
    "Make the briefing again, or tell whoever runs this page."
)

RENEWED = "the records have been indexed anew since you made this briefing: make it again, then edit and take it away"

#: Briefings that are not made anew while their reader edits them and takes them away in one format after another.
_REMEMBERED = 32

_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
    ".html": "text/html",
}

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class BriefingsPanel:
    """Briefings over the served records; what is edited stays in the page until it is kept or taken away."""

    def __init__(self, reviews: Reviews, options: Options) -> None:
        """Nothing is read yet."""
        self._reviews = reviews
        self._options = options
        # Of another generation or another day it is another briefing: both are part of what is remembered by.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._make)

    def build(self) -> None:
        """The panel stands in the open context, tied to what happens in it."""
        with gr.Column(elem_id="briefing"):
            asking = _html("", "briefing-form", "briefing", "make", "reopen")
            body = _html("", "briefing-body", "briefing", "take", "keep")
            outbox = _html("", "briefing-file", "outbox")
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asking.make(self._made, None, [body], **quiet)
        asking.reopen(self._reopened, None, [body], **quiet)
        body.take(self._taken, None, [outbox], **quiet)
        body.keep(self._kept, None, [outbox, asking], **quiet)
        self.form = asking

    def _made(self, event: gr.EventData, request: gr.Request) -> str:
        return self.made(event._data, request.session_hash or "")

    def _reopened(self, event: gr.EventData, request: gr.Request) -> str:
        return self.reopened(event._data, request.session_hash or "", request.username)

    def _taken(self, event: gr.EventData, request: gr.Request) -> str:
        return self.taken(event._data, request.session_hash or "", request.username)

    def _kept(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        return self.kept(event._data, request.session_hash or "", request.username)

    # --- what is shown; nothing of it raises --------------------------------------------------------

    def opening(self, username: str | None = None) -> str:
        """The form, with the briefings this person has kept."""
        return _calmly(
            lambda: form(self._reviews.library().documents, self._shelf(username).names, self._reviews.model),
            _line,
        )

    def made(self, sent: object, session: str = "", username: str | None = None) -> str:
        """The briefing the form asks for, to be edited; or a line that says why there is none."""
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return _line(away)
        wanted = wanted_from(sent)
        found = check("\n".join((wanted.topic, *wanted.questions)))
        if isinstance(found, AskToRemove):
            return _line(found.words)
        fields = sent if isinstance(sent, Mapping) else {}
        source = {"made": {name: value for name, value in fields.items() if isinstance(value, str)}}
        return _calmly(lambda: self._drawn(self._current(wanted, plainly_from(sent)), source), _line)

    def reopened(self, sent: object, session: str = "", username: str | None = None) -> str:
        """The kept briefing of the name sent, with what is to be looked at again."""
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return _line(away)
        fields = sent if isinstance(sent, Mapping) else {}
        name = str(fields.get("name", ""))[:200]

        def shown() -> str:
            opened = self._opened(name, username)
            return self._drawn(opened.briefing, {"kept": name}, again(opened))

        return _calmly(shown, _line)

    def taken(self, sent: object, session: str = "", username: str | None = None) -> str:
        """The edited briefing as a file the browser saves, or a line that says why not."""
        fields = sent if isinstance(sent, Mapping) else {}
        ending = fields.get("ending")
        if not isinstance(ending, str) or ending not in FORMAT_WORDS:
            return refused("No such format.", at=AT)
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return refused(away, at=AT)
        return _calmly(
            lambda: self._file(self._edited(fields, username), ending), lambda line: refused(line, at=AT)
        )

    def kept(self, sent: object, session: str = "", username: str | None = None) -> tuple[str, str]:
        """What came of keeping the edited briefing, and the form with the briefings there are now."""
        away = self._options.limiter.turned_away(session)
        if away is not None:
            return refused(away, at=AT), self.opening(username)
        fields = sent if isinstance(sent, Mapping) else {}

        def done() -> str:
            briefing = self._edited(fields, username)
            wanted, remarks = briefing.wanted, [p.remark for s in briefing.sections for p in s.points]
            typed = (wanted.topic, *wanted.questions, briefing.checked_by, briefing.checked_on, *remarks)
            found = check("\n".join(typed))
            if isinstance(found, AskToRemove):
                raise UnusableQuestion(f"your notes seem to hold {found.listed}: take that out first")
            kept = _source(fields).get("kept")
            name = self._shelf(username).keep(
                briefing, self._reviews.records(), kept if isinstance(kept, str) else None
            )
            return f"Kept as “{name}”."

        said = _calmly(done, lambda line: line)
        return refused(said, at=AT), self.opening(username)

    # --- how ----------------------------------------------------------------------------------------

    def _current(self, wanted: Wanted, plainly: bool) -> Briefing:
        return self._remembered(wanted, plainly, self._reviews.library().generation, self._options.today())

    def _make(self, wanted: Wanted, plainly: bool, generation: str, today: date) -> Briefing:
        pipeline = self._reviews.pipeline()
        return make(wanted, pipeline.worded_by(None) if plainly else pipeline, today)

    def _drawn(self, briefing: Briefing, source: Mapping[str, object], said: str = "") -> str:
        library = self._reviews.library()
        known = {**source, "generation": briefing.generation}
        keeps = self._options.briefings is not None
        said += "".join(f'<p class="soft">{safe(line)}</p>' for line in briefing.notices)
        return drawn(briefing, library.documents, known, keeps=keeps, said=said)

    def _edited(self, fields: Mapping[str, object], username: str | None) -> Briefing:
        """The briefing the page names, with the edits it sends."""
        source = _source(fields)
        if source.get("generation") != self._reviews.library().generation:
            # Lines are known by where their words stand, which is another place now.
            raise UnusableQuestion(RENEWED)
        kept = source.get("kept")
        if isinstance(kept, str):
            briefing = self._opened(kept, username).briefing
        else:
            briefing = self._current(wanted_from(source.get("made")), plainly_from(source.get("made")))
        return edited(briefing, edits_from(fields.get("edits")))

    def _file(self, briefing: Briefing, ending: str) -> str:
        records = self._reviews.records()
        options = self._options
        today = options.today()
        paper = paper_of(briefing, records.documents, options.address, today, picture_of(briefing, records))
        made = write(paper, ending, options.style)
        name = f"briefing-{named(briefing.wanted.title)}-{today.isoformat()}{ending}"
        return carried(made, name, _MEDIA[ending], FORMAT_WORDS[ending], at=AT, printed=ending == ".html")

    def _shelf(self, username: str | None) -> Shelf:
        return Shelf.of(self._options.briefings, username, logins=self._options.logins)

    def _opened(self, name: str, username: str | None) -> Opened:
        generation = self._reviews.library().generation
        check = make_checker(self._reviews.pipeline())
        return self._shelf(username).open(name, self._reviews.records(), generation, check.bears_out)


def _source(fields: Mapping[str, object]) -> Mapping[str, object]:
    source = fields.get("source")
    return source if isinstance(source, Mapping) else {}


def _calmly(draw: Callable[[], _T], otherwise: Callable[[str], _T]) -> _T:
    """What is drawn or, where that fails, what is shown in its place with a line for the person."""
    try:
        return draw()
    except UnusableQuestion as error:
        return otherwise(sentence(str(error)))
    except BriefingUnusable as error:
        _log.error("a kept briefing was not read or written: %s", type(error).__name__)
        return otherwise(UNKEPT)
    except AskError as error:
        _log.error("a briefing was not shown: %s", type(error).__name__)
        return otherwise(UNREADY)
    except Exception as error:
        _log.error("a briefing was not shown: %s", type(error).__name__)
        return otherwise(SORRY)


def _line(words: str) -> str:
    return f'<div class="nothing" role="alert"><p>{safe(words)}</p></div>'


def _html(value: str, name: str, part: str, *sends: str) -> Any:
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script(part, sends=sends))

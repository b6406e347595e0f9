"""The panel in which a briefing is made, edited line by line, kept and taken away. Importing it loads Gradio."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr

from rag.briefing.brief import Briefing, Wanted
from rag.briefing.editing import edited
from rag.briefing.keeping import BriefingUnusable, Opened, keep, named, names, read
from rag.briefing.making import make
from rag.briefing.picturing import picture_of
from rag.briefing.printing import paper_of
from rag.errors import AskError, UnusableQuestion
from rag.papers.writers import write
from rag.settings import LOCAL_ADDRESS
from web.briefings.asking import edits_from, form, wanted_from
from web.briefings.drawing import FORMAT_WORDS, again, drawn
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
        # Another generation is another briefing: it is part of what is remembered by.
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
        return self.reopened(event._data, request.username)

    def _taken(self, event: gr.EventData, request: gr.Request) -> str:
        return self.taken(event._data, request.session_hash or "", request.username)

    def _kept(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        return self.kept(event._data, request.username)

    # --- what is shown; nothing of it raises --------------------------------------------------------

    def opening(self, username: str | None = None) -> str:
        """The form, with the briefings this person has kept."""
        return _calmly(lambda: form(self._reviews.library().documents, self._names(username)), _line)

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
        return _calmly(lambda: self._drawn(self._current(wanted), source), _line)

    def reopened(self, sent: object, username: str | None = None) -> str:
        """The kept briefing of the name sent, with what is to be looked at again."""
        fields = sent if isinstance(sent, Mapping) else {}
        name = str(fields.get("name", ""))[:200]

        def shown() -> str:
            opened = self._read(name, username)
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

    def kept(self, sent: object, username: str | None = None) -> tuple[str, str]:
        """What came of keeping the edited briefing, and the form with the briefings there are now."""
        fields = sent if isinstance(sent, Mapping) else {}

        def done() -> str:
            folder = self._folder(username)
            if folder is None:
                raise UnusableQuestion("briefings cannot be kept here: take this one away")
            briefing = self._edited(fields, username)
            wanted, remarks = briefing.wanted, [p.remark for s in briefing.sections for p in s.points]
            typed = (wanted.topic, *wanted.questions, briefing.checked_by, briefing.checked_on, *remarks)
            found = check("\n".join(typed))
            if isinstance(found, AskToRemove):
                raise UnusableQuestion(f"your notes seem to hold {found.listed}: take that out first")
            name = _name(fields, briefing)
            keep(briefing, self._reviews.records(), folder, name)
            return f"Kept as “{name}”."

        said = _calmly(done, lambda line: line)
        return refused(said, at=AT), self.opening(username)

    # --- how ----------------------------------------------------------------------------------------

    def _current(self, wanted: Wanted) -> Briefing:
        return self._remembered(wanted, self._reviews.library().generation)

    def _make(self, wanted: Wanted, generation: str) -> Briefing:
        return make(wanted, self._reviews.pipeline(), self._options.today())

    def _drawn(self, briefing: Briefing, source: Mapping[str, object], said: str = "") -> str:
        library = self._reviews.library()
        return drawn(
            briefing, library.documents, source, keeps=self._options.briefings is not None, said=said
        )

    def _edited(self, fields: Mapping[str, object], username: str | None) -> Briefing:
        """The briefing the page names, with the edits it sends."""
        source = fields.get("source")
        source = source if isinstance(source, Mapping) else {}
        kept = source.get("kept")
        if isinstance(kept, str):
            briefing = self._read(kept, username).briefing
        else:
            briefing = self._current(wanted_from(source.get("made")))
        return edited(briefing, edits_from(fields.get("edits")))

    def _file(self, briefing: Briefing, ending: str) -> str:
        records = self._reviews.records()
        options = self._options
        paper = paper_of(
            briefing, records.documents, options.public_url or LOCAL_ADDRESS, picture_of(briefing, records)
        )
        made = write(paper, ending, options.style)
        name = f"briefing-{named(briefing.wanted.title)}-{options.today().isoformat()}{ending}"
        return carried(made, name, _MEDIA[ending], FORMAT_WORDS[ending], at=AT, printed=ending == ".html")

    # --- what is kept -------------------------------------------------------------------------------

    def _folder(self, username: str | None) -> Path | None:
        """Where this person's briefings are kept; people who log in each have a folder of their own."""
        folder = self._options.briefings
        if folder is None or not self._options.logins:
            return folder
        return folder / hashlib.sha256((username or "").encode()).hexdigest()[:16]

    def _names(self, username: str | None) -> list[str] | None:
        folder = self._folder(username)
        return names(folder) if folder is not None else None

    def _read(self, name: str, username: str | None) -> Opened:
        folder = self._folder(username)
        if folder is None:
            raise UnusableQuestion("no briefings are kept here")
        library = self._reviews.library()
        return read(folder, name, self._reviews.records(), library.generation)


def _name(fields: Mapping[str, object], briefing: Briefing) -> str:
    """The name a briefing goes by: that under which it was opened, else one from its title and day."""
    source = fields.get("source")
    kept = source.get("kept") if isinstance(source, Mapping) else None
    return (
        kept if isinstance(kept, str) else named(f"{briefing.wanted.title[:40]} {briefing.day.isoformat()}")
    )


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

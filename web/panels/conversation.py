"""The panel to ask in: the conversation, the box below it and the source beside it. Importing this loads Gradio."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gradio as gr

from rag.answering.asking.usable import LONGEST_QUESTION
from rag.domain import Answer
from rag.errors import AskError
from web.conversation import asking
from web.conversation.answers import conversation
from web.conversation.buttons import send
from web.conversation.opening import open_source
from web.conversation.telling import told
from web.conversation.turns import MOST_TURNS, Reading, Turn, Turns, only_of, reread, stopped, without
from web.exporting.downloads import download, menu
from web.feedback import LONGEST_COMMENT, Verdict, about_answer, consent
from web.forgetting import IDLE
from web.markup import safe
from web.options import Options
from web.panels import wording
from web.panels.scripts import script
from web.records.carrying import refused
from web.reviews import Reviews

#: Characters the box takes: far more than may be asked, so that a long paste is met by a line that says so.
BOX = 300_000

#: Characters of a document's id: as long as file systems let a path be.
_LONGEST_ID = 4096

#: Seconds after which an unused conversation is forgotten.
FORGET_AFTER = IDLE.total_seconds()

_UNKEPT = "Your feedback could not be kept just now. Please try again later."

#: Seconds between two drawings of an answer that is still growing: claims that come faster are read together, and each
#: drawing costs the server as much as a tenth of an answer.
_GLANCE = 0.1

#: Answers worked out at once, however they were asked for; more wait. Each takes well under a second of one core.
_ANSWERS = 4

#: The same where a language model words them: nearly all of their seconds go by in waiting for it.
_WORDED = 12

_ONE_AT_A_TIME = "The question before this one is still being answered: wait a moment, or stop it."

_FOOT = (
    '<footer class="foot">Not advice. If a child may be in danger, call 999; otherwise tell your council’s children’s '
    "services. Check each answer against its source.{}</footer>"
)

_TO_ANSWER = (
    '<button type="button" class="skip" data-focus="#conversation .turn:last-child .question">'
    "Back to the newest answer</button>"
)

#: What the buttons and forms of the conversation send; a citation sends "cite" by its own script.
_OF_TURNS = ("suggest", "again", "halt", "edit", "remove", "judge")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components, in the order they are updated in."""

    turns: gr.State
    editing: gr.State
    talk: Any
    box: gr.Textbox
    hint: Any
    news: Any
    side: Any

    @property
    def all(self) -> list[Any]:
        return [self.turns, self.editing, self.talk, self.box, self.hint, self.news, self.side]


class ConversationPanel:
    """What a person asks, reads, changes and takes away, over reviews; each visit has a state of its own."""

    def __init__(self, reviews: Reviews, options: Options) -> None:
        """Nothing is drawn yet."""
        self._reviews = reviews
        self._options = options
        self._consent = consent(options.feedback.days) if options.feedback.wanted else ""

    def tools(self) -> Any:
        """The menu of the conversation and the button that starts it again, for the head of the page."""
        self._menu = gr.HTML(
            menu(), elem_id="tools", apply_default_css=False, js_on_load=script(sends=["take"])
        )
        self._restart = gr.Button("Start again", elem_id="restart", size="sm")

    def build(self) -> None:
        """The panel stands in the open context, tied to what happens in it; ``tools`` has been called before."""
        turns = gr.State((), time_to_live=FORGET_AFTER)
        editing = gr.State(None, time_to_live=FORGET_AFTER)
        self.about = gr.State("", time_to_live=FORGET_AFTER)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                talk = _html(self._drawn(()), "conversation", "conversation", _OF_TURNS)
                with gr.Column(elem_id="composer"):
                    self.about_line = _html("", "about", "about", ["anything"])
                    box = gr.Textbox(
                        label="Your question",
                        placeholder="Ask about a review",
                        lines=1,
                        max_lines=6,
                        max_length=BOX,
                        submit_btn="Ask",
                        elem_id="box",
                    )
                    hint = _html("", "hint", "hint", ["keep"])
                    self._wording = wording.choice(self._reviews.model)
                _html(_TO_ANSWER + _FOOT.format(wording.told(self._reviews.model)), "foot")
            with gr.Column(elem_id="side"):
                side = _html("", "source", "source")
        news = _html("", "news", "news")
        outbox = _html("", "outbox", "outbox")
        notice = _html("", "notice", "notice")
        self._tie(_Parts(turns, editing, talk, box, hint, news, side), outbox, notice)

    def _tie(self, parts: _Parts, outbox: Any, notice: Any) -> None:
        """Each event of the page does what its button says."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # Where an event may not come twice at a time, one that was stopped but waits for the encoder bars the next.
        at_once = _WORDED if self._reviews.model else _ANSWERS
        often = {
            **quiet,
            "trigger_mode": "multiple",
            "concurrency_id": "answers",
            "concurrency_limit": at_once,
        }
        turns, editing, talk, box, side = parts.turns, parts.editing, parts.talk, parts.box, parts.side
        chosen = self._wording
        asked = [
            box.submit(self.submitted, [box, turns, editing, self.about, chosen], parts.all, **often),
            talk.suggest(self.suggested, [turns, self.about, chosen], parts.all, **often),
            talk.again(self.again, [turns, chosen], parts.all, **often),
        ]
        talk.halt(self.halted, [turns], parts.all, cancels=asked, **quiet)
        talk.edit(self.edited, [turns], parts.all, **quiet)
        parts.hint.keep(self.kept, [turns], parts.all, **quiet)
        talk.remove(self.removed, [turns], parts.all, **quiet)
        talk.judge(self.judged, [turns], [turns, notice], **quiet)
        talk.cite(self.cited, [turns], [side], trigger_mode="always_last", **quiet)
        side.dismiss(lambda: "", None, [side], **quiet)
        self._restart.click(lambda: self._shown((), box="", side=""), None, parts.all, cancels=asked, **quiet)
        self.about_line.anything(lambda: ("", ""), None, [self.about, self.about_line], **quiet)
        self._menu.take(self.taken, [turns], [outbox], **quiet)

    # --- what is shown ------------------------------------------------------------------------------

    def _drawn(self, turns: Turns) -> str:
        return conversation(turns, self._consent, () if turns else self._held())

    def _held(self) -> Collection[str]:
        """The ids of the records there are; none where they cannot be read, which asking will tell."""
        try:
            return self._reviews.library().documents.keys()
        except AskError as error:
            _log.error("the records could not be read: %s", error)
            return ()

    def _shown(
        self,
        turns: Turns,
        *,
        editing: object = None,
        box: object = None,
        hint: object = "",
        news: str = "",
        side: object = None,
    ) -> tuple[Any, ...]:
        """The values of all parts; ``box`` and ``side`` None leave what is typed and the source as they are."""
        drawn = self._drawn(turns)
        kept = gr.skip()
        return turns, editing, drawn, kept if box is None else box, hint, news, kept if side is None else side

    def _not_now(self, turns: Turns) -> tuple[Any, ...] | None:
        """What is shown where a question is still being answered: its answer would undo a change; else None."""
        if all(turn.done for turn in turns):
            return None
        return self._shown(turns, editing=gr.skip(), hint=f'<p role="alert">{_ONE_AT_A_TIME}</p>')

    # --- asking -------------------------------------------------------------------------------------

    def submitted(
        self,
        text: object,
        turns: Turns,
        editing: int | None,
        about: str,
        chosen: object,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        """A question was typed; where one is being edited, it takes its place and those after it go."""
        before = turns if editing is None else turns[:editing]
        yield from self._asked(
            text, before, request, turns, only_of(about), editing=editing, typed=True, chosen=chosen
        )

    def suggested(
        self, turns: Turns, about: str, chosen: object, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """A question that the page proposes was pressed."""
        text = asking.words_of(event._data, "question", LONGEST_QUESTION)
        yield from self._asked(text, turns, request, turns, only_of(about), chosen=chosen)

    def asking_about(self, event: gr.EventData) -> tuple[str, str]:
        """The record that the next questions are asked of alone, and the line that says so; "" for both: of all."""
        wanted = asking.words_of(event._data, "document", _LONGEST_ID)
        try:
            document = self._reviews.library().documents.get(wanted)
        except AskError as error:
            _log.error("the records could not be read: %s", error)
            return "", ""
        if document is None:
            return "", ""
        away = send("anything", {}, "Ask all records", "quiet")
        return wanted, f"<p>Asking only of “{safe(document.title)}”. {away}</p>"

    def again(
        self, turns: Turns, chosen: object, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Something read into a question was taken back: it is asked again in its place."""
        found = asking.turn_at(turns, event._data)
        reading = reread(found[1], asking.words_of(event._data, "without", 20)) if found else None
        if found is None or reading is None:
            yield self._shown(turns)
            return
        place, turn = found
        after = turns[place + 1 :]
        yield from self._asked(turn.asked, turns[:place], request, turns, reading, after, chosen=chosen)

    def _asked(
        self,
        text: object,
        before: Turns,
        request: gr.Request,
        turns: Turns,
        reading: Reading | None = None,
        after: Turns = (),
        editing: int | None = None,
        typed: bool = False,
        chosen: object = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Each step of the answer as values of all parts; ``turns`` stay where the question is not taken.

        The box is emptied of a question that was ``typed``, and of nothing that is typed after it.
        """
        not_now = self._not_now(turns)
        if not_now is not None:
            yield not_now
            return
        session = request.session_hash or ""
        drawn = 0.0
        news = None
        # Places move or are taken again: the source that is open would pass for that of another answer.
        moved = len(before) + 1 + len(after) <= len(turns) or len(turns) >= MOST_TURNS
        first = True
        away = partial(self._options.limiter.turned_away, session)
        steps = asking.ask(self._reviews, text, before, reading, after, away, asking.wording_of(chosen))
        for step in steps:
            if step.turn is None:
                hint = f'<p role="alert">{safe(step.hint)}</p>'
                yield self._shown(turns, editing=editing, hint=hint)
                return
            if not step.turn.done and step.turn.claims and time.monotonic() - drawn < _GLANCE:
                continue
            drawn = time.monotonic()
            # Spoken at the beginning, when a model is asked, and at the end, not with each claim.
            asks_model = step.turn.waiting in (asking.WORDING, asking.OTHERWISE) and not step.turn.claims
            if news is None or step.turn.done or asks_model:
                news = told(step.turn)
            if first:
                box, side = "" if typed else None, "" if moved else None
                yield self._shown(step.turns, box=box, news=news, side=side)
            else:
                yield self._shown(step.turns, editing=gr.skip(), hint=gr.skip(), news=news)
            first = False

    def halted(self, turns: Turns) -> tuple[Any, ...]:
        """The question that was being answered is stopped."""
        return self._shown(stopped(turns), news="<p>Stopped.</p>")

    # --- changing -----------------------------------------------------------------------------------

    def edited(self, turns: Turns, event: gr.EventData) -> tuple[Any, ...]:
        """The question stands in the box again, to be asked otherwise."""
        not_now = self._not_now(turns)
        if not_now is not None:
            return not_now
        found = asking.turn_at(turns, event._data)
        if found is None:
            return self._shown(turns)
        place, turn = found
        later = "" if place == len(turns) - 1 else " and what was asked after it"
        keep = send("keep", {}, "Keep it as it is", "quiet")
        hint = f"<p data-editing>Asking replaces the answer you are editing{later}. {keep}</p>"
        return self._shown(turns, editing=place, box=turn.asked, hint=hint)

    def kept(self, turns: Turns) -> tuple[Any, ...]:
        """Nothing is edited any more."""
        return self._shown(turns, box="")

    def removed(self, turns: Turns, event: gr.EventData) -> tuple[Any, ...]:
        """One question is gone from the conversation, and the source with it."""
        not_now = self._not_now(turns)
        if not_now is not None:
            return not_now
        found = asking.turn_at(turns, event._data)
        if found is None:
            return self._shown(turns)
        return self._shown(without(turns, found[0]), side="", news="<p>Removed.</p>")

    # --- reading and taking away --------------------------------------------------------------------

    def cited(self, turns: Turns, event: gr.EventData) -> str:
        """The panel of the source the page asks for; "" where there is no such source."""
        return open_source(turns, event._data, self._options.today(), self._options.public_url)

    def taken(self, turns: Turns, event: gr.EventData) -> str:
        """The conversation as a file the browser saves."""
        try:
            return download(turns, event._data, self._options.today(), self._options.public_url)
        except Exception as error:
            _log.error("a conversation was not exported: %s", type(error).__name__)
            return refused("The conversation could not be made into a file.", at="#tools")

    def judged(
        self, turns: Turns, event: gr.EventData, request: gr.Request
    ) -> tuple[Turns | dict[str, Any], str]:
        """What the person thinks of an answer is kept, or they are told why not."""
        found = asking.turn_at(turns, event._data)
        if found is None or found[1].answer is None or self._not_now(turns) is not None:
            return gr.skip(), ""
        place, turn = found
        words, kept = self._keep(turn, turn.answer, event._data, request.session_hash or "")
        note = f'<p data-for="judge-{place}" data-done="{"1" if kept else ""}">{safe(words)}</p>'
        after = (*turns[:place], replace(turn, judged=words), *turns[place + 1 :]) if kept else turns
        return after, note

    def _keep(self, turn: Turn, answer: Answer | None, sent: object, session: str) -> tuple[str, bool]:
        """What the person is told, and whether anything was kept."""
        away = self._options.limiter.turned_away(session)
        verdict = sent.get("verdict") if isinstance(sent, Mapping) else None
        if away is not None or answer is None:
            return away or "", False
        if not isinstance(verdict, str) or verdict not in set(Verdict):
            return "Please choose one of the three first.", False
        comment = asking.words_of(sent, "comment", LONGEST_COMMENT)
        today = self._options.today()
        entry = about_answer(answer, turn.library.generation, Verdict(verdict), comment, today)
        try:
            # The consent stands over the button that sent this.
            outcome = self._options.feedback.keep(entry, agreed=True)
        except AskError as error:
            # The person cannot mend it and need not see where it is kept.
            _log.error("feedback was not kept: %s", error)
            return _UNKEPT, False
        return outcome.words, outcome.id is not None


def _html(value: str, name: str, part: str = "", sends: Sequence[str] = ()) -> Any:
    """An HTML part of the page with its script and the events its buttons send."""
    scripts = script(*([part] if part else []), sends=sends)
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=scripts)

"""The page: its parts put together and tied to what happens. Importing this module loads Gradio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from web.conversation import asking
from web.conversation.answers import conversation
from web.conversation.turns import Turns
from web.reviews import Reviews

HERE = Path(__file__).parent
STYLE = HERE / "look" / "style.css"
ICON = HERE / "look" / "icon.svg"

#: Answers worked out at once; more wait their turn. Each takes well under a second of one core.
AT_ONCE = 4

#: Questions that wait before a further one is told that the queue is full.
WAITING = 16

#: Characters the box takes: far more than may be asked, so that a long paste is met by a line that says so.
BOX = 300_000

#: Seconds after which an unused conversation is forgotten.
FORGET_AFTER = 4 * 3600

_MASTHEAD = (
    '<header class="masthead"><h1>Ask the Reviews</h1>'
    "<p>Cited answers from UK children’s social care reviews</p></header>"
)
_FOOT = (
    '<footer class="foot">Not advice. If a child may be in danger, call 999; otherwise tell your council’s children’s '
    "services. Check each answer against its source.</footer>"
)


def build(reviews: Reviews) -> gr.Blocks:
    """The page over the given reviews, ready to launch."""
    script = (HERE / "look" / "behaviour.js").read_text(encoding="utf-8")
    with gr.Blocks(title="Ask the Reviews", analytics_enabled=False, fill_width=True) as page:
        turns = gr.State((), time_to_live=FORGET_AFTER)
        with gr.Row(elem_id="top"):
            gr.HTML(_MASTHEAD, apply_default_css=False)
            restart = gr.Button("Start again", elem_id="restart", size="sm")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                talk = gr.HTML(
                    conversation(()), elem_id="conversation", apply_default_css=False, js_on_load=script
                )
                with gr.Column(elem_id="composer"):
                    box = gr.Textbox(
                        label="Your question",
                        placeholder="Ask about a review",
                        lines=1,
                        max_lines=6,
                        max_length=BOX,
                        submit_btn="Ask",
                        elem_id="box",
                    )
                    hint = gr.HTML("", elem_id="hint", apply_default_css=False)
                gr.HTML(_FOOT, apply_default_css=False)
            with gr.Column(elem_id="side"):
                side = gr.HTML("", elem_id="source", apply_default_css=False, js_on_load=script)
        _tie(reviews, turns, talk, box, hint, side, restart)
    page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    built: gr.Blocks = page
    return built


def _tie(
    reviews: Reviews,
    turns: gr.State,
    talk: Any,
    box: gr.Textbox,
    hint: gr.HTML,
    side: Any,
    restart: gr.Button,
) -> None:
    """Typing, the page's own buttons, citations and starting again do what they say."""

    def step(text: object, so_far: Turns, widened: frozenset[str] = frozenset()) -> Iterator[tuple[Any, ...]]:
        for shown in asking.ask(reviews, text, so_far, widened):
            words = f'<p role="alert">{shown.hint}</p>' if shown.hint else ""
            yield shown.turns, conversation(shown.turns), "" if shown.empty_box else gr.skip(), words

    def pressed(so_far: Turns, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from step(asking.asked_by(event._data), so_far, asking.widened_by(event._data))

    def opened(so_far: Turns, event: gr.EventData) -> str:
        return asking.open_source(so_far, event._data)

    def closed() -> str:
        return ""

    def anew() -> tuple[Any, ...]:
        return (), conversation(()), "", "", ""

    shown = [turns, talk, box, hint]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    box.submit(step, [box, turns], shown, **quiet)
    talk.suggest(pressed, [turns], shown, **quiet)
    talk.cite(opened, [turns], [side], trigger_mode="always_last", **quiet)
    side.dismiss(closed, None, [side], **quiet)
    restart.click(anew, None, [*shown, side], **quiet)

"""The page: its head and its panels put together. Importing this module loads Gradio."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from web.options import Options
from web.panels.conversation import ConversationPanel
from web.reviews import Reviews

LOOK = Path(__file__).parent / "look"
STYLES = [LOOK / "style.css", LOOK / "conversation.css"]
ICON = LOOK / "icon.svg"

#: Answers worked out at once; more wait their turn. Each takes well under a second of one core.
AT_ONCE = 4

#: Questions that wait before a further one is told that the queue is full.
WAITING = 16

_MASTHEAD = (
    '<header class="masthead"><h1>Ask the Reviews</h1>'
    "<p>Cited answers from UK children’s social care reviews</p></header>"
)


def build(reviews: Reviews, options: Options) -> gr.Blocks:
    """The page over the given reviews, ready to launch."""
    asking = ConversationPanel(reviews, options)
    with gr.Blocks(title="Ask the Reviews", analytics_enabled=False, fill_width=True) as page:
        with gr.Row(elem_id="top"):
            gr.HTML(_MASTHEAD, apply_default_css=False)
            asking.tools()
        asking.build()
    page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    built: gr.Blocks = page
    return built

"""The page: its head and its panels put together. Importing this module loads Gradio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from web.options import Options
from web.panels.briefings import BriefingsPanel
from web.panels.conversation import ConversationPanel
from web.panels.ledgers import LedgersPanel
from web.panels.paragraphs import ParagraphsPanel
from web.panels.records import RecordsPanel
from web.panels.study import StudyPanel
from web.reviews import Reviews

LOOK = Path(__file__).parent / "look"
STYLES = [
    LOOK / f"{name}.css"
    for name in ("style", "conversation", "records", "briefing", "ledgers", "paragraphs", "study")
]
ICON = LOOK / "icon.svg"

#: Events of one kind handled at once; opening a source or a record takes a hundredth of a second.
AT_ONCE = 4

#: Requests that wait before a further one is told that the queue is full.
WAITING = 16

_MASTHEAD = (
    '<header class="masthead"><h1>Ask the Reviews</h1>'
    "<p>Cited answers from UK children’s social care reviews</p></header>"
)


_SIGN_OUT = '<a class="quiet" href="logout">Sign out</a>'


def build(reviews: Reviews, options: Options) -> gr.Blocks:
    """The page over the given reviews, ready to launch."""
    asking = ConversationPanel(reviews, options)
    records = RecordsPanel(reviews, options)
    briefings = BriefingsPanel(reviews, options)
    ledgers = LedgersPanel(reviews, options)
    paragraphs = ParagraphsPanel(reviews, options)
    study = StudyPanel(reviews, options)
    with gr.Blocks(title="Ask the Reviews", analytics_enabled=False, fill_width=True) as page:
        with gr.Row(elem_id="top"):
            gr.HTML(_MASTHEAD, apply_default_css=False)
            asking.tools()
            if options.logins:
                gr.HTML(_SIGN_OUT, elem_id="leave", apply_default_css=False)
        with gr.Tabs(elem_id="panels", overflow_behavior="wrap") as panels:
            with gr.Tab("Ask", id="ask", elem_id="ask-panel"):
                asking.build()
            with gr.Tab("Records", id="records", elem_id="records-panel"):
                catalogue = records.build()
            with gr.Tab("Briefing", id="briefing", elem_id="briefing-panel"):
                briefings.build()
            with gr.Tab("Ledgers", id="ledgers", elem_id="ledgers-panel"):
                ledgers.build()
            with gr.Tab("Check", id="check", elem_id="check-panel"):
                paragraphs.build()
            with gr.Tab("Study", id="study", elem_id="study-panel"):
                studying = study.build()

        def arrived(request: gr.Request) -> tuple[Any, ...]:
            """A link to a record opens it; every visit sees the records as they are now."""
            query = request.query_params
            chosen = gr.Tabs(selected="records") if "doc" in query else gr.skip()
            return chosen, briefings.opening(request.username), *records.opened_at(query)

        def asked_about(event: gr.EventData) -> tuple[Any, ...]:
            """The next questions are asked of the record alone, in the other panel."""
            return gr.Tabs(selected="ask"), *asking.asking_about(event)

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        page.load(study.arrived, None, studying.outputs, **quiet)
        page.load(arrived, None, [panels, briefings.form, *catalogue.outputs], **quiet)
        catalogue.page.ask_about(asked_about, None, [panels, asking.about, asking.about_line], **quiet)
    page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    built: gr.Blocks = page
    return built

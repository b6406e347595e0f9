"""Whose words answers are in, as the page asks it where a language model is set. Importing this loads Gradio."""

from __future__ import annotations

from typing import Any

import gradio as gr

from web.conversation.turns import Wording
from web.markup import safe
from web.panels.scripts import script

_WORDS = {
    Wording.WITH: "With the language model",
    Wording.WITHOUT: "Without",
    Wording.BESIDE: "Side by side",
}


def choice(model: str | None) -> Any:
    """The choice, in the open context; nothing to be seen where no language model is set.

    What is chosen stays in the page and comes with each question, so that it holds for it whatever is kept here.
    """
    first = Wording.WITH.value
    if model is None:
        return gr.State(first)
    options = "".join(f'<option value="{one}">{words}</option>' for one, words in _WORDS.items())
    template = f'<label>Answers <select autocomplete="off">{options}</select></label>'
    # The template does not hold the value, so that choosing draws nothing anew and the focus stays where it is.
    return gr.HTML(
        first,
        html_template=template,
        elem_id="wording",
        apply_default_css=False,
        js_on_load=script("wording"),
    )


def told(model: str | None) -> str:
    """What a person must know before asking where a language model is set, as HTML; "" elsewhere."""
    if model is None:
        return ""
    return (
        f" A question, those before it and the passages found for it are sent to the language model {safe(model)}, "
        "unless you choose “Without” for it."
    )

"""The colours of what Gradio draws by itself: its login page, and its parts before the style sheets are there."""

from __future__ import annotations

import gradio as gr

#: As in web/look/style.css, light and dark.
_PAPER, _SHEET, _INK, _SOFT, _ACCENT, _FIELD = (
    "#faf8f4",
    "#ffffff",
    "#1f2522",
    "#565e59",
    "#1d5a55",
    "#8a918c",
)
_PAPER_DARK, _SHEET_DARK, _INK_DARK, _SOFT_DARK, _ACCENT_DARK, _ON_DARK = (
    "#151918", "#1c2120", "#e9e6df", "#a9b0aa", "#8accc2", "#0d1716",
)  # fmt: skip


def theme() -> gr.themes.Base:
    """Fonts of the reader's machine, so that none is fetched, and the page's colours."""
    base = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    themed: gr.themes.Base = base.set(
        body_background_fill=_PAPER,
        body_background_fill_dark=_PAPER_DARK,
        body_text_color=_INK,
        body_text_color_dark=_INK_DARK,
        block_background_fill=_SHEET,
        block_background_fill_dark=_SHEET_DARK,
        block_label_text_color=_SOFT,
        block_label_text_color_dark=_SOFT_DARK,
        block_title_text_color=_SOFT,
        block_title_text_color_dark=_SOFT_DARK,
        input_background_fill=_SHEET,
        input_background_fill_dark=_SHEET_DARK,
        input_border_color=_FIELD,
        input_border_color_dark=_FIELD,
        input_border_width="1px",
        background_fill_secondary=_PAPER,
        background_fill_secondary_dark=_PAPER_DARK,
        button_primary_border_color=_ACCENT,
        button_primary_border_color_dark=_ACCENT_DARK,
        button_primary_background_fill=_ACCENT,
        button_primary_background_fill_hover=_ACCENT,
        button_primary_background_fill_dark=_ACCENT_DARK,
        button_primary_background_fill_hover_dark=_ACCENT_DARK,
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark=_ON_DARK,
    )
    return themed

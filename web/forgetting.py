"""Visits that are over are forgotten: what was asked must not outlive the page it was asked on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

#: An open page that nobody uses is forgotten after this.
IDLE = timedelta(hours=4)

#: Seconds between two looks for visits that are over.
EVERY = 300


def forget_visits(page: gr.Blocks, now: datetime) -> int:
    """How many visits were over, or idle for too long, and are gone with all that was shown in them.

    Gradio keeps the last value of each part of the page, the conversation among them, until ten thousand other visits
    push it out; the time a state may live does not touch those.
    """
    holder = page.state_holder
    with holder.lock:
        over = [
            session
            for session, state in holder.session_data.items()
            if state.is_closed or now - holder.time_last_used.get(session, now) > IDLE
        ]
        for session in over:
            del holder.session_data[session]
            holder.time_last_used.pop(session, None)
    return len(over)

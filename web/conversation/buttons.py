"""Buttons of the page that send an event with plain data; the server checks again what they send."""

from __future__ import annotations

from collections.abc import Mapping

from web.markup import safe, sending


def send(event: str, data: Mapping[str, object], label: str, look: str = "quiet") -> str:
    """A button that sends an event of the page with its data; ``label`` is HTML that is safe already."""
    return f'<button type="button" class="{look}" {sending(event, data)}>{label}</button>'


def ask_button(question: str) -> str:
    """A button that asks a question."""
    return send("suggest", {"question": question}, safe(question), "ask")

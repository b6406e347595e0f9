"""The scripts of the page's parts, put together from web/look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

LOOK = Path(__file__).parents[1] / "look"


def script(*parts: str, sends: Sequence[str] = ()) -> str:
    """The body of the function Gradio runs for one part: the events its buttons send, what all share, then its own.

    Gradio takes a part's events from the names in its script.
    """
    shared = (LOOK / f"{name}.js" for name in ("common", *parts))
    return "\n".join(
        (f"const sends = {json.dumps(list(sends))};", *(one.read_text("utf-8") for one in shared))
    )

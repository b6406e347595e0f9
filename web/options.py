"""How a page is served: what the settings and the command line decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from web.door.questions import RateLimiter
from web.feedback import Feedback


@dataclass(frozen=True, slots=True)
class Options:
    """Parts the panels share. ``public_url`` is the address people type, where the page has one; it ends in "/".

    ``today`` is asked for each reference and export. ``logins``: people had to log in, and can sign out.
    """

    feedback: Feedback
    limiter: RateLimiter
    public_url: str | None = None
    today: Callable[[], date] = date.today
    logins: bool = False

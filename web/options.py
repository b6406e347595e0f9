"""How a page is served: what the settings and the command line decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rag.papers.style import HouseStyle
from rag.settings import LOCAL_ADDRESS
from web.door.questions import RateLimiter
from web.feedback import Feedback


@dataclass(frozen=True, slots=True)
class Options:
    """Parts the panels share. ``public_url`` is the address people type, where the page has one; it ends in "/".

    ``today`` is asked for each reference and export. ``logins``: people had to log in, and can sign out.
    ``briefings`` is the folder they are kept in; None where whoever reaches the page could read another's.
    ``style`` is the look of what is written for them. ``address`` is where links in it lead: the page's whole address.
    """

    feedback: Feedback
    limiter: RateLimiter
    public_url: str | None = None
    today: Callable[[], date] = date.today
    logins: bool = False
    briefings: Path | None = None
    address: str = LOCAL_ADDRESS
    style: HouseStyle = field(default_factory=HouseStyle)

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.web_fakes import FakeReviews
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.forgetting import IDLE, forget_visits
from web.layout import build
from web.options import Options

NOW = datetime(2026, 11, 23, 12)


def test_a_visit_that_is_over_or_idle_is_forgotten_with_all_it_showed_and_the_others_are_not(
    tmp_path: Path,
) -> None:
    from gradio.state_holder import StateHolder

    page = build(FakeReviews(), Options(Feedback(tmp_path / "f", 0), RateLimiter()))
    holder = StateHolder()
    holder.set_blocks(page)
    for session in ("closed", "idle", "here"):
        holder[session]
        holder.time_last_used[session] = NOW
    holder.session_data["closed"].is_closed = True
    holder.time_last_used["idle"] = NOW - IDLE - timedelta(seconds=1)
    assert forget_visits(page, NOW) == 2
    assert list(holder.session_data) == ["here"]
    assert list(holder.time_last_used) == ["here"]
    assert forget_visits(page, NOW) == 0

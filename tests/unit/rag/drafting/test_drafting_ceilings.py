from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rag.drafting.ceilings import CeiledChat, Ceiling
from rag.errors import ModelUnavailable
from rag.ports import Reply


class Counting:
    """A Chat whose every reply costs the same."""

    name = "counts:one"

    def __init__(self, read: int = 60, written: int = 40) -> None:
        self.reply, self.asked = Reply("x" * 80, read, written), 0

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        self.asked += 1
        return self.reply

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        yield replace(self.reply, text="x" * 40, output_tokens=0)
        yield self.complete(system, user, schema)


class Calendar:
    """A day that a test turns."""

    def __init__(self) -> None:
        self.day = date(2031, 5, 3)

    def __call__(self) -> date:
        return self.day


def asked_until_refused(chat: CeiledChat) -> int:
    for times in range(50):
        try:
            chat.complete("s" * 200, "u" * 200, {})
        except ModelUnavailable as error:
            assert str(error) == "the model counts:one has reached the ceiling set for a day"
            return times
    return 50


def test_without_a_ceiling_there_is_none() -> None:
    chat = CeiledChat(Counting(), Ceiling())
    assert (chat.name, asked_until_refused(chat)) == ("counts:one", 50)


def test_the_ceiling_of_tokens_leaves_the_model_alone_once_it_is_reached() -> None:
    inside = Counting()
    assert asked_until_refused(CeiledChat(inside, Ceiling(tokens=250))) == inside.asked == 3


def test_the_ceiling_of_cost_counts_what_is_read_and_written_at_their_prices() -> None:
    # 60 tokens at 10 and 40 at 20 for a million: 0.0014 a reply.
    ceiling = Ceiling(cost=0.0042, price_read=10, price_written=20)
    assert asked_until_refused(CeiledChat(Counting(), ceiling)) == 3


def test_a_new_day_begins_anew() -> None:
    today = Calendar()
    chat = CeiledChat(Counting(), Ceiling(tokens=250, cost=9, price_read=1), today)
    assert asked_until_refused(chat) == 3
    assert asked_until_refused(chat) == 0
    today.day = date(2031, 5, 4)
    assert asked_until_refused(chat) == 3


def test_where_the_provider_counts_no_tokens_the_ceiling_holds_by_a_guess() -> None:
    # 400 characters sent and 80 that came: about 120 tokens.
    assert asked_until_refused(CeiledChat(Counting(0, 0), Ceiling(tokens=250))) == 3


def test_a_model_that_fails_says_so_itself() -> None:
    class Failing(Counting):
        def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
            raise ModelUnavailable("no")

    with pytest.raises(ModelUnavailable, match="no"):
        CeiledChat(Failing(), Ceiling(tokens=1)).complete("", "", {})


def streamed_until_refused(chat: CeiledChat, *, whole: bool) -> int:
    for times in range(50):
        try:
            pieces = chat.stream("s" * 200, "u" * 200, {})
            next(pieces)
            if whole:
                list(pieces)
            else:
                pieces.close()  # type: ignore[attr-defined]
        except ModelUnavailable:
            return times
    return 50


def test_a_reply_that_grows_is_counted_once_and_one_that_breaks_off_by_what_came() -> None:
    assert streamed_until_refused(CeiledChat(Counting(), Ceiling(tokens=250)), whole=True) == 3
    # 60 tokens read and 40 characters that came: 70 tokens each.
    assert streamed_until_refused(CeiledChat(Counting(), Ceiling(tokens=250)), whole=False) == 4

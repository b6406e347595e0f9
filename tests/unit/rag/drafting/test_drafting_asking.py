from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from rag.drafting.asking import Requests
from rag.drafting.prompts import prompt
from rag.drafting.replies import Alone
from rag.errors import ModelUnavailable
from rag.ports import Reply

RIGHT = json.dumps({"question": "Who led it?"})


class InTurn:
    """A Chat that gives its replies in turn; None is a failure."""

    name = "turns:one"

    def __init__(self, *replies: str | None) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, str, Mapping[str, Any]]] = []

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        self.asked.append((system, user, schema))
        said = self.replies.pop(0)
        if said is None:
            raise ModelUnavailable("the model turns:one took too long")
        return Reply(said, 10, 3)

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        yield self.complete(system, user, schema)


def test_a_good_reply_is_asked_for_once_with_the_prompt_the_values_and_the_shape() -> None:
    chat = InTurn(RIGHT)
    requests = Requests(chat)
    assert requests.ask("standalone", "VALUES", Alone) == Alone(question="Who led it?")
    assert chat.asked == [(prompt("standalone").text, "VALUES", Alone.model_json_schema())]
    use = requests.use()
    assert (use.name, use.calls, use.input_tokens, use.output_tokens) == ("turns:one", 1, 10, 3)
    assert use.prompts == (("standalone", prompt("standalone").digest),)
    assert use.failed is None


def test_a_broken_reply_is_asked_for_once_more_and_both_are_counted() -> None:
    chat = InTurn("no json", RIGHT)
    requests = Requests(chat)
    assert requests.ask("standalone", "VALUES", Alone) is not None
    assert chat.asked[1][1] == f"VALUES\n\n{prompt('repair').text}"
    use = requests.use()
    assert (use.calls, use.input_tokens, use.output_tokens) == (2, 20, 6)
    assert [name for name, _ in use.prompts] == ["standalone", "repair"]


def test_what_is_broken_twice_is_nothing_and_is_not_asked_for_again() -> None:
    chat = InTurn("no", "json", RIGHT)
    assert Requests(chat).ask("standalone", "VALUES", Alone) is None
    assert len(chat.asked) == 2


def test_a_failed_request_is_counted_and_raised_as_it_is() -> None:
    requests = Requests(InTurn(None))
    with pytest.raises(ModelUnavailable, match="took too long"):
        requests.ask("standalone", "VALUES", Alone)
    assert (requests.use("slow").calls, requests.use("slow").failed) == (1, "slow")

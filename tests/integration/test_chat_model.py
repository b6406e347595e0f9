"""The real langchain-openai against a small server on this machine: what is sent, what comes back, what goes wrong."""

from __future__ import annotations

import json
import logging
import os
import socket
import time
from collections.abc import Iterator
from contextvars import copy_context
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from evals.scripted import correct
from rag.adapters.chat_model import LangChainChat, make_chat_model
from rag.bootstrap import Serving
from rag.domain import Question
from rag.drafting.passages import as_values, numbered
from rag.drafting.prompts import prompt
from rag.drafting.replies import Written
from rag.errors import ModelUnavailable
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.openai_server import (
    Answers,
    Server,
    failing,
    saying,
    scripted,
    serving,
    shapeless,
    stalling,
)
from tests.reviews import DOCUMENTS, FERNHILL, real_pipeline

RIGHT = json.dumps(
    {"sentences": [{"text": "It met.", "quotes": [{"passage": 1, "words": "met five times"}]}]}
)
SCHEMA = Written.model_json_schema()


@pytest.fixture(autouse=True)
def _no_keys_and_no_tracing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_API_BASE",
        "MISTRAL_API_KEY",
        "ANTHROPIC_API_KEY",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")  # as a person may have it set for programs of their own


def settings_of(url: str | None, **given: Any) -> Settings:
    return Settings(model="openai:small", model_url=url, model_retries=0, **given)


def ask(chat: LangChainChat, user: str = "What was found?") -> Any:
    return chat.complete("Reply with JSON.", user, SCHEMA)


@pytest.fixture(scope="module")
def good() -> Iterator[Server]:
    with serving(saying(RIGHT)) as server:
        yield server


def test_a_reply_is_the_text_with_the_tokens_the_provider_counted(good: Server) -> None:
    reply = ask(make_chat_model(settings_of(good.url)))
    assert json.loads(reply.text) == json.loads(RIGHT)
    assert (reply.input_tokens, reply.output_tokens) == (21, 8)


def test_a_model_is_asked_for_json_of_the_schema_with_no_tools_and_as_many_tokens_as_are_set(
    good: Server,
) -> None:
    ask(make_chat_model(settings_of(good.url, model_tokens=321)))
    body = good.bodies[-1]
    assert body["model"] == "small"
    assert [one["role"] for one in body["messages"]] == ["system", "user"]
    assert "sentences" in body["response_format"]["json_schema"]["schema"]["properties"]
    assert not {"tools", "functions", "tool_choice", "web_search_options"} & body.keys()
    assert 321 in (body.get("max_tokens"), body.get("max_completion_tokens"))
    assert body["temperature"] == 0


def test_what_is_sent_of_the_records_holds_no_path_no_address_and_no_id(good: Server) -> None:
    pipeline = real_pipeline()
    hits = pipeline.search("Fernhill panel on foster care", 9)
    values = as_values("Who chaired it?", numbered(hits, DOCUMENTS))
    make_chat_model(settings_of(good.url)).complete(prompt("answer").text, values, SCHEMA)
    sent = json.dumps(good.bodies[-1])
    assert "Ida Marsh" in sent
    for kept in (FERNHILL.id, "example.org", "http", str(Path.cwd()), str(Path.home()) + "/", ".md"):
        assert kept not in sent, kept


def test_a_server_of_ones_own_is_asked_without_a_key_of_somebody_else(good: Server) -> None:
    ask(make_chat_model(settings_of(good.url)))
    assert good.headers[-1]["authorization"] == "Bearer none"


def test_no_tracing_service_is_told_what_is_asked(good: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain_core.tracers import langchain as tracing

    monkeypatch.setattr(
        tracing, "get_client", lambda: pytest.fail("a client of the tracing service was made")
    )
    ask(make_chat_model(settings_of(good.url)))
    assert {os.environ[name] for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2")} == {"false"}


def test_a_server_that_cannot_be_asked_for_a_shape_is_asked_in_plain_words_from_then_on() -> None:
    with serving(shapeless(RIGHT)) as server:
        chat = make_chat_model(settings_of(server.url))
        assert [ask(chat).text, ask(chat).text] == [RIGHT, RIGHT]
        assert ["response_format" in body for body in server.bodies] == [True, False, False]


@pytest.mark.parametrize("text", ["no JSON at all", '{"sentences": [', ""])
def test_broken_json_is_handed_on_as_it_came_for_the_caller_to_judge(text: str) -> None:
    with serving(saying(text)) as server:
        assert ask(make_chat_model(settings_of(server.url))).text == text


TROUBLES: dict[str, tuple[Answers, str]] = {
    "rate limit": (failing(429), "is asked too often just now: try again in a while"),
    "wrong key": (failing(401), "refused the key: check the key of the provider"),
    "forbidden": (failing(403), "refused the key: check the key of the provider"),
    "wrong name": (failing(404), "is not known to the provider: check the name in ASK_MODEL"),
    "server's own": (failing(500), "has trouble of its own just now: try again in a while"),
    "not understood": (failing(400), "gave no usable reply"),
    "cut off": (saying('{"sentences": [', ended="length"), "was cut short: raise ASK_MODEL_TOKENS"),
    "no choices": (lambda _: (200, {"choices": []}), "gave no usable reply"),
    "another page": (lambda _: (200, "<html>"), "gave no usable reply"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_goes_wrong_is_one_plain_line_without_words_of_the_question(
    trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    answers, words = TROUBLES[trouble]
    with (
        serving(answers) as server,
        caplog.at_level(logging.INFO, "rag"),
        pytest.raises(ModelUnavailable) as raised,
    ):
        ask(make_chat_model(settings_of(server.url)), "a private question")
    assert str(raised.value) == f"the model openai:small {words}"
    assert raised.value.__cause__ is None
    assert "private" not in caplog.text


# --- a reply that grows ------------------------------------------------------------------------------


def hear(chat: LangChainChat, user: str = "What was found?") -> list[Any]:
    return list(chat.stream("Reply with JSON.", user, SCHEMA))


def test_a_reply_grows_to_the_whole_with_the_tokens_the_provider_counted(good: Server) -> None:
    pieces = hear(make_chat_model(settings_of(good.url)))
    assert len(pieces) > 3
    assert all(later.text.startswith(one.text) for one, later in pairwise(pieces))
    assert json.loads(pieces[-1].text) == json.loads(RIGHT)
    assert (pieces[-1].input_tokens, pieces[-1].output_tokens) == (21, 8)
    assert good.bodies[-1]["stream"] is True and "response_format" in good.bodies[-1]


def test_a_growing_reply_of_a_server_that_cannot_be_asked_for_a_shape_comes_at_once() -> None:
    with serving(shapeless(RIGHT)) as server:
        chat = make_chat_model(settings_of(server.url))
        assert [one.text for one in (*hear(chat), *hear(chat))] == [RIGHT, RIGHT]
        assert [("response_format" in body) for body in server.bodies][-2:] == [False, False]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_goes_wrong_while_a_reply_grows_is_the_same_plain_line(trouble: str) -> None:
    answers, words = TROUBLES[trouble]
    with serving(answers) as server, pytest.raises(ModelUnavailable) as raised:
        hear(make_chat_model(settings_of(server.url)), "a private question")
    assert str(raised.value) == f"the model openai:small {words}"


def test_a_growing_reply_may_be_taken_up_in_another_context(good: Server) -> None:
    # As a page does that draws each step in a thread of its own.
    pieces = make_chat_model(settings_of(good.url)).stream("Reply with JSON.", "What?", SCHEMA)
    steps = [copy_context().run(lambda: next(pieces, None)) for _ in range(40)]
    assert json.loads([one for one in steps if one is not None][-1].text) == json.loads(RIGHT)


def test_a_reply_that_does_not_come_is_waited_for_no_longer_than_is_set() -> None:
    with serving(stalling(1.0)) as server:
        chat, begun = make_chat_model(settings_of(server.url, model_timeout=0.1)), time.perf_counter()
        with pytest.raises(ModelUnavailable, match="took too long: try again, or raise ASK_MODEL_TIMEOUT"):
            ask(chat)
        assert time.perf_counter() - begun < 0.9


def test_a_server_that_is_not_there_is_said_so() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
    with pytest.raises(ModelUnavailable, match="cannot be reached: check the network and ASK_MODEL_URL"):
        ask(make_chat_model(settings_of(url)))


def test_a_failed_request_is_made_again_as_often_as_is_set() -> None:
    with serving(failing(500)) as server:
        chat = make_chat_model(Settings(model="openai:small", model_url=server.url, model_retries=1))
        with pytest.raises(ModelUnavailable):
            ask(chat)
        assert len(server.bodies) == 2


def test_a_question_goes_all_the_way_to_a_server_and_back(small_index: Path) -> None:
    with serving(scripted(correct)) as server:
        settings = settings_of(server.url, index=small_index, encoder="fake")
        pipeline = Serving(settings, encoder=lambda _: FakeEncoder()).pipeline()
        answer = pipeline.ask(Question("Who chaired the Fernhill panel on foster care?"))
    assert (answer.answerer, answer.model and answer.model.name) == ("model", "openai:small")
    assert answer.model is not None
    assert answer.model.input_tokens == 21 * answer.model.calls
    assert len(server.bodies) == answer.model.calls


# --- before anything is asked -------------------------------------------------------------------------


def unavailable(model: str, **given: Any) -> str:
    with pytest.raises(ModelUnavailable) as raised:
        make_chat_model(Settings(model=model), **given)
    line = str(raised.value)
    assert line.startswith(f"{model}: ")
    assert line.isprintable()
    return line


def test_a_missing_key_is_named() -> None:
    assert "no key: set OPENAI_API_KEY, or unset ASK_MODEL" in unavailable("openai:small")
    assert "set ANTHROPIC_API_KEY" in unavailable("anthropic:small")


@pytest.mark.parametrize(
    ("model", "advice"),
    [
        ("mistral:small", "pip install 'ask-the-reviews[mistralai]'"),
        ("ollama:small", "pip install 'ask-the-reviews[ollama]'"),
        ("groq:small", "install LangChain's package for groq"),
    ],
)
def test_a_missing_package_is_named_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, model: str, advice: str
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "secret")

    def missing(*_: object, **__: object) -> None:
        raise ImportError("no such package")

    line = unavailable(model, make=missing)
    assert advice in line
    assert "secret" not in line


def test_a_provider_nobody_knows_is_said_to_be_none() -> None:
    assert 'no provider "acme"' in unavailable("acme:small")


def test_settings_a_package_does_not_take_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from pydantic import TypeAdapter

    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    line = unavailable("openai:small", make=lambda *_, **__: TypeAdapter(int).validate_python("secret"))
    assert "does not take the settings" in line
    assert "secret" not in line


def test_ollama_is_told_its_limits_under_its_own_names() -> None:
    told: dict[str, Any] = {}
    settings = Settings(model="ollama:small", model_timeout=7, model_tokens=99)
    make_chat_model(settings, make=lambda name, **options: told.update(options, name=name))
    assert (told["name"], told["num_predict"], told["client_kwargs"]) == ("small", 99, {"timeout": 7.0})
    assert told["model_provider"] == "ollama"


@pytest.mark.parametrize(
    ("model", "given"),
    [("openai:gpt-5-mini", False), ("openai:o3", False), ("openai:gpt-4o", True), ("mistral:o1-small", True)],
)
def test_a_model_that_takes_no_temperature_is_given_none(
    model: str, given: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "MISTRAL_API_KEY"):
        monkeypatch.setenv(name, "x")
    told: dict[str, Any] = {}
    make_chat_model(Settings(model=model), make=lambda name, **options: told.update(options))
    assert ("temperature" in told) is given


def test_a_package_that_fails_when_it_is_made_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    with pytest.raises(ModelUnavailable, match="the model openai:small gave no usable reply"):
        make_chat_model(Settings(model="openai:small"), make=broken)


class WithoutShapes:
    """A model whose package cannot ask for a shape."""

    def with_structured_output(self, *_: object, **__: object) -> None:
        raise NotImplementedError

    def invoke(self, messages: object, config: object) -> Any:
        from langchain_core.messages import AIMessage

        return AIMessage([{"type": "text", "text": "said"}])


def test_a_package_that_knows_no_shapes_is_asked_without() -> None:
    chat = LangChainChat("other:small", WithoutShapes())  # type: ignore[arg-type]
    reply = ask(chat)
    assert (chat.name, reply.text, reply.input_tokens) == ("other:small", "said", 0)


class AsATool(WithoutShapes):
    """A model whose package asks for a shape as the call of a tool: its text is empty then."""

    def with_structured_output(self, *_: object, **__: object) -> Any:
        from langchain_core.messages import AIMessage
        from langchain_core.runnables import RunnableLambda

        return RunnableLambda(lambda _: {"raw": AIMessage(""), "parsed": {"sentences": []}})


def test_a_reply_that_came_as_the_call_of_a_tool_is_text_as_any_other() -> None:
    assert ask(LangChainChat("other:small", AsATool())).text == '{"sentences": []}'  # type: ignore[arg-type]
    assert [one.text for one in hear(LangChainChat("other:small", AsATool()))] == ['{"sentences": []}']  # type: ignore[arg-type]

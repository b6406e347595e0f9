"""A chat model of any provider, through LangChain: text in, text out, no tools; every failure is one plain line."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from rag.errors import ModelUnavailable
from rag.ports import Reply
from rag.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig

#: The variable each provider's key is read from; with "ollama", which has none, these are the extras there are.
_KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
}
_OLLAMA = "ollama"
_NAMES = {"google": "google_genai", "mistral": "mistralai"}

#: OpenAI's models that reason take no temperature and refuse a request that gives one.
_REASONS = re.compile(r"o\d|gpt-[5-9]")

#: What a server says to a request it does not understand: it may not know how to be asked for JSON of a schema.
_NOT_UNDERSTOOD = (400, 422, 501)

#: Variables that would send what people ask to a tracing service.
_TRACING = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING")

#: No callback of a chain around it, nor a tracing service, is told what is asked of a model.
_ALONE: RunnableConfig = {"callbacks": []}

_log = logging.getLogger(__name__)


class LangChainChat:
    """A :class:`rag.ports.Chat` over a LangChain chat model. Safe to use from several threads."""

    def __init__(self, name: str, model: BaseChatModel) -> None:
        """``name`` is what people call it, "provider:name"."""
        self._name, self._model = name, model
        self._shaped = True

    @property
    def name(self) -> str:
        """The model as a person named it: "provider:name"."""
        return self._name

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        """The model's reply, asked to be JSON of the schema where the provider can be asked that.

        Raises:
            ModelUnavailable: with one plain line on why there is none.
        """
        try:
            with _untold():
                return _reply(self._ask([("system", system), ("human", user)], schema))
        except ModelUnavailable:
            raise
        except Exception as error:
            raise self._unavailable(error) from None

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        """The reply as it grows; where the provider cannot be asked in the schema's shape, whole and once.

        Raises:
            ModelUnavailable: with one plain line on why there is none, or why it broke off.
        """
        if not self._shaped:
            yield self.complete(system, user, schema)
            return
        growing = self._growing([("system", system), ("human", user)], {"title": "Reply", **schema})
        begun = False
        while True:
            try:
                # A step at a time: whoever asks may resume in another context, and the variable is set in none.
                with _untold():
                    said = next(growing, None)
            except Exception as error:
                if not begun and (
                    isinstance(error, NotImplementedError | AttributeError)
                    or _status(error) in _NOT_UNDERSTOOD
                ):
                    yield self.complete(system, user, schema)
                    return
                raise self._unavailable(error) from None
            if said is None:
                return
            begun = True
            yield said

    def _growing(self, messages: list[tuple[str, str]], schema: Mapping[str, Any]) -> Iterator[Reply]:
        """All of the text so far, each time there is more of it: what is written, or what a tool is to be given."""
        text, used = "", Reply("")
        shaped: Any = self._model.with_structured_output(dict(schema), include_raw=True)
        # Its reader, behind it, hands nothing on before all has come.
        for piece in shaped.first.stream(messages, _ALONE):
            raw = piece["raw"]
            given = "".join(str(one.get("args") or "") for one in getattr(raw, "tool_call_chunks", ()))
            counted = _reply(raw)
            text += str(raw.text) or given
            used = Reply(
                text,
                max(used.input_tokens, counted.input_tokens),
                max(used.output_tokens, counted.output_tokens),
            )
            yield used

    def _unavailable(self, error: Exception) -> ModelUnavailable:
        """Why there is no reply. Only the kind is logged: a message could hold words of the question, or a key."""
        _log.warning("the model %s gave no reply: %s", self._name, type(error).__name__)
        return ModelUnavailable(f"the model {self._name} {_trouble(error)}")

    def _ask(self, messages: list[tuple[str, str]], schema: Mapping[str, Any]) -> BaseMessage:
        """The reply, asked for in the schema's shape; where that cannot be asked, by the prompt alone."""
        if self._shaped:
            try:
                return self._in_shape(messages, {"title": "Reply", **schema})
            except (NotImplementedError, AttributeError):
                self._shaped = False
            except Exception as error:
                if _status(error) not in _NOT_UNDERSTOOD:
                    raise
                # The same request in plain words: where that fails too, its own error is told.
                found = self._model.invoke(messages, _ALONE)
                self._shaped = False
                return found
        return self._model.invoke(messages, _ALONE)

    def _in_shape(self, messages: list[tuple[str, str]], schema: Mapping[str, Any]) -> BaseMessage:
        found = self._model.with_structured_output(dict(schema), include_raw=True).invoke(messages, _ALONE)
        assert isinstance(found, dict)
        raw: BaseMessage = found["raw"]
        # Where there is text it is taken as it came: LangChain's reader mends a reply that was cut off, unseen.
        if found.get("parsed") is not None and not str(raw.text).strip():
            raw = raw.model_copy(update={"content": json.dumps(found["parsed"])})
        return raw


def _untold() -> AbstractContextManager[None]:
    """No tracing service is told: the variables may have been read before they were unset, and this holds anyway."""
    from langsmith import tracing_context

    return tracing_context(enabled=False)


def _reply(message: BaseMessage) -> Reply:
    used = getattr(message, "usage_metadata", None) or {}
    return Reply(str(message.text), int(used.get("input_tokens", 0)), int(used.get("output_tokens", 0)))


def make_chat_model(settings: Settings, make: Callable[..., Any] | None = None) -> LangChainChat:
    """The model the settings name; ``make`` stands in for LangChain's ``init_chat_model``.

    Raises:
        ModelUnavailable: its package or key is missing, or the provider is unknown.
    """
    assert settings.model is not None
    for variable in _TRACING:
        os.environ[variable] = "false"
    provider, _, name = settings.model.partition(":")
    provider = _NAMES.get(provider, provider)
    if make is None:
        if importlib.util.find_spec("langchain") is None:
            raise _not_installed(settings.model, provider)
        from langchain.chat_models import init_chat_model

        make = init_chat_model
    options: dict[str, Any] = {"model_provider": provider}
    if not (provider == "openai" and _REASONS.match(name)):
        options["temperature"] = 0
    if provider == _OLLAMA:
        # Its package has names of its own for these, and drops what it does not know.
        options |= {
            "num_predict": settings.model_tokens,
            "client_kwargs": {"timeout": settings.model_timeout},
        }
    else:
        options |= {
            "timeout": settings.model_timeout,
            "max_retries": settings.model_retries,
            "max_tokens": settings.model_tokens,
        }
    if settings.model_url:
        options["base_url"] = settings.model_url
        if provider == "openai" and not os.environ.get(_KEYS["openai"]):
            # A server of one's own asks for no key, and the package refuses to go without.
            options["api_key"] = "none"
    elif (key := _KEYS.get(provider)) is not None and not os.environ.get(key):
        raise ModelUnavailable(f"{settings.model}: no key: set {key}, or unset ASK_MODEL")
    try:
        return LangChainChat(settings.model, make(name, **options))
    except ImportError:
        raise _not_installed(settings.model, provider) from None
    except ValidationError:
        raise ModelUnavailable(
            f"{settings.model}: its package does not take the settings: see ASK_MODEL_URL and ASK_MODEL_TIMEOUT"
        ) from None
    except ValueError:
        raise ModelUnavailable(
            f'{settings.model}: no provider "{provider}": see the README for those there are'
        ) from None
    except Exception as error:
        raise ModelUnavailable(f"the model {settings.model} {_trouble(error)}") from None


def _not_installed(model: str, provider: str) -> ModelUnavailable:
    if provider in (*_KEYS, _OLLAMA):
        return ModelUnavailable(f"{model}: install it with pip install 'ask-the-reviews[{provider}]'")
    return ModelUnavailable(f"{model}: install LangChain's package for {provider} beside this program")


def _status(error: Exception) -> int | None:
    """The HTTP status of an error, where it has one."""
    response = getattr(error, "response", None)
    found = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    return found if isinstance(found, int) else None


def _trouble(error: Exception) -> str:
    """What went wrong, in plain words, by the kind of the error alone: its message could hold a key or a question."""
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__).casefold()
    status = _status(error)
    if "lengthfinishreason" in kinds:
        return "was cut short: raise ASK_MODEL_TOKENS"
    if "contextoverflow" in kinds:
        return "cannot read so much at once: set ASK_MODEL to one with a longer context"
    if "timeout" in kinds:
        return "took too long: try again, or raise ASK_MODEL_TIMEOUT"
    if status == 429 or "ratelimit" in kinds or "resourceexhausted" in kinds:
        return "is asked too often just now: try again in a while"
    if status in (401, 403) or "authentication" in kinds or "permissiondenied" in kinds:
        return "refused the key: check the key of the provider"
    if status == 404 or "notfound" in kinds:
        return "is not known to the provider: check the name in ASK_MODEL"
    if "connect" in kinds:
        return "cannot be reached: check the network and ASK_MODEL_URL"
    if status is not None and status >= 500:
        return "has trouble of its own just now: try again in a while"
    return "gave no usable reply"

"""All settings in one frozen object; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import BadSetting

PREFIX = "ASK_"

#: The encoder that is packaged with the program and needs no network.
PACKAGED_ENCODER = "packaged:all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """What a person can set, each by an environment variable ``ASK_`` + NAME."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    index: Path = Field(default=Path(".data/index"), description="folder of the index")
    chroma_url: str | None = Field(
        default=None,
        repr=False,  # it may hold a password
        description="a Chroma server that keeps the index in place of the folder: http://HOST:PORT",
    )
    encoder: str = Field(
        default=PACKAGED_ENCODER,
        min_length=1,
        description="a sentence-transformers model: the packaged one, a folder, or a name",
    )
    reranker: str | None = Field(
        default=None,
        min_length=1,
        description="a sentence-transformers CrossEncoder that helps to choose sentences: a folder, or a name",
    )
    feedback_days: int = Field(
        default=90,
        ge=0,
        le=3650,
        description="days for which feedback is kept beside the index; 0: none is asked for",
    )

    login_file: Path | None = Field(
        default=None,
        description="names and hashed passwords of those who may use the web chat; none: everybody who reaches it",
    )
    public_url: str | None = Field(
        default=None,
        description="the address people type to reach a shared web chat: https://HOST/",
    )

    house_style: Path | None = Field(
        default=None,
        description="a YAML file with the fonts, the colour and the logo of briefings; none: the program's own look",
    )

    model: str | None = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9_]*:\S+$",
        description="a language model that words answers, as provider:name; none: answers are put together without one",
    )
    model_url: str | None = Field(
        default=None,
        description="the address of an OpenAI-compatible server that runs the model: http://HOST:PORT/v1",
    )
    model_timeout: float = Field(
        default=60.0, gt=0, le=600, description="seconds to wait for a reply of the model"
    )
    model_retries: int = Field(
        default=2, ge=0, le=10, description="times a failed request to the model is made again"
    )
    model_tokens: int = Field(
        default=1200, ge=50, le=20_000, description="tokens the model may write in one reply"
    )
    model_day_tokens: int = Field(
        default=1_000_000,
        ge=0,
        description="tokens read and written in a day before the model is left alone; 0: no ceiling",
    )
    model_prices: str | None = Field(
        default=None,
        pattern=r"^\d+(\.\d+)?/\d+(\.\d+)?$",
        description="what a million tokens cost, read and written: 0.15/0.60, in any currency",
    )
    model_day_cost: float = Field(
        default=0.0,
        ge=0,
        description="what the model may cost in a day, in the currency of the prices; 0: no ceiling",
    )

    @property
    def briefings(self) -> Path:
        """The folder of kept briefings: beside the index folder, which a new index replaces."""
        return self.index.parent / "briefings"

    @property
    def feedback(self) -> Path:
        """The file of what people said of answers: beside the index folder, which a new index replaces."""
        return self.index.parent / "feedback.jsonl"

    @field_validator("chroma_url", "model_url")
    @classmethod
    def _is_a_url(cls, url: str | None) -> str | None:
        if url is not None and not _is_web_address(url):
            raise ValueError("write http://HOST:PORT, or https://")
        return url

    @model_validator(mode="after")
    def _cost_needs_prices(self) -> Settings:
        if self.model_day_cost and self.model_prices is None:
            raise ValueError("ASK_MODEL_DAY_COST needs ASK_MODEL_PRICES")
        return self

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if (
            not _is_web_address(url)
            or urlsplit(url).username is not None
            or urlsplit(url).path not in ("", "/")
        ):
            raise ValueError("write the address people type: https://HOST/, without a path, name or password")
        return url if url.endswith("/") else f"{url}/"


#: Where the web chat is reached unless ``ASK_PUBLIC_URL`` or Gradio's own settings say otherwise.
LOCAL_ADDRESS = "http://127.0.0.1:7860/"


#: What a value that has another shape should look like.
_PATTERNS = {
    "model": "write provider:name, as openai:gpt-4o-mini or ollama:llama3.2",
    "model_prices": "write what a million tokens cost, read and written: 0.15/0.60",
}


def load_settings(**overrides: object) -> Settings:
    """The settings of this process: defaults, then the environment, then ``overrides`` that are not None.

    An index folder among the overrides goes before a server that the environment names: evals, which build an index
    of their own in such a folder, must never write to the one that is served.

    Raises:
        BadSetting: a variable with our prefix is unknown, or a value is out of range.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    if unknown:
        raise BadSetting(
            f"unknown setting {unknown[0]} in the environment: unset it, or use one of {', '.join(sorted(known))}"
        )
    given: dict[str, object] = {name: value for name, value in overrides.items() if value is not None}
    if "index" in given:
        given.setdefault("chroma_url", None)
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        words = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:
            raise BadSetting(f"settings: {words}") from None
        name = PREFIX + str(first["loc"][0]).upper()
        if first["type"] == "string_pattern_mismatch":
            words = _PATTERNS[str(first["loc"][0])]
        raise BadSetting(f"setting {name}: {words}") from None


def _is_web_address(url: str) -> bool:
    try:
        found = urlsplit(url)
        port_is_one = found.port is None or found.port > 0
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname) and port_is_one and not found.query

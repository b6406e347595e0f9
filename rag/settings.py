"""All settings in one frozen object; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
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

    @property
    def briefings(self) -> Path:
        """The folder of kept briefings: beside the index folder, which a new index replaces."""
        return self.index.parent / "briefings"

    @property
    def feedback(self) -> Path:
        """The file of what people said of answers: beside the index folder, which a new index replaces."""
        return self.index.parent / "feedback.jsonl"

    @field_validator("chroma_url")
    @classmethod
    def _is_a_url(cls, url: str | None) -> str | None:
        if url is not None and not _is_web_address(url):
            raise ValueError("write http://HOST:PORT, or https://")
        return url

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
        name = PREFIX + str(first["loc"][0]).upper()
        raise BadSetting(f"setting {name}: {first['msg'].removeprefix('Value error, ')}") from None


def _is_web_address(url: str) -> bool:
    try:
        found = urlsplit(url)
        port_is_one = found.port is None or found.port > 0
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname) and port_is_one and not found.query

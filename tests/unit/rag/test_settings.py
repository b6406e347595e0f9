from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from rag.errors import BadSetting
from rag.settings import PACKAGED_ENCODER, load_settings


def test_without_an_environment_the_defaults_hold() -> None:
    settings = load_settings()
    assert (settings.index, settings.encoder) == (Path(".data/index"), PACKAGED_ENCODER)


def test_the_environment_goes_before_the_default_and_an_argument_before_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASK_INDEX", "/from/environment")
    monkeypatch.setenv("ASK_ENCODER", "folder/of/a/model")
    assert load_settings().index == Path("/from/environment")
    assert load_settings(index=None).index == Path("/from/environment")
    settings = load_settings(index=Path("/given"))
    assert (settings.index, settings.encoder) == (Path("/given"), "folder/of/a/model")


@pytest.mark.parametrize("name", ["ASK_INDEKS", "ask_speed", "ASK_"])
def test_an_unknown_variable_with_our_prefix_is_refused_and_the_known_ones_are_listed(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(BadSetting, match=name) as raised:
        load_settings()
    assert "ASK_ENCODER" in str(raised.value)
    assert "ASK_INDEX" in str(raised.value)


def test_variables_of_other_programs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_ASK_PASS", "x")
    monkeypatch.setenv("ASKING", "x")
    load_settings()


def test_a_value_out_of_range_is_one_line_that_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_ENCODER", "")
    with pytest.raises(BadSetting, match="ASK_ENCODER") as raised:
        load_settings()
    assert "\n" not in str(raised.value)


def test_settings_do_not_change_once_loaded() -> None:
    settings = load_settings()
    with pytest.raises(ValidationError):
        settings.index = Path("/elsewhere")


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "https://me:secret@chroma.example/base", "http://[::1]:8000/"]
)
def test_the_address_of_a_chroma_server_is_a_web_address(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("ASK_CHROMA_URL", url)
    assert load_settings().chroma_url == url
    assert "secret" not in repr(load_settings())


@pytest.mark.parametrize(
    "url", ["localhost:8000", "ftp://a", "http://", "http://me:secret@a:99999", "http://a:x", "http://a?b"]
)
def test_what_is_no_web_address_is_one_line_without_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("ASK_CHROMA_URL", url)
    with pytest.raises(BadSetting) as raised:
        load_settings()
    assert str(raised.value) == "setting ASK_CHROMA_URL: write http://HOST:PORT, or https://"


def test_an_index_folder_that_is_named_goes_before_a_server_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASK_CHROMA_URL", "http://127.0.0.1:8000")
    assert load_settings(index=Path("here")).chroma_url is None
    assert load_settings(index=None).chroma_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://reviews.example.org", "https://reviews.example.org/"),
        ("http://127.0.0.1:7860/", "http://127.0.0.1:7860/"),
    ],
)
def test_the_public_address_ends_in_a_slash(monkeypatch: pytest.MonkeyPatch, given: str, read: str) -> None:
    monkeypatch.setenv("ASK_PUBLIC_URL", given)
    assert load_settings().public_url == read


@pytest.mark.parametrize(
    "given",
    [
        "reviews.example.org",
        "ftp://a.org",
        "https://",
        "https://a:b@c.org",
        "https://c.org/?x=1",
        "https://c.org/path/",
    ],
)
def test_a_public_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("ASK_PUBLIC_URL", given)
    with pytest.raises(BadSetting, match="ASK_PUBLIC_URL: write the address"):
        load_settings()


# --- a language model ---------------------------------------------------------------------------------


def test_no_language_model_is_used_unless_one_is_named() -> None:
    settings = load_settings()
    assert (settings.model, settings.model_url, settings.model_prices) == (None, None, None)


def test_everything_about_a_model_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "ASK_MODEL": "openai:gpt-4o-mini",
        "ASK_MODEL_URL": "http://127.0.0.1:8080/v1",
        "ASK_MODEL_TIMEOUT": "7.5",
        "ASK_MODEL_RETRIES": "0",
        "ASK_MODEL_TOKENS": "300",
        "ASK_MODEL_DAY_TOKENS": "5000",
        "ASK_MODEL_PRICES": "0.15/0.60",
        "ASK_MODEL_DAY_COST": "1.5",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.model, settings.model_url) == ("openai:gpt-4o-mini", "http://127.0.0.1:8080/v1")
    assert (settings.model_timeout, settings.model_retries, settings.model_tokens) == (7.5, 0, 300)
    assert (settings.model_day_tokens, settings.model_prices, settings.model_day_cost) == (
        5000,
        "0.15/0.60",
        1.5,
    )


@pytest.mark.parametrize("model", ["ollama:llama3.2:3b", "google:gemini-2.0-flash", "openai:org/name"])
def test_a_model_is_a_provider_and_a_name(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    monkeypatch.setenv("ASK_MODEL", model)
    assert load_settings().model == model


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ASK_MODEL", "gpt-4o-mini", "write provider:name, as openai:gpt-4o-mini or ollama:llama3.2"),
        ("ASK_MODEL", "openai:", "write provider:name"),
        ("ASK_MODEL", "OpenAI:gpt 4", "write provider:name"),
        ("ASK_MODEL", "", "write provider:name"),
        ("ASK_MODEL_URL", "127.0.0.1:8080", "write http://HOST:PORT, or https://"),
        ("ASK_MODEL_TIMEOUT", "0", "greater than 0"),
        ("ASK_MODEL_TIMEOUT", "soon", "valid number"),
        ("ASK_MODEL_RETRIES", "-1", "greater than or equal to 0"),
        ("ASK_MODEL_RETRIES", "99", "less than or equal to 10"),
        ("ASK_MODEL_TOKENS", "5", "greater than or equal to 50"),
        ("ASK_MODEL_DAY_TOKENS", "-1", "greater than or equal to 0"),
        ("ASK_MODEL_PRICES", "cheap", "write what a million tokens cost, read and written: 0.15/0.60"),
        ("ASK_MODEL_PRICES", "0.15", "write what a million tokens cost"),
        ("ASK_MODEL_DAY_COST", "-2", "greater than or equal to 0"),
    ],
)
def test_a_bad_value_about_a_model_is_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as raised:
        load_settings()
    assert str(raised.value).startswith(f"setting {name}: ")
    assert says in str(raised.value)
    assert str(raised.value).isprintable()


def test_a_ceiling_of_cost_needs_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASK_MODEL_DAY_COST", "2")
    with pytest.raises(BadSetting, match="settings: ASK_MODEL_DAY_COST needs ASK_MODEL_PRICES"):
        load_settings()

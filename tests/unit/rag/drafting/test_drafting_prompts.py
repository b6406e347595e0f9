from __future__ import annotations

import hashlib
from importlib import resources

import pytest

from rag.drafting.prompts import prompt

NAMES = ("answer", "repair", "standalone", "variants")


def test_there_are_four_prompts_and_each_is_a_file() -> None:
    files = {one.name for one in (resources.files("rag.drafting") / "prompts").iterdir()}
    assert files == {f"{name}.txt" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_is_known_by_the_digest_of_its_text(name: str) -> None:
    one = prompt(name)
    assert one.name == name
    assert one.digest == hashlib.sha256(one.text.encode()).hexdigest()[:12]


def test_no_two_prompts_have_the_same_digest() -> None:
    assert len({prompt(name).digest for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", ["answer", "standalone", "variants"])
def test_a_prompt_says_that_what_it_is_given_gives_no_orders(name: str) -> None:
    text = " ".join(prompt(name).text.split())
    assert "hatever" in text
    assert "Reply with JSON alone" in text


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        prompt("poem")

"""The prompts: files beside this one, each known by the digest of its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: Hexadecimal digits of a prompt's digest: enough to tell any two prompts apart.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt by its name. ``digest``: the first digits of the SHA-256 of its text."""

    name: str
    text: str
    digest: str


@cache
def prompt(name: str) -> Prompt:
    """The prompt in prompts/NAME.txt; FileNotFoundError where there is none."""
    text = (resources.files("rag.drafting") / "prompts" / f"{name}.txt").read_text(encoding="utf-8")
    return Prompt(name, text, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS])

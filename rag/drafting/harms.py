"""Deaths and injuries a model's sentence tells of: none may be told that no quoted sentence tells of."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

_FATAL = re.compile(
    r"\b(?:di(?:ed|es|e|ing)|deaths?|dead|fatal\w*|deadly|(?:cost|lost|los(?:e|ing)|tak(?:e|en|ing)|took) (?:\w+ ){0,3}?li(?:fe|ves)"
    r"|injur\w+|harmed|hurt|suffer\w*|neglect\w*|trauma\w*|bereav\w+)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:di(?:ed|es|e|ing)|deaths?|dead|fatal\w*|deadly|li(?:fe|ves)|kill\w*|murder\w*|manslaughter|injur\w+|harm\w*|hurt\w*|suffer\w*|neglect\w*"
    r"|trauma\w*|abus\w+|cruel\w*|bereav\w+|drown\w*|suicid\w*)\b",
    re.IGNORECASE,
)


def fatal(text: str, told: str) -> str | None:
    """The first words of a text that tell of a death or an injury, where other words tell of none; None: there are none."""
    hit = _FATAL.search(text)
    return hit.group() if hit is not None and _TELLS.search(told) is None else None

"""Deaths, injuries and blame in a model's sentence: none may be told that no quoted sentence tells of."""

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


_BLAMES = re.compile(
    r"\b(?:cover(?:ed|ing|s)? up|cover-up|conceal\w*|lied|lying|corrupt\w*|misled|mislead\w*|scandal\w*|blame\w*|blind eye|guilty|betray\w*|misconduct"
    r"|complicit\w*|sham(?:e|ed|eful)|disgrac\w*|suppress\w*|incompeten\w*)\b",
    re.IGNORECASE,
)


def grave(text: str, told: str) -> str | None:
    """The first words of a text that tell of a death, an injury or blame where other words do not; None: there are none."""
    for tells, told_of in ((_FATAL, _TELLS), (_BLAMES, _BLAMES)):
        hit = tells.search(text)
        if hit is not None and told_of.search(told) is None:
            return hit.group()
    return None

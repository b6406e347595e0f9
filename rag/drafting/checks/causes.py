"""Causes: none may be given that no quoted sentence gives."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

#: What gives a cause, and what may bear one out.
_CAUSED = re.compile(
    r"\b(?:because|thanks to|owing to|due to(?! (?:be|bring|begin|start|come|take|report|open|publish|end|finish|run|move|give|have|last|go|meet|hand|join|visit|make|speak|talk)\b)|as a result|led to|leading to|which (?:led|meant|caused)|caused|causing|on account of|blamed on|put down to)\b",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"\b(?:because|thanks|owing|due to|as a result|result(?:ed|s|ing)|led to|lead(?:s|ing)? to|meant|means?|caus\w+|so|since(?! (?:\w+ )?\d)|reasons?|grounds?|blam\w+|driv\w+|drove"
    r"|follow\w*|through|by \w+ing|prompt\w*|makes?|made|making|(?<!-)after|effects?|help\w*|attribut\w+|put (?:[^,.;]{1,60} )?down to|behind|owed|explain\w*|contribut\w+|for want|for lack|answer|response)\b|[:;]",
    re.IGNORECASE,
)


def adds_cause(quoted: Sequence[str], text: str) -> bool:
    """True where a model's sentence gives a cause and no quoted sentence has anything that could be one."""
    return _CAUSED.search(text) is not None and not any(_CAUSES.search(one) for one in quoted)

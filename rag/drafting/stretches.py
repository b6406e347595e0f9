"""A sentence in stretches: where something may be added to it, or told as done beside what is still open."""

from __future__ import annotations

import re

from rag.text import content_stems

_BEGINS = re.compile(
    r"[,;:]\s+|\s[–—]\s|\b(?=(?:because|which|leading|thanks to|after|despite|while|whereas|but|so that|in order to"
    r"|and (?:that|was|were|had|has|it|its|they|most|many|which|led|kept|would|so|\w+ed)\b)\b)"
)

#: A stretch of fewer telling words says nothing by itself.
_TELLING = 2


def stretches(text: str) -> list[str]:
    """The stretches of a sentence that say something, in order, without the marks between them."""
    return [one.strip(" .,;:") for one in _BEGINS.split(text) if len(set(content_stems(one))) >= _TELLING]

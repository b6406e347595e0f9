"""A sentence in stretches: where something may be added to it, or told as done beside what is still open."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.text import content_stems

_BEGINS = re.compile(
    r"[,;:]\s+|\s[–—]\s|\b(?=(?:because|(?<!\bat )(?<!\bin )(?<!\bof )(?<!\bby )(?<!\bto )which|leading|thanks to|owing to|due to(?! (?:be|bring|begin|start|come|take|report|open|publish|end|finish|run|move|give|have|last|go|meet|hand|join|visit|make|speak|talk)\b)|as (?:it|they|this|these|there|he|she) (?:was|were|is|are|had|would)|after|despite|while|whereas|but|so that|in order to"
    r"|and (?:that|was|were|had|has|it|its|they|most|many|which|led|kept|would|so|\w+ed)\b)\b)"
)

#: A stretch of fewer telling words says nothing by itself, but that it gives a cause.
_TELLING = 2
_CAUSE = re.compile(
    r"^(?:because|owing to|due to(?! (?:be|bring|begin|start|come|take|report|open|publish|end|finish|run|move|give|have|last|go|meet|hand|join|visit|make|speak|talk)\b)|thanks to|as (?:it|they|this|these|there|he|she)|which led|leading)\b"
)


def stretches(text: str) -> list[str]:
    """The stretches of a sentence that say something, in order, without the marks between them."""
    return [one.strip(" .,;:") for one in _BEGINS.split(text) if _says(one)]


def _says(stretch: str) -> bool:
    telling = len(set(content_stems(stretch)))
    return telling >= _TELLING or (telling > 0 and gives_cause(stretch))


def gives_cause(stretch: str) -> bool:
    """True for a stretch that gives a cause of what stands before it."""
    return _CAUSE.match(stretch) is not None

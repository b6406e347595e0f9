"""Does a text hold an expected fact? Folded, whole words, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rag.text import fold


def holds(text: str, fact: str) -> bool:
    """True where the fact stands in the text as whole words; False for a fact without characters.

    Case, kinds of spaces, quotation marks and dashes make no difference (``rag.text.fold``). A figure is a
    whole figure: "14" stands neither in "140" nor in "14.5" nor in "1,014". Nothing else is taken for the
    same: "14%" and "14 per cent" are two facts, and a case lists both.
    """
    pattern = _pattern(fact)
    return pattern is not None and pattern.search(fold(text).text) is not None


def holds_any(text: str, alternatives: Iterable[str]) -> bool:
    """True where the text holds at least one of the alternatives."""
    return any(holds(text, fact) for fact in alternatives)


@lru_cache(maxsize=4096)
def _pattern(fact: str) -> re.Pattern[str] | None:
    folded = fold(fact).text.strip()
    if not folded:
        return None
    before = r"(?<!\w)(?<!\d[.,])" if folded[0].isdigit() else r"(?<!\w)" if folded[0].isalpha() else ""
    after = r"(?!\w)(?![.,]\d)" if folded[-1].isdigit() else r"(?!\w)" if folded[-1].isalpha() else ""
    return re.compile(before + re.escape(folded) + after)

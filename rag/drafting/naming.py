"""Names of several words in a model's sentence: none may stand in the place of another that the quoted sentences have."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text import words

#: Two words or more with capitals, joined or not by a small word: "Commons Justice Committee", "Louise Casey".
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:of the |of |for |and |de )?[A-Z][\w’'-]*)+")
#: A capital at the beginning of a sentence makes no name: "In March", "The Promise".
_OPENS = frozenset(
    """the a an in on at by for from of to and but as after before since although while when if its their his her this that
    these those it he she they january february march april may june july august september october november december both all
    most only under section chapter part""".split()
)


def swapped(text: str, quoted: Sequence[str], told: str) -> str | None:
    """A name that nothing beside the text has, where the quoted sentences have one that the text has no word of.

    ``told`` is all that stands beside them: the sentences, their headings, the titles of their records.
    """
    known = set(words(told))
    mine = set(words(text))
    strange = [name for name, telling in _names(text) if not telling <= known]
    left = [name for one in quoted for name, telling in _names(one) if not telling & mine]
    return strange[0] if strange and left else None


def _names(text: str) -> list[tuple[str, set[str]]]:
    found = ((hit.group(), set(words(hit.group())) - _OPENS) for hit in _NAME.finditer(text))
    return [(name, telling) for name, telling in found if len(telling) > 1]
